"""What one country says differently, laid over the model of another."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from interaction_models import ModelError
from interaction_models.files import document
from interaction_models.model import read_family
from interaction_models.overlay import Overlay, applied, read_overlay

BASE: dict[str, Any] = {
    "interactionModel": {
        "languageModel": {
            "invocationName": "muscle calm",
            "intents": [
                {
                    "name": "TreatmentIntent",
                    "slots": [{"name": "color", "type": "Person", "samples": ["my mom", "my mum"]}],
                    "samples": ["what color is my mom's {color}", "what colors"],
                },
                {"name": "AMAZON.StopIntent"},
            ],
            "types": [
                {
                    "name": "Person",
                    "values": [
                        {"id": "mom", "name": {"value": "mom", "synonyms": ["mum", "mother"]}},
                        {"id": "dad", "name": {"value": "dad"}},
                    ],
                }
            ],
        },
        "prompts": [
            {"id": "one", "variations": [{"type": "PlainText", "value": "Which color is it?"}]}
        ],
    }
}


def laid(**parts: Any) -> Any:
    """The model with an overlay on it."""
    return applied(Overlay("en-US", **parts), BASE)["interactionModel"]


def test_words_are_written_as_in_that_country_but_never_in_slots_or_other_words() -> None:
    model = laid(instead={"color": "colour"})
    assert model["languageModel"]["intents"][0]["samples"] == [
        "what colour is my mom's {color}",
        "what colors",
    ]
    assert model["prompts"][0]["variations"][0]["value"] == "Which colour is it?"


def test_the_longest_phrase_is_rewritten_and_only_once() -> None:
    model = laid(instead={"color": "mom", "mom": "mum", "what color": "which hue"})
    assert model["languageModel"]["intents"][0]["samples"][0] == "which hue is my mum's {color}"


def test_what_comes_out_alike_is_said_once() -> None:
    model = laid(instead={"mom": "mum"})
    intent, kind = model["languageModel"]["intents"][0], model["languageModel"]["types"][0]
    assert intent["slots"][0]["samples"] == ["my mum"]
    assert kind["values"][0]["name"] == {"value": "mum", "synonyms": ["mother"]}
    assert kind["values"][1]["name"] == {"value": "dad"}


def test_words_of_that_country_are_added() -> None:
    model = laid(
        synonyms={"Person": {"dad": ("pa",)}},
        samples={"AMAZON.StopIntent": ("leave off",), "TreatmentIntent": ("what colors", "why")},
    )
    first, stop = model["languageModel"]["intents"]
    assert first["samples"] == ["what color is my mom's {color}", "what colors", "why"]
    assert stop["samples"] == ["leave off"]
    assert model["languageModel"]["types"][0]["values"][1]["name"]["synonyms"] == ["pa"]


def test_the_model_below_stays_as_it_is() -> None:
    before = copy.deepcopy(BASE)
    laid(instead={"color": "colour"}, synonyms={"Person": {"dad": ("pa",)}})
    assert before == BASE


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"samples": {"NoIntent": ("no",)}}, "there is no NoIntent in en-US"),
        ({"synonyms": {"Animal": {"cat": ("puss",)}}}, "there is no Animal in en-US"),
        ({"synonyms": {"Person": {"cat": ("puss",)}}}, "Person has no value cat"),
    ],
)
def test_words_for_what_is_not_there_are_refused(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        laid(**parts)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "'over' does not name"),
        ({"over": 7}, "'over' does not name"),
        ({"over": "en-US", "insted": {}}, "'insted' is not a key known here"),
        ({"over": "en-US", "instead": []}, "'instead' is not a table"),
        ({"over": "en-US", "instead": {"mom": 1}}, "what stands for 'mom'"),
        ({"over": "en-US", "instead": {" ": "x"}}, "what stands for ' '"),
        ({"over": "en-US", "synonyms": {"Person": []}}, "'Person' is not a table"),
        ({"over": "en-US", "synonyms": {"Person": {"mom": "mam"}}}, "'mom' is not a list"),
        ({"over": "en-US", "samples": {"StopIntent": [1]}}, "'StopIntent' is not a list"),
    ],
)
def test_a_table_that_is_no_overlay_is_refused(table: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_overlay(table)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en-US.json").write_text(json.dumps(BASE), encoding="utf-8")
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def read(folder: Path, name: str) -> Any:
    found = {path.stem: path for path in folder.iterdir()}
    return document(found[name], found)["interactionModel"]["languageModel"]


def test_overlays_lie_over_each_other(folder: Path) -> None:
    put(folder, "en-001", 'over = "en-US"\n[instead]\nmom = "mum"')
    put(folder, "en-GB", 'over = "en-001"\n[instead]\nmum = "mam"')
    value = read(folder, "en-GB")["types"][0]["values"][0]
    assert value["name"] == {"value": "mam", "synonyms": ["mother"]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("= =", "^The overlay en-GB.toml cannot be used: "),
        ('over = "en-XX"', "^The overlay en-GB.toml is over 'en-XX', which is no model.$"),
        ('over = "en-AU"', "^The overlay en-AU.toml is over 'en-GB', which is no model.$"),
        ('over = "en-US"\nsamples = 1', "^The overlay en-GB.toml cannot be used: 'samples' is"),
        ('over = "en-US"\n[samples]\nX = []', "^The overlay en-GB.toml cannot be used: there is"),
    ],
)
def test_a_damaged_overlay_is_told_in_one_sentence(folder: Path, text: str, said: str) -> None:
    put(folder, "en-GB", text)
    put(folder, "en-AU", 'over = "en-GB"')
    with pytest.raises(ModelError, match=said) as caught:
        read(folder, "en-AU")
    assert "\n" not in str(caught.value)


def test_a_family_says_what_all_its_countries_say(folder: Path) -> None:
    put(folder, "en-GB", 'over = "en-US"\n[instead]\nmom = "mum"\n[samples]\nTreatmentIntent=["b"]')
    put(folder, "en-IN", 'over = "en-US"\n[synonyms.Person]\ndad = ["bapu"]')
    put(folder, "fr-CA", 'over = "fr-FR"')
    put(folder, "language", "rewrites = 1")
    (folder / "fr-FR.json").write_text("{}", encoding="utf-8")
    family = read_family(folder / "en-US.json")
    assert family.locale == "en-US"
    assert family.intent("TreatmentIntent").samples == (
        "what color is my mom's {color}",
        "what colors",
        "what color is my mum's {color}",
        "b",
    )
    assert family.type("Person").values == {"mom": ("mom", "mum", "mother"), "dad": ("dad", "bapu")}
