"""The project's own slot types and their values."""

import re
from collections.abc import Iterator

from skill.alexa.lint.draft import Draft, DraftType
from skill.alexa.lint.problem import Problem

_NAME = re.compile(r"[A-Za-z][A-Za-z_]*")
_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


def type_names(draft: Draft) -> Iterator[Problem]:
    """Type names Amazon refuses, types defined twice, and types no slot has."""
    used = {slot.type for intent in draft.intents for slot in intent.slots}
    seen: set[str] = set()
    for slot_type in draft.types:
        if not _NAME.fullmatch(slot_type.name):
            yield Problem(
                slot_type.path, f"{slot_type.name!r} may have letters and underscores only"
            )
        if slot_type.name in seen:
            yield Problem(slot_type.path, f"the slot type {slot_type.name} is defined twice")
        seen.add(slot_type.name)
        if slot_type.name not in used:
            yield Problem(slot_type.path, f"no slot is of the type {slot_type.name}")


def type_values(draft: Draft) -> Iterator[Problem]:
    """Values without an id of their own, and words that would stand for two values."""
    for slot_type in draft.types:
        if not slot_type.values:
            yield Problem(slot_type.path, f"the slot type {slot_type.name} has no values")
        yield from _ids(slot_type)
        yield from _words(slot_type)


def _ids(slot_type: DraftType) -> Iterator[Problem]:
    seen: set[str] = set()
    for value in slot_type.values:
        if not _ID.fullmatch(value.id):
            yield Problem(value.path, f"the id {value.id!r} is not in snake_case")
        if value.id in seen:
            yield Problem(value.path, f"{slot_type.name} has the id {value.id!r} twice")
        seen.add(value.id)


def _words(slot_type: DraftType) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for value in slot_type.values:
        for word in value.words:
            spoken = " ".join(word.lower().split())
            if spoken in owners:
                yield Problem(
                    value.path,
                    f"{slot_type.name} has {word!r} twice: {owners[spoken]} and {value.id}",
                )
            owners.setdefault(spoken, value.id)
