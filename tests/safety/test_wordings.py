"""Unseen wordings: emergencies and same-day cases are never soothed, traps raise nothing."""

from typing import Any

import pytest

from skill.core.safety.engine import SafetyEngine
from tests.safety.case_files import accepted, cases, got, level

PARAPHRASES = cases("paraphrases.yaml")
VIGNETTES = cases("vignettes_dev.yaml")
WORDINGS = cases("wordings.yaml")
EVERYTHING = PARAPHRASES + VIGNETTES + WORDINGS
URGENT = [case for case in EVERYTHING if level(case["level"]) >= level("urgent_same_day")]


@pytest.mark.parametrize("case", URGENT, ids=lambda case: case["text"][:60])
def test_an_urgent_wording_is_never_soothed(engine: SafetyEngine, case: dict[str, Any]) -> None:
    assert got(engine, case["text"]) >= min(accepted(case))


def test_levels_are_right_or_safer(engine: SafetyEngine) -> None:
    safe = [got(engine, case["text"]) >= min(accepted(case)) for case in EVERYTHING]
    assert sum(safe) / len(safe) >= 0.98


def test_most_levels_are_exactly_right(engine: SafetyEngine) -> None:
    right = [got(engine, case["text"]) in accepted(case) for case in EVERYTHING]
    assert sum(right) / len(right) >= 0.9


def test_everyday_twitches_are_not_raised(engine: SafetyEngine) -> None:
    plain = [case for case in EVERYTHING if case["level"] == "self_care"]
    kept = [got(engine, case["text"]) in accepted(case) for case in plain]
    assert sum(kept) / len(kept) >= 0.85


def test_traps_raise_nothing(engine: SafetyEngine) -> None:
    traps = [case for case in EVERYTHING if case["level"] is None]
    kept = [got(engine, case["text"]) in accepted(case) for case in traps]
    assert sum(kept) / len(kept) >= 0.9
