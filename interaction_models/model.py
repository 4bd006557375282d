"""Reading an interaction model into small frozen values, for those who compile or check it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from skill.errors import MuscleCalmError


class ModelError(MuscleCalmError):
    """A locale has no interaction model, or its file cannot be read as one."""


@dataclass(frozen=True, slots=True)
class SlotType:
    """The words a kind of slot knows. ``values`` maps an id to all its spoken forms, name first."""

    name: str
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class IntentSpec:
    """How an intent is said. ``slots`` maps each slot to its type; ``samples`` hold ``{slot}``."""

    name: str
    slots: Mapping[str, str] = field(default_factory=dict)
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """The language model of one locale; intents and types in the order of the file."""

    locale: str
    invocation_name: str
    intents: tuple[IntentSpec, ...]
    types: tuple[SlotType, ...]

    def intent(self, name: str) -> IntentSpec:
        """The intent of that name; raises KeyError where there is none."""
        return {intent.name: intent for intent in self.intents}[name]

    def type(self, name: str) -> SlotType:
        """The custom slot type of that name; raises KeyError for others, Amazon's included."""
        return {slot_type.name: slot_type for slot_type in self.types}[name]


def locales() -> tuple[str, ...]:
    """The locales there is a model for, in alphabetical order."""
    files = (entry.name for entry in resources.files("interaction_models").iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in files if name.endswith(".json")))


def model_for(locale: str) -> str:
    """The locale itself, or one of the same language that there is a model for.

    Raises ModelError where nobody has written one for the language yet.
    """
    known = locales()
    language = locale.partition("-")[0]
    alike = [other for other in known if other.partition("-")[0] == language]
    if locale in known or not alike:
        read_source(locale)
        return locale
    return alike[0]


def read_source(locale: str) -> bytes:
    """The model's file as it is, to be hashed or uploaded; raises ModelError for other locales."""
    if locale not in locales():
        known = ", ".join(locales())
        raise ModelError(
            f"There is no interaction model for {locale!r}; there is one for: {known}."
        )
    return (resources.files("interaction_models") / f"{locale}.json").read_bytes()


def read_document(locale: str) -> dict[str, Any]:
    """The model's file as JSON, dialog and prompts included; raises ModelError."""
    source = read_source(locale)
    try:
        document = json.loads(source)
    except ValueError as error:
        raise ModelError(
            f"The interaction model for {locale} is not valid JSON: {error}"
        ) from error
    if not isinstance(document, dict):
        raise ModelError(f"The interaction model for {locale} is not a JSON object.")
    return document


def load_model(locale: str) -> Model:
    """The language model of a locale, checked for its shape only; raises ModelError."""
    return parse_model(locale, read_document(locale))


def parse_model(locale: str, document: Mapping[str, Any]) -> Model:
    """The values in a model's JSON; raises ModelError where an expected key is missing."""
    try:
        language = document["interactionModel"]["languageModel"]
        return Model(
            locale=locale,
            invocation_name=language["invocationName"],
            intents=tuple(_intent(entry) for entry in language["intents"]),
            types=tuple(_slot_type(entry) for entry in language["types"]),
        )
    except (KeyError, TypeError) as error:
        raise ModelError(
            f"The interaction model for {locale} is damaged: {type(error).__name__} {error}."
        ) from error


def _intent(entry: Mapping[str, Any]) -> IntentSpec:
    slots = {slot["name"]: slot["type"] for slot in entry.get("slots", ())}
    return IntentSpec(entry["name"], slots, tuple(entry.get("samples", ())))


def _slot_type(entry: Mapping[str, Any]) -> SlotType:
    values = {
        value["id"]: (value["name"]["value"], *value["name"].get("synonyms", ()))
        for value in entry["values"]
    }
    return SlotType(entry["name"], values)
