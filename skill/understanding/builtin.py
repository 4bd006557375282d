"""A model as Alexa would read it: with the utterances and values it knows by itself.

Our own model says all it needs; one from elsewhere leaves to Alexa how to ask for help, and what
the cities of the world are called.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from interaction_models.model import IntentSpec, Model, ModelError, SlotType
from skill.understanding.slots import DURATION, FREE_TEXT, NUMBER
from skill.understanding.tables import read_table

FILE = Path(__file__).parent / "builtin.toml"
AMAZON = "AMAZON."
_UNDERSTOOD = frozenset({NUMBER, DURATION, FREE_TEXT})
"""Types of Alexa's that have no list of values: they are read by rule."""


def is_open(kind: str) -> bool:
    """Whether a slot of this type takes more values than anybody lists."""
    return kind.startswith(AMAZON) and kind not in _UNDERSTOOD


def completed(model: Model) -> Model:
    """The model with what Alexa adds. ModelError where a slot's type is nowhere to be found."""
    tables = read_table(FILE)
    said = {sample.lower() for intent in model.intents for sample in intent.samples}
    return replace(
        model,
        intents=tuple(_asked_for(intent, tables["intents"], said) for intent in model.intents),
        types=_types(model, tables["types"]),
    )


def _asked_for(intent: IntentSpec, known: Mapping[str, list[str]], said: set[str]) -> IntentSpec:
    """One of Alexa's own intents with the utterances she knows, unless it has some."""
    if intent.samples or intent.name not in known:
        return intent
    return replace(intent, samples=tuple(text for text in known[intent.name] if text not in said))


def _types(model: Model, known: Mapping[str, Any]) -> tuple[SlotType, ...]:
    """The types of the model, Alexa's own among them with the values that are listed."""
    found = {kind.name: kind for kind in model.types}
    of_slots: dict[str, str] = {}
    for intent in model.intents:
        for slot, kind in intent.slots.items():
            if of_slots.setdefault(slot, kind) != kind:
                raise ModelError(
                    f"The slot {slot} of {intent.name} is of the type {kind}, elsewhere in "
                    f"{model.locale} of {of_slots[slot]}: give one of them another name."
                )
            if is_open(kind):
                values = {text: (text,) for text in known.get(kind, known["other"])}
                own = found[kind].values if kind in found else {}
                found[kind] = SlotType(kind, {**values, **own})
            elif kind not in found and kind not in _UNDERSTOOD:
                raise ModelError(
                    f"The slot {slot} of {intent.name} is of the type {kind}, which the model "
                    f"{model.locale} does not define: add it to its types."
                )
    return tuple(found.values())
