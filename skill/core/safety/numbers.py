"""Numbers as people say them, read as digits: "twenty-two" becomes "22"."""

from skill.core.safety.word import Word

_ONES = {
    name: value
    for value, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    name: value
    for value, name in zip(
        range(20, 100, 10),
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        strict=True,
    )
}
_KEPT = frozenset({"one", "zero"})
"""Words that mean more than a count ("one side", "the other one") and stay as they are."""


def join_numbers(words: list[Word]) -> list[Word]:
    """Replace number words by digits; a hyphen or an "and" inside a number is swallowed."""
    result: list[Word] = []
    place = 0
    while place < len(words):
        value, used = _number_at(words, place)
        if used == 0 or (used == 1 and words[place].text in _KEPT):
            result.append(words[place])
            place += 1
            continue
        result.append(Word(str(value), words[place].start, words[place + used - 1].end))
        place += used
    return result


def _number_at(words: list[Word], place: int) -> tuple[int, int]:
    """The number that begins at ``place`` and how many words it takes; (0, 0) where none does."""
    text = words[place].text
    if text in _TENS:
        value, used = _TENS[text], 1
        following = words[place + 1].text if place + 1 < len(words) else ""
        if 0 < _ONES.get(following, 0) < 10:
            value, used = value + _ONES[following], 2
    elif text in _ONES:
        value, used = _ONES[text], 1
    elif text.isdecimal() and len(text) <= 4:
        value, used = int(text), 1
    else:
        return 0, 0
    following = words[place + used].text if place + used < len(words) else ""
    if following == "hundred" and value < 100:
        value, used = value * 100, used + 1
        if place + used < len(words):
            rest, more = _number_at(words, place + used)
            if 0 < rest < 100:
                value, used = value + rest, used + more
    return value, used
