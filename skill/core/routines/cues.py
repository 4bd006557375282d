"""A session as it is led in real time: what sounds at which moment."""

from dataclasses import dataclass

from skill.core.reply import EarconKind
from skill.core.routines.model import Routine, StepKind
from skill.core.routines.timeline import TimedStep


@dataclass(frozen=True, slots=True)
class Cue:
    """One moment of a session: an earcon, words, and where a step begins what is done in it.

    ``at`` counts the seconds from where the session is led on; ``kind`` and ``seconds`` are those
    of the step that begins (None and 0 for words or a tone in the middle of one). The words fit
    between this cue and the next; the earcon comes before them. ``step`` is the index of the step
    it belongs to.
    """

    at: float
    step: int
    kind: StepKind | None = None
    seconds: float = 0.0
    words: str = ""
    earcon: EarconKind | None = None


@dataclass(frozen=True, slots=True)
class Led:
    """The part of a session a front end with a clock of its own leads from now on.

    ``cues`` are in order of time; the part takes ``seconds`` and ends the session.
    """

    routine: Routine
    steps: tuple[TimedStep, ...]
    first: int
    cues: tuple[Cue, ...]
    seconds: float
