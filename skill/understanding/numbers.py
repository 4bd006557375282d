"""Number words to digits: "twenty four" to "24", "four seven eight" to "4 7 8"."""

from collections.abc import Iterable

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip


def to_digits(words: Iterable[str]) -> list[str]:
    """The words with every number word below a hundred as digits; "a hundred" is 100."""
    out: list[str] = []
    tens = 0
    for word in words:
        if tens:
            unit = _UNITS.get(word, 0) if word in _UNITS else int(word) if word.isdigit() else 0
            if 0 < unit < 10:
                out[-1] = str(tens + unit)
                tens = 0
                continue
        tens = _TENS.get(word, 0)
        if tens:
            out.append(str(tens))
        elif word in _UNITS:
            out.append(str(_UNITS[word]))
        elif word == "hundred":
            if out and out[-1] in {"a", "1"}:
                out.pop()
            out.append("100")
        else:
            out.append(word)
    return out
