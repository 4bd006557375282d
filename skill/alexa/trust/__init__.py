"""Proves that a request came from Alexa, for this skill, just now.

``address`` says which addresses of certificates are Alexa's, ``fetch`` gets them, ``chain`` traces
them to a root, ``keys`` keeps what was found, ``freshness`` looks at the time; ``verifier`` puts it
behind the SDK's own interface. The clock and the network are passed in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.x509 import Certificate
from cryptography.x509.verification import Store

from skill.alexa.trust.chain import SigningKey, signing_key
from skill.alexa.trust.fetch import Fetcher
from skill.alexa.trust.freshness import utc_now
from skill.alexa.trust.keys import Keys
from skill.alexa.trust.roots import NoRootsError, public_roots
from skill.alexa.trust.verifier import FreshnessVerifier, SignatureVerifier

__all__ = ["NoRootsError", "Trust", "amazon"]


@dataclass(frozen=True, slots=True)
class Trust:
    """What lets a request in: one look at the body as it came, and one at what it says."""

    signature: SignatureVerifier
    freshness: FreshnessVerifier


def amazon(
    *,
    clock: Callable[[], datetime] = utc_now,
    fetch: Callable[[str], bytes] | None = None,
    roots: Sequence[Certificate] | None = None,
) -> Trust:
    """Trust in Alexa's signature, traced to the public roots.

    ``clock`` gives an aware time; ``fetch`` gives what is at an address within a few seconds or
    raises OSError. Raises NoRootsError where there is no root to trace anything to.
    """
    get = fetch or Fetcher()
    store = Store(list(public_roots() if roots is None else roots))

    def key_at(address: str, now: datetime) -> SigningKey:
        return signing_key(get(address), store, now)

    return Trust(SignatureVerifier(Keys(key_at), clock), FreshnessVerifier(clock))
