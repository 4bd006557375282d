"""The words of the loop: its modes, what can happen to it, and what it can do."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Mode(StrEnum):
    """What the companion is doing."""

    ASLEEP = "asleep"
    LISTENING = "listening"
    THINKING = "thinking"
    SPEAKING = "speaking"
    GUIDING = "guiding"


@dataclass(frozen=True, slots=True)
class Settings:
    """How someone wants to be listened to.

    ``wakes_by``: by its name, by a key alone, or not at all, since it always listens.
    ``overhears``: it listens to a room in which others talk, so that what is not for it goes
    without an answer.
    ``full_duplex``: it may listen while it speaks, because its own voice does not reach the
    recognizer: echo cancellation, or a headset. Windows are in seconds: ``opening`` after the
    start, ``follow_up`` after an answer.
    """

    wakes_by: Literal["name", "key", "always"] = "name"
    full_duplex: bool = False
    overhears: bool = False
    opening: float = 30.0
    follow_up: float = 8.0


@dataclass(frozen=True, slots=True)
class Answered:
    """The assistant has answered, and its words are being spoken.

    ``greets``: they are the first ones, and who started it is given time to think. ``leads``:
    after them a session is led. ``waits``: a session stands still until someone says to go on, or
    answers what it ``asks``. ``ends``: the conversation is over after them.
    """

    greets: bool = False
    leads: bool = False
    waits: bool = False
    asks: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class LoopState:
    """Where the loop stands.

    ``until`` is the moment listening ends, None where it does not. ``held``: an answer was
    interrupted in the middle and can be gone on with. ``voice_on``: someone is speaking.
    ``then``: what the answer being spoken told the loop to do after it. ``acted``: words of the
    utterance under way that were acted upon before it was over. ``suspended``: the answer is
    silent while it is not sure whether it was interrupted.
    """

    mode: Mode
    until: float | None = None
    held: bool = False
    voice_on: bool = False
    then: Answered | None = None
    acted: str = ""
    suspended: bool = False


# What can happen.


@dataclass(frozen=True, slots=True)
class Passed:
    """The moment came until which it was to listen."""


@dataclass(frozen=True, slots=True)
class Began:
    """Someone began to speak."""


@dataclass(frozen=True, slots=True)
class Partly:
    """Words of an utterance that still goes on, or what it is ``suspected`` to become."""

    text: str
    suspected: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A whole utterance: its words, none where it was not understood, and its length in seconds.

    ``second``: found on second hearing, by a vocabulary that was not the one listened for, and
    how sure of it the recognizer was, 0 to 1. ``alarms``: its words are a red flag.
    """

    text: str
    seconds: float = 0.0
    second: bool = False
    confidence: float = 1.0
    alarms: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """A line from the keyboard."""

    text: str


@dataclass(frozen=True, slots=True)
class Typing:
    """A line that is still being typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A single key, by the name the terminal gives it."""

    key: str


@dataclass(frozen=True, slots=True)
class SpeechOver:
    """The answer was spoken to its end."""


@dataclass(frozen=True, slots=True)
class SessionOver:
    """The session was led to its end."""


Event = (
    Passed | Began | Partly | Said | Typed | Typing | Pressed | Answered | SpeechOver | SessionOver
)


# What it can do.

Chime = Literal["listening", "thinking", "asleep", "not_understood"]
Adjustment = Literal["louder", "quieter", "slower", "faster"]


@dataclass(frozen=True, slots=True)
class Ask:
    """Give the words to the assistant; what is spoken or led stops for the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Play:
    """Sound an earcon."""

    chime: Chime


@dataclass(frozen=True, slots=True)
class Speech:
    """Change what is being spoken: lower it, bring it back, hold it, go on with it, drop it."""

    how: Literal["duck", "unduck", "hold", "go_on", "drop"]


@dataclass(frozen=True, slots=True)
class Adjust:
    """Change how loud or fast it speaks, and let it be heard."""

    how: Adjustment


@dataclass(frozen=True, slots=True)
class Lead:
    """Lead the session from where the assistant left it."""


@dataclass(frozen=True, slots=True)
class EndSession:
    """Tell the assistant that the session was led to its end, and speak its last words."""


@dataclass(frozen=True, slots=True)
class StartAfresh:
    """The conversation is over; the next words begin another."""


@dataclass(frozen=True, slots=True)
class EndUtterance:
    """Take what was said so far as the whole utterance."""


Action = Ask | Play | Speech | Adjust | Lead | EndSession | StartAfresh | EndUtterance
