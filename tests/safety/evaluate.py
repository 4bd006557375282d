"""How well urgency is judged: ``python -m tests.safety.evaluate [FILE.yaml ...]``.

Prints a table over the sets of this folder, or over files of the same form: a list of entries with
``text``, ``level`` (or null), and ``accept`` where more than one level can be defended.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

from skill.core.safety.engine import SafetyEngine
from skill.core.urgency import Urgency
from skill.knowledge.safety.load import load_rulebook

FOLDER = Path(__file__).parent
SETS = ("paraphrases.yaml", "vignettes_dev.yaml", "wordings.yaml")
TRAPS = ("negation", "idiom", "hypothetical", "knowledge")
NOTHING = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One text with the levels that are right for it, 0 standing for none."""

    kind: str
    level: int
    accepted: frozenset[int]
    got: int

    @property
    def exact(self) -> bool:
        return self.got in self.accepted

    @property
    def safe(self) -> bool:
        return self.got >= min(self.accepted)

    @property
    def not_raised(self) -> bool:
        return self.got <= max(*self.accepted, Urgency.SELF_CARE)


def judge(path: Path, engine: SafetyEngine) -> list[Case]:
    """Every case of a file with the level the engine gives it."""
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Case(
            kind=entry.get("kind", ""),
            level=_level(entry["level"]),
            accepted=frozenset(map(_level, [entry["level"], *entry.get("accept", ())])),
            got=int(engine.assess(entry["text"]).urgency or NOTHING),
        )
        for entry in entries
    ]


def row(name: str, cases: list[Case]) -> tuple[str, ...]:
    """A set's line of the table."""
    emergencies = [case for case in cases if case.level == Urgency.EMERGENCY_NOW]
    same_day = [case for case in cases if case.level == Urgency.URGENT_SAME_DAY]
    self_care = [case for case in cases if case.level == Urgency.SELF_CARE]
    traps = [case for case in cases if case.kind in TRAPS]
    return (
        name,
        str(len(cases)),
        _share([case.exact for case in cases]),
        _share([case.safe for case in cases]),
        _share([case.safe for case in emergencies]),
        _share([case.safe for case in same_day]),
        _share([case.not_raised for case in self_care]),
        _share([case.not_raised for case in traps]),
    )


def main(paths: list[Path]) -> None:
    """Judge every file and print the table."""
    engine = SafetyEngine(load_rulebook())
    table = Table(box=None, pad_edge=False)
    for heading in ("set", "texts", "right", "safe", "emergencies caught", "same day caught"):
        table.add_column(heading)
    for heading in ("self-care not raised", "traps kept"):
        table.add_column(heading)
    for path in paths:
        table.add_row(*row(path.stem, judge(path, engine)))
    Console().print(table)


def _level(label: str | None) -> int:
    return NOTHING if label is None else int(Urgency.from_label(label))


def _share(found: list[bool]) -> str:
    return f"{sum(found)}/{len(found)} ({sum(found) / len(found):.1%})" if found else "-"


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [FOLDER / name for name in SETS])
