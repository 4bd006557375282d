"""Reading an interaction model into small frozen values, for those who compile or check it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from interaction_models.errors import ModelError as ModelError
from interaction_models.files import (
    LOCALE,
    document,
    files_beside,
    is_written_out,
    lineage,
    overlays_beside,
    own_files,
)

Values = Mapping[str, tuple[str, ...]]
"""The spoken forms of every value of a slot type, by its id, the name first."""


@dataclass(frozen=True, slots=True)
class SlotType:
    """The words a kind of slot knows."""

    name: str
    values: Values


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
    return tuple(sorted(name for name in own_files() if LOCALE.fullmatch(name)))


def model_for(locale: str) -> str:
    """The locale itself, or the one written out for its language.

    Raises ModelError where nobody has written one for the language yet.
    """
    return locale if locale in locales() else language_of(locale)


def language_of(locale: str) -> str:
    """The locale whose model is written out in full for that language: "en-US" for any English.

    Understanding and the words of the voice loop are made once for it and serve all the others.
    Raises ModelError where there is none.
    """
    files, language = own_files(), locale.partition("-")[0]
    for name in locales():
        if name.partition("-")[0] == language and is_written_out(files[name]):
            return name
    raise _unknown(locale)


def read_document(locale: str) -> dict[str, Any]:
    """A locale's model as JSON, dialog and prompts included; raises ModelError."""
    if locale not in locales():
        raise _unknown(locale)
    files = own_files()
    return document(files[locale], files)


def load_model(locale: str) -> Model:
    """The language model of a locale, checked for its shape only; raises ModelError."""
    return parse_model(locale, read_document(locale))


def read_family(path: Path) -> Model:
    """The model in a file, with what the overlays beside it say that it does not.

    What is made from it understands people of all those countries. Raises ModelError.
    """
    files = {**files_beside(path), path.stem: path}
    family = parse_model(path.stem, document(path, files))
    for overlay in overlays_beside(path):
        if path.stem in lineage(overlay, files):
            family = _united(family, parse_model(overlay.stem, document(overlay, files)))
    return family


def parse_model(locale: str, document: Mapping[str, Any]) -> Model:
    """The values in a model's JSON; raises ModelError where an expected key is missing."""
    try:
        language = document["interactionModel"]["languageModel"]
        return Model(
            locale=locale,
            invocation_name=language["invocationName"],
            intents=tuple(_intent(entry) for entry in language["intents"]),
            types=tuple(_slot_type(entry) for entry in language.get("types", ())),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"The interaction model for {locale} is damaged: {type(error).__name__} {error}."
        ) from error


def _intent(entry: Mapping[str, Any]) -> IntentSpec:
    slots = {slot["name"]: slot["type"] for slot in entry.get("slots", ())}
    return IntentSpec(entry["name"], slots, tuple(entry.get("samples", ())))


def _slot_type(entry: Mapping[str, Any]) -> SlotType:
    """Values that have no id go by their name, as they do with Alexa."""
    names = [(value.get("id"), value["name"]) for value in entry.get("values", ())]
    values = {
        given or name["value"]: (name["value"], *name.get("synonyms", ())) for given, name in names
    }
    return SlotType(entry["name"], values)


def _united(one: Model, other: Model) -> Model:
    """The first model, with what the other says beside it for the same intents and values."""
    return replace(
        one,
        intents=tuple(
            replace(intent, samples=_both(intent.samples, other.intent(intent.name).samples))
            for intent in one.intents
        ),
        types=tuple(
            replace(kind, values=_both_values(kind.values, other.type(kind.name).values))
            for kind in one.types
        ),
    )


def _both_values(one: Values, other: Values) -> Values:
    return {value: _both(forms, other[value]) for value, forms in one.items()}


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one + other))


def _unknown(locale: str) -> ModelError:
    known = ", ".join(locales())
    return ModelError(f"There is no interaction model for {locale!r}; there is one for: {known}.")
