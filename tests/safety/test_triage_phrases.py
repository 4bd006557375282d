"""Every rule is told by the ways people put it, and not by what only looks like it."""

from pathlib import Path

import pytest
import yaml

from skill.core.safety.engine import SafetyEngine
from tests.safety.case_files import cases, got, level

RULES = cases("triage_phrases.yaml")
PHRASES = [(rule["id"], rule["level"], text) for rule in RULES for text in rule["phrases"]]
LOOK_ALIKES = [(rule["id"], rule["level"], text) for rule in RULES for text in rule["look_alikes"]]
SEED = Path(__file__).parents[3] / "shared" / "content" / "triage.yaml"


@pytest.mark.parametrize(("rule", "label", "text"), PHRASES, ids=lambda part: str(part)[:40])
def test_a_phrase_is_never_below_its_level(
    engine: SafetyEngine, rule: str, label: str, text: str
) -> None:
    assert got(engine, text) >= level(label), rule


def test_nearly_every_phrase_has_exactly_its_level(engine: SafetyEngine) -> None:
    exact = sum(got(engine, text) == level(label) for _, label, text in PHRASES)
    assert exact / len(PHRASES) >= 0.98


@pytest.mark.parametrize(("rule", "label", "text"), LOOK_ALIKES, ids=lambda part: str(part)[:40])
def test_a_look_alike_is_not_at_the_level_of_its_rule(
    engine: SafetyEngine, rule: str, label: str, text: str
) -> None:
    assert got(engine, text) != level(label), rule


def test_the_phrases_are_those_of_the_seed() -> None:
    if not SEED.exists():
        pytest.skip("the seed is not beside this checkout")
    with SEED.open(encoding="utf-8") as file:
        seed = {rule["id"]: rule["lay_phrases"] for rule in yaml.safe_load(file)["rules"]}
    assert {rule["id"]: rule["phrases"] for rule in RULES} == seed


def test_the_rulebook_has_every_rule_at_its_level(engine: SafetyEngine) -> None:
    known = {rule.id: rule for rule in engine.rulebook.rules}
    for rule in RULES:
        levels = {case.level.label for case in known[rule["id"]].cases}
        assert rule["level"] in levels, rule["id"]
