"""How long it takes to prove that a request came from Alexa."""

import base64
import json
from contextlib import suppress

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from skill.alexa.refusal import RefusedRequestError
from skill.alexa.trust.fetch import Fetcher
from skill.alexa.trust.verifier import SIGNATURE
from tests.alexa.envelopes import ask, matched
from tests.alexa.trust.pki import alexa
from tests.alexa.trust.servers import dripping, serving, to
from tests.benchmarks.clock import Row, milliseconds, percentile

ROUNDS = 5000
COLD_ROUNDS = 500
BODY = json.dumps(ask("CauseIntent", matched("bodyPart", "eye", "eyelid"))).encode()


def trust_times() -> list[Row]:
    """The check of one signature, with the key known and with its certificates to be traced."""
    headers = alexa().headers(BODY)
    warm = alexa().trust().signature
    warm.verify(headers, BODY)
    cached = [milliseconds(lambda: warm.verify(headers, BODY)) for _ in range(ROUNDS)]
    signature, key = base64.b64decode(headers[SIGNATURE]), alexa().key.public_key()
    assert isinstance(key, RSAPublicKey)
    alone = [
        milliseconds(lambda: key.verify(signature, BODY, PKCS1v15(), SHA256()))
        for _ in range(ROUNDS)
    ]
    verifiers = [alexa().trust().signature for _ in range(COLD_ROUNDS)]
    cold = [milliseconds(lambda v=each: v.verify(headers, BODY)) for each in verifiers]
    return [
        _row("signature check, key known", cached, "p50 <= 0.05 ms"),
        _row("the arithmetic of it alone", alone, ""),
        _row("signature check, certificates to be traced, no network", cold, "p50 <= 0.2 ms"),
        _slowest_forgery(headers),
    ]


def _row(what: str, times: list[float], aim: str) -> Row:
    return what, f"p50 {percentile(times, 0.5):.3f} ms, p99 {percentile(times, 0.99):.3f} ms", aim


def _slowest_forgery(headers: dict[str, str]) -> Row:
    """A server of certificates that sends a byte now and then, without end."""
    with serving(dripping(b"HTTP/1.1 200 OK\r\n\r\n")) as port:
        verifier = alexa().trust(fetch=Fetcher(to(port))).signature

        def refused() -> None:
            with suppress(RefusedRequestError):
                verifier.verify(headers, BODY)

        took = milliseconds(refused)
    return "the slowest forgery refused", f"{took / 1000:.2f} s", "<= 3.5 s"
