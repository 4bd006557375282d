"""What is said not to be so: "no weakness", "I'm not weak", "without pain or numbness"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from skill.core.safety.clauses import Utterance
from skill.core.safety.match import Match

_LONGEST_ITEM = 5
_LONGEST_REACH = 25
"""Words after which a denial is over, however long its clause goes on."""


@dataclass(frozen=True, slots=True)
class NegationWords:
    """Words that negate, words their reach ends at, and light words between two negations.

    ``subjects`` show that what follows a comma is a statement of its own and no item of a list.
    """

    negators: frozenset[str]
    ends: frozenset[str]
    subjects: frozenset[str]
    light: frozenset[str]

    @classmethod
    def of(cls, words: Mapping[str, str]) -> "NegationWords":
        """Build from plain data: each name with its words, separated by spaces."""
        return cls(**{name: frozenset(text.split()) for name, text in words.items()})


class Polarity(Enum):
    """Whether something was affirmed, denied, or denied twice over (better to ask)."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Negation:
    """One negator, the words it reaches, and whether another negator stands right before it."""

    at: int
    reaches: range
    doubled_by: int | None


def negations(utterance: Utterance, words: NegationWords) -> tuple[Negation, ...]:
    """Every negator with its reach."""
    places = [at for at, word in enumerate(utterance.words) if word in words.negators]
    result = []
    for order, at in enumerate(places):
        doubled_by = None
        if order and _goes_on(utterance, places[order - 1], at, words):
            doubled_by = places[order - 1]
        result.append(Negation(at, range(at + 1, _reach(utterance, at, words)), doubled_by))
    return tuple(result)


def polarity(match: Match, found: tuple[Negation, ...]) -> Polarity:
    """Whether a match is denied by a negator that is not itself part of it ("no feeling")."""
    denials = [negation for negation in found if _denies(negation, match)]
    if not denials:
        return Polarity.AFFIRMED
    doubled = [negation.doubled_by for negation in denials]
    if any(other is not None and not match.covers(other) for other in doubled):
        return Polarity.UNCLEAR
    return Polarity.DENIED


def denied_words(matches: Iterable[Match], found: tuple[Negation, ...]) -> frozenset[int]:
    """The places of negators that deny a match, and of all words they reach."""
    matches = tuple(matches)
    denials = [n for n in found if any(_denies(n, match) for match in matches)]
    return frozenset(place for n in denials for place in (n.at, *n.reaches))


def _denies(negation: Negation, match: Match) -> bool:
    if negation.reaches.start > match.last or negation.reaches.stop <= match.first:
        return False
    return not match.covers(negation.at) and any(
        last >= negation.reaches.start and first < negation.reaches.stop
        for first, last in match.spans
    )


def _goes_on(utterance: Utterance, before: int, at: int, words: NegationWords) -> bool:
    """Whether one negator leads to the next over light words only: "not that I have no ..."."""
    clause = utterance.clauses[utterance.clause_of[before]]
    return (
        before != clause.last
        and utterance.clauses[utterance.clause_of[at]].sentence == clause.sentence
        and all(word in words.light for word in utterance.words[before + 1 : at])
    )


def _reach(utterance: Utterance, at: int, words: NegationWords) -> int:
    """The first word after ``at`` that its negation no longer reaches."""
    clause = utterance.clause_of[at]
    if at == utterance.clauses[clause].last:
        return at + 1  # an answer, not a denial of what comes after it: "no, I have chest pain"
    stop = utterance.clauses[clause].last + 1
    for place in range(at + 1, min(stop, at + 1 + _LONGEST_REACH)):
        word = utterance.words[place]
        if word in words.ends:
            return place
        if word == "and" and not _one_more_word(utterance, place):
            return place
    if stop > at + 1 + _LONGEST_REACH:
        return at + 1 + _LONGEST_REACH
    return _end_of_list(utterance, clause, words)


def _one_more_word(utterance: Utterance, place: int) -> bool:
    """Whether "and" adds just one word, as in "no weakness and numbness"."""
    return utterance.clauses[utterance.clause_of[place]].last <= place + 1


def _end_of_list(utterance: Utterance, clause: int, words: NegationWords) -> int:
    """The end of "no weakness, numbness, or pain": a comma list is denied up to its "or"."""
    stop = utterance.clauses[clause].last + 1
    for following in range(clause + 1, len(utterance.clauses)):
        item = utterance.clauses[following]
        said = utterance.words[item.first : item.last + 1]
        same = item.sentence == utterance.clauses[clause].sentence
        breaks = words.ends | words.negators | words.subjects
        if not same or len(said) > _LONGEST_ITEM or not breaks.isdisjoint(said):
            return stop
        if "or" in said or "nor" in said:
            return item.last + 1
    return stop
