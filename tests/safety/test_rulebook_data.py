"""The data files hold together: no rule asks for what nothing tells."""

from skill.core.safety.engine import SafetyEngine

DERIVED = {"many_places", "child", "baby", "elderly"}
"""Concepts that are worked out (from ages, from counting places) and have no patterns."""
ALARM = "alarm_"
"""Begins the concepts that a text as a whole is given."""


def test_rules_speak_only_of_known_concepts(engine: SafetyEngine) -> None:
    book = engine.rulebook
    known = {concept.name for concept in book.language.lexicon.concepts} | DERIVED
    for rule in book.rules:
        for case in rule.cases:
            for condition in case.conditions:
                unknown = {name for name in condition.names - known if not name.startswith(ALARM)}
                assert not unknown, rule.id


def test_explanations_are_known_concepts(engine: SafetyEngine) -> None:
    concepts = engine.rulebook.language.lexicon.concepts
    names = [concept.name for concept in concepts]
    assert len(names) == len(set(names))
    for concept in concepts:
        assert set(concept.unless) <= set(names), concept.name


def test_cases_are_listed_most_urgent_first(engine: SafetyEngine) -> None:
    for rule in engine.rulebook.rules:
        levels = [case.level for case in rule.cases]
        assert levels == sorted(levels, reverse=True), rule.id
