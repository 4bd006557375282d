"""A routine fitted to a person's wish: so many minutes, or counts of their own."""

import math
from dataclasses import replace
from typing import Literal

from skill.core.routines.model import Block, Library, Pattern, Routine, Step
from skill.core.routines.phrases import Phrases
from skill.core.routines.spoken import number, speaking_seconds
from skill.core.routines.timeline import round_seconds, total_seconds, with_blocks, with_repeats

SHORTEST_MINUTES, LONGEST_MINUTES = 1.0, 10.0
CLOSE_ENOUGH = 30.0  # seconds a session may differ from the wish before it is worth a word

Remark = Literal["too_short", "too_long", "other_length"]


def fit(routine: Routine, minutes: float, pace: float = 1.0) -> tuple[Routine, Remark | None]:
    """The routine with as many rounds as bring it nearest to the minutes wished for.

    A wish outside one to ten minutes is brought inside; the remark says so, or that the routine
    itself cannot be that short or that long.
    """
    wish = min(max(minutes, SHORTEST_MINUTES), LONGEST_MINUTES)
    if math.isnan(wish):
        return routine, None
    fitted = with_repeats(routine, _fill(routine.blocks, wish * 60, pace))
    if abs(total_seconds(fitted, pace) - wish * 60) > CLOSE_ENOUGH:
        return fitted, "other_length"
    if wish != minutes:
        return fitted, "too_short" if minutes < wish else "too_long"
    return fitted, None


def with_pattern(routine: Routine, pattern: Pattern, phrases: Phrases) -> Routine:
    """The routine with its breath led by other counts, and an opening that names them."""
    blocks = [_recount(block, pattern) if block.breathes else block for block in routine.blocks]
    if routine.group == "breathing" and not blocks[0].breathes:
        cue = _counts(pattern, phrases)
        seconds = max(blocks[0].steps[0].seconds, math.ceil(speaking_seconds(cue)))
        opening = replace(blocks[0].steps[0], cue=cue, seconds=seconds)
        blocks[0] = replace(blocks[0], steps=(opening, *blocks[0].steps[1:]))
    return with_blocks(routine, tuple(blocks))


def for_pattern(library: Library, routine: Routine, pattern: Pattern) -> Routine:
    """The routine that leads own counts: the given one, or one whose breath fits the pattern.

    Counts with a hold go to a routine that asks about holding the breath first.
    """
    holds = pattern.hold > 0 or pattern.rest > 0
    candidates = [routine, *library.routines.values()]
    for candidate in candidates:
        breath = [block for block in candidate.blocks if block.breathes]
        if candidate.group == "breathing" and breath and holds == _holds(breath[0]):
            return candidate
    return library.routines[library.phrases.default_routine]


def _holds(block: Block) -> bool:
    return any(step.kind == "hold" for step in block.steps)


def _fill(blocks: tuple[Block, ...], target: float, pace: float) -> tuple[int, ...]:
    """Rounds from the least up, the block that lags most behind its usual number first."""
    repeats = [block.least for block in blocks]
    costs = [round_seconds(block, pace) for block in blocks]
    total = sum(repeat * cost for repeat, cost in zip(repeats, costs, strict=True))
    open_blocks = list(range(len(blocks)))
    while open_blocks:
        index = min(open_blocks, key=lambda i: ((repeats[i] + 1) / blocks[i].repeat, i))
        most = blocks[index].most
        is_full = most is not None and repeats[index] >= most
        if is_full or abs(total + costs[index] - target) >= abs(total - target):
            open_blocks.remove(index)
            continue
        repeats[index] += 1
        total += costs[index]
    return tuple(repeats)


def _recount(block: Block, pattern: Pattern) -> Block:
    """A block of one plain breath with other counts; its words stay, phases of zero go."""
    inhale = next(step for step in block.steps if step.kind == "inhale")
    exhale = next(step for step in block.steps if step.kind == "exhale")
    hold = next((step for step in block.steps if step.kind == "hold"), None)
    last = block.steps[-1] if block.steps[-1].kind == "hold" else hold
    phases: list[tuple[Step | None, float]] = [
        (inhale, pattern.inhale),
        (hold, pattern.hold),
        (exhale, pattern.exhale),
        (last, pattern.rest),
    ]
    steps = tuple(replace(step, seconds=count) for step, count in phases if step and count > 0)
    return replace(block, steps=steps)


def _counts(pattern: Pattern, phrases: Phrases) -> str:
    text = phrases.own_counts_hold[0] if pattern.hold else phrases.own_counts[0]
    return text.format(
        inhale=number(pattern.inhale, phrases),
        hold=number(pattern.hold, phrases),
        exhale=number(pattern.exhale, phrases),
    )
