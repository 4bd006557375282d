"""Breathing sessions are asked for in words close to an alarm: neither is taken for the other."""

import pytest

from skill.core.safety.engine import SafetyEngine
from skill.core.urgency import Urgency
from tests.safety.case_files import got


@pytest.mark.parametrize(
    "said",
    [
        "i can't breathe start box breathing",
        "i can't breathe do box breathing with me",
        "i'm struggling to breathe lead me through breathing",
        "can't breathe properly box breathing please",
        "guide me through breathing because i can't breathe",
    ],
)
def test_an_exercise_explains_no_alarm_away(said: str, engine: SafetyEngine) -> None:
    assert got(engine, said) == Urgency.EMERGENCY_NOW


@pytest.mark.parametrize(
    "said",
    [
        "i can't do box breathing",
        "i can't breathe in for four seconds in box breathing",
        "i cannot breathe out slowly enough in box breathing",
        "i struggle to breathe that slowly",
        "help me breathe calmly",
        "start box breathing",
    ],
)
def test_a_pace_too_slow_is_no_alarm(said: str, engine: SafetyEngine) -> None:
    assert got(engine, said) < Urgency.URGENT_SAME_DAY
