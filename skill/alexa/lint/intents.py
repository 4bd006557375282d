"""Which intents there are, and what they are called."""

import re
from collections.abc import Iterator

from skill.alexa.lint.draft import Draft
from skill.alexa.lint.problem import Problem

BUILTIN_PREFIX = "AMAZON."
REQUIRED = tuple(
    f"AMAZON.{name}Intent" for name in ("Help", "Stop", "Cancel", "Fallback", "NavigateHome")
)
_STANDARD = frozenset(
    f"AMAZON.{name}Intent"
    for name in (
        "Cancel",
        "Fallback",
        "Help",
        "LoopOff",
        "LoopOn",
        "Next",
        "No",
        "Pause",
        "Previous",
        "Repeat",
        "Resume",
        "ShuffleOff",
        "ShuffleOn",
        "StartOver",
        "Stop",
        "Yes",
        "NavigateHome",
        "NavigateSettings",
        "More",
        "PageDown",
        "PageUp",
        "ScrollDown",
        "ScrollLeft",
        "ScrollRight",
        "ScrollUp",
    )
)
_CUSTOM_NAME = re.compile(r"[A-Za-z][A-Za-z_]*")


def intent_names(draft: Draft) -> Iterator[Problem]:
    """Names Amazon refuses, and names given twice."""
    seen: set[str] = set()
    for intent in draft.intents:
        path = f"{intent.path}.name"
        if intent.name in seen:
            yield Problem(path, f"the intent {intent.name} is there twice")
        seen.add(intent.name)
        if intent.name.startswith(BUILTIN_PREFIX):
            if intent.name not in _STANDARD:
                yield Problem(path, f"Amazon has no standard intent {intent.name}")
        elif not _CUSTOM_NAME.fullmatch(intent.name):
            yield Problem(path, f"{intent.name!r} may have letters and underscores only")


def builtin_intents(draft: Draft) -> Iterator[Problem]:
    """Standard intents certification asks for, and slots given to those that take none."""
    names = {intent.name for intent in draft.intents}
    for required in REQUIRED:
        if required not in names:
            yield Problem("interactionModel.languageModel.intents", f"{required} is missing")
    for intent in draft.intents:
        if intent.name.startswith(BUILTIN_PREFIX) and intent.slots:
            yield Problem(f"{intent.path}.slots", f"{intent.name} takes no slots")
