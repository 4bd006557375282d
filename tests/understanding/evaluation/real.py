"""Real questions people asked, in folders outside the checkout, each labelled with its kind."""

import os
from collections.abc import Iterator
from pathlib import Path

from skill.errors import MuscleCalmError
from tests.understanding.evaluation.cases import Case, CaseSet, Right, any_of, declined

CHECKOUT = Path(__file__).parents[3]


class SetError(MuscleCalmError):
    """A set cannot be read; the message says where in it."""


def by_person(*people: str) -> Right:
    """Right where the answer will be about one of these people."""
    return lambda guess: guess.slots.get("person") in people


def either(*ways: Right) -> Right:
    """Right where one of several is."""
    return lambda guess: any(way(guess) for way in ways)


def heard_as(*intents: str, slot: str, value: str) -> Right:
    """Right where an intent has a slot filled with a value."""
    return lambda guess: guess.intent in intents and guess.slots.get(slot) == value


TOLD = ("SymptomIntent", "DescribeIntent", "WorryIntent", "CheckIntent")
KINDS: dict[str, Right] = {
    "cause": any_of("CauseIntent"),
    "when_to_worry": any_of("WorryIntent", "ConditionWorryIntent", "CheckIntent"),
    "relief": any_of("ReliefIntent"),
    "als_worry": any_of("ConditionWorryIntent"),
    "whatis": any_of("WhatIsIntent"),
    "how_common": any_of("HowCommonIntent"),
    "told": any_of(*TOLD),
    "prevention": any_of("PreventionIntent"),
    "diagnosis": any_of(
        "WorryIntent", "CheckIntent", "TreatmentIntent", "WhatIsIntent", "DoctorSummaryIntent"
    ),
    "child": either(
        by_person("child", "baby"),
        lambda guess: "sleep_myoclonus" in guess.slots.values(),
    ),
    "medication": either(
        any_of("MedicineIntent"),
        heard_as("WhatIsIntent", slot="condition", value="serotonin_syndrome"),
    ),
    "nutrition/supplement": either(
        any_of("NutritionIntent"),
        *(
            heard_as("CauseIntent", slot="trigger", value=value)
            for value in ("magnesium", "potassium", "calcium", "vitamin_d", "vitamin_b12")
        ),
    ),
    "sleep/night": any_of("SleepIntent", "CauseIntent"),
    "duration": any_of("DurationIntent"),
    "symptom_check": any_of(*TOLD, "ConditionWorryIntent", "CauseIntent"),
    "treatment": either(
        any_of("TreatmentIntent", "ReliefIntent"),
        heard_as("MedicineIntent", slot="medicine", value="botox"),
    ),
    "pregnancy": either(
        by_person("pregnant"), heard_as("CauseIntent", slot="trigger", value="pregnancy")
    ),
    "exercise": either(
        any_of("ExerciseIntent"), heard_as("CauseIntent", slot="trigger", value="exercise")
    ),
}


def shared_folder() -> Path | None:
    """Where shared evaluation data is, if anywhere: $MUSCLE_CALM_SHARED, or beside the checkout."""
    named = os.environ.get("MUSCLE_CALM_SHARED")
    folder = Path(named) if named else CHECKOUT.parent / "shared"
    return folder / "evaluation" if (folder / "evaluation").is_dir() else None


def real_sets(folder: Path) -> Iterator[CaseSet]:
    """The sets of a folder: ``questions*.yaml`` are ours, the lines of ``*.txt`` are not."""
    for path in sorted(folder.glob("questions*.yaml")):
        yield CaseSet(path.stem, list(_questions(path)))
    for path in sorted(folder.glob("*.txt")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        yield CaseSet(path.stem, declined([line for line in lines if line]), "not ours")


def _questions(path: Path) -> Iterator[Case]:
    import yaml

    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]
        labels = [(str(entry["question"]), str(entry["intent"])) for entry in entries]
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise SetError(f"{path} is no list of questions with their intents: {error}") from error
    for question, label in labels:
        kinds = [kind.split("[")[0].strip() for kind in label.split(",")]
        unknown = [kind for kind in kinds if kind not in KINDS]
        if unknown:
            raise SetError(f"{path}, {question!r}: there is no kind of question {unknown[0]!r}.")
        yield Case(question, either(*(KINDS[kind] for kind in kinds)), label)
