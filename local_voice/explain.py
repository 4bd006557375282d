"""How an utterance was understood, stage by stage, for people to read and for programs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from skill.core.intent import Heard, Intent
from skill.understanding import Step

WIDTH = 100
"""Columns of the table where no terminal says how many there are."""


def print_explained(heard: Heard, steps: Sequence[Step]) -> None:
    """The path through the stages as a table, then what it came to."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(width=WIDTH, highlight=False)
    table = Table("stage", "what came out", "why", box=None, padding=(0, 2, 0, 0))
    for stage, outcome, why in _rows(steps):
        table.add_row(*map(_cell, (stage, outcome, why)))
    console.print(table)
    console.print("", *map(_cell, _summed_up(heard)), "", sep="\n")


def as_json(heard: Heard, steps: Sequence[Step]) -> Mapping[str, Any]:
    """The same for ``--json``: the steps, the readings that came close, the further questions."""
    return {
        "explain": [_plain(step) for step in steps],
        "rivals": [_named(intent) for intent in heard.rivals],
        "also": [_named(intent) for intent in heard.also],
    }


def _rows(steps: Sequence[Step], indent: str = "") -> Iterator[tuple[str, str, str]]:
    for step in steps:
        yield indent + step.stage, step.outcome, step.why
        if step.stage != "part":  # what became of a part is enough to know
            yield from _rows(step.inner, indent + "  ")


def _plain(step: Step) -> dict[str, Any]:
    found: dict[str, Any] = {"stage": step.stage, "outcome": step.outcome, "why": step.why}
    return found | ({"steps": [_plain(inner) for inner in step.inner]} if step.inner else {})


def _cell(text: str) -> Text:
    """Only what can be shown: what somebody typed may hold more."""
    return Text("".join(character for character in text if character.isprintable()))


def _summed_up(heard: Heard) -> list[str]:
    lines = [f"intent: {_shown(heard.intent)}, decided by {heard.decided_by}"]
    lines += [f"rival: {_shown(intent)}" for intent in heard.rivals]
    lines += [f"also asked: {_shown(intent)}" for intent in heard.also]
    return lines


def _shown(intent: Intent) -> str:
    return " ".join([intent.name, *(f"{name}={value}" for name, value in intent.slots.items())])


def _named(intent: Intent) -> dict[str, Any]:
    return {"intent": intent.name, "slots": dict(intent.slots)}
