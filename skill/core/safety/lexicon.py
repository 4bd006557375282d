"""The lexicon: word sets, and the patterns over them by which a concept is told.

A pattern is a line of text:

- ``{face} {droop}``      words of two sets in this order, a few words apart at most
- ``{face} + {droop}``    in any order, within reach of each other
- ``fell|slid {down}``    a bar parts alternatives; a star ends a word's beginning (``twitch*``)
- ``#``                 any number; ``^`` joined to a phrase: at the very beginning
- ``way-out``             words joined by hyphens follow each other directly
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Phrase = tuple[str, ...]
_SHORTEST_STEM = 2
_REACH = 4
"""How many places apart two words in order may stand (three words between them)."""
_DENIALS = frozenset({"not", "no"})
_REACH_OF_DENIAL = 2
"""After "not" only one word may come between: "not see *that I* ... left" is no lost sight."""
_NUMBER = "#"
_BEGINNING = "^"
_PART = "part_"
_COMMON_WORD = 40
"""A word in more sets than this ("my", "in") is in nearly every utterance."""


@dataclass(frozen=True, slots=True)
class Element:
    """One word set of a pattern, and how many places later than the last one it may stand."""

    number: int
    reach: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """Word sets by number. ``parts`` are in any order; within a part the sets follow in order."""

    concept: int
    parts: tuple[tuple[Element, ...], ...]
    needs: int
    """The sets a text must have words of, as a bit mask: most patterns are ruled out by it."""
    order: int = 0
    """Its place in the data, so that findings come in the same order every time."""


@dataclass(frozen=True, slots=True)
class Concept:
    """What patterns tell: see ``knowledge/safety/concepts``.

    ``always``: counts even when hypothetical, asked in general, or long past (crisis, pregnancy).
    ``background``: a circumstance (age, illness, medicine), true however long ago it was.
    ``unless``: other concepts that, overlapping in the same sentence, explain this one away.
    """

    name: str
    always: bool = False
    background: bool = False
    motion: bool = False
    near: int = 5
    unless: tuple[str, ...] = ()
    part: str | None = None


@dataclass(slots=True)
class LexiconBuilder:
    """Collects word sets and patterns; used once, when the program starts."""

    sets: dict[str, int] = field(default_factory=dict)
    heads: dict[str, list[tuple[Phrase, int]]] = field(default_factory=dict)
    inside: dict[int, list[int]] = field(default_factory=dict)

    def define(self, name: str, entries: Iterable[str]) -> int:
        """Give a set a number; an entry is a word, a hyphenated phrase or another set's name."""
        number = self.sets.setdefault(name, len(self.sets))
        for entry in entries:
            if entry.startswith("{"):
                self.inside.setdefault(number, []).append(self.sets[entry[1:-1]])
                continue
            head, *rest = entry.split("-")
            self.heads.setdefault(head, []).append((tuple(rest), number))
        return number

    def element(self, text: str) -> int:
        """The number of a pattern's element: a set by its name, or words written out."""
        if text.startswith("{") and text.endswith("}") and "|" not in text:
            return self.sets[text[1:-1]]
        if text in self.sets:
            return self.sets[text]
        return self.define(text, text.split("|"))

    def pattern(self, concept: int, line: str, order: int) -> Pattern:
        """Read one line; raises KeyError where it names a set nobody defined."""
        parts = tuple(self._part(part.split()) for part in line.split(" + "))
        needs = 0
        for part in parts:
            for element in part:
                needs |= 1 << element.number
        return Pattern(concept, parts, needs, order)


    def _part(self, texts: list[str]) -> tuple[Element, ...]:
        elements, reach = [], _REACH
        for text in texts:
            elements.append(Element(self.element(text), reach))
            reach = _REACH if _DENIALS.isdisjoint(text.split("|")) else _REACH_OF_DENIAL
        return tuple(elements)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word sets and patterns, ready to be looked up.

    ``sets`` gives a set's number by its name, ``inside`` the sets that make up a set besides its
    own words; sets are defined after those they are made of. ``parts`` gives the body part a set
    stands for, ``patterns`` are kept by the rarest of the sets they need.
    """

    sets: Mapping[str, int]
    inside: Mapping[int, Sequence[int]]
    heads: Mapping[str, tuple[tuple[Phrase, int], ...]]
    concepts: tuple[Concept, ...]
    patterns: Mapping[int, tuple[Pattern, ...]]
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
            {head: tuple(phrases) for head, phrases in builder.heads.items()},
            tuple(kept),
            _by_rarest_set(patterns, builder),
            {name: name[len(_PART) :] for name in sets if name.startswith(_PART)},
        )

    def sets_at(self, words: tuple[str, ...], place: int) -> list[tuple[int, int]]:
        """The sets with an entry that begins at ``place``: (number, words taken)."""
        word = words[place]
        found = self._matching(word, words, place)
        for length in range(_SHORTEST_STEM, len(word) + 1):
            stem = word[:length] + "*"
            if stem in self.heads:
                found += self._matching(stem, words, place)
        if word[0].isdigit():
            found += self._matching(_NUMBER, words, place)
        if place == 0:
            found += self._matching(_BEGINNING, ("", *words), 0)
        return found

    def _matching(self, head: str, words: tuple[str, ...], place: int) -> list[tuple[int, int]]:
        return [
            (number, 1 + len(rest))
            for rest, number in self.heads.get(head, ())
            if len(rest) < len(words) - place
            and all(
                _fits(entry, words[place + 1 + step]) for step, entry in enumerate(rest)
            )
        ]


def _by_rarest_set(
    patterns: list[Pattern], builder: LexiconBuilder
) -> dict[int, tuple[Pattern, ...]]:
    """Patterns by the set they need that has the fewest words: few of them need a closer look."""
    sizes = [0] * len(builder.sets)
    for phrases in builder.heads.values():
        for _, number in phrases:
            sizes[number] += 1
    for number, inner in builder.inside.items():
        sizes[number] += sum(sizes[other] for other in inner)
    common = {
        number
        for phrases in builder.heads.values()
        if len(phrases) > _COMMON_WORD
        for _, number in phrases
    }
    kept: dict[int, list[Pattern]] = {}
    for pattern in patterns:
        needed = [element.number for part in pattern.parts for element in part]
        rarest = min(needed, key=lambda number: (number in common, sizes[number]))
        kept.setdefault(rarest, []).append(pattern)
    return {number: tuple(group) for number, group in kept.items()}


def _fits(entry: str, word: str) -> bool:
    if entry == _NUMBER:
        return word[0].isdigit()
    return word.startswith(entry[:-1]) if entry.endswith("*") else word == entry
