"""A session changed while it is led: more rounds or fewer of what is to come, other counts."""

from dataclasses import replace

from skill.core.routines import pace
from skill.core.routines.model import Block, Library, Pattern, Routine
from skill.core.routines.state import MOST_ROUNDS, GuideState, shaped, timeline
from skill.core.routines.timeline import TimedStep, round_seconds

LONGEST_SECONDS = 600.0
CALM = Pattern(inhale=4, exhale=6)  # where a breath would be too quick without its holds


def resized(library: Library, state: GuideState, here: int, seconds: float) -> GuideState | None:
    """The session made about so long in all by what is still to come from the step ``here`` on.

    At least one round is added or left out; None where there is none to add or to leave out.
    """
    usual = library.routines[state.routine].blocks
    blocks = shaped(library, state).blocks
    costs = [round_seconds(block, state.pace) for block in blocks]
    least = _floors(timeline(library, state), here, blocks)
    repeats = list(state.repeats)

    def total() -> float:
        return sum(repeat * cost for repeat, cost in zip(repeats, costs, strict=True))

    def share(index: int) -> float:
        return (repeats[index] + 0.5) / usual[index].repeat

    step = 1 if seconds > total() else -1
    while True:
        if step > 0:
            able = [i for i in least if repeats[i] < _most(usual[i], costs[i], total())]
            index = min(able, key=share, default=None)
        else:
            able = [i for i in least if repeats[i] > least[i]]
            index = max(able, key=share, default=None)
        if index is None:
            break
        after = total() + step * costs[index]
        if tuple(repeats) != state.repeats and abs(after - seconds) >= abs(total() - seconds):
            break
        repeats[index] += step
    return replace(state, repeats=tuple(repeats)) if tuple(repeats) != state.repeats else None


def recounted(library: Library, state: GuideState, here: int, pattern: Pattern) -> GuideState:
    """The session breathing to other counts for about as long; its positions need moving."""
    before = shaped(library, state)
    changed = replace(state, pattern=pattern)
    after = shaped(library, changed)
    changed = replace(changed, pace=pace.clamp(state.pace, after))
    begun = _floors(timeline(library, state), here, before.blocks)
    repeats = list(state.repeats)
    for index, least in begun.items():
        old, new = before.blocks[index], after.blocks[index]
        if old.breathes and repeats[index]:
            left = (repeats[index] - least) * round_seconds(old, state.pace)
            more = round(left / round_seconds(new, changed.pace))
            repeats[index] = min(MOST_ROUNDS, max(1, least + more))
    return replace(changed, repeats=tuple(repeats))


def without_holds(routine: Routine) -> Pattern | None:
    """The counts of a routine's breath with its holds left out; None where it has none."""
    for block in routine.blocks:
        if any(step.kind == "hold" for step in block.steps):
            counts = {"inhale": 0.0, "exhale": 0.0}
            for step in block.steps:
                if step.kind in counts:
                    counts[step.kind] += step.seconds
            pattern = Pattern(**counts)
            return pattern if pace.is_safe(pattern) else CALM
    return None


def same_place(old: tuple[TimedStep, ...], index: int, new: tuple[TimedStep, ...]) -> int:
    """Where the round that begins at a step of one timeline begins in another.

    Where the other has fewer rounds there, the last of them.
    """
    here = old[index]
    rounds = sum(_is_round_of(step, here) for step in old[: index + 1])
    there = [at for at, step in enumerate(new) if _is_round_of(step, here)]
    return there[min(rounds, len(there)) - 1]


def _is_round_of(step: TimedStep, other: TimedStep) -> bool:
    return step.opens and (step.block, step.side) == (other.block, other.side)


def _floors(steps: tuple[TimedStep, ...], here: int, blocks: tuple[Block, ...]) -> dict[int, int]:
    """The blocks whose rounds can still change, and how few they can be.

    Not those that are over, and not one whose second side has begun: both sides get the same.
    """
    now = steps[here]
    floors = {i: block.least for i, block in enumerate(blocks) if i > now.block}
    earlier = {step.side for step in steps[:here] if step.block == now.block}
    if earlier <= {now.side}:
        floors[now.block] = sum(_is_round_of(step, now) for step in steps[: here + 1])
    return floors


def _most(block: Block, cost: float, total: float) -> int:
    """The most rounds a block may have in a session of so many seconds."""
    if total + cost > LONGEST_SECONDS + cost / 2:
        return 0
    return MOST_ROUNDS if block.most is None else block.most
