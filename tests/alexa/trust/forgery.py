"""What somebody who is not Alexa may send, and what may be found at the address he names."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.alexa.envelopes import Json, launch
from tests.alexa.trust.pki import ADDRESS, Signer, alexa

GENUINE = json.dumps(launch()).encode()

Headers = Mapping[str, str | bytes | None]


@dataclass(frozen=True)
class Forgery:
    """One request: its body, its headers, and the files that could be fetched."""

    body: bytes
    headers: Headers
    files: Mapping[str, bytes] = field(default_factory=lambda: {ADDRESS: alexa().pem})


Forge = Callable[[], Forgery]
Table = Mapping[str, Forge]


def altered(body: bytes = GENUINE, **headers: str | bytes | None) -> Forgery:
    """A genuine request with other headers (named with _ for -), or another body, or both."""
    own = {name.replace("_", "-"): value for name, value in headers.items()}
    return Forgery(body, alexa().headers(GENUINE) | own)


def signed(body: bytes | Json, by: Signer | None = None) -> Forgery:
    """A request with any body, signed by Alexa or by somebody else."""
    signer = by or alexa()
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Forgery(raw, signer.headers(raw), {signer.address: signer.pem})
