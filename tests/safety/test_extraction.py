"""What becomes a finding, with which attributes, and what does not."""

import pytest

from skill.core.safety.engine import SafetyEngine
from skill.core.safety.model import Finding
from skill.core.urgency import Urgency


def find(engine: SafetyEngine, text: str, concept: str) -> Finding | None:
    """The first finding of a concept in a text."""
    found = engine.assess(text).findings
    return next((finding for finding in found if finding.concept == concept), None)


@pytest.mark.parametrize(
    "text",
    [
        "no weakness",
        "I'm not weak",
        "I don't have any weakness or numbness",
        "never any weakness",
        "without weakness",
        "neither weakness nor numbness",
        "I can't say I'm weak",
        "no pain, no tingling, no weakness",
        "I haven't noticed any weakness in my arm",
    ],
)
def test_what_is_denied_is_no_finding(engine: SafetyEngine, text: str) -> None:
    assert engine.assess(text).urgency is None


@pytest.mark.parametrize(
    "text",
    [
        "no pain but my arm went weak",
        "I'm not in pain my arm went weak",
        "not only weak but numb, my whole left arm",
        "I can't lift my arm",
        "my arm won't move",
        "no fever, my face is drooping",
        "I don't know why my left arm is weak",
    ],
)
def test_a_denial_reaches_only_what_it_denies(engine: SafetyEngine, text: str) -> None:
    assert engine.assess(text).urgency is Urgency.EMERGENCY_NOW


@pytest.mark.parametrize("text", ["I don't have no weakness", "it is not without pain in my chest"])
def test_a_double_denial_is_asked_about(engine: SafetyEngine, text: str) -> None:
    assert engine.assess(text).clarify == "double_negation"


@pytest.mark.parametrize(
    "text",
    [
        "could it be serious if my hand got weak",
        "what if my face drooped",
        "what are the signs of a stroke",
        "can stress cause chest pain",
        "does coffee lead to seizures",
        "is weakness a sign of nerve damage",
        "I'm afraid my hand will get weak",
        "tell me about seizures",
        "I read that a drooping face means stroke",
    ],
)
def test_what_is_asked_supposed_or_feared_is_no_finding(engine: SafetyEngine, text: str) -> None:
    assert engine.assess(text).urgency in {None, Urgency.ROUTINE}


@pytest.mark.parametrize(
    "text",
    [
        "I bumped my head years ago",
        "as a child I had seizures",
        "ten years ago I had a concussion",
        "my uncle had a heart attack back in 2005",
    ],
)
def test_what_is_long_past_is_no_finding(engine: SafetyEngine, text: str) -> None:
    assert engine.assess(text).urgency is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("my thumb has twitched for three weeks", 21),
        ("my thumb has twitched for 3 weeks", 21),
        ("my thumb twitches since yesterday", 1),
        ("my thumb has been twitching for half a year", 180),
        ("my thumb has been twitching for a couple of days", 2),
        ("for two months, my thumb has been twitching", 60),
        ("my thumb has been twitching for a month and a half", 45),
        ("my thumb started twitching six weeks ago", 42),
    ],
)
def test_durations(engine: SafetyEngine, text: str, days: float) -> None:
    finding = find(engine, text, "twitch")
    assert finding is not None
    assert finding.days == pytest.approx(days)


def test_a_rate_or_an_age_is_no_duration(engine: SafetyEngine) -> None:
    for text in ("my thumb twitches every three weeks", "I am 60 years old, my thumb twitches"):
        finding = find(engine, text, "twitch")
        assert finding is not None
        assert finding.days is None


def test_a_duration_belongs_to_its_own_clause(engine: SafetyEngine) -> None:
    text = "I have had twitching for three weeks and my face is drooping"
    droop = find(engine, text, "face_droop")
    assert droop is not None
    assert droop.days is None
    assert engine.assess(text).urgency is Urgency.EMERGENCY_NOW


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("my thumb twitches", "me"),
        ("my dad's thumb twitches", "someone_else"),
        ("my son's thumb twitches", "child"),
        ("my ten-year-old's thumb twitches", "child"),
        ("my two-week-old twitches", "baby"),
        ("he's six months old and his arm twitches", "baby"),
        ("my son is nine and my own thumb twitches", "me"),
        ("my wife says the twitching is stress", "me"),
        ("my mother keeps telling me the twitch is stress", "me"),
        ("my wife says her thumb twitches", "someone_else"),
    ],
)
def test_whose_body_it_is(engine: SafetyEngine, text: str, subject: str) -> None:
    finding = find(engine, text, "twitch")
    assert finding is not None
    assert finding.subject == subject


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("she's 80 and twitches", "elderly"),
        ("my eighty-year-old aunt twitches", "elderly"),
        ("I am fourteen, my leg twitches", "child"),
    ],
)
def test_ages(engine: SafetyEngine, text: str, concept: str) -> None:
    assert find(engine, text, concept) is not None


def test_being_twenty_two_is_nothing_special(engine: SafetyEngine) -> None:
    assessment = engine.assess("I'm twenty-two and my eyelid twitches")
    assert assessment.urgency is Urgency.SELF_CARE


def test_part_and_side_and_words_are_kept(engine: SafetyEngine) -> None:
    finding = find(engine, "Hello. My right calf is twitching, thanks.", "twitch")
    assert finding is not None
    assert (finding.body_part, finding.side) == ("calf", "right")
    assert finding.words == "My right calf is twitching"


def test_several_findings_in_one_long_sentence(engine: SafetyEngine) -> None:
    assessment = engine.assess(
        "for three weeks it started in my eyelid, then my elbow, now my buttock twitches, "
        "and I get palpitations too"
    )
    assert assessment.urgency is Urgency.URGENT_SAME_DAY
    assert "T19" in assessment.rules


def test_what_recognizers_mishear(engine: SafetyEngine) -> None:
    assert "T34" in engine.assess("do I have a l s").rules
    assert "T34" in engine.assess("do I have Alice").rules
    assert "T37" in engine.assess("my arm has fast circulations").rules
    assert "T06" in engine.assess("I think I have cereal tone in syndrome").rules
