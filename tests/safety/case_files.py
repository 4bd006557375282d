"""Reads the YAML files of this folder, and compares levels."""

from pathlib import Path
from typing import Any

import yaml

from skill.core.safety.engine import SafetyEngine
from skill.core.urgency import Urgency

_HERE = Path(__file__).parent


def cases(name: str) -> list[dict[str, Any]]:
    """The entries of a file in this folder."""
    with (_HERE / name).open(encoding="utf-8") as file:
        loaded: list[dict[str, Any]] = yaml.safe_load(file)
    return loaded


def level(label: str | None) -> int:
    """A level as a number; nothing to rest a level on is the lowest."""
    return 0 if label is None else Urgency.from_label(label)


def accepted(case: dict[str, Any]) -> set[int]:
    """The levels that are right for a case."""
    return {level(case["level"]), *map(level, case.get("accept") or ())}


def got(engine: SafetyEngine, text: str) -> int:
    """The level the engine gives."""
    return engine.assess(text).urgency or 0
