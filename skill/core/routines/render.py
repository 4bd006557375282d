"""A session's cues turned into parts of speech, for front ends that give it a turn at a time."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from skill.core.reply import Beat, Earcon, Part, Pause, Say
from skill.core.routines.cues import Cue
from skill.core.routines.spoken import speaking_seconds
from skill.core.routines.telling import round_end
from skill.core.routines.timeline import TimedStep

LONGEST_BREAK = 10.0  # seconds; a voice platform wants longer silences in several breaks
SHORTEST_SILENCE = 0.3  # seconds; less is not worth a part of its own


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one turn may hold: seconds of guidance, and silences of ten seconds at most."""

    seconds: float = 90.0
    breaks: int = 75


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole rounds from one step up to, not including, ``stop``."""

    parts: tuple[Part, ...]
    stop: int


def chunk(steps: tuple[TimedStep, ...], begin: int, cues: Iterable[Cue], limits: Limits) -> Chunk:
    """As many rounds as fit the limits, but at least one; what is left is shared out evenly.

    ``cues`` are those from step ``begin`` on, of which no more are taken than are needed.
    """
    left = steps[-1].end - steps[begin].start
    share = left / max(1, math.ceil(left / limits.seconds)) if limits.seconds > 0 else 0.0
    by_step = groupby(cues, key=lambda cue: cue.step)
    parts: list[Part] = []
    stop, length, silences = begin, 0.0, 0
    while stop < len(steps):
        following = round_end(steps, stop)
        new = [part for i in range(stop, following) for part in _step(steps[i], _of(i, by_step))]
        longer, more = length + seconds(new), silences + breaks(new)
        if parts and (longer > limits.seconds or more > limits.breaks or length >= share):
            break
        parts += new
        stop, length, silences = following, longer, more
    return Chunk(tuple(parts), stop)


def _of(step: int, by_step: Iterator[tuple[int, Iterator[Cue]]]) -> list[Cue]:
    """The cues of a step, which every step has."""
    found, cues = next(by_step)
    assert found == step
    return list(cues)


def seconds(parts: Sequence[Part]) -> float:
    """About how long the parts take."""
    return sum(
        speaking_seconds(part.text) if isinstance(part, Say) else part.seconds
        for part in parts
        if not isinstance(part, Earcon)
    )


def breaks(parts: Sequence[Part]) -> int:
    """How many silences of ten seconds at most the parts need."""
    return sum(
        math.ceil(part.seconds / LONGEST_BREAK) for part in parts if isinstance(part, Beat | Pause)
    )


def _step(step: TimedStep, cues: Sequence[Cue]) -> Iterator[Part]:
    """A step's cues, each with the time that is left for it after its words."""
    ends = [cue.at for cue in cues[1:]] + [cues[0].at + step.seconds]
    for cue, end in zip(cues, ends, strict=True):
        if cue.earcon is not None:
            yield Earcon(cue.earcon)
        if cue.words:
            yield Say(cue.words)
        rest = end - cue.at - speaking_seconds(cue.words)
        if step.kind != "say" and rest > 0:
            yield Beat(step.kind, rest)
        elif rest >= SHORTEST_SILENCE:
            yield Pause(rest)
