"""Writing text as a recognizer writes what it hears: lower case, no digits, no punctuation."""

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*'?|[0-9]+")
_PLAIN = re.compile(r"[a-z]+(?:[ '][a-z]+)*")
_CLAUSE_ENDS = re.compile(r"[.?!,;:()\n]+")
_SPELLED = re.compile(r"\b([a-z])\.")
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def as_heard(text: str) -> str:
    """The text in words, as a recognizer would write it: "B12?" is "b twelve"."""
    if _PLAIN.fullmatch(text):
        return text
    tokens = _TOKEN.findall(text.lower().replace("\u2019", "'"))
    return " ".join(in_words(int(t)) if t.isdigit() else t.rstrip("'") for t in tokens)


def clauses(text: str) -> list[str]:
    """The parts of a text between its punctuation marks, as heard; none is empty."""
    plain = _SPELLED.sub(r"\1 ", text.lower())  # "a.l.s." is one thing said
    heard = (as_heard(clause) for clause in _CLAUSE_ENDS.split(plain))
    return [clause for clause in heard if clause]


def in_words(number: int) -> str:
    """A whole number as it is said: 24 is "twenty four", 1998 "one nine nine eight"."""
    if number < 20:
        return _UNITS[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        return _TENS[tens - 2] + (f" {_UNITS[unit]}" if unit else "")
    if number == 100:
        return "a hundred"
    return " ".join(_UNITS[int(digit)] for digit in str(number))


def contracted(phrase: str, contractions: Mapping[str, str]) -> str:
    """The phrase with its words run together: "i do not" as "i don't"."""
    padded = f" {phrase} "
    for apart, together in contractions.items():
        padded = padded.replace(f" {apart} ", f" {together} ")
    return padded[1:-1]
