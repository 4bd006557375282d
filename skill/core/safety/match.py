"""Where the patterns of the lexicon are found in an utterance."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from skill.core.safety.clauses import Utterance
from skill.core.safety.lexicon import Concept, Lexicon, filed, fits, mask_of
from skill.core.safety.lexicon_builder import BEGINNING
from skill.core.safety.pattern import Element, Pattern

_MOST_STARTS = 60
"""Of a word repeated over and over, only so many occurrences are followed up."""

Span = tuple[int, int]
"""First and last word of an occurrence."""


@dataclass(frozen=True, slots=True)
class Match:
    """A concept found: the words that make it up, first to last."""

    concept: Concept
    spans: tuple[Span, ...]
    first: int
    last: int

    @classmethod
    def of(cls, concept: Concept, spans: tuple[Span, ...]) -> "Match":
        """A match of these words."""
        return cls(concept, spans, min(spans)[0], max(last for _, last in spans))

    def covers(self, place: int) -> bool:
        """Whether the word at ``place`` is one of those that make up the match."""
        return any(first <= place <= last for first, last in self.spans)


class Occurrences:
    """Which word sets occur in one utterance, and where.

    A word is in dozens of sets of which hardly any matters, so that where a set occurs is looked
    up when it is asked for.
    """

    def __init__(self, utterance: Utterance, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words: dict[str, list[Span]] = {}
        for place, word in enumerate(utterance.words):
            self._words.setdefault(word, []).append((place, place))
        self._filed = {word: filed(lexicon, word) for word in self._words}
        self._phrases = self._find_phrases(utterance.words)
        self._spans: dict[int, list[Span]] = {}
        self.present = mask_of(self._phrases)
        """The sets that occur, as a bit mask."""
        self.numbers = set(self._phrases)
        """The sets that occur."""
        for each in self._filed.values():
            self.present |= each.mask
            self.numbers |= each.numbers
        for number, mask in lexicon.inside_masks.items():
            if mask & self.present:
                self.present |= 1 << number
                self.numbers.add(number)

    def _find_phrases(self, words: Sequence[str]) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = {}
        for phrase, number in self._lexicon.phrases_of(BEGINNING, words[0]):
            if fits(phrase, words, 0):
                found.setdefault(number, []).append((0, len(phrase) - 1))
        for place, (word, following) in enumerate(pairwise(words)):
            for phrase, number in self._lexicon.phrases_of(word, following):
                if fits(phrase, words, place + 1):
                    found.setdefault(number, []).append((place, place + len(phrase)))
        return found

    def of(self, number: int) -> list[Span]:
        """Occurrences of a set by number, in order."""
        if number not in self.numbers:
            return []
        if number not in self._spans:
            self._spans[number] = sorted(self._spans_of(number))
        return self._spans[number]

    def _spans_of(self, number: int) -> set[Span]:
        spans = set(self._phrases.get(number, ()))
        for word, each in self._filed.items():
            if number in each.numbers:
                spans.update(self._words[word])
        for part in self._lexicon.inside.get(number, ()):
            spans.update(self.of(part))
        return spans

    def named(self, name: str) -> list[Span]:
        """Occurrences of a set by name, in order."""
        return self.of(self._lexicon.sets[name])


def find(utterance: Utterance, lexicon: Lexicon, occurrences: Occurrences) -> list[Match]:
    """Every match of every concept; one thing said may be matched in several ways."""
    found: dict[tuple[str, tuple[Span, ...]], Match] = {}
    for pattern in _candidates(lexicon, occurrences):
        concept = lexicon.concepts[pattern.concept]
        for spans in _spans(pattern, concept.near, occurrences, utterance.places):
            found.setdefault((concept.name, spans), Match.of(concept, spans))
    return list(found.values())


def _candidates(lexicon: Lexicon, occurrences: Occurrences) -> list[Pattern]:
    """The patterns all of whose sets occur somewhere, in the lexicon's order."""
    absent = ~occurrences.present
    candidates = [
        pattern
        for number in occurrences.numbers
        for pattern in lexicon.patterns.get(number, ())
        if not pattern.needs & absent
    ]
    return sorted(candidates, key=lambda pattern: pattern.order)


def _spans(
    pattern: Pattern, near: int, occurrences: Occurrences, places: Sequence[int]
) -> list[tuple[Span, ...]]:
    results = _ordered(pattern.parts[0], occurrences, places)
    for part in pattern.parts[1:]:
        if not results:
            break
        others = _ordered(part, occurrences, places)
        results = [
            spans + other for spans in results for other in _nearest(spans, others, near, places)
        ]
    return results


def _ordered(
    part: tuple[Element, ...], occurrences: Occurrences, places: Sequence[int]
) -> list[tuple[Span, ...]]:
    """Occurrences of the sets of one part, in order and close together."""
    starts = occurrences.of(part[0].number)[:_MOST_STARTS]
    chains: list[tuple[Span, ...]] = [(span,) for span in starts]
    for element in part[1:]:
        followers = occurrences.of(element.number)
        longer = []
        for chain in chains:
            end = chain[-1][1]
            following = bisect_left(followers, (end + 1, 0))
            if following < len(followers):
                span = followers[following]
                if places[span[0]] - places[end] <= element.reach:
                    longer.append((*chain, span))
        chains = longer
    return chains


def _nearest(
    spans: tuple[Span, ...],
    others: list[tuple[Span, ...]],
    near: int,
    places: Sequence[int],
) -> list[tuple[Span, ...]]:
    """The closest of ``others`` that neither overlaps nor lies out of reach."""
    best: tuple[Span, ...] | None = None
    closest = near + 2
    first, last = spans[0][0], spans[-1][1]
    for other in others:
        low, high = other[0][0], other[-1][1]
        if high < min(span[0] for span in spans):
            distance = places[min(span[0] for span in spans)] - places[high]
        elif low > max(span[1] for span in spans):
            distance = places[low] - places[max(span[1] for span in spans)]
        elif any(low <= span[1] and span[0] <= high for span in spans):
            continue
        else:
            distance = min(abs(places[low] - places[last]), abs(places[high] - places[first]))
        if distance < closest:
            best, closest = other, distance
    return [best] if best is not None else []
