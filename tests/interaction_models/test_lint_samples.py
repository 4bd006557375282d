"""The lint on words: how they are written, and that they belong to one intent."""

import pytest

from tests.interaction_models.mistakes import Editable, Mistakes, assert_found_alone

SPELLING = "is not in plain lower-case words"


def _swap_symptoms(model: Editable) -> None:
    samples = model.intent("SymptomIntent")["samples"]
    samples[-2:] = [
        "{symptom} in my {bodyPart} and {secondSymptom}",
        "{secondSymptom} in my {bodyPart} and {symptom}",
    ]


def _rename_the_slot_of_prevention(model: Editable) -> None:
    intent = model.intent("PreventionIntent")
    model.slot("PreventionIntent", "bodyPart")["name"] = "part"
    intent["samples"] = [text.replace("{bodyPart}", "{part}") for text in intent["samples"]]
    model.say("PreventionIntent", "should i rest my {part}")


MISTAKES: Mistakes = {
    # spelling
    "a digit": (lambda m: m.say("SleepIntent", "i wake at 3 and twitch"), SPELLING),
    "a comma": (lambda m: m.say("SleepIntent", "at night, i twitch"), SPELLING),
    "a question mark": (lambda m: m.say("SleepIntent", "do i twitch in bed?"), SPELLING),
    "a capital": (lambda m: m.say("SleepIntent", "At night i twitch"), SPELLING),
    "two spaces": (lambda m: m.say("SleepIntent", "at  night i twitch"), SPELLING),
    "a space at the end": (lambda m: m.say("SleepIntent", "at night i twitch "), SPELLING),
    "an empty sample": (lambda m: m.say("SleepIntent", ""), SPELLING),
    "a brace left open": (lambda m: m.say("WorryIntent", "is my {bodyPart okay"), SPELLING),
    "a long sample": (lambda m: m.say("SleepIntent", "so " * 67 + "on"), "is over 200 characters"),
    "a digit in an answer": (
        lambda m: m.slot("MedicineIntent", "medicine")["samples"].append("2 {medicine}"),
        SPELLING,
    ),
    "a bracket in a synonym": (
        lambda m: m.value("BodyPart", "toe")["name"]["synonyms"].append("toe (big)"),
        SPELLING,
    ),
    "a capital in a value": (
        lambda m: m.value("Medicine", "lithium")["name"].update(value="Lithium"),
        SPELLING,
    ),
    "a period after a word": (
        lambda m: m.value("Condition", "ms")["name"]["synonyms"].append("ms."),
        SPELLING,
    ),
    "a long value": (
        lambda m: m.value("BodyPart", "toe")["name"]["synonyms"].append("toe " * 36 + "toe"),
        "is over 140 characters",
    ),
    # duplicates
    "a sample twice in an intent": (
        lambda m: m.say("SleepIntent", m.intent("SleepIntent")["samples"][0]),
        "SleepIntent has 'why do i twitch at night' twice",
    ),
    "a sample in two intents": (
        lambda m: m.say("FasterIntent", "slower"),
        "'slower' of FasterIntent is also 'slower' of SlowerIntent",
    ),
    "alike but for the name of a slot": (_swap_symptoms, "SymptomIntent has .* twice"),
    "alike in two intents but for a slot's name": (
        _rename_the_slot_of_prevention,
        "'should i rest my {bodyPart}' of ExerciseIntent is also 'should i rest my {part}'",
    ),
    "alike once a slot is filled": (
        lambda m: m.say("MoreIntent", "what is a tremor"),
        "'what is a tremor' of MoreIntent is also 'what is a {condition}' of WhatIsIntent",
    ),
    "two types that share a word": (
        lambda m: m.say("CauseIntent", "is {trigger} good for muscles"),
        "'is {nutrient} good for muscles' of NutritionIntent is also .* of CauseIntent",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found_and_nothing_else(mistake: str) -> None:
    assert_found_alone(*MISTAKES[mistake])
