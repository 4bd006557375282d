"""The lint on slots and slot types."""

import pytest

from tests.interaction_models.mistakes import Editable, Mistakes, assert_found_alone


def _put_a_body_part_beside_free_text(model: Editable) -> None:
    model.intent("DescribeIntent")["slots"].append({"name": "bodyPart", "type": "BodyPart"})
    model.say("DescribeIntent", "my {bodyPart} feels like {description}")


MISTAKES: Mistakes = {
    # slots
    "a slot nobody declared": (
        lambda m: m.say("SleepIntent", "my {bodyPart} jumps in bed"),
        "uses {bodyPart}, which is not declared",
    ),
    "a slot no sample uses": (
        lambda m: m.intent("SleepIntent").update(slots=[{"name": "person", "type": "Person"}]),
        "no sample of SleepIntent uses {person}",
    ),
    "the same slot twice in a sample": (
        lambda m: m.say("WorryIntent", "is my {bodyPart} or my {bodyPart} the trouble"),
        "has the same slot twice",
    ),
    "a slot declared twice": (
        lambda m: m.intent("ExerciseIntent")["slots"].append(
            {"name": "bodyPart", "type": "BodyPart"}
        ),
        "ExerciseIntent declares the slot bodyPart twice",
    ),
    "a slot with a digit in its name": (
        lambda m: m.intent("SleepIntent").update(slots=[{"name": "part1", "type": "BodyPart"}]),
        "'part1' may have letters|no sample of SleepIntent uses",
    ),
    "an undefined type": (
        lambda m: m.slot("ExerciseIntent", "bodyPart").update(type="Limb"),
        "the slot type Limb is not defined",
    ),
    "a misspelt type of Amazon's": (
        lambda m: m.slot("SymptomIntent", "duration").update(type="AMAZON.Duration"),
        "the slot type AMAZON.Duration is not defined",
    ),
    "a slot nobody declared, in an answer": (
        lambda m: m.slot("MedicineIntent", "medicine")["samples"].append("{pill}"),
        "uses {pill}, which is not declared",
    ),
    "free text alone": (
        lambda m: m.say("DescribeIntent", "{description}"),
        "needs a carrier phrase around its free text",
    ),
    "free text beside another slot": (
        _put_a_body_part_beside_free_text,
        "has another slot beside its free text",
    ),
    # slot types
    "a type twice": (
        lambda m: m.language["types"].append(
            {"name": "Person", "values": m.type("Person")["values"]}
        ),
        "the slot type Person is defined twice",
    ),
    "a type no slot has": (
        lambda m: m.language["types"].append(
            {"name": "Side", "values": [{"id": "left", "name": {"value": "left"}}]}
        ),
        "no slot is of the type Side",
    ),
    "a type with a digit in its name": (
        lambda m: m.language["types"].append(
            {"name": "Side2", "values": [{"id": "left", "name": {"value": "left"}}]}
        ),
        "'Side2' may have letters and underscores only|no slot is of the type Side2",
    ),
    "a type without values": (
        lambda m: m.type("Person").update(values=[]),
        "the slot type Person has no values",
    ),
    "an id twice": (
        lambda m: m.value("BodyPart", "toe").update(id="foot"),
        "BodyPart has the id 'foot' twice",
    ),
    "an id with a capital": (
        lambda m: m.value("BodyPart", "toe").update(id="bigToe"),
        "the id 'bigToe' is not in snake_case",
    ),
    "a synonym of two values": (
        lambda m: m.value("BodyPart", "toe")["name"]["synonyms"].append("heel"),
        "BodyPart has 'heel' twice: foot and toe",
    ),
    "a synonym that is its value's name": (
        lambda m: m.value("BodyPart", "toe")["name"]["synonyms"].append("toe"),
        "BodyPart has 'toe' twice: toe and toe",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found_and_nothing_else(mistake: str) -> None:
    assert_found_alone(*MISTAKES[mistake])
