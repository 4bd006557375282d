"""Spoken durations to ISO 8601: "a couple of weeks" to "P2W", as Alexa's AMAZON.DURATION does."""

import re
from collections.abc import Sequence

_UNIT = {
    "second": "PT{}S",
    "sec": "PT{}S",
    "minute": "PT{}M",
    "min": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "night": "P{}D",
    "week": "P{}W",
    "fortnight": "P{}W",
    "month": "P{}M",
    "year": "P{}Y",
}
_VAGUE = {
    ("a",): 1,
    ("an",): 1,
    ("couple",): 2,
    ("a", "couple"): 2,
    ("a", "couple", "of"): 2,
    ("couple", "of"): 2,
    ("a", "few"): 3,
    ("few",): 3,
    ("several",): 4,
    ("many",): 4,
}
_BARE_AFTER = {"for", "lasted", "lasting", "since", "been"}
_SINCE = {
    ("since", "yesterday"): "P1D",
    ("since", "last", "night"): "P1D",
    ("since", "this", "morning"): "PT6H",
    ("since", "today"): "PT6H",
    ("all", "day"): "P1D",
    ("all", "day", "long"): "P1D",
    ("all", "night"): "PT8H",
    ("all", "week"): "P1W",
    ("since", "last", "week"): "P1W",
    ("since", "last", "month"): "P1M",
    ("since", "last", "year"): "P1Y",
}
_STARTS = {words[0] for words in (*_VAGUE, *_SINCE)} | {"half"}
_DAYS = {"P{}W": 7, "P{}M": 30, "P{}Y": 365}
_MINUTES = {"PS": 1 / 60, "PM": 1.0, "PH": 60.0}


def find_duration(words: Sequence[str], start: int) -> tuple[int, str] | None:
    """The longest duration said from ``start`` on: the index after it, and it in ISO 8601.

    Numbers are digits by now. "Few" counts as three and "several" as four, as a listener would
    take them. "Weeks" without a number counts as two, and only after "for" and its like.
    """
    if words[start] not in _STARTS and not words[start].isdigit():
        return _bare(words, start)
    for size in (3, 2):
        said = tuple(words[start : start + size])
        if said in _SINCE:
            return start + len(said), _SINCE[said]
    half = 0.0
    at = start
    if tuple(words[at : at + 2]) in {("half", "a"), ("half", "an")}:
        amount, at = 0.5, at + 2
    else:
        found = _amount(words, at)
        if found is None:
            return None
        at, amount = found
    if at < len(words) and amount == 1 and words[at] == "half":
        amount, at = 0.5, at + 1
    if tuple(words[at : at + 3]) == ("and", "a", "half"):
        half, at = 0.5, at + 3
    unit = _unit(words, at)
    if unit is None:
        return None
    at += 1
    if tuple(words[at : at + 3]) == ("and", "a", "half"):
        half, at = 0.5, at + 3
    elif tuple(words[at : at + 2]) == ("or", "2"):
        amount, at = 2, at + 2
    elif tuple(words[at : at + 2]) == ("or", "so"):
        at += 2
    return at, _iso(amount + half, unit, words[at - 1])


def minutes_of(duration: str) -> int | None:
    """A simple duration ("PT90S", "PT1H") in whole minutes; None for days and up.

    What is shorter than a minute is one, and only nothing is nought.
    """
    match = re.fullmatch(r"PT(\d+)([SMH])", duration)
    if match is None:
        return None
    amount = int(match[1])
    return max(1, round(amount * _MINUTES["P" + match[2]])) if amount else 0


def _amount(words: Sequence[str], at: int) -> tuple[int, float] | None:
    for size in (3, 2, 1):
        vague = _VAGUE.get(tuple(words[at : at + size]))
        if vague is not None:
            return at + size, vague
    if at < len(words) and words[at].isdigit() and len(words[at]) <= 4:
        if at + 2 < len(words) and words[at + 1] in {"to", "or"} and words[at + 2].isdigit():
            return at + 3, float(words[at + 2][:4])
        return at + 1, float(words[at])
    return None


def _bare(words: Sequence[str], at: int) -> tuple[int, str] | None:
    """ "Weeks" in "for weeks"."""
    if not at or words[at - 1] not in _BARE_AFTER or not words[at].endswith("s"):
        return None
    unit = _unit(words, at)
    return (at + 1, _iso(2, unit, words[at])) if unit else None


def _unit(words: Sequence[str], at: int) -> str | None:
    if at >= len(words):
        return None
    word = words[at]
    return _UNIT.get(word) or _UNIT.get(word.removesuffix("s"))


def _iso(amount: float, unit: str, word: str) -> str:
    if word.startswith("fortnight"):
        amount *= 2
    if amount == int(amount):
        return unit.format(int(amount))
    if unit in _DAYS:
        return f"P{round(amount * _DAYS[unit])}D"
    smaller = {"PT{}H": "PT{}M", "PT{}M": "PT{}S", "P{}D": "PT{}H"}
    scale = 24 if unit == "P{}D" else 60
    return smaller[unit].format(round(amount * scale)) if unit in smaller else unit.format(1)
