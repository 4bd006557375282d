"""What no routine may ask of anybody, whoever wrote it."""

import re

from local_voice.own_routines.errors import FieldError, Place
from skill.core.routines import pace
from skill.core.routines.model import BREATH_KINDS, LONGEST_ROUND, Block, Routine
from skill.core.routines.spoken import speaking_seconds
from skill.core.routines.telling import MOST_WORDS

SHORTEST, LONGEST = 60.0, 1200.0  # seconds of a whole routine
# A round that leads the breath is one breath, so that its length is the length of a breath.
ONE_BREATH = re.compile("i+h?e+h?")
ALL_IN_ONE = (
    "a round that leads the breath is one breath and nothing else: inhale, perhaps hold, exhale, "
    "perhaps hold; put the rest into a block of its own"
)


def check_block(block: Block, place: Place) -> None:
    """Raise FieldError where the steps of the block at a place cannot be led safely."""
    for number, step in enumerate(block.steps):
        here = (*place, "steps", number)
        room = step.seconds if step.kind == "say" else step.seconds * MOST_WORDS
        if speaking_seconds(step.cue) > room:
            raise FieldError(
                (*here, "cue"),
                f"these words take {speaking_seconds(step.cue):g} seconds to say, and there is "
                f"time for {room:g}; use fewer, or give the step more seconds",
            )
        if speaking_seconds(step.word) > room:
            raise FieldError((*here, "word"), "this is longer than the step; write one short word")
        if step.kind == "hold" and step.seconds > pace.LONGEST_HOLD:
            raise FieldError(
                (*here, "seconds"),
                f"a breath is held for {pace.LONGEST_HOLD:g} seconds at most, not {step.seconds:g}",
            )
    length = sum(step.seconds for step in block.steps)
    if length > LONGEST_ROUND:
        raise FieldError(
            (*place, "steps"),
            f"one round takes {length:g} seconds, and {LONGEST_ROUND:g} are the most; "
            "make several blocks of it",
        )
    if block.breathes:
        _check_breath(block, (*place, "steps"))


def check_routine(routine: Routine) -> None:
    """Raise FieldError where the routine as a whole is too short or too long."""
    seconds = routine.total_seconds
    if not SHORTEST <= seconds <= LONGEST:
        raise FieldError(
            (), f"all in all it takes {seconds:g} seconds; make it from one to twenty minutes long"
        )


def _check_breath(block: Block, place: Place) -> None:
    kinds = "".join(step.kind[0] if step.kind in BREATH_KINDS else "-" for step in block.steps)
    if not ONE_BREATH.fullmatch(kinds):
        raise FieldError(place, ALL_IN_ONE)
    for phase in ("inhale", "exhale"):
        length = sum(step.seconds for step in block.steps if step.kind == phase)
        if length < pace.SHORTEST_PHASE:
            raise FieldError(
                place, f"to {phase} takes {pace.SHORTEST_PHASE:g} seconds at least, not {length:g}"
            )
    shortest, longest = 60 / pace.MOST_BREATHS, 60 / pace.FEWEST_BREATHS
    breath = pace.breath_seconds(block)
    if not shortest <= breath <= longest:
        raise FieldError(
            place,
            f"one breath takes {breath:g} seconds; make it from {shortest:g} to {longest:g}, which "
            "is three to ten breaths a minute",
        )
