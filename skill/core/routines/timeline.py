"""A routine laid out in time: every step with its start, its length and its words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from skill.core.routines.model import LONGEST_STEP, Block, Routine, Side, Step, StepKind

FULL_ROUNDS = 2  # rounds with the whole cue
WORD_ROUNDS = 3  # rounds after them with a single word; then the tone alone


@dataclass(frozen=True, slots=True)
class TimedStep:
    """One step of a session; ``start`` and ``seconds`` in seconds from the session's start.

    ``text`` is what is said: the whole cue, one word, or nothing. ``cue`` is always the whole.
    ``block`` is the block's index and ``label`` its name; ``opens`` marks the first step of a
    round, the only places where a session may be interrupted without leaving someone holding a
    breath or a stretch; ``first`` marks the first step of a block on a side.
    """

    start: float
    seconds: float
    kind: StepKind
    text: str
    side: Side | None
    cue: str
    word: str
    block: int
    label: str
    opens: bool
    first: bool

    @property
    def end(self) -> float:
        """When the step is over."""
        return self.start + self.seconds


def expand(routine: Routine, pace: float = 1.0, first_side: Side = "left") -> tuple[TimedStep, ...]:
    """The routine's timeline. ``pace`` stretches all but what is only said.

    Words get fewer every round, but never is there a gap of more than ``LONGEST_STEP`` seconds
    between the starts of two cues, unless a single step lasts longer than that.
    """
    return _laid_out(routine.blocks, pace, first_side)


# A turn asks for the same timeline several times, and so does the next turn.
@lru_cache(maxsize=64)
def _laid_out(blocks: tuple[Block, ...], pace: float, first_side: Side) -> tuple[TimedStep, ...]:
    steps: list[TimedStep] = []
    start = last_words = 0.0
    for index, block in enumerate(blocks):
        once = sum(paced_seconds(step, pace) for step in block.steps)
        for side, round_number, step, opens in _unrolled(block, first_side):
            seconds = paced_seconds(step, pace)
            heard = round_number + (1 if side not in (None, first_side) else 0)
            text = _text(step, heard)
            wait = once if opens else seconds  # a word is best said where a round begins
            if not text and start + wait - last_words > LONGEST_STEP:
                text = step.word
            if text:
                last_words = start
            timed = TimedStep(
                start=start,
                seconds=seconds,
                kind=step.kind,
                text=text,
                side=side,
                cue=step.cue,
                word=step.word,
                block=index,
                label=block.label,
                opens=opens,
                first=opens and round_number == 0,
            )
            steps.append(timed)
            start += seconds
    return tuple(steps)


def total_seconds(routine: Routine, pace: float = 1.0) -> float:
    """How long the routine takes at a pace, in seconds."""
    return _length(routine.blocks, pace)


def _length(blocks: tuple[Block, ...], pace: float = 1.0) -> float:
    return sum(block.repeat * round_seconds(block, pace) for block in blocks)


def round_seconds(block: Block, pace: float = 1.0) -> float:
    """How long one round of a block takes, on both sides where it has sides."""
    once = sum(paced_seconds(step, pace) for step in block.steps)
    return once * 2 if block.sides else once


def paced_seconds(step: Step, pace: float) -> float:
    """The length of a step at a pace: speaking takes its time whatever the pace."""
    return step.seconds if step.kind == "say" else step.seconds * pace


def with_repeats(routine: Routine, repeats: tuple[int, ...]) -> Routine:
    """The routine with other numbers of rounds, one number a block."""
    blocks, seconds = _repeated(routine.blocks, repeats)
    return replace(routine, blocks=blocks, total_seconds=seconds)


@lru_cache(maxsize=64)
def _repeated(
    blocks: tuple[Block, ...], repeats: tuple[int, ...]
) -> tuple[tuple[Block, ...], float]:
    changed = tuple(
        replace(block, repeat=repeat) for block, repeat in zip(blocks, repeats, strict=True)
    )
    return changed, _length(changed)


def with_blocks(routine: Routine, blocks: tuple[Block, ...]) -> Routine:
    """The routine made of other blocks, its stated length along with them."""
    return replace(routine, blocks=blocks, total_seconds=_length(blocks))


def _unrolled(block: Block, first_side: Side) -> Iterator[tuple[Side | None, int, Step, bool]]:
    second_side: Side = "right" if first_side == "left" else "left"
    sides: tuple[Side | None, ...] = (first_side, second_side) if block.sides else (None,)
    for side in sides:
        for round_number in range(block.repeat):
            for position, step in enumerate(block.steps):
                yield side, round_number, step, position == 0


def _text(step: Step, heard: int) -> str:
    if step.kind == "say" or heard < FULL_ROUNDS:
        return step.cue
    return step.word if heard < FULL_ROUNDS + WORD_ROUNDS else ""
