"""A led session cut into its steps, and where in it a moment falls."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from skill.core.reply import BeatKind
from skill.core.routines.cues import Cue, Led
from skill.core.routines.timeline import TimedStep


@dataclass(frozen=True, slots=True)
class Passage:
    """The cues from the beginning of one step up to the next; words before the first step too."""

    cues: tuple[Cue, ...]

    @property
    def at(self) -> float:
        """When it begins, in seconds from where the session is led on."""
        return self.cues[0].at

    @property
    def beat(self) -> tuple[BeatKind, float] | None:
        """What is done in the step, and for how many seconds; None where only words are said."""
        first = self.cues[0]
        return None if first.kind is None or first.kind == "say" else (first.kind, first.seconds)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a moment falls: the step it belongs to, and how far into it and the session it is.

    ``cue`` began the step, None before the first one has begun; ``into`` are the seconds since.
    """

    step: TimedStep
    cue: Cue | None
    into: float
    left: float
    share: float


def passages(led: Led) -> tuple[Passage, ...]:
    """The session's cues, step by step."""
    starts = [index for index, cue in enumerate(led.cues) if cue.kind is not None]
    edges = [0, *(start for start in starts if start), len(led.cues)]
    return tuple(Passage(led.cues[begin:end]) for begin, end in pairwise(edges) if begin < end)


def place(led: Led, played: float) -> Place:
    """Where the session stands once so many seconds of it were led."""
    played = min(max(played, 0.0), led.seconds)
    cue = next(_begun(led.cues, played), None)
    step = led.steps[cue.step if cue else led.first]
    done = led.steps[led.first].start
    whole = done + led.seconds
    return Place(
        step=step,
        cue=cue,
        into=played - cue.at if cue else 0.0,
        left=led.seconds - played,
        share=(done + played) / whole if whole else 1.0,
    )


def steps_begun(led: Led, played: float) -> Iterator[Cue]:
    """The cues of the steps begun by then, the latest first."""
    return _begun(led.cues, played)


def _begun(cues: tuple[Cue, ...], played: float) -> Iterator[Cue]:
    end = bisect_right(cues, played, key=lambda cue: cue.at)
    return (cue for cue in reversed(cues[:end]) if cue.kind is not None)
