"""Variations of an utterance: slots filled, patterns written out, words mistyped.

Everything drawn at random is drawn by ``Draw``, from a fixed seed, so that a corpus is always
the same.
"""

import random
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from interaction_models.model import Model
from skill.understanding.slots import DURATION, FREE_TEXT, NUMBER

AMAZON_VALUES: Mapping[str, tuple[str, ...]] = {
    NUMBER: ("two", "3", "five", "10", "fifteen", "20"),
    DURATION: (
        "three weeks", "a week", "two days", "a few months", "half an hour", "ten minutes",
        "a year", "a couple of weeks", "six months", "an hour", "20 seconds", "4 days",
    ),
    FREE_TEXT: (
        "my calf has been twitching since the weekend and it will not stop",
        "a little flutter under my eye that comes and goes all day",
        "since monday i feel something jumping in my leg at night",
    ),
}  # fmt: skip

_FRAMES = (
    "please {}", "okay {}", "hey {}", "so {}", "um {}", "i wonder {}", "{} please", "{} now",
    "{} today", "{} again", "just {}", "and {}", "{} you know", "do you know {}", "tell me {}",
)  # fmt: skip

_BRACES = re.compile(r"\{(\w+)\}")
_TRIES = 3
"""Draws for each utterance wanted from a pattern: small patterns have fewer than asked for."""
_DEEPEST = 8
"""Lists within lists."""

T = TypeVar("T")


class Draw:
    """Random choices that every Python version makes alike."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def below(self, most: int) -> int:
        """A whole number from 0 to ``most`` - 1."""
        return int(self._random.random() * most)

    def one(self, of: Sequence[T]) -> T:
        """One of several."""
        return of[self.below(len(of))]

    def some(self, of: Sequence[T], most: int) -> list[T]:
        """At most ``most`` of several, in a random order."""
        left = list(of)
        return [left.pop(self.below(len(left))) for _ in range(min(most, len(left)))]


def filled(
    sample: str,
    kinds: Mapping[str, str],
    model: Model,
    times: int,
    draw: Draw,
    without: Collection[str] = (),
) -> Iterator[str]:
    """A sample with its slots filled, ``times`` times; as it is, once, where it has none.

    ``kinds`` are the types of the slots by name; ``without`` are values ("Condition:twitching")
    that no slot is filled with.
    """

    def value(slot: re.Match[str]) -> str:
        kind = kinds.get(slot[1])
        return value_of(kind, model, draw, without) if kind else slot[0]

    for _ in range(times if "{" in sample else 1):
        yield _BRACES.sub(value, sample)


def value_of(kind: str, model: Model, draw: Draw, without: Collection[str] = ()) -> str:
    """One way to say one value of a slot type: all values are as likely as each other."""
    if kind in AMAZON_VALUES:
        return draw.one(AMAZON_VALUES[kind])
    values = model.type(kind).values
    return draw.one(values[draw.one(sorted(v for v in values if f"{kind}:{v}" not in without))])


def pattern_utterances(pattern: Mapping[str, object], draw: Draw) -> list[str]:
    """A pattern written out at random, at most ``most`` times, never the same twice.

    What a form to ``say`` names in braces is replaced by one of the pattern's list of that name,
    over and over; the braces of slots stay. RecursionError where lists name each other in a circle.
    """
    say, most = pattern["say"], pattern["most"]
    assert isinstance(say, list)
    assert isinstance(most, int)
    found: dict[str, None] = {}
    for _ in range(_TRIES * most):
        found[_written(draw.one(say), pattern, draw, _DEEPEST)] = None
        if len(found) == most:
            break
    return list(found)


def named_in(text: str) -> list[str]:
    """The names of the slots and lists that a text has in braces."""
    return _BRACES.findall(text)


def _written(form: str, lists: Mapping[str, object], draw: Draw, deepest: int) -> str:
    if not deepest:
        raise RecursionError(form)

    def part(name: re.Match[str]) -> str:
        texts = lists.get(name[1])
        if not isinstance(texts, list):
            return name[0]
        return _written(draw.one(texts), lists, draw, deepest - 1)

    return _BRACES.sub(part, form)


def roughened(text: str, draw: Draw) -> str:
    """An utterance as somebody else might say it: framed, cut, or with a word mistyped."""
    words = text.split()
    way = draw.below(4)
    if way == 0:
        return draw.one(_FRAMES).replace("{}", text)
    if way == 1 and len(words) > 3:
        del words[draw.below(len(words))]
    elif way == 2 and len(words) > 4:
        words = words[1:] if draw.below(2) else words[:-1]
    else:
        at = draw.below(len(words))
        words[at] = _mistyped(words[at], draw)
    return " ".join(words)


def _mistyped(word: str, draw: Draw) -> str:
    if len(word) < 4 or word.startswith("{"):
        return word
    at = draw.below(len(word) - 1)
    if draw.below(2):
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
