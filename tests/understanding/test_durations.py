"""Spoken durations become ISO 8601."""

import pytest

from skill.understanding.durations import find_duration, minutes_of
from skill.understanding.numbers import to_digits


@pytest.mark.parametrize(
    ("said", "duration"),
    [
        ("three weeks", "P3W"),
        ("a week", "P1W"),
        ("twenty four hours", "PT24H"),
        ("a couple of months", "P2M"),
        ("a few days", "P3D"),
        ("several years", "P4Y"),
        ("half an hour", "PT30M"),
        ("half a year", "P182D"),
        ("two and a half hours", "PT150M"),
        ("a year and a half", "P548D"),
        ("a week or two", "P2W"),
        ("two to three weeks", "P3W"),
        ("a fortnight", "P2W"),
        ("ten minutes", "PT10M"),
        ("20 seconds", "PT20S"),
        ("since yesterday", "P1D"),
        ("all day", "P1D"),
        ("all day long", "P1D"),
    ],
)
def test_find_duration(said: str, duration: str) -> None:
    words = to_digits(said.split())
    assert find_duration(words, 0) == (len(words), duration)


def test_bare_plurals_count_only_after_for() -> None:
    assert find_duration(["for", "weeks"], 1) == (2, "P2W")
    assert find_duration(["the", "weeks"], 1) is None


@pytest.mark.parametrize("said", ["week", "a leg", "3", "half", "a", "since", "some days off"])
def test_no_duration(said: str) -> None:
    assert find_duration(said.split(), 0) is None


def test_minutes_of() -> None:
    assert [minutes_of(d) for d in ("PT5M", "PT90S", "PT1H", "P1D", "x")] == [5, 2, 60, None, None]
