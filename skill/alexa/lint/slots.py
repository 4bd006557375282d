"""The slots of intents: declared, used, and of a type there is."""

import re
from collections.abc import Iterator

from skill.alexa.lint.draft import Draft
from skill.alexa.lint.problem import Problem

SEARCH_QUERY = "AMAZON.SearchQuery"
AMAZON_TYPES = frozenset(
    f"AMAZON.{name}"
    for name in (
        "DATE",
        "DURATION",
        "FOUR_DIGIT_NUMBER",
        "NUMBER",
        "Ordinal",
        "PhoneNumber",
        "SearchQuery",
        "TIME",
    )
)
_SLOT = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[A-Za-z][A-Za-z_]*")


def slots_in(sample: str) -> list[str]:
    """The names of the slots in a sample, in order."""
    return _SLOT.findall(sample)


def slot_declarations(draft: Draft) -> Iterator[Problem]:
    """Slot names Amazon refuses or that come twice, and slots of a type nobody defines."""
    types = {slot_type.name for slot_type in draft.types} | AMAZON_TYPES
    for intent in draft.intents:
        seen: set[str] = set()
        for slot in intent.slots:
            if not _NAME.fullmatch(slot.name):
                yield Problem(slot.path, f"{slot.name!r} may have letters and underscores only")
            if slot.name in seen:
                yield Problem(slot.path, f"{intent.name} declares the slot {slot.name} twice")
            seen.add(slot.name)
            if slot.type not in types:
                yield Problem(slot.path, f"the slot type {slot.type} is not defined")


def slot_usage(draft: Draft) -> Iterator[Problem]:
    """Slots in a sample that are undeclared or come twice; slots declared and never said."""
    for intent in draft.intents:
        declared = {slot.name for slot in intent.slots}
        used: set[str] = set()
        for index, sample in enumerate(intent.samples):
            names = slots_in(sample)
            path = f"{intent.path}.samples[{index}]"
            if len(names) > len(set(names)):
                yield Problem(path, f"{sample!r} has the same slot twice")
            yield from _undeclared(path, sample, declared)
            used.update(names)
        for slot in intent.slots:
            if slot.name not in used:
                yield Problem(slot.path, f"no sample of {intent.name} uses {{{slot.name}}}")
            for index, sample in enumerate(slot.samples):
                yield from _undeclared(f"{slot.path}.samples[{index}]", sample, declared)


def search_queries(draft: Draft) -> Iterator[Problem]:
    """A free-text slot needs words around it, and no other slot beside it."""
    for intent in draft.intents:
        free = {slot.name for slot in intent.slots if slot.type == SEARCH_QUERY}
        for index, sample in enumerate(intent.samples):
            names = slots_in(sample)
            if free.isdisjoint(names):
                continue
            path = f"{intent.path}.samples[{index}]"
            if len(names) > 1:
                yield Problem(path, f"{sample!r} has another slot beside its free text")
            if not _SLOT.sub("", sample).strip():
                yield Problem(path, f"{sample!r} needs a carrier phrase around its free text")


def _undeclared(path: str, sample: str, declared: set[str]) -> Iterator[Problem]:
    for name in slots_in(sample):
        if name not in declared:
            yield Problem(path, f"{sample!r} uses {{{name}}}, which is not declared")
