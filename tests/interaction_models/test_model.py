"""Reading a model: which locales there are, and what a damaged or missing file says."""

from pathlib import Path

import pytest

import interaction_models.files as files
from interaction_models import (
    IntentSpec,
    Model,
    ModelError,
    SlotType,
    language_of,
    load_model,
    locales,
    model_for,
    read_document,
)
from interaction_models.model import parse_model

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
    assert parse_model("en-US", DOCUMENT) == Model(
        locale="en-US",
        invocation_name="muscle calm",
        intents=(
            IntentSpec("CauseIntent", {"bodyPart": "BodyPart"}, ("why does my {bodyPart} twitch",)),
            IntentSpec("AMAZON.StopIntent"),
        ),
        types=(SlotType("BodyPart", {"calf": ("calf", "calves"), "toe": ("toe",)}),),
    )


def test_intents_and_types_are_found_by_name() -> None:
    model = parse_model("en-US", DOCUMENT)
    assert model.intent("AMAZON.StopIntent").samples == ()
    assert model.type("BodyPart").values["toe"] == ("toe",)
    with pytest.raises(KeyError):
        model.intent("NoSuchIntent")
    with pytest.raises(KeyError):
        model.type("AMAZON.NUMBER")


def test_five_countries_are_spoken_to() -> None:
    assert locales() == ("en-AU", "en-CA", "en-GB", "en-IN", "en-US")


@pytest.mark.parametrize("locale", ["xx-XX", "", "../en-US", "en-US.json", "en-us\0", "en-001"])
def test_an_unknown_locale_names_the_known_ones(locale: str) -> None:
    with pytest.raises(ModelError, match="there is one for: en-AU, en-CA, en-GB, en-IN, en-US"):
        load_model(locale)


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
@pytest.mark.parametrize("locale", ["en-US", "en-GB"])
def test_a_damaged_file_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, locale: str, source: bytes, said: str
) -> None:
    damaged = tmp_path / "en-US.json"
    damaged.write_bytes(source)
    monkeypatch.setattr(
        "interaction_models.model.own_files", lambda: {**files.own_files(), "en-US": damaged}
    )
    with pytest.raises(ModelError, match=said) as caught:
        load_model(locale)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("locale", "model"), [("en-US", "en-US"), ("en-GB", "en-GB"), ("en-NZ", "en-US")]
)
def test_a_country_without_a_model_takes_the_one_written_out(locale: str, model: str) -> None:
    assert model_for(locale) == model


@pytest.mark.parametrize("locale", [*locales(), "en-NZ", "en"])
def test_all_english_is_understood_by_what_is_made_once(locale: str) -> None:
    assert language_of(locale) == "en-US"


@pytest.mark.parametrize("find", [model_for, language_of, read_document])
def test_a_language_nobody_wrote_is_refused(find: object) -> None:
    with pytest.raises(ModelError, match="no interaction model for 'de-DE'"):
        find("de-DE")  # type: ignore[operator]
