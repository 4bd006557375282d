"""A model's JSON as values the rules can work on, whatever mistakes are still in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from skill.alexa.lint.problem import Problem
from skill.alexa.lint.shape import Node, ShapeError


@dataclass(frozen=True, slots=True)
class DraftSlot:
    """A slot of an intent, with the samples that answer when it is asked for."""

    path: str
    name: str
    type: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftIntent:
    """An intent, with its slots and samples."""

    path: str
    name: str
    slots: tuple[DraftSlot, ...]
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftValue:
    """One value of a slot type; ``words`` are all its spoken forms, its name first."""

    path: str
    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftType:
    """A slot type of the project's own."""

    path: str
    name: str
    values: tuple[DraftValue, ...]


@dataclass(frozen=True, slots=True)
class DraftDialogSlot:
    """What the dialog model says about a slot; ``prompts`` maps a purpose to a prompt's id."""

    path: str
    name: str
    type: str
    elicited: bool
    prompts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DraftDialogIntent:
    """What the dialog model says about an intent."""

    path: str
    name: str
    slots: tuple[DraftDialogSlot, ...]
    prompts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DraftPrompt:
    """A prompt; its variations are pairs of type and text."""

    path: str
    id: str
    variations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole model: in shape, not yet known to be right."""

    invocation_name: str
    intents: tuple[DraftIntent, ...]
    types: tuple[DraftType, ...]
    dialogs: tuple[DraftDialogIntent, ...] = field(default=())
    prompts: tuple[DraftPrompt, ...] = field(default=())


def read_draft(model: Mapping[str, Any]) -> tuple[Draft | None, list[Problem]]:
    """The draft, or None and the first thing about the JSON that is not shaped like a model."""
    try:
        root = Node(model).only("interactionModel").node("interactionModel")
        root.only("languageModel", "dialog", "prompts")
        language = root.node("languageModel").only("invocationName", "intents", "types")
        return Draft(
            invocation_name=language.text("invocationName"),
            intents=tuple(_intent(node) for node in language.nodes("intents")),
            types=tuple(_type(node) for node in language.optional_nodes("types")),
            dialogs=_dialogs(root),
            prompts=tuple(_prompt(node) for node in root.optional_nodes("prompts")),
        ), []
    except ShapeError as error:
        return None, [error.problem]


def _intent(node: Node) -> DraftIntent:
    node.only("name", "slots", "samples")
    slots = tuple(_slot(slot) for slot in node.optional_nodes("slots"))
    return DraftIntent(node.path, node.text("name"), slots, node.texts("samples"))


def _slot(node: Node) -> DraftSlot:
    node.only("name", "type", "samples")
    return DraftSlot(node.path, node.text("name"), node.text("type"), node.texts("samples"))


def _type(node: Node) -> DraftType:
    node.only("name", "values")
    values = tuple(_value(value) for value in node.nodes("values"))
    return DraftType(node.path, node.text("name"), values)


def _value(node: Node) -> DraftValue:
    node.only("id", "name")
    name = node.node("name").only("value", "synonyms")
    return DraftValue(node.path, node.text("id"), (name.text("value"), *name.texts("synonyms")))


def _dialogs(root: Node) -> tuple[DraftDialogIntent, ...]:
    if not root.has("dialog"):
        return ()
    dialog = root.node("dialog").only("intents", "delegationStrategy")
    dialog.one_of("delegationStrategy", "ALWAYS", "SKILL_RESPONSE")
    return tuple(_dialog(node) for node in dialog.nodes("intents"))


def _dialog(node: Node) -> DraftDialogIntent:
    node.only("name", "delegationStrategy", "confirmationRequired", "prompts", "slots")
    node.one_of("delegationStrategy", "ALWAYS", "SKILL_RESPONSE")
    node.flag("confirmationRequired")
    slots = tuple(_dialog_slot(slot) for slot in node.optional_nodes("slots"))
    return DraftDialogIntent(node.path, node.text("name"), slots, node.text_map("prompts"))


def _dialog_slot(node: Node) -> DraftDialogSlot:
    node.only("name", "type", "confirmationRequired", "elicitationRequired", "prompts")
    node.flag("confirmationRequired")
    return DraftDialogSlot(
        path=node.path,
        name=node.text("name"),
        type=node.text("type"),
        elicited=node.flag("elicitationRequired"),
        prompts=node.text_map("prompts"),
    )


def _prompt(node: Node) -> DraftPrompt:
    node.only("id", "variations")
    variations = tuple(
        (variation.only("type", "value").text("type"), variation.text("value"))
        for variation in node.nodes("variations")
    )
    return DraftPrompt(node.path, node.text("id"), variations)
