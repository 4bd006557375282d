"""The verifiers of the SDK that let in Alexa only: who signed a request, and when it was made.

They raise RefusedRequestError rather than the SDK's VerificationException, for which SkillAdapter
would log a traceback at every forgery.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from skill.alexa.compat import AbstractVerifier
from skill.alexa.refusal import Reason, RefusedRequestError
from skill.alexa.trust.address import canonical
from skill.alexa.trust.freshness import check_fresh
from skill.alexa.trust.keys import Keys

ADDRESS = "SignatureCertChainUrl"
SIGNATURE = "Signature-256"
"""The older header "Signature", over SHA-1, is not read."""


class SignatureVerifier(AbstractVerifier):  # type: ignore[misc]
    """Lets in bodies that Alexa signed.

    It needs the body alone, as bytes and before anybody parses it. A body that the SDK has decoded
    already may be given as text: strict UTF-8 gives back the same bytes.
    """

    def __init__(self, keys: Keys, clock: Callable[[], datetime]) -> None:
        self._keys = keys
        self._clock = clock

    def verify(
        self,
        headers: Mapping[str, str],
        serialized_request_env: str | bytes,
        deserialized_request_env: Any = None,
    ) -> None:
        """Raise RefusedRequestError unless the headers carry Alexa's signature of the body."""
        address = canonical(headers.get(ADDRESS))
        signature = _decoded(headers.get(SIGNATURE))
        body = serialized_request_env
        raw = body.encode() if isinstance(body, str) else body
        key = self._keys.key(address, self._clock())
        try:
            key.verify(signature, raw, PKCS1v15(), SHA256())
        except InvalidSignature as error:
            raise RefusedRequestError(
                Reason.SIGNATURE, "The signature is not that of the body."
            ) from error


class FreshnessVerifier(AbstractVerifier):  # type: ignore[misc]
    """Lets in requests that were made just now."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def verify(
        self, headers: Any, serialized_request_env: Any, deserialized_request_env: Any
    ) -> None:
        """Raise RefusedRequestError where the request is old, or from the future."""
        request = deserialized_request_env.request
        check_fresh(request.object_type, request.timestamp, self._clock())


def _decoded(signature: str | None) -> bytes:
    if not signature:
        raise RefusedRequestError(Reason.HEADERS, f"The header {SIGNATURE} is missing.")
    try:
        return base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError) as error:
        raise RefusedRequestError(Reason.HEADERS, "The signature is not base64.") from error
