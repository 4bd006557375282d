"""What is said and sounded during a session, and when: the one score every front end follows."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from skill.core.reply import EarconKind
from skill.core.routines.cues import Cue
from skill.core.routines.model import LONGEST_STEP
from skill.core.routines.phrases import Phrases, pick
from skill.core.routines.spoken import speaking_seconds
from skill.core.routines.timeline import TimedStep

LAST_SECONDS = 3.0  # of a stretch are announced
ANNOUNCED_STRETCH = 8.0  # seconds a stretch must have left after its words for that
MOST_WORDS = 0.8  # share of a step that words may take


@dataclass(frozen=True, slots=True)
class Manner:
    """How a session is told from some step on.

    ``fresh`` says the first round in full, after a pause or a jump; ``halfway`` announces the
    middle; ``silent_end`` sounds the end tone before the last words and leaves it at that.
    ``turn`` picks the variants.
    """

    quiet: bool
    fresh: bool
    halfway: bool
    silent_end: bool
    turn: int


def told(
    steps: tuple[TimedStep, ...], begin: int, manner: Manner, phrases: Phrases
) -> Iterator[Cue]:
    """The cues from a step to the session's end, their times counted from that step's start."""
    first_round = range(begin, round_end(steps, begin))
    half = _half(steps) if manner.halfway else None
    for index in range(begin, len(steps)):
        step = steps[index]
        at = step.start - steps[begin].start
        sided = step.side is not None and (step.first or index == begin)
        goodbye = manner.silent_end and index == len(steps) - 1
        text = step.text
        if index in first_round:
            text = step.cue if manner.fresh else step.text or step.word
        before = [pick(phrases.halfway, manner.turn)] if index == half else []
        if sided:
            before.append(_side(step, steps[:index], phrases))
        words = "" if manner.quiet and not goodbye else _fitting(step, before, text)
        earcon: EarconKind | None = None
        if index == 0:
            earcon = "start"
        elif goodbye:
            earcon = "end"
        elif index == half and not (sided and manner.quiet):  # without words a side says more
            earcon = "halfway"
        elif sided:
            earcon = "side"
        yield Cue(at, index, step.kind, step.seconds, words, earcon)
        if not manner.quiet:
            yield from _on_the_way(step, index, at, words, phrases)


def round_end(steps: tuple[TimedStep, ...], begin: int) -> int:
    """The first step after the round that a step belongs to."""
    end = begin + 1
    while end < len(steps) and not steps[end].opens:
        end += 1
    return end


def _half(steps: tuple[TimedStep, ...]) -> int | None:
    """The first round that begins in the second half."""
    middle = steps[-1].end / 2
    return next((i for i, step in enumerate(steps) if step.opens and step.start >= middle), None)


def _side(step: TimedStep, earlier: tuple[TimedStep, ...], phrases: Phrases) -> str:
    name = phrases.left if step.side == "left" else phrases.right
    is_second = any(past.block == step.block and past.side != step.side for past in earlier)
    if not step.first:
        words = phrases.side_here
    else:
        words = phrases.side_change if is_second else phrases.side_first
    return words[0].format(side=name)


def _fitting(step: TimedStep, before: list[str], text: str) -> str:
    """The fullest wording that leaves the step time to be done in."""
    room = step.seconds if step.kind == "say" else step.seconds * MOST_WORDS
    for words in ([*before, text], [*before, step.word], before, [step.word]):
        line = " ".join(filter(None, words))
        if speaking_seconds(line) <= room and (line or not text):
            return line
    return text if step.kind == "say" else ""


def _on_the_way(
    step: TimedStep, index: int, at: float, words: str, phrases: Phrases
) -> Iterator[Cue]:
    """The cues in the middle of a step: nobody waits long for a word, and a stretch's end comes
    as no surprise."""
    if step.kind == "say":
        return
    spoken = speaking_seconds(words)
    rest = step.seconds - spoken
    announced = step.kind == "stretch" and rest >= ANNOUNCED_STRETCH
    length = rest - LAST_SECONDS if announced else rest
    stay = phrases.stay[0]
    pieces = max(1, math.ceil(length / LONGEST_STEP))
    piece = (length - (pieces - 1) * speaking_seconds(stay)) / pieces
    for number in range(1, pieces):
        before = number * piece + (number - 1) * speaking_seconds(stay)
        yield Cue(at + spoken + before, index, words=stay)
    if announced:
        yield Cue(at + step.seconds - LAST_SECONDS, index, words=phrases.three_more[0])
