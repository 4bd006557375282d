"""What keys stand for while a session is led or stands still."""

from collections.abc import Mapping

from local_voice.companion.model import Answered

TALK_KEY = "space"
SESSION_KEYS: Mapping[str, str] = {
    TALK_KEY: "pause",
    "q": "stop",
    "escape": "stop",
    "s": "slower",
    "f": "faster",
    "o": "other side",
    "n": "skip",
}
"""While it is led, in the words that would be spoken."""
PAUSED_KEYS: Mapping[str, str] = {**SESSION_KEYS, TALK_KEY: "resume"}
"""And while it stands still."""


def command_of(key: str, then: Answered | None) -> str | None:
    """What a key says to a session beside the words spoken last, in them or after them."""
    if then is None or then.asks:
        return None
    if then.leads:
        return SESSION_KEYS.get(key)
    return PAUSED_KEYS.get(key) if then.waits else None
