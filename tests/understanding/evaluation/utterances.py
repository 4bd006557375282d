"""Labelled utterances in JSON lines: ``{"text", "intent", "slots"}``."""

import json
from pathlib import Path
from typing import Any

from interaction_models.model import Model
from tests.understanding.evaluation.cases import Case, CaseSet, declined, labelled
from tests.understanding.evaluation.engine import FALLBACK_NAME
from tests.understanding.evaluation.real import SetError


def labelled_utterances(path: Path, model: Model) -> tuple[CaseSet, CaseSet]:
    """The utterances that are the model's, and those to decline (intent null or the fallback).

    SetError names file and line where one is not understood, or names what the model has not.
    """
    known = {intent.name: intent.slots for intent in model.intents}
    ours: list[Case] = []
    others: list[str] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SetError(f"{path} cannot be read as text: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        entry = _entry(line, f"{path}, line {number}")
        intent = entry.get("intent")
        if intent is None or intent == FALLBACK_NAME:
            others.append(entry["text"])
            continue
        if intent not in known:
            raise SetError(f"{path}, line {number}: the model has no intent {intent!r}.")
        slots = entry.get("slots")
        strange = sorted(set(slots or {}) - set(known[intent]))
        if strange:
            raise SetError(f"{path}, line {number}: {intent} has no slot {strange[0]!r}.")
        ours.append(labelled(entry["text"], [intent], slots))
    if not ours and not others:
        raise SetError(f"{path} holds no utterances: write one JSON object a line.")
    return CaseSet("utterances", ours), CaseSet("to be declined", declined(others), "not ours")


def _entry(line: str, where: str) -> dict[str, Any]:
    """One line, checked for its shape."""
    wanted = 'a JSON object with "text", "intent" and, where there are any, "slots" is needed'
    try:
        entry = json.loads(line)
    except ValueError:
        raise SetError(f"{where}: this is not valid JSON; {wanted}.") from None
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        raise SetError(f"{where}: there is no text; {wanted}.")
    if "intent" not in entry or not isinstance(entry["intent"], str | None):
        raise SetError(f"{where}: there is no intent (null means to decline); {wanted}.")
    slots = entry.get("slots")
    if slots is not None and not (
        isinstance(slots, dict) and all(isinstance(value, str) for value in slots.values())
    ):
        raise SetError(f"{where}: slots are texts by name; {wanted}.")
    return entry
