"""The lint on JSON that has not the shape of a model, and on its size."""

from typing import Any

import pytest

from skill.alexa.lint import lint_model
from skill.alexa.lint.size import MAX_BYTES
from tests.interaction_models.mistakes import Editable, Mistakes, assert_found_alone

MISTAKES: Mistakes = {
    # shape and size
    "no invocation name": (lambda m: m.language.pop("invocationName"), "is missing"),
    "a misspelt key": (
        lambda m: m.value("BodyPart", "toe")["name"].update(synonym=["little toe"]),
        "'synonym' is not a key known here",
    ),
    "intents that are no list": (lambda m: m.language.update(intents={}), "must be a list"),
    "an intent that is no object": (
        lambda m: m.language["intents"].append("StopIntent"),
        "must be an object",
    ),
    "a sample that is no text": (lambda m: m.say("SleepIntent", 7), "must be a text"),  # type: ignore[arg-type]
    "a flag that is no truth value": (
        lambda m: m.dialog_slot("MedicineIntent", "medicine").update(elicitationRequired="yes"),
        "must be true or false",
    ),
    "an unknown delegation strategy": (
        lambda m: m.dialog.update(delegationStrategy="SOMETIMES"),
        "must be one of ALWAYS, SKILL_RESPONSE",
    ),
    "too large": (
        lambda m: m.prompts[0]["variations"][0].update(value="x" * MAX_BYTES),
        f"more than {MAX_BYTES}",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found_and_nothing_else(mistake: str) -> None:
    assert_found_alone(*MISTAKES[mistake])


def test_a_path_leads_to_the_mistake() -> None:
    model = Editable()
    model.say("WhatIsIntent", "what is {cause}")
    index = len(model.intent("WhatIsIntent")["samples"]) - 1
    assert [problem.path for problem in lint_model(model.document)] == [
        f"interactionModel.languageModel.intents[0].samples[{index}]"
    ]


@pytest.mark.parametrize("document", [{}, {"interactionModel": []}, {"interactionModel": {}}])
def test_what_is_no_model_is_told_not_raised(document: dict[str, Any]) -> None:
    assert len(lint_model(document)) == 1
