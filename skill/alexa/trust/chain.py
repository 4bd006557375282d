"""Certificates as they were fetched -> the key that Alexa signs with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.alexa.refusal import Reason, RefusedRequestError

SIGNER = "echo-api.amazon.com"
MOST_CERTIFICATES = 8
"""In one chain; Alexa's have four or five."""

SMALLEST_KEY = 2048
"""Bits of an RSA key."""

_BEGIN = b"-----BEGIN CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key of Alexa's, and when the first certificate that vouches for it expires."""

    key: RSAPublicKey
    expires: datetime


def signing_key(pem: bytes, roots: Store, now: datetime) -> SigningKey:
    """The key of the first certificate in ``pem``, vouched for by the others up to a root.

    Raises RefusedRequestError where the chain cannot be trusted ``now``.
    """
    if not 0 < pem.count(_BEGIN) <= MOST_CERTIFICATES:
        raise _untrusted()
    try:
        leaf, *between = x509.load_pem_x509_certificates(pem)
        chain = _verified(leaf, between, roots, now)
        key = _key_that_signs(leaf)
    except (
        ValueError,
        VerificationError,
        UnsupportedAlgorithm,
        x509.ExtensionNotFound,
        x509.DuplicateExtension,
        x509.UnsupportedGeneralNameType,
    ) as error:
        raise _untrusted() from error
    return SigningKey(key, min(each.not_valid_after_utc for each in chain))


def _verified(
    leaf: x509.Certificate, between: Sequence[x509.Certificate], roots: Store, now: datetime
) -> Sequence[x509.Certificate]:
    verifier = PolicyBuilder().store(roots).time(now).build_server_verifier(x509.DNSName(SIGNER))
    return verifier.verify(leaf, list(between))


def _key_that_signs(leaf: x509.Certificate) -> RSAPublicKey:
    """The key of the certificate; raises ValueError where it is not one that Alexa signs with."""
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    if SIGNER not in names.get_values_for_type(x509.DNSName):
        raise ValueError("a wildcard is not the name itself")
    if not leaf.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature:
        raise ValueError("the key is for something else")
    key = leaf.public_key()
    if not isinstance(key, RSAPublicKey) or key.key_size < SMALLEST_KEY:
        raise ValueError("the key is of another kind, or weak")
    return key


def _untrusted() -> RefusedRequestError:
    return RefusedRequestError(Reason.CERTIFICATE, "The certificates are not to be trusted.")
