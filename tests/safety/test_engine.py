"""The engine: slots, earlier turns, who needs more care, and what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.core.safety.engine import SafetyEngine
from skill.core.safety.model import Assessment
from skill.core.urgency import Urgency
from skill.knowledge.safety.load import load_rulebook

ENGINE = SafetyEngine(load_rulebook())

RED_FLAGS = [
    "my face is drooping",
    "my right arm suddenly went weak",
    "my speech is slurred",
    "I have crushing chest pain",
    "I can't breathe",
    "my urine is dark brown",
    "I want to die",
    "I had a seizure",
]
PLAIN = [
    "my eyelid twitches",
    "my calf has been twitching for two days",
    "I drink a lot of coffee",
    "I slept badly",
    "my thumb jumps at night",
    "I am thirty years old",
    "no numbness at all",
]
NOISE = ["um", "please", "you know", "hello", "well", "sorry", "okay", "damn"]


def level(text: str) -> int:
    return ENGINE.assess(text).urgency or 0


@given(st.lists(st.sampled_from(PLAIN), max_size=4), st.sampled_from(RED_FLAGS), st.data())
def test_a_red_flag_anywhere_decides(plain: list[str], flag: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(plain)))
    for joiner in (". ", ", ", " and "):
        said = joiner.join([*plain[:place], flag, *plain[place:]])
        assert level(said) == Urgency.EMERGENCY_NOW, said


@given(st.lists(st.sampled_from(PLAIN + RED_FLAGS), min_size=1, max_size=4), st.data())
def test_the_order_of_clauses_does_not_matter_to_an_emergency(
    clauses: list[str], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(clauses))
    emergency = level(". ".join(clauses)) == Urgency.EMERGENCY_NOW
    assert (level(". ".join(shuffled)) == Urgency.EMERGENCY_NOW) == emergency


@given(st.sampled_from(RED_FLAGS), st.sampled_from(NOISE), st.sampled_from(NOISE))
def test_politeness_and_fillers_change_nothing(flag: str, before: str, after: str) -> None:
    assert level(f"{before} {flag} {after}") == Urgency.EMERGENCY_NOW
    middle = flag.split()
    middle.insert(2, before)
    assert level(" ".join(middle)) == Urgency.EMERGENCY_NOW


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("my wee is the colour of cola", "my pee is the color of cola"),
        (
            "I have had diarrhoea all week and my legs twitch",
            "I have had diarrhea all week and my legs twitch",
        ),
        ("my left side is paralysed", "my left side is paralyzed"),
        ("my mum won't wake up", "my mom won't wake up"),
    ],
)
def test_spelling_changes_nothing(british: str, american: str) -> None:
    assert level(british) == level(american) >= Urgency.URGENT_SAME_DAY


@pytest.mark.parametrize("who", ["my dad's", "my wife's", "his", "her", "my friend's"])
def test_the_third_person_changes_no_emergency(who: str) -> None:
    for rest in ("face is drooping", "right arm suddenly went weak", "speech is slurred"):
        assert level(f"{who} {rest}") == Urgency.EMERGENCY_NOW


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("my face is drooping", "my face is not drooping"),
        ("I have chest pain", "I have no chest pain"),
        ("I had a seizure", "I didn't have a seizure"),
        ("I want to die", "I don't want to die"),
        ("my speech is slurred", "my speech isn't slurred"),
    ],
)
def test_denying_the_only_red_flag_removes_it(said: str, denied: str) -> None:
    assert level(said) == Urgency.EMERGENCY_NOW
    assert level(denied) == 0


def test_an_earlier_red_flag_is_not_lowered_by_a_no() -> None:
    first = ENGINE.assess("my face is drooping")
    second = ENGINE.assess("no, my face is not drooping, I'm fine", earlier=first.findings)
    assert second.urgency is Urgency.EMERGENCY_NOW
    assert second.findings[: len(first.findings)] == first.findings


def test_findings_of_several_turns_add_up() -> None:
    first = ENGINE.assess("I'm pregnant")
    second = ENGINE.assess("I have a terrible headache", earlier=first.findings)
    assert second.rules[0] == "T14"


@pytest.mark.parametrize(
    ("slots", "urgency"),
    [
        ({"symptom": "droop", "bodyPart": "face"}, Urgency.EMERGENCY_NOW),
        ({"symptom": "droop", "bodyPart": "eyelid"}, Urgency.DOCTOR_SOON),
        ({"symptom": "weakness", "bodyPart": "arm"}, Urgency.EMERGENCY_NOW),
        ({"symptom": "weakness", "bodyPart": "hand", "duration": "P3W"}, Urgency.DOCTOR_SOON),
        ({"symptom": "twitch", "bodyPart": "eyelid"}, Urgency.SELF_CARE),
        ({"symptom": "twitch", "bodyPart": "eyelid", "duration": "P1M"}, Urgency.ROUTINE),
        ({"symptom": "twitch", "bodyPart": "leg", "person": "child"}, Urgency.DOCTOR_SOON),
        ({"symptom": "twitch", "secondSymptom": "palpitations"}, Urgency.URGENT_SAME_DAY),
        ({"symptom": "seizure"}, Urgency.EMERGENCY_NOW),
        ({"symptom": "dark_urine"}, Urgency.EMERGENCY_NOW),
        ({"description": "my face is drooping"}, Urgency.EMERGENCY_NOW),
        ({"bodyPart": "eyelid"}, None),
        ({}, None),
    ],
)
def test_slots_are_judged_like_speech(slots: dict[str, str], urgency: Urgency | None) -> None:
    assert ENGINE.assess("", slots).urgency is urgency


def test_own_words_decide_over_slots_taken_from_them() -> None:
    assessment = ENGINE.assess("no weakness in my arm", {"symptom": "weakness", "bodyPart": "arm"})
    assert assessment.urgency is None


@pytest.mark.parametrize("person", ["child", "baby", "pregnant"])
def test_who_needs_care_goes_one_level_up(person: str) -> None:
    assert ENGINE.assess("my arm twitches", person=person).urgency is Urgency.DOCTOR_SOON


def test_a_grandmother_only_mentioned_raises_nothing() -> None:
    assert level("my grandmother died and my eyelid twitches") == Urgency.SELF_CARE
    assert level("my grandmother's eyelid twitches") == Urgency.ROUTINE


def test_rules_come_most_urgent_first() -> None:
    assessment = ENGINE.assess("my eyelid twitches and my face is drooping and I want to die")
    level_of = {rule.id: rule.level for rule in ENGINE.rulebook.rules}
    levels = [level_of[rule] for rule in assessment.rules]
    assert levels == sorted(levels, reverse=True)
    assert assessment.crisis


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?!?",
        "...",
        "\n",
        "🙂",
        "ñandú über",
        "0",
        "a" * 5000,
        "' ' '",
        "not",
        "no no no",
    ],
)
def test_bad_input_gives_no_level(text: str) -> None:
    assert ENGINE.assess(text) == Assessment()


def test_two_thousand_words_without_a_stop_are_read_to_the_red_flag() -> None:
    said = "and my leg twitches a bit " * 330 + "and my face is drooping " + "so it goes on " * 5
    assert level(said) == Urgency.EMERGENCY_NOW


def test_swearing_and_contradiction_are_on_the_safe_side() -> None:
    assert level("my fucking face is drooping") == Urgency.EMERGENCY_NOW
    assert level("my arm isn't weak, well, my arm is weak") == Urgency.EMERGENCY_NOW


def test_another_language_calls_for_help() -> None:
    assert level("no puedo respirar") == Urgency.EMERGENCY_NOW


def test_the_same_in_gives_the_same_out() -> None:
    text = "my left arm is weak, my eyelid twitches and I take sertraline"
    assert ENGINE.assess(text) == SafetyEngine(load_rulebook()).assess(text)
