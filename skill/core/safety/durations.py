"""How long something has lasted: "for three weeks", "since yesterday", "half a year"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from skill.core.safety.clauses import Utterance

_ISO = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_ISO_DAYS = (365.0, 30.0, 7.0, 1.0, 1 / 24, 1 / 1440, 1 / 86400)
_MOMENTS_AGO = 0.04
"""An hour, in days: what "just now" and "minutes" come to."""


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Units in days, vague amounts ("few"), and set phrases ("since yesterday") in days.

    ``ages`` are words after a unit that make it an age or a rate and no duration ("years old");
    ``rates`` are words before it that do so ("every three weeks", "in two weeks"), unless one of
    ``lasting`` stands between ("every day for weeks"). After ``starts`` an "ago" dates the
    beginning of what still lasts.
    """

    units: Mapping[str, float]
    amounts: Mapping[str, float]
    phrases: Mapping[str, float]
    ages: frozenset[str]
    rates: frozenset[str]
    lasting: frozenset[str]
    starts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in days and the word it stands at; ``ago`` where it dates an event."""

    days: float
    at: int
    ago: bool


def durations(utterance: Utterance, times: TimeWords) -> tuple[Duration, ...]:
    """Every length of time spoken of, in order."""
    words = utterance.words
    found: list[Duration] = []
    place = 0
    while place < len(words):
        days, taken = _phrase_at(words, place, times)
        if not taken and words[place] in times.units:
            days, taken = _amount_before(words, place, times) * times.units[words[place]], 1
            if not days or not _is_length(words, place, times):
                days = 0
            elif words[place + 1 : place + 4] == ("and", "a", "half"):
                days *= 1.5
        if days:
            ago = place + taken < len(words) and words[place + taken] in {"ago", "back"}
            begins = any(word in times.starts for word in words[max(0, place - 9) : place])
            found.append(Duration(days, place, ago and not begins))
        place += max(1, taken)
    return tuple(found)


def iso_days(duration: str) -> float | None:
    """The days of an ISO 8601 duration such as ``"P3W"``; None where it is not one."""
    found = _ISO.fullmatch(duration.strip().upper())
    if not found or not any(found.groups()):
        return None
    return sum(
        int(amount) * days for amount, days in zip(found.groups(), _ISO_DAYS, strict=True) if amount
    )


def _phrase_at(words: tuple[str, ...], place: int, times: TimeWords) -> tuple[float, int]:
    for length in (4, 3, 2, 1):
        phrase = " ".join(words[place : place + length])
        if phrase in times.phrases and place + length <= len(words):
            return times.phrases[phrase], length
    return 0, 0


def _amount_before(words: tuple[str, ...], place: int, times: TimeWords) -> float:
    """How many units are meant by what stands before the unit; a bare plural is a few."""
    before = words[max(0, place - 3) : place]
    for back in range(1, len(before) + 1):
        word = before[-back]
        if word[0].isdigit():
            return float(re.sub(r"[^\d.]", "", word).rstrip(".") or 0)
        if word in times.amounts:
            return times.amounts[word]
        if word not in {"of", "the", "last", "past", "or", "whole", "good", "full", "solid"}:
            break
    return 3.0 if words[place].endswith("s") else 0.0


def _is_length(words: tuple[str, ...], place: int, times: TimeWords) -> bool:
    following = words[place + 1] if place + 1 < len(words) else ""
    for word in reversed(words[max(0, place - 3) : place]):
        if word in times.lasting:
            break
        if word in times.rates:
            return False
    return following not in times.ages
