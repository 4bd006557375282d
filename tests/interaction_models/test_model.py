"""Reading a model: what a damaged or missing one says."""

import json

import pytest

import interaction_models.model as reading
from interaction_models import (
    IntentSpec,
    Model,
    ModelError,
    SlotType,
    load_model,
    model_for,
    read_document,
    read_source,
)

DOCUMENT = {
    "interactionModel": {
        "languageModel": {
            "invocationName": "muscle calm",
            "intents": [
                {
                    "name": "CauseIntent",
                    "slots": [{"name": "bodyPart", "type": "BodyPart"}],
                    "samples": ["why does my {bodyPart} twitch"],
                },
                {"name": "AMAZON.StopIntent", "samples": []},
            ],
            "types": [
                {
                    "name": "BodyPart",
                    "values": [
                        {"id": "calf", "name": {"value": "calf", "synonyms": ["calves"]}},
                        {"id": "toe", "name": {"value": "toe"}},
                    ],
                }
            ],
        }
    }
}


def test_a_document_becomes_frozen_values() -> None:
    assert reading.parse_model("en-US", DOCUMENT) == Model(
        locale="en-US",
        invocation_name="muscle calm",
        intents=(
            IntentSpec("CauseIntent", {"bodyPart": "BodyPart"}, ("why does my {bodyPart} twitch",)),
            IntentSpec("AMAZON.StopIntent"),
        ),
        types=(SlotType("BodyPart", {"calf": ("calf", "calves"), "toe": ("toe",)}),),
    )


def test_intents_and_types_are_found_by_name() -> None:
    model = reading.parse_model("en-US", DOCUMENT)
    assert model.intent("AMAZON.StopIntent").samples == ()
    assert model.type("BodyPart").values["toe"] == ("toe",)
    with pytest.raises(KeyError):
        model.intent("NoSuchIntent")
    with pytest.raises(KeyError):
        model.type("AMAZON.NUMBER")


@pytest.mark.parametrize("locale", ["xx-XX", "", "../en-US", "en-US.json", "en-us\0"])
def test_an_unknown_locale_names_the_known_ones(locale: str) -> None:
    with pytest.raises(ModelError, match="there is one for: en-US"):
        load_model(locale)


def test_the_source_is_the_document_byte_for_byte() -> None:
    assert json.loads(read_source("en-US")) == read_document("en-US")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"{", "not valid JSON"),
        (b"\xff\xfe", "not valid JSON"),
        (b"[]", "not a JSON object"),
        (b"{}", "damaged: KeyError 'interactionModel'"),
        (b'{"interactionModel": {"languageModel": 7}}', "damaged: TypeError"),
    ],
)
def test_a_damaged_file_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, source: bytes, said: str
) -> None:
    monkeypatch.setattr(reading, "read_source", lambda locale: source)
    with pytest.raises(ModelError, match=said) as caught:
        load_model("en-US")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "en-IN"])
def test_a_region_without_a_model_takes_that_of_its_language(locale: str) -> None:
    assert model_for(locale) == "en-US"


def test_a_language_nobody_wrote_is_refused() -> None:
    with pytest.raises(ModelError, match="no interaction model for 'de-DE'"):
        model_for("de-DE")
