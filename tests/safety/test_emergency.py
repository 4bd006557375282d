"""Everyone is told a number that works where they are, and no number that may not."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from skill.core.safety.emergency import Numbers
from skill.knowledge.safety import load_advice
from skill.knowledge.tables import KnowledgeError

BOOK = load_advice.load_numbers()

EU_MEMBERS = """
AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK
""".split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("locale", "country", "emergency"),
    [
        ("en-US", None, "nine one one"),
        ("es-US", None, "nine one one"),
        ("en-CA", None, "nine one one"),
        ("en-GB", None, "nine nine nine"),
        ("en-IE", None, "one one two"),
        ("en-AU", None, "zero zero zero"),
        ("en-NZ", None, "one one one"),
        ("en-IN", None, "one one two"),
        ("de_DE", None, "one one two"),
        ("en-US", "GB", "nine nine nine"),
        ("en-US", "fr", "one one two"),
        ("en-GB", "US", "nine one one"),
    ],
)
def test_the_country_of_the_device_wins_over_the_locale(
    locale: str, country: str | None, emergency: str
) -> None:
    assert BOOK.numbers_for(locale, country).emergency == emergency


@pytest.mark.parametrize("country", EU_MEMBERS)
def test_the_european_union_has_one_number(country: str) -> None:
    assert BOOK.numbers_for("en-US", country).emergency == "one one two"


@pytest.mark.parametrize(("locale", "country"), [("en", None), ("", None), ("en-US", "JP")])
def test_where_no_number_is_known_none_is_spoken(locale: str, country: str | None) -> None:
    numbers = BOOK.numbers_for(locale, country)
    assert numbers.emergency == "your local emergency number"
    assert not digits(numbers)


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("US", "nine eight eight"),
        ("CA", "nine eight eight"),
        ("GB", "Samaritans on one one six, one two three"),
        ("IE", "Samaritans on one one six, one two three"),
    ],
)
def test_a_crisis_line_is_named_where_one_was_seen(country: str, words: str) -> None:
    assert words in BOOK.numbers_for("en", country).crisis


@pytest.mark.parametrize("country", ["AU", "NZ", "IN", "DE"])
def test_no_crisis_number_is_spoken_that_still_needs_a_check(country: str) -> None:
    assert BOOK.numbers_for("en", country).crisis == BOOK.unknown.crisis


def test_only_the_united_states_have_a_poison_number() -> None:
    with_number = [code for code, n in BOOK.countries.items() if n.poison != BOOK.unknown.poison]
    assert with_number == ["US"]


def test_every_number_is_spoken_digit_by_digit() -> None:
    for numbers in (*BOOK.countries.values(), BOOK.unknown):
        for text in numbers.fills.values():
            assert not re.search(r"\d|\bhundred and\b|\btwenty\b|-", text)


@pytest.mark.parametrize(
    "damage",
    ["", "[unknown", 'unknown = "none"', "[unknown]\nemergency = 112\n[country]\n[[union]]\n"],
)
def test_a_damaged_file_is_one_clear_sentence(tmp_path: Path, damage: str) -> None:
    (tmp_path / "emergency_numbers.toml").write_text(damage, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"^The knowledge file emergency_numbers\.toml "):
        load_advice.load_numbers(tmp_path)


@pytest.mark.parametrize(
    ("name", "load"),
    [
        ("advice_levels.toml", load_advice.load_advice),
        ("advice/routine.toml", load_advice.load_advice),
        ("check.toml", load_advice.load_check),
        ("summary.toml", load_advice.load_summary),
    ],
)
@pytest.mark.parametrize("damage", ["[T01]", "x = 1", "[[question]]\nid = 3", "= ="])
def test_no_damaged_file_goes_unnoticed(
    tmp_path: Path, name: str, load: Callable[[Path], object], damage: str
) -> None:
    folder = tmp_path / "safety"
    shutil.copytree(load_advice.FOLDER, folder)
    (folder / name).write_text(damage, encoding="utf-8")
    with pytest.raises(KnowledgeError) as fault:
        load(folder)
    assert str(fault.value).startswith(f"The knowledge file {Path(name).name} ")
    assert "\n" not in str(fault.value)


def digits(numbers: Numbers) -> list[str]:
    words = " ".join(numbers.fills.values())
    return re.findall(r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine)\b", words)
