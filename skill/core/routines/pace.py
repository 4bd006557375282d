"""How much slower or faster a session may go without making a breath unsafe."""

import math

from skill.core.routines.model import BREATH_KINDS, Block, Pattern, Routine

SLOWEST, FASTEST = 1.6, 0.64  # factors on the seconds as written; more is slower
SLOWER_BY, FASTER_BY = 1.25, 0.8
FEWEST_BREATHS, MOST_BREATHS = 3.0, 10.0  # a minute
LONGEST_HOLD = 7.0  # seconds
SHORTEST_PHASE = 2.0  # seconds a breath in or out of one's own counts needs at least
_TINY = 1e-9


def limits(routine: Routine) -> tuple[float, float]:
    """The fastest and the slowest pace factor at which every breath of the routine stays safe."""
    low, high = FASTEST, SLOWEST
    for block in routine.blocks:
        if block.breathes:
            cycle = breath_seconds(block)
            low = max(low, 60 / MOST_BREATHS / cycle)
            high = min(high, 60 / FEWEST_BREATHS / cycle)
            holds = [step.seconds for step in block.steps if step.kind == "hold"]
            high = min([high, *(LONGEST_HOLD / hold for hold in holds)])
    return low, high


def clamp(pace: float, routine: Routine) -> float:
    """The pace brought into the routine's limits; anything that is no number becomes 1."""
    low, high = limits(routine)
    return min(max(pace if math.isfinite(pace) else 1.0, low), high)


def slower(pace: float, routine: Routine) -> float:
    """One notch slower, within the limits: equal to ``pace`` where nothing slower is safe."""
    return clamp(pace * SLOWER_BY, routine)


def faster(pace: float, routine: Routine) -> float:
    """One notch faster, within the limits: equal to ``pace`` where nothing faster is safe."""
    return clamp(pace * FASTER_BY, routine)


def breath_seconds(block: Block) -> float:
    """The length of one breath of a block, in seconds as written."""
    return sum(step.seconds for step in block.steps if step.kind in BREATH_KINDS)


def is_safe(pattern: Pattern) -> bool:
    """Whether counts make three to ten breaths a minute with holds of seven seconds at most."""
    counts = (pattern.inhale, pattern.exhale, pattern.hold, pattern.rest)
    if not all(math.isfinite(count) and count >= 0 for count in counts):
        return False
    return (
        min(pattern.inhale, pattern.exhale) >= SHORTEST_PHASE
        and max(pattern.hold, pattern.rest) <= LONGEST_HOLD
        and 60 / MOST_BREATHS - _TINY <= pattern.seconds <= 60 / FEWEST_BREATHS + _TINY
    )
