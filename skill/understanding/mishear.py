"""What a recognizer may make of an utterance, by the mistakes it was found to make.

The tables are ``data/confusions/``: what each recognizer heard instead of which words, made from
speech. Training on utterances misheard in these ways prepares the model for them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from skill.understanding.language import Words
from skill.understanding.tables import DataError, read_table
from skill.understanding.variations import Draw

WORDS_A_MISTAKE = 8
"""An utterance of fewer words gets one mistake, one of as many two."""
ADDED = 2
"""One utterance in so many gets a word that nobody said, as noise gives it: before it or after."""


@dataclass(frozen=True, slots=True)
class Misheard:
    """What is heard for a word or phrase, each as likely as it was frequent."""

    texts: tuple[Words, ...]
    counts: tuple[int, ...]

    def one(self, draw: Draw) -> Words:
        """One of them, drawn by how often it was heard."""
        place = draw.below(sum(self.counts))
        return next(
            text
            for text, sofar in zip(self.texts, accumulate(self.counts), strict=True)
            if place < sofar
        )


@dataclass(frozen=True, slots=True)
class Confusions:
    """One recognizer's mistakes: what it hears ``instead`` of which words, nothing included, and
    the words it ``added``, with how often."""

    instead: Mapping[Words, Misheard]
    added: Misheard

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, Any]]) -> "Confusions":
        """Read the tables as TOML gives them; raises ValueError where a count is none."""
        found: dict[Words, dict[Words, int]] = {}
        for said, texts in tables["instead"].items():
            found[_words(said)] = {_words(text): _count(count) for text, count in texts.items()}
        for said, count in tables["lost"].items():
            found.setdefault(_words(said), {})[()] = _count(count)
        added = {_words(word): _count(count) for word, count in tables["added"].items()}
        return cls({said: _misheard(texts) for said, texts in found.items()}, _misheard(added))

    def misheard(self, words: Sequence[str], draw: Draw) -> Words:
        """The words with a mistake or two that this recognizer makes in them, in all as many as
        there are places for; never nothing."""
        heard = list(words)
        for _ in range(1 + len(words) // WORDS_A_MISTAKE):
            places = list(self._places(heard))
            if not places:
                break
            start, end = draw.one(places)
            heard[start:end] = self.instead[tuple(heard[start:end])].one(draw)
        if self.added.texts and draw.below(ADDED) == 0:
            at = draw.one((0, len(heard)))
            heard[at:at] = self.added.one(draw)
        return tuple(heard or words)

    def _places(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where something stands that may be misheard."""
        longest = max(map(len, self.instead), default=0)
        for start in range(len(words)):
            for end in range(start + 1, min(start + longest, len(words)) + 1):
                if tuple(words[start:end]) in self.instead:
                    yield start, end


def read_confusions(folder: Path) -> tuple[Confusions, ...]:
    """The tables of a folder, by their names; DataError where one cannot be used."""
    found: list[Confusions] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            found.append(Confusions.from_tables(read_table(path)))
        except (KeyError, AttributeError, TypeError, ValueError) as fault:
            raise DataError(f"{path.name} is no table of confusions: {fault!r}") from fault
    return tuple(found)


def _words(text: str) -> Words:
    return tuple(text.split())


def _count(count: object) -> int:
    if not isinstance(count, int) or count < 1:
        raise ValueError(f"{count} is no count")
    return count


def _misheard(texts: Mapping[Words, int]) -> Misheard:
    return Misheard(tuple(texts), tuple(texts.values()))
