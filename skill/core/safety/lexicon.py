"""The lexicon: word sets, and the patterns over them by which a concept is told.

A pattern is a line of text:

- ``{face} {droop}``      words of two sets in this order, a few words apart at most
- ``{face} + {droop}``    in any order, within reach of each other
- ``fell|slid {down}``    a bar parts alternatives; a star ends a word's beginning (``twitch*``)
- ``#``                   any number; ``^`` joined to a phrase: at the very beginning
- ``way-out``             words joined by hyphens follow each other directly
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from skill.core.safety.lexicon_builder import NUMBER, LexiconBuilder, Phrase
from skill.core.safety.pattern import Pattern

_SHORTEST_STEM = 2
_SHORTEST_VERB = 3
_PART = "part_"


@dataclass(frozen=True, slots=True)
class Concept:
    """What patterns tell: see ``knowledge/safety/concepts_*.toml``.

    ``always``: counts even when hypothetical, asked in general, or long past (crisis, pregnancy).
    ``denied_too``: even a denial tells of it ("promise me it isn't A L S").
    ``background``: a circumstance (age, illness, medicine), true however long ago it was.
    ``motion``: muscles that move by themselves. ``near``: how many places apart the parts of a
    pattern may be. ``unless``: other concepts that, told in the same clause, explain this one
    away. ``part``: the body part it is always about.
    """

    name: str
    always: bool = False
    denied_too: bool = False
    background: bool = False
    motion: bool = False
    near: int = 5
    unless: tuple[str, ...] = ()
    part: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Word sets and patterns, ready to be looked up.

    ``sets`` gives a set's number by its name, ``inside`` the sets that make up a set besides its
    own words, and ``inside_masks`` the same as bit masks; sets are defined after those they are
    made of. ``words`` gives the sets a word (or beginning of a word) is in, ``phrases`` those whose
    phrases begin with it and a second word. ``patterns`` are kept by the rarest of the sets they
    need, ``parts`` gives the body part a set stands for. It is told from others by identity, which
    lets what is looked up in it be remembered.
    """

    sets: Mapping[str, int]
    inside: Mapping[int, Sequence[int]]
    inside_masks: Mapping[int, int]
    words: Mapping[str, Sequence[int]]
    phrases: Mapping[str, Mapping[str, Sequence[tuple[Phrase, int]]]]
    concepts: tuple[Concept, ...]
    patterns: Mapping[int, Sequence[Pattern]]
    parts: Mapping[str, str]

    @classmethod
    def of(
        cls, sets: Mapping[str, str], concepts: Iterable[tuple[Concept, Iterable[str]]]
    ) -> "Lexicon":
        """Build from plain data: sets as words separated by spaces, concepts with their lines."""
        builder = LexiconBuilder()
        for name, entries in sets.items():
            builder.define(name, entries.split())
        kept: list[Concept] = []
        patterns: list[Pattern] = []
        for concept, lines in concepts:
            for line in lines:
                patterns.append(builder.pattern(len(kept), line, len(patterns)))
            kept.append(concept)
        return cls(
            builder.sets,
            builder.inside,
            {number: mask_of(parts) for number, parts in builder.inside.items()},
            builder.words,
            builder.phrases,
            tuple(kept),
            builder.by_rarest_set(patterns),
            {name: name[len(_PART) :] for name in sets if name.startswith(_PART)},
        )

    def phrases_of(self, word: str, following: str) -> list[tuple[Phrase, int]]:
        """The phrases that two words may open: the words from the second on, and the set."""
        found: list[tuple[Phrase, int]] = []
        for head in heads(word):
            if followers := self.phrases.get(head):
                for second in heads(following):
                    found += followers.get(second, ())
        return found


@dataclass(frozen=True, slots=True)
class Filed:
    """The sets that a word is in; ``mask`` has their bits."""

    numbers: frozenset[int]
    mask: int


@lru_cache(maxsize=4096)
def filed(lexicon: Lexicon, word: str) -> Filed:
    """The sets that have the word itself, a beginning of it, or the verb it is a form of."""
    entries = heads(word) if word in lexicon.words else (*heads(word), *_stems(word))
    numbers = frozenset(n for entry in entries for n in lexicon.words.get(entry, ()))
    return Filed(numbers, mask_of(numbers))


def mask_of(numbers: Iterable[int]) -> int:
    """Numbers as the bits of one."""
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask


def fits(phrase: Phrase, words: Sequence[str], place: int) -> bool:
    """Whether the words from ``place`` on are those of a phrase."""
    if place + len(phrase) > len(words):
        return False
    for entry, word in zip(phrase, words[place : place + len(phrase)], strict=True):
        if entry != word and not _stands_for(entry, word):
            return False
    return True


def _stands_for(entry: str, word: str) -> bool:
    if entry[-1] == "*":
        return word.startswith(entry[:-1])
    return entry == NUMBER and word[0].isdigit()


@lru_cache(maxsize=4096)
def heads(word: str) -> tuple[str, ...]:
    """What a word is filed under: its beginnings, itself, and that it is a number."""
    beginnings = [word[:length] + "*" for length in range(_SHORTEST_STEM, len(word) + 1)]
    return (*beginnings, word, *([NUMBER] if word[0].isdigit() else []))


def _stems(word: str) -> tuple[str, ...]:
    """What "hitting" and "lived" may be forms of; other endings are left to the data."""
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_VERB:
            doubled = stem[:-1] if stem[-1] == stem[-2] else stem
            return (stem, stem + "e", doubled) if doubled != stem else (stem, stem + "e")
    return ()
