"""Breaths stay safe, and sessions take about as long as asked, whatever the wish."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.core.routines import pace
from skill.core.routines.model import Pattern, Routine
from skill.core.routines.timeline import expand, total_seconds
from skill.core.routines.variants import fit, for_pattern, with_pattern
from skill.knowledge.routines.load import load_routines

LIBRARY = load_routines()
ROUTINES = list(LIBRARY.routines.values())
BREATHING = [routine for routine in ROUTINES if routine.group == "breathing"]
TINY = 1e-6

any_routine = st.sampled_from(ROUTINES)
any_factor = st.floats(allow_nan=True, allow_infinity=True)


def assert_breaths_are_safe(routine: Routine, factor: float) -> None:
    steps = expand(routine, factor)
    assert all(step.seconds <= 7 + TINY for step in steps if step.kind == "hold")
    for index, block in enumerate(routine.blocks):
        if block.breathes and block.repeat:
            once = sum(s.seconds for s in steps if s.block == index) / block.repeat
            assert 3 - TINY <= 60 / once <= 10 + TINY, routine.id


@given(any_routine, any_factor)
def test_every_breath_is_safe_at_every_pace(routine: Routine, factor: float) -> None:
    clamped = pace.clamp(factor, routine)
    assert pace.FASTEST <= clamped <= pace.SLOWEST
    assert_breaths_are_safe(routine, clamped)


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_slower_and_faster_come_to_a_safe_end(routine: Routine) -> None:
    for change in (pace.slower, pace.faster):
        factor = 1.0
        for _ in range(20):
            factor = change(factor, routine)
            assert_breaths_are_safe(routine, factor)
        assert change(factor, routine) == factor


def test_four_seven_eight_is_never_held_longer() -> None:
    assert pace.slower(1.0, LIBRARY.routines["four_seven_eight"]) == 1.0


@given(st.builds(Pattern, *[st.floats(0, 30)] * 4), st.sampled_from(BREATHING), any_factor)
def test_own_counts_are_led_only_where_they_are_safe(
    pattern: Pattern, routine: Routine, factor: float
) -> None:
    if pace.is_safe(pattern):
        led = with_pattern(for_pattern(LIBRARY, routine, pattern), pattern, LIBRARY.phrases)
        assert_breaths_are_safe(led, pace.clamp(factor, led))


@pytest.mark.parametrize(
    ("pattern", "safe"),
    [
        (Pattern(4, 6), True),
        (Pattern(3, 3), True),
        (Pattern(4, 8, 7), True),
        (Pattern(4, 6, 8), False),
        (Pattern(2, 2), False),
        (Pattern(40, 40), False),
        (Pattern(1, 8), False),
        (Pattern(-4, 14), False),
        (Pattern(math.nan, 6), False),
        (Pattern(math.inf, 6), False),
    ],
)
def test_counts_are_checked(pattern: Pattern, safe: bool) -> None:
    assert pace.is_safe(pattern) is safe


def test_own_counts_replace_those_of_the_routine_and_are_named() -> None:
    pattern = Pattern(inhale=4, exhale=6)
    led = with_pattern(LIBRARY.routines["calm_breath"], pattern, LIBRARY.phrases)
    steps = expand(led)
    assert "in for four and out for six" in steps[0].text
    assert [(step.kind, step.seconds) for step in steps[1:3]] == [("inhale", 4), ("exhale", 6)]


def test_counts_with_a_hold_go_to_a_routine_that_asks_first() -> None:
    chosen = for_pattern(LIBRARY, LIBRARY.routines["calm_breath"], Pattern(4, 6, hold=4))
    assert chosen.ask_first


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_named_patterns_are_safe_and_led(routine: Routine) -> None:
    for pattern in routine.patterns.values():
        assert for_pattern(LIBRARY, routine, pattern) is routine
        assert_breaths_are_safe(with_pattern(routine, pattern, LIBRARY.phrases), 1.0)


@pytest.mark.parametrize("minutes", range(1, 11))
@pytest.mark.parametrize(
    "routine", [r for r in BREATHING if r.id != "four_seven_eight"], ids=lambda r: r.id
)
def test_a_breathing_session_is_as_near_to_the_minutes_as_rounds_allow(
    routine: Routine, minutes: int
) -> None:
    fitted, remark = fit(routine, minutes)
    cycle = sum(step.seconds for step in routine.blocks[1].steps)
    assert abs(total_seconds(fitted) - minutes * 60) <= cycle / 2
    assert remark is None


@given(any_routine, st.floats(allow_nan=True, allow_infinity=True), st.floats(0.64, 1.6))
def test_any_number_of_minutes_gives_a_session(
    routine: Routine, minutes: float, factor: float
) -> None:
    fitted, _ = fit(routine, minutes, factor)
    for block, usual in zip(fitted.blocks, routine.blocks, strict=True):
        assert usual.least <= block.repeat
        assert usual.most is None or block.repeat <= usual.most
    assert math.isclose(fitted.total_seconds, expand(fitted)[-1].end)
    assert 30 < total_seconds(fitted, factor) < 12 * 60


@pytest.mark.parametrize(
    ("id", "minutes", "remark"),
    [
        ("calm_breath", 0, "too_short"),
        ("calm_breath", -3, "too_short"),
        ("calm_breath", 600, "too_long"),
        ("calm_breath", 3, None),
        ("four_seven_eight", 10, "other_length"),
        ("cramp_rescue", 10, "other_length"),
        ("neck_shoulder", 1, None),
        ("hand_forearm", 1, None),
        ("desk_break", 1, None),
    ],
)
def test_a_wish_that_cannot_be_met_is_remarked_on(
    id: str, minutes: float, remark: str | None
) -> None:
    assert fit(LIBRARY.routines[id], minutes)[1] == remark
