"""Every locale's model offers the intents, slots and values that the core answers."""

import pytest

from interaction_models import Model, language_of, load_model, locales, read_document
from skill.alexa.lint import lint_examples, lint_model
from skill.alexa.lint.counts import CONTROL_INTENTS

NO_SLOTS: dict[str, str] = {}
WHO_AND_WHERE = {"bodyPart": "BodyPart", "person": "Person"}

CUSTOM_INTENTS = {
    "WhatIsIntent": {"condition": "Condition"},
    "HowCommonIntent": NO_SLOTS,
    "CauseIntent": {**WHO_AND_WHERE, "trigger": "Trigger"},
    "ReliefIntent": {**WHO_AND_WHERE, "trigger": "Trigger"},
    "WorryIntent": WHO_AND_WHERE,
    "ConditionWorryIntent": {"condition": "Condition"},
    "SymptomIntent": {
        **WHO_AND_WHERE,
        "symptom": "Symptom",
        "secondSymptom": "Symptom",
        "duration": "AMAZON.DURATION",
    },
    "CheckIntent": NO_SLOTS,
    "DescribeIntent": {"description": "AMAZON.SearchQuery"},
    "TreatmentIntent": NO_SLOTS,
    "MedicineIntent": {"medicine": "Medicine"},
    "NutritionIntent": {"nutrient": "Nutrient"},
    "PreventionIntent": {"bodyPart": "BodyPart"},
    "ExerciseIntent": {"bodyPart": "BodyPart"},
    "DurationIntent": {"bodyPart": "BodyPart"},
    "SleepIntent": NO_SLOTS,
    "StartRoutineIntent": {
        "routine": "Routine",
        "bodyPart": "BodyPart",
        "minutes": "AMAZON.NUMBER",
    },
    "ListRoutinesIntent": NO_SLOTS,
    "SlowerIntent": NO_SLOTS,
    "FasterIntent": NO_SLOTS,
    "TimeLeftIntent": NO_SLOTS,
    "OtherSideIntent": NO_SLOTS,
    "QuietIntent": NO_SLOTS,
    "TalkIntent": NO_SLOTS,
    "LongerIntent": NO_SLOTS,
    "ShorterIntent": NO_SLOTS,
    "NoHoldsIntent": NO_SLOTS,
    "CountsIntent": {
        "inhale": "AMAZON.NUMBER",
        "hold": "AMAZON.NUMBER",
        "exhale": "AMAZON.NUMBER",
    },
    "MoreIntent": NO_SLOTS,
    "WhyIntent": NO_SLOTS,
    "SourceIntent": NO_SLOTS,
    "DoctorSummaryIntent": NO_SLOTS,
    "ForgetMeIntent": NO_SLOTS,
}
BUILTIN_INTENTS = {
    f"AMAZON.{name}Intent"
    for name in (
        *("Help", "Stop", "Cancel", "Yes", "No", "Repeat", "Pause", "Resume", "Next", "Previous"),
        *("StartOver", "NavigateHome", "Fallback"),
    )
}
VALUES = {
    "BodyPart": """
        eyelid eyebrow face cheek lip chin jaw tongue nose head throat neck shoulder chest back
        abdomen buttock arm upper_arm elbow forearm wrist hand finger thumb hip leg thigh hamstring
        knee calf shin ankle foot toe whole_body""",
    "Trigger": """
        caffeine alcohol nicotine stress anxiety lack_of_sleep fatigue exercise dehydration
        magnesium potassium calcium vitamin_d vitamin_b12 low_blood_sugar screens cold pregnancy
        new_medicine energy_drinks pinched_nerve salt menopause covid""",
    "Person": "me child baby pregnant someone_else",
    "Condition": """
        twitching benign_fasciculation als ms parkinsons myokymia blepharospasm hemifacial_spasm
        tremor cramp tic myoclonus sleep_start sleep_myoclonus spasm restless_legs dystonia tetany
        serotonin_syndrome lyme emg""",
    "Symptom": """
        twitch weakness wasting numbness tingling pain cramp stiffness swelling droop
        slurred_speech swallowing_trouble breathing_trouble chest_pain palpitations fainting
        seizure confusion fever headache vision_change dark_urine rash vomiting tremor jerking
        spreading worsening weight_loss balance_trouble dizziness tiredness bladder_trouble red_eye
        eye_closing""",
    "Medicine": """
        medicine antidepressant stimulant asthma_inhaler steroid diuretic statin lithium antibiotic
        antiseizure parkinsons_medicine hormone muscle_relaxant botox painkiller sedative
        quinine""",
    "Nutrient": """
        magnesium potassium calcium sodium vitamin_d vitamin_b12 vitamin_b6 iron water electrolytes
        food supplement""",
    "Routine": """
        calm_breath box_breathing coherent_breathing four_seven_eight belly_breathing
        sigh_breathing calf_wall calf_seated thigh neck_shoulder hand_forearm eyelid_rest
        body_relaxation desk_break bedtime cramp_rescue""",
}
ELICITED = {
    ("WhatIsIntent", "condition"),
    ("ConditionWorryIntent", "condition"),
    ("MedicineIntent", "medicine"),
    ("NutritionIntent", "nutrient"),
}
AS_PEOPLE_SAY_IT = [
    ("BodyPart", "eye lid", "eyelid"),
    ("BodyPart", "lower leg", "calf"),
    ("BodyPart", "quad", "thigh"),
    ("BodyPart", "butt cheek", "buttock"),
    ("Trigger", "coffee", "caffeine"),
    ("Trigger", "booze", "alcohol"),
    ("Person", "daughter", "child"),
    ("Person", "newborn", "baby"),
    ("Person", "expecting", "pregnant"),
    ("Person", "grandma", "someone_else"),
    ("Condition", "charley horse", "cramp"),
    ("Condition", "lou gehrig's disease", "als"),
    ("Symptom", "pins and needles", "tingling"),
    ("Medicine", "zoloft", "antidepressant"),
    ("Nutrient", "bananas", "potassium"),
    ("Routine", "square breathing", "box_breathing"),
    ("Routine", "neck and shoulder", "neck_shoulder"),
    ("Routine", "calf stretch", "calf_wall"),
    ("Routine", "bedtime", "bedtime"),
]


@pytest.fixture(params=locales())
def model(request: pytest.FixtureRequest) -> Model:
    return load_model(request.param)


def test_intents_and_slots_are_those_of_the_contract(model: Model) -> None:
    offered = {intent.name: dict(intent.slots) for intent in model.intents}
    assert offered == CUSTOM_INTENTS | dict.fromkeys(BUILTIN_INTENTS, NO_SLOTS)


def test_slot_values_are_those_of_the_contract(model: Model) -> None:
    offered = {slot_type.name: set(slot_type.values) for slot_type in model.types}
    assert offered == {name: set(ids.split()) for name, ids in VALUES.items()}


def test_what_people_ask_about_has_40_to_80_samples_and_a_country_a_few_more(model: Model) -> None:
    most = 80 if model.locale == language_of(model.locale) else 90
    domain = CUSTOM_INTENTS.keys() - CONTROL_INTENTS - {"DescribeIntent"}
    counts = {intent.name: len(set(intent.samples)) for intent in model.intents}
    assert {name: counts[name] for name in domain if not 40 <= counts[name] <= most} == {}


def test_controls_have_8_to_25_samples(model: Model) -> None:
    counts = {name: len(set(model.intent(name).samples)) for name in CONTROL_INTENTS}
    assert {name: count for name, count in counts.items() if not 8 <= count <= 25} == {}


def test_a_bare_body_part_belongs_to_what_is_being_described(model: Model) -> None:
    elliptical = {"what about my {bodyPart}", "my {bodyPart}", "in my {bodyPart}"}
    assert elliptical <= set(model.intent("SymptomIntent").samples)


def test_only_slots_that_an_answer_needs_are_elicited(model: Model) -> None:
    dialog = read_document(model.locale)["interactionModel"]["dialog"]
    elicited = {
        (intent["name"], slot["name"])
        for intent in dialog["intents"]
        for slot in intent["slots"]
        if slot["elicitationRequired"]
    }
    assert elicited == ELICITED


def test_the_core_and_not_alexa_leads_the_dialog(model: Model) -> None:
    dialog = read_document(model.locale)["interactionModel"]["dialog"]
    assert dialog["delegationStrategy"] == "SKILL_RESPONSE"


@pytest.mark.parametrize(("slot_type", "words", "value"), AS_PEOPLE_SAY_IT)
def test_lay_words_stand_for_the_right_value(slot_type: str, words: str, value: str) -> None:
    values = load_model("en-US").type(slot_type).values
    assert [key for key, forms in values.items() if words in forms] == [value]


def test_the_lint_finds_nothing(model: Model) -> None:
    assert lint_model(read_document(model.locale)) == []


def test_the_example_phrases_of_the_contract_would_pass() -> None:
    examples = [
        "Alexa, open muscle calm",
        "Alexa, ask muscle calm why is my eyelid twitching",
        "Alexa, ask muscle calm to start box breathing",
    ]
    assert lint_examples(examples, read_document("en-US")) == []
