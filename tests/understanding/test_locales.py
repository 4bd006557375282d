"""One understanding serves every country: each one's own samples and words are understood."""

import pytest

from interaction_models import language_of, load_model, locales
from skill.understanding import Understanding
from skill.understanding.tables import read_table
from skill.understanding.topic import Topic
from skill.understanding.variations import Draw, filled
from skill.understanding.weights import DATA

OTHERS = [locale for locale in locales() if locale != language_of(locale)]
TOPIC = Topic.from_tables(read_table(DATA / "topic.toml"))


@pytest.mark.parametrize("locale", OTHERS)
def test_every_sample_of_a_country_is_understood_as_its_own_intent(
    us: Understanding, locale: str
) -> None:
    model, draw = load_model(locale), Draw(seed=21)
    told = {intent.name: set(intent.samples) for intent in load_model("en-US").intents}
    wrong = []
    for intent in model.intents:
        for sample in (sample for sample in intent.samples if sample not in told[intent.name]):
            unmeant = TOPIC.without(intent.name)
            for text in filled(sample, intent.slots, model, 4, draw, unmeant):
                heard = us.interpret(text).intent.name
                if heard != intent.name:
                    wrong.append((text, heard))
    assert wrong == []


@pytest.mark.parametrize("locale", OTHERS)
def test_every_word_of_a_country_stands_for_its_value(us: Understanding, locale: str) -> None:
    carriers = {
        "Trigger": ("can {} cause twitching", "trigger"),
        "Medicine": ("can {} cause twitching", "medicine"),
        "Nutrient": ("should i take {}", "nutrient"),
        "Symptom": ("my arm twitches and i have {}", "symptom"),
        "Person": ("should my {} see a doctor", "person"),
    }
    base = load_model("en-US")
    wrong = []
    for kind in load_model(locale).types:
        known = base.type(kind.name).values
        for value, forms in kind.values.items():
            for form in (form for form in forms if form not in known[value]):
                carrier, slot = carriers[kind.name]
                slots = us.interpret(carrier.format(form)).intent.slots
                if value not in (slots.get(slot), slots.get("secondSymptom")):
                    wrong.append((form, value, dict(slots)))
    assert wrong == []
