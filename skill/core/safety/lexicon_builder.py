"""Numbers word sets and reads patterns; used once, when the program starts, and made for speed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from skill.core.safety.pattern import Element, Pattern

Phrase = tuple[str, ...]
NUMBER = "#"
BEGINNING = "^"

_REACH = 4
"""How many places apart two words in order may stand (three words between them)."""
_DENIALS = frozenset({"not", "no"})
_REACH_OF_DENIAL = 2
"""After "not" only one word may come between: "not see *that I* ... left" is no lost sight."""
_COMMON_WORD = 40
"""A word in more sets than this ("my", "in") is in nearly every utterance."""


@dataclass(slots=True)
class LexiconBuilder:
    """Collects word sets and patterns. See ``Lexicon`` for what it holds."""

    sets: dict[str, int] = field(default_factory=dict)
    inside: dict[int, list[int]] = field(default_factory=dict)
    words: dict[str, list[int]] = field(default_factory=dict)
    phrases: dict[str, dict[str, list[tuple[Phrase, int]]]] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)

    def define(self, name: str, entries: Iterable[str]) -> int:
        """Give a set a number; an entry is a word, a hyphenated phrase or another set's name."""
        number = len(self.sets)
        self.sets[name] = number
        size = 0
        for entry in entries:
            size += 1
            if "-" in entry:
                head, *rest = entry.split("-")
                followers = self.phrases.setdefault(head, {})
                followers.setdefault(rest[0], []).append((tuple(rest), number))
            elif entry[0] == "{":
                inner = self.sets[entry[1:-1]]
                self.inside.setdefault(number, []).append(inner)
                size += self.sizes[inner]
            elif entry in self.words:
                self.words[entry].append(number)
            else:
                self.words[entry] = [number]
        self.sizes.append(size)
        return number

    def pattern(self, concept: int, line: str, order: int) -> Pattern:
        """Read one line; raises KeyError where it names a set nobody defined."""
        parts = tuple(self._part(part.split()) for part in line.split(" + "))
        needs = 0
        for part in parts:
            for element in part:
                needs |= 1 << element.number
        return Pattern(concept, parts, needs, order)

    def by_rarest_set(self, patterns: Iterable[Pattern]) -> dict[int, list[Pattern]]:
        """Patterns by the set they need that has the fewest words, so that few are looked at."""
        common = {
            number
            for numbers in self.words.values()
            if len(numbers) > _COMMON_WORD
            for number in numbers
        }
        kept: dict[int, list[Pattern]] = {}
        for pattern in patterns:
            rarest = min(
                (element.number for part in pattern.parts for element in part),
                key=lambda number: (number in common, self.sizes[number]),
            )
            kept.setdefault(rarest, []).append(pattern)
        return kept

    def _part(self, texts: list[str]) -> tuple[Element, ...]:
        elements, reach = [], _REACH
        for text in texts:
            elements.append(Element(self._set(text), reach))
            denies = "no" in text and not _DENIALS.isdisjoint(text.split("|"))
            reach = _REACH_OF_DENIAL if denies else _REACH
        return tuple(elements)

    def _set(self, text: str) -> int:
        """The number of a pattern's element: a set by its name, or words written out."""
        if text[0] == "{" and "|" not in text:
            return self.sets[text[1:-1]]
        name = "=" + text
        known = self.sets.get(name)
        return known if known is not None else self.define(name, text.split("|"))
