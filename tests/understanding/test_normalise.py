"""Any way of writing comes out as words in one form."""

import tomllib

import pytest

from skill.understanding.language import Language
from skill.understanding.normalise import MAX_WORDS, normalise, strip_fillers
from skill.understanding.numbers import to_digits
from skill.understanding.weights import DATA

ENGLISH = Language.from_tables(tomllib.loads((DATA / "language.toml").read_text("utf-8")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What's causing it?", "what is causing it"),
        ("whats causing it", "what is causing it"),
        ("what\u2019s causing it", "what is causing it"),
        ("It won't stop, I can't sleep", "it will not stop i can not sleep"),
        ("I've had it; they're small", "i have had it they are small"),
        ("my mother's hand", "my mother hand"),
        ("is it A.L.S.?", "is it als"),
        ("is it a l s", "is it als"),
        ("vitamin b twelve", "vitamin b12"),
        ("vitamin B-12", "vitamin b12"),
        ("for twenty-four hours", "for 24 hours"),
        ("four seven eight breathing", "4 7 8 breathing"),
        ("muscle fibres and colour", "muscle fibers and color"),
        ("my eye lid", "my eyelid"),
        ("na\u00efve caf\u00e9", "naive cafe"),
        ("two \u00bd hours", "2 half hours"),
        ("my {bodyPart}'s twitching", "my {bodyPart} twitching"),
    ],
)
def test_normalise(text: str, words: str) -> None:
    assert " ".join(normalise(text, ENGLISH)) == words


@pytest.mark.parametrize("text", ["", " \t\n", "\0", "\U0001f642", "почему", "為什麼", "...", "'"])
def test_nothing_to_hear(text: str) -> None:
    assert normalise(text, ENGLISH) == ()


def test_long_text_is_cut() -> None:
    assert len(normalise("eye " * 10_000, ENGLISH)) <= MAX_WORDS


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("so um I was wondering why my eyelid twitches", "why my eyelid twitches"),
        ("hey could you please tell me what it is", "what it is"),
        ("should I worry you know", "should i worry"),
        ("stop please thanks", "stop"),
        ("okay", "okay"),
        ("um", "um"),
    ],
)
def test_strip_fillers(text: str, kept: str) -> None:
    assert " ".join(strip_fillers(normalise(text, ENGLISH), ENGLISH)) == kept


def test_numbers_beyond_words_stay() -> None:
    assert to_digits(["ninety", "nine", "of", "a", "hundred", "and", "12", "one"]) == [
        "99", "of", "100", "and", "12", "1",
    ]  # fmt: skip
