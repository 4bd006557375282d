"""Where a guided session stands, in plain values that survive a turn or a night."""

import math
from dataclasses import dataclass
from typing import Literal

from skill.core.routines import pace as paces
from skill.core.routines.model import Library, Pattern, Routine, Side
from skill.core.routines.timeline import TimedStep, expand, with_repeats
from skill.core.routines.variants import with_pattern

Awaits = Literal["check", "instead", "next", "resume"]
MOST_ROUNDS = 200  # more than ten minutes of the shortest safe breath


@dataclass(frozen=True, slots=True)
class GuideState:
    """A session between two turns; :mod:`skill.core.plain` makes it JSON and reads it back.

    ``awaits`` is what the next turn is expected to answer: the question asked first, the offer of
    another routine, whether to go on, or a resume after a pause. ``chunk`` is the first step of
    the part given last, ``step`` the first one not given yet. That part takes ``given`` seconds,
    the first ``lead_in`` of them before its first step; ``elapsed`` are the seconds led before it.
    ``pattern`` are own counts; ``turn`` counts the turns; ``fresh`` says whether the part begins
    with its first round told in full. A front end that keeps the time itself is given all that is
    left as one part: then ``step`` stays where the part begins.
    """

    routine: str
    repeats: tuple[int, ...]
    awaits: Awaits
    pattern: Pattern | None = None
    pace: float = 1.0
    first_side: Side = "left"
    quiet: bool = False
    safety_said: bool = False
    fresh: bool = False
    chunk: int = 0
    step: int = 0
    lead_in: float = 0.0
    given: float = 0.0
    elapsed: float = 0.0
    turn: int = 0


def shaped(library: Library, state: GuideState) -> Routine:
    """The state's routine with its own counts and numbers of rounds."""
    routine = library.routines[state.routine]
    if state.pattern is not None:
        routine = with_pattern(routine, state.pattern, library.phrases)
    return with_repeats(routine, state.repeats)


def timeline(library: Library, state: GuideState) -> tuple[TimedStep, ...]:
    """The steps the state's positions count."""
    return expand(shaped(library, state), state.pace, state.first_side)


def is_sound(library: Library, state: GuideState) -> bool:
    """Whether this library can go on from the state: it may come from other routines."""
    routine = library.routines.get(state.routine)
    if routine is None or len(state.repeats) != len(routine.blocks):
        return False
    if not all(0 <= repeat <= MOST_ROUNDS for repeat in state.repeats):
        return False
    if state.pattern is not None and not paces.is_safe(state.pattern):
        return False
    if state.awaits == "instead" and routine.instead not in library.routines:
        return False
    times = (state.lead_in, state.given, state.elapsed)
    if not all(math.isfinite(seconds) and seconds >= 0 for seconds in times):
        return False
    as_led = shaped(library, state)
    if paces.clamp(state.pace, as_led) != state.pace or state.turn < 0:
        return False
    return 0 <= state.chunk <= state.step < len(expand(as_led, state.pace, state.first_side))
