"""Whose body is spoken of, and how old the person is."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.core.safety.clauses import Utterance
from skill.core.safety.match import Occurrences

_CHILD_BELOW, _BABY_BELOW, _OLD_ABOVE = 18, 1, 75
_SETS = {"person_baby": "baby", "person_child": "child", "person_other": "someone_else"}
_UNITS = {
    "year": 1.0,
    "years": 1.0,
    "yr": 1.0,
    "month": 1 / 12,
    "months": 1 / 12,
    "week": 1 / 52,
    "weeks": 1 / 52,
    "day": 1 / 365,
    "days": 1 / 365,
}


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Words for oneself, pronouns for someone spoken of before, and verbs of saying."""

    selves: frozenset[str]
    others: frozenset[str]
    sayings: frozenset[str]

    @classmethod
    def of(cls, words: Mapping[str, str]) -> "PeopleWords":
        """Build from plain data: each name with its words, separated by spaces."""
        return cls(**{name: frozenset(text.split()) for name, text in words.items()})


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years and the word it stands at."""

    years: float
    at: int

    @property
    def group(self) -> str | None:
        """The concept an age amounts to, where it changes what is advised."""
        if self.years < _BABY_BELOW:
            return "baby"
        if self.years < _CHILD_BELOW:
            return "child"
        return "elderly" if self.years > _OLD_ABOVE else None


def subjects(
    utterance: Utterance, occurrences: Occurrences, words: PeopleWords, start: str
) -> tuple[str, ...]:
    """For every word, whose body is being spoken of there; ``start`` is who it is at first.

    Who only says something ("my wife says it's stress") is meant by "she", and by nothing else.
    """
    named: dict[int, str] = {}
    says: set[int] = set()
    for name, subject in _SETS.items():
        for first, last in occurrences.named(name):
            named[first] = named[last] = subject
            if not words.sayings.isdisjoint(utterance.words[last + 1 : last + 3]):
                says |= {first, last}
    for age in ages(utterance):
        if age.years < _CHILD_BELOW and age.group:
            named.setdefault(age.at, age.group)
    current, third = start, start if start not in {"me", "pregnant"} else "someone_else"
    result: list[str] = []
    for place, word in enumerate(utterance.words):
        if place in named:
            third = _keep_young(third, named[place])
            current = current if place in says else third
        elif word in words.others:
            current = third
        elif word in words.selves and place + 1 not in named and place + 2 not in named:
            current = start
        result.append(current)
    return tuple(result)


def _keep_young(before: str, now: str) -> str:
    """A "girl" of two months stays a baby."""
    return before if before == "baby" and now == "child" else now


def ages(utterance: Utterance) -> tuple[Age, ...]:
    """Every age told: "I'm 22", "2 month old", "aged 80", "she is 6 months"."""
    words = utterance.words
    found = []
    for place, word in enumerate(words):
        if not word.isdecimal() or int(word) > 110:
            continue
        number = int(word)
        after = words[place + 1 : place + 3]
        before = words[max(0, place - 2) : place]
        unit = _UNITS.get(after[0], 0.0) if after else 0.0
        if unit and (after[1:] == ("old",) or (len(after) > 1 and after[1] == "olds")):
            found.append(Age(number * unit, place))
        elif before[-1:] in {("aged",), ("age",)} or before == ("age", "of"):
            found.append(Age(float(number), place))
        elif len(before) == 2 and before[0] in {"i", "he", "she"} and before[1] in {"am", "is"}:
            new_clause = place + 1 < len(words) and (
                utterance.clause_of[place + 1] != utterance.clause_of[place]
            )
            if not unit and (new_clause or _ends_there(after)):
                found.append(Age(float(number), place))
            elif unit and before[0] != "i" and unit < 1:
                found.append(Age(number * unit, place))
        elif after[:1] in {("yo",), ("yr",)}:
            found.append(Age(float(number), place))
    return tuple(found)


def _ends_there(after: tuple[str, ...]) -> bool:
    """Whether no counted thing follows ("I am 22 and ...", not "I am 22 kilos")."""
    return not after or after[0] in {
        "and",
        "but",
        "my",
        "i",
        "with",
        "have",
        "his",
        "her",
        "male",
        "female",
        "he",
        "she",
        "now",
        "the",
        "a",
        "m",
        "f",
        "pregnant",
    }
