"""What the assistant answers: parts of speech, and what goes on a card or a screen."""

from dataclasses import dataclass, field
from typing import Literal

from skill.core.urgency import Urgency

BeatKind = Literal["inhale", "hold", "exhale", "stretch", "rest", "move", "massage", "look"]
EarconKind = Literal["start", "side", "halfway", "end", "attention"]


@dataclass(frozen=True, slots=True)
class Say:
    """Words to be spoken, as plain text: a front end escapes what it must."""

    text: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence, in seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Beat:
    """Time kept for the person: a breath in, a hold, a breath out, a stretch held; in seconds."""

    kind: BeatKind
    seconds: float


@dataclass(frozen=True, slots=True)
class Earcon:
    """A short sound with a meaning."""

    kind: EarconKind


Part = Say | Pause | Beat | Earcon


@dataclass(frozen=True, slots=True)
class Card:
    """What stays to be read after the voice has gone.

    ``keepsake``: written to be taken along, such as the summary for a doctor.
    """

    title: str
    text: str
    keepsake: bool = False


@dataclass(frozen=True, slots=True)
class Guidance:
    """A part of a session as a screen shows it.

    ``step`` names what is done and ``left`` how long the session still takes, as it is said;
    ``moves`` are the steps of the part in their whole length, words included. The first begins
    ``after`` so many seconds of other words.
    """

    step: str
    left: str
    after: float
    moves: tuple[Beat | Pause, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """What a device with a screen shows while the reply is spoken."""

    title: str
    text: str
    hint: str = ""
    guidance: Guidance | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, complete: a front end renders it and decides nothing.

    A reply that asks something has a ``reprompt`` and does not end the conversation; one that asks
    nothing ends it, unless a session is led on in real time after its words. ``urgency`` is None
    where the turn gave no ground for a level.
    ``sources`` are ids of ``skill/knowledge/sources.toml``.
    """

    speech: tuple[Part, ...]
    reprompt: str | None = None
    card: Card | None = None
    screen: Screen | None = None
    urgency: Urgency | None = None
    sources: tuple[str, ...] = field(default=())
    ends: bool = True

    @property
    def text(self) -> str:
        """All the words of the reply as one line, without its pauses and tones."""
        return " ".join(part.text for part in self.speech if isinstance(part, Say))
