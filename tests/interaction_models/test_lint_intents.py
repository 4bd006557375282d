"""The lint on names: of the skill, of its intents, and how many samples they have."""

import pytest

from tests.interaction_models.mistakes import Mistakes, assert_found_alone

MISTAKES: Mistakes = {
    # the invocation name
    "one word": (lambda m: m.name_it("calm"), "needs two words or more"),
    "a capital in the name": (lambda m: m.name_it("muscle Calm"), "may have lower-case letters"),
    "a digit in the name": (lambda m: m.name_it("muscle calm 2"), "may have lower-case letters"),
    "a launch word": (lambda m: m.name_it("start muscle calm"), "may not have the word 'start'"),
    "a connecting word": (lambda m: m.name_it("calm for muscles"), "may not have the word 'for'"),
    "a wake word": (lambda m: m.name_it("muscle app"), "may not have the word 'app'"),
    # intents
    "an intent twice": (
        lambda m: m.language["intents"].append({"name": "AMAZON.FallbackIntent"}),
        "AMAZON.FallbackIntent is there twice",
    ),
    "a misspelt standard intent": (
        lambda m: m.intent("AMAZON.PauseIntent").update(name="AMAZON.PauzeIntent"),
        "Amazon has no standard intent AMAZON.PauzeIntent",
    ),
    "a digit in an intent's name": (
        lambda m: m.intent("SleepIntent").update(name="Sleep2Intent"),
        "'Sleep2Intent' may have letters and underscores only",
    ),
    "no Help": (lambda m: m.drop_intent("AMAZON.HelpIntent"), "AMAZON.HelpIntent is missing"),
    "no Stop": (lambda m: m.drop_intent("AMAZON.StopIntent"), "AMAZON.StopIntent is missing"),
    "no Cancel": (lambda m: m.drop_intent("AMAZON.CancelIntent"), "CancelIntent is missing"),
    "no Fallback": (lambda m: m.drop_intent("AMAZON.FallbackIntent"), "FallbackIntent is missing"),
    "no NavigateHome": (
        lambda m: m.drop_intent("AMAZON.NavigateHomeIntent"),
        "NavigateHomeIntent is missing",
    ),
    "a slot on a standard intent": (
        lambda m: m.intent("AMAZON.NextIntent").update(
            slots=[{"name": "minutes", "type": "AMAZON.NUMBER"}],
            samples=["next {minutes}"],
        ),
        "AMAZON.NextIntent takes no slots",
    ),
    # sample counts
    "39 samples in the domain": (
        lambda m: m.intent("SleepIntent").update(samples=m.intent("SleepIntent")["samples"][:39]),
        "SleepIntent has 39 samples; it should have 40 to 90",
    ),
    "7 samples for a control": (
        lambda m: m.intent("SlowerIntent").update(samples=m.intent("SlowerIntent")["samples"][:7]),
        "SlowerIntent has 7 samples; it should have 8 to 25",
    ),
    "14 samples for free text": (
        lambda m: m.intent("DescribeIntent").update(
            samples=m.intent("DescribeIntent")["samples"][:14]
        ),
        "DescribeIntent has 14 samples; it should have 15 to 40",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found_and_nothing_else(mistake: str) -> None:
    assert_found_alone(*MISTAKES[mistake])
