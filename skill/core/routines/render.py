"""Steps turned into parts of speech, a part of a session at a time."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skill.core.reply import Beat, BeatKind, Earcon, Part, Pause, Say
from skill.core.routines.model import LONGEST_STEP
from skill.core.routines.phrases import Phrases, pick
from skill.core.routines.spoken import speaking_seconds
from skill.core.routines.timeline import TimedStep

LONGEST_BREAK = 10.0  # seconds; a voice platform wants longer silences in several breaks
SHORTEST_SILENCE = 0.3  # seconds; less is not worth a part of its own
LAST_SECONDS = 3.0  # of a stretch are announced
ANNOUNCED_STRETCH = 8.0  # seconds a stretch must have left after its words for that
MOST_WORDS = 0.8  # share of a step that words may take


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one turn may hold: seconds of guidance, and silences of ten seconds at most."""

    seconds: float = 90.0
    breaks: int = 75


@dataclass(frozen=True, slots=True)
class Manner:
    """How a part is told: ``fresh`` says the first round in full, after a pause or a jump."""

    quiet: bool
    fresh: bool
    halfway_said: bool
    silent_end: bool
    turn: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole rounds from one step up to, not including, ``stop``."""

    parts: tuple[Part, ...]
    stop: int
    halfway_said: bool


def chunk(
    steps: tuple[TimedStep, ...], begin: int, manner: Manner, limits: Limits, phrases: Phrases
) -> Chunk:
    """As many rounds as fit the limits, but at least one; what is left is shared out evenly."""
    left = steps[-1].end - steps[begin].start
    share = left / max(1, math.ceil(left / limits.seconds)) if limits.seconds > 0 else 0.0
    parts: list[Part] = []
    said_half = manner.halfway_said
    stop = begin
    while stop < len(steps):
        round_end = _round_end(steps, stop)
        crosses = not said_half and steps[stop].start >= steps[-1].end / 2
        new = list(_round(steps, stop, round_end, stop == begin, crosses, manner, phrases))
        too_long = seconds(parts) + seconds(new) > limits.seconds
        too_many = breaks(parts) + breaks(new) > limits.breaks
        if parts and (too_long or too_many or seconds(parts) >= share):
            break
        parts += new
        said_half = said_half or crosses
        stop = round_end
    return Chunk(tuple(parts), stop, said_half)


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


def _round_end(steps: tuple[TimedStep, ...], begin: int) -> int:
    end = begin + 1
    while end < len(steps) and not steps[end].opens:
        end += 1
    return end


def _round(
    steps: tuple[TimedStep, ...],
    begin: int,
    end: int,
    is_first: bool,
    crosses_half: bool,
    manner: Manner,
    phrases: Phrases,
) -> Iterator[Part]:
    for index in range(begin, end):
        step = steps[index]
        is_goodbye = manner.silent_end and index == len(steps) - 1
        before: list[str] = []
        if index == begin and crosses_half:
            yield Earcon("halfway")
            before.append(pick(phrases.halfway, manner.turn))
        if step.side and (step.first or (is_first and index == begin)):
            yield Earcon("side")
            before.append(_side(step, steps[:index], phrases))
        if is_goodbye:
            yield Earcon("end")
        if manner.quiet and not is_goodbye:
            yield from _silence(step, step.seconds, phrases, quiet=True)
            continue
        text = step.text
        if is_first:
            text = step.cue if manner.fresh else step.text or step.word
        words = _fitting(step, before, text)
        yield from (Say(line) for line in words)
        rest = step.seconds - sum(speaking_seconds(line) for line in words)
        yield from _silence(step, rest, phrases, quiet=False)


def _side(step: TimedStep, earlier: tuple[TimedStep, ...], phrases: Phrases) -> str:
    name = phrases.left if step.side == "left" else phrases.right
    is_second = any(past.block == step.block and past.side != step.side for past in earlier)
    if not step.first:
        words = phrases.side_here
    else:
        words = phrases.side_change if is_second else phrases.side_first
    return words[0].format(side=name)


def _fitting(step: TimedStep, before: list[str], text: str) -> list[str]:
    """The fullest wording that leaves the step time to be done in."""
    if step.kind == "say":
        return [*before, text]
    for words in ([*before, text], [*before, step.word], before, [step.word]):
        lines = [line for line in words if line]
        if sum(map(speaking_seconds, lines)) <= step.seconds * MOST_WORDS:
            return lines
    return []


def _silence(step: TimedStep, rest: float, phrases: Phrases, quiet: bool) -> Iterator[Part]:
    """The time a step has left after its words."""
    if step.kind == "say":
        if rest >= SHORTEST_SILENCE:
            yield Pause(rest)
        return
    if quiet:
        yield Beat(step.kind, rest)
    elif step.kind == "stretch" and rest >= ANNOUNCED_STRETCH:
        notice = phrases.three_more[0]
        yield from _filled(step.kind, rest - LAST_SECONDS, phrases)
        yield Say(notice)
        yield Beat(step.kind, LAST_SECONDS - speaking_seconds(notice))
    else:
        yield from _filled(step.kind, rest, phrases)


def _filled(kind: BeatKind, length: float, phrases: Phrases) -> Iterator[Part]:
    """A length of time in which nobody waits too long for a word."""
    words = phrases.stay[0]
    pieces = max(1, math.ceil(length / LONGEST_STEP))
    piece = (length - (pieces - 1) * speaking_seconds(words)) / pieces
    for number in range(pieces):
        if number:
            yield Say(words)
        yield Beat(kind, piece)
