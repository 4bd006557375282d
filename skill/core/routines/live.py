"""Leading a session in real time: its cues for a front end that has a clock of its own."""

from skill.core.routines.cues import Cue, Led
from skill.core.routines.model import Library, Routine
from skill.core.routines.state import GuideState, shaped, timeline
from skill.core.routines.telling import Manner, told


def led(library: Library, state: GuideState) -> Led:
    """The part of the session from where the state stands to its end.

    The closing words are not in it: they come once the part was played to its end.
    """
    routine, steps = shaped(library, state), timeline(library, state)
    cues = tuple(told(steps, state.chunk, manner(routine, state), library.phrases))
    seconds = steps[-1].end - steps[state.chunk].start
    if not routine.silent_end:
        cues = (*cues, Cue(seconds, len(steps) - 1, earcon="end"))
    return Led(routine, steps, state.chunk, cues, seconds)


def manner(routine: Routine, state: GuideState) -> Manner:
    """How a session that stands like this is told."""
    return Manner(
        quiet=state.quiet,
        fresh=state.fresh,
        halfway=routine.announced,
        silent_end=routine.silent_end,
        turn=state.turn,
    )
