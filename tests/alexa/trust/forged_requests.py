"""Signatures of something else, requests of another time, requests to another skill."""

import base64
import json
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tests.alexa.envelopes import APPLICATION, Json, ask, event, launch
from tests.alexa.trust.forgery import GENUINE, Forgery, Table, altered, signed
from tests.alexa.trust.pki import Signer, alexa, between, pss_signature, rsa_key, sha1_signature

OTHER = json.dumps(ask("AMAZON.HelpIntent")).encode()
SIGNATURE = alexa().sign(GENUINE)


def _key() -> Any:
    return alexa().key


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _signed_by_another(key: Any) -> Forgery:
    return Forgery(GENUINE, Signer(key, alexa().pem).headers(GENUINE))


def _of_the_digest() -> str:
    """Alexa's signature of a body whose own bytes are the digest of this one."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(GENUINE)
    found = digest.finalize()
    return _encoded(_key().sign(found, padding.PKCS1v15(), hashes.SHA256()))


def _of_another_hash() -> str:
    return _encoded(_key().sign(GENUINE, padding.PKCS1v15(), hashes.SHA512()))


def _raw() -> bytes:
    return base64.b64decode(SIGNATURE)


SIGNATURES: Table = {
    "body swapped": lambda: altered(OTHER),
    "body with one bit flipped": lambda: altered(_flipped(GENUINE, 40)),
    "body with a line more": lambda: altered(GENUINE + b"\n"),
    "body with a byte-order mark": lambda: altered(b"\xef\xbb\xbf" + GENUINE),
    "body written otherwise": lambda: altered(json.dumps(launch(), indent=1).encode()),
    "body cut off": lambda: altered(GENUINE[:-1]),
    "body empty": lambda: altered(b""),
    "body doubled": lambda: altered(GENUINE * 2),
    "signature of another body": lambda: altered(**{"Signature-256": alexa().sign(OTHER)}),
    "signature with one bit flipped": lambda: altered(
        **{"Signature-256": _encoded(_flipped(_raw(), 200))}
    ),
    "signature over SHA-1": lambda: altered(**{"Signature-256": sha1_signature(_key(), GENUINE)}),
    "signature over SHA-512": lambda: altered(**{"Signature-256": _of_another_hash()}),
    "signature of the digest": lambda: altered(**{"Signature-256": _of_the_digest()}),
    "signature with the other padding": lambda: altered(
        **{"Signature-256": pss_signature(_key(), GENUINE)}
    ),
    "signature in the older header only": lambda: altered(
        **{"Signature-256": None, "Signature": sha1_signature(_key(), GENUINE)}
    ),
    "SHA-256 signature in the older header": lambda: altered(
        **{"Signature-256": None, "Signature": SIGNATURE}
    ),
    "signature missing": lambda: altered(**{"Signature-256": None}),
    "signature empty": lambda: altered(**{"Signature-256": ""}),
    "signature of nothing": lambda: altered(**{"Signature-256": "===="}),
    "signature not base64": lambda: altered(**{"Signature-256": "not base64!"}),
    "signature not ASCII": lambda: altered(**{"Signature-256": "\u00e9".encode()}),
    "signature in two pieces": lambda: altered(
        **{"Signature-256": SIGNATURE[:40] + " " + SIGNATURE[40:]}
    ),
    "signature twice": lambda: altered(**{"Signature-256": f"{SIGNATURE}, {SIGNATURE}"}),
    "signature without padding": lambda: altered(**{"Signature-256": SIGNATURE.rstrip("=")}),
    "signature cut off": lambda: altered(**{"Signature-256": _encoded(_raw()[:-1])}),
    "signature too long": lambda: altered(**{"Signature-256": _encoded(b"\0" + _raw())}),
    "signature of zeros": lambda: altered(**{"Signature-256": _encoded(bytes(256))}),
    "signature giant": lambda: altered(**{"Signature-256": "A" * 60_000}),
    "signature by the issuer": lambda: _signed_by_another(between().key),
    "signature by a stranger": lambda: _signed_by_another(rsa_key("stranger")),
    "nothing but a body": lambda: Forgery(GENUINE, {"Content-Type": "application/json"}),
}


def _stamped(stamp: object, body: Json | None = None) -> Forgery:
    body = body or launch()
    body["request"]["timestamp"] = stamp
    return signed(body)


def _unstamped() -> Forgery:
    body = launch()
    del body["request"]["timestamp"]
    return signed(body)


TIMES: Table = {
    "replayed after 151 seconds": lambda: _stamped("2025-01-01T11:57:29Z"),
    "replayed after a day": lambda: _stamped("2024-12-31T12:00:00Z"),
    "151 seconds early": lambda: _stamped("2025-01-01T12:02:31Z"),
    "years early": lambda: _stamped("9999-12-31T23:59:59-23:59"),
    "years old": lambda: _stamped("0001-01-01T00:00:00+23:59"),
    "event an hour and a second old": lambda: _stamped(
        "2025-01-01T10:59:59Z", event("AlexaSkillEvent.SkillEnabled")
    ),
    "request that looks like an event": lambda: _stamped(
        "2025-01-01T11:50:00Z", event("AlexaSkillEvents.SkillEnabled")
    ),
    "other time zone": lambda: _stamped("2025-01-01T12:00:00+05:00"),
    "no time zone": lambda: _stamped("2025-01-01T12:00:00"),
    "date only": lambda: _stamped("2025-01-01"),
    "time as a number": lambda: _stamped(1735732800),
    "time as a list": lambda: _stamped(["2025-01-01T12:00:00Z"]),
    "time as null": lambda: _stamped(None),
    "time in words": lambda: _stamped("now"),
    "time that is none": lambda: _stamped("2025-02-30T25:61:61Z"),
    "no time": _unstamped,
}


def _for_no_skill() -> Forgery:
    body = launch()
    del body["context"]["System"]["application"], body["session"]["application"]
    return signed(body)


SKILLS: Table = {
    "other skill": lambda: signed(launch(application="amzn1.ask.skill.other")),
    "skill in capitals": lambda: signed(launch(application=APPLICATION.upper())),
    "skill with more behind": lambda: signed(launch(application=APPLICATION + "0")),
    "skill as a list": lambda: signed(launch(application=[APPLICATION])),  # type: ignore[arg-type]
    "empty skill": lambda: signed(launch(application="")),
    "no skill": _for_no_skill,
    "signed but no JSON": lambda: signed(b"{"),
    "signed but no request": lambda: signed({}),
    "signed but not UTF-8": lambda: signed(json.dumps(launch()).encode("utf-16")),
    "signed but empty": lambda: signed(b""),
    "form": lambda: altered(Content_Type="application/x-www-form-urlencoded"),
    "text": lambda: altered(Content_Type="text/plain"),
    "no content type": lambda: altered(Content_Type=None),
    "JSON of another kind": lambda: altered(Content_Type="application/ld+json"),
}

FORGED_REQUESTS: Table = SIGNATURES | TIMES | SKILLS  # type: ignore[operator]
