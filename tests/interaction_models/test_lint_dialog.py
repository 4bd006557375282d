"""The lint on the dialog model and its prompts."""

import pytest

from tests.interaction_models.mistakes import Mistakes, assert_found_alone

MISTAKES: Mistakes = {
    # dialog and prompts
    "a dialog for no intent": (
        lambda m: m.dialog["intents"].append({"name": "DanceIntent", "slots": []}),
        "there is no intent DanceIntent",
    ),
    "a dialog slot of another type": (
        lambda m: m.dialog_slot("MedicineIntent", "medicine").update(type="Nutrient"),
        "MedicineIntent has no slot medicine of the type Nutrient",
    ),
    "a dialog that leaves out a slot": (
        lambda m: m.dialog["intents"].append({"name": "PreventionIntent", "slots": []}),
        "the dialog of PreventionIntent leaves out its slot bodyPart",
    ),
    "elicited without a prompt": (
        lambda m: m.dialog["intents"].append(
            {
                "name": "PreventionIntent",
                "slots": [
                    {"name": "bodyPart", "type": "BodyPart", "elicitationRequired": True},
                ],
            }
        ),
        "bodyPart is to be elicited, but has no prompt",
    ),
    "a prompt nobody wrote": (
        lambda m: m.dialog_slot("MedicineIntent", "medicine")["prompts"].update(
            confirmation="Confirm.Slot.Medicine"
        ),
        "there is no prompt Confirm.Slot.Medicine",
    ),
    "a prompt nothing refers to": (
        lambda m: m.prompts.append(
            {"id": "Lonely", "variations": [{"type": "PlainText", "value": "Which one?"}]}
        ),
        "nothing refers to the prompt Lonely",
    ),
    "a prompt twice": (
        lambda m: m.prompts.append(m.prompts[0]),
        "the prompt Elicit.Slot.WhatIsIntent.condition is there 2 times",
    ),
    "a prompt without variations": (
        lambda m: m.prompts[0].update(variations=[]),
        "needs 1 to 5 variations",
    ),
    "an empty variation": (
        lambda m: m.prompts[0]["variations"][0].update(value=" "),
        "has an empty variation",
    ),
    "a variation of an unknown type": (
        lambda m: m.prompts[0]["variations"][0].update(type="Text"),
        "has a variation of unknown type 'Text'",
    ),
    "mark-up in plain text": (
        lambda m: m.prompts[0]["variations"][0].update(value="Which <break/> word?"),
        "has mark-up in plain text",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found_and_nothing_else(mistake: str) -> None:
    assert_found_alone(*MISTAKES[mistake])
