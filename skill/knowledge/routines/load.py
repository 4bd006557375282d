"""Reading the routines and the guide's words from the TOML files beside this module."""

import math
import string
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from skill.core.plain import from_plain
from skill.core.routines import pace
from skill.core.routines.model import LONGEST_ROUND, LONGEST_STEP, Block, Library, Routine
from skill.core.routines.phrases import Phrases
from skill.core.routines.spoken import speaking_seconds
from skill.core.routines.telling import MOST_WORDS
from skill.core.routines.timeline import total_seconds
from skill.knowledge.tables import KnowledgeError, read_table

FOLDER = Path(__file__).parent
NOT_ROUTINES = ("phrases.toml",)


class RoutineError(KnowledgeError):
    """A routine file is damaged, or asks for something that cannot be led safely."""


def load_routines(folder: Path = FOLDER) -> Library:
    """All routines of a folder with the guide's words, checked; a fault raises RoutineError."""
    phrases = _phrases(folder / "phrases.toml")
    paths = sorted(path for path in folder.glob("*.toml") if path.name not in NOT_ROUTINES)
    routines: dict[str, Routine] = {}
    for path in paths:
        routine = load_routine(path, phrases.stop_if)
        if routine.id in routines:
            raise _error(path, f"another routine is called {routine.id} too")
        routines[routine.id] = routine
    for routine in routines.values():
        other = routines.get(routine.instead)
        if routine.ask_first and (other is None or other.ask_first):
            fault = f"instead of it there is no routine {routine.instead!r} that asks nothing first"
            raise _error(folder / f"{routine.id}.toml", fault)
    for name in (phrases.default_routine, phrases.default_stretch, *phrases.examples):
        if name not in routines:
            raise _error(folder / "phrases.toml", f"there is no routine {name!r}")
    return Library(routines, phrases)


def load_routine(path: Path, stop_if: tuple[str, ...] = ()) -> Routine:
    """One routine, checked; ``stop_if`` are the reasons to stop that hold for all of them."""
    table = dict(_read(path))
    try:
        table["blocks"] = [dict(block) for block in table.get("blocks", [])]
        routine = from_plain(Routine, table)
    except (TypeError, ValueError) as fault:
        raise _error(path, str(fault)) from fault
    for fault_found in _faults(routine):
        raise _error(path, fault_found)
    return replace(routine, stop_if=stop_if + routine.stop_if)


def _phrases(path: Path) -> Phrases:
    try:
        phrases = from_plain(Phrases, _read(path))
    except ValueError as fault:
        raise _error(path, str(fault)) from fault
    for field in Phrases.__dataclass_fields__:
        if not getattr(phrases, field):
            raise _error(path, f"{field} is empty")
    return phrases


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return read_table(path)
    except KnowledgeError as fault:
        raise RoutineError(str(fault)) from fault


def _error(path: Path, fault: str) -> RoutineError:
    return RoutineError(f"The routine file {path.name} cannot be used: {fault}.")


def _faults(routine: Routine) -> Iterator[str]:
    if not routine.blocks:
        yield "it has no blocks"
    for number, block in enumerate(routine.blocks, start=1):
        for fault in _block_faults(block):
            yield f"in block {number} ({block.label}), {fault}"
    low, high = pace.limits(routine)
    if not low <= 1 <= high:
        yield "its breath is not between three and ten a minute with holds of seven seconds at most"
    for name, pattern in routine.patterns.items():
        if not pace.is_safe(pattern):
            yield f"the counts of the pattern {name} are not safe"
    if not math.isclose(total_seconds(routine), routine.total_seconds):
        yield f"its steps take {total_seconds(routine):g} seconds, not {routine.total_seconds:g}"


def _block_faults(block: Block) -> Iterator[str]:
    if not block.steps:
        yield "there are no steps"
    if not 0 <= block.least <= block.repeat or block.repeat < 1:
        yield "repeat must be at least 1 and not less than least"
    if block.most is not None and block.most < block.repeat:
        yield "most is less than repeat"
    for step in block.steps:
        if not 0 < step.seconds <= LONGEST_STEP:
            yield f"a step takes {step.seconds:g} seconds; {LONGEST_STEP:g} is the most"
        room = step.seconds if step.kind == "say" else step.seconds * MOST_WORDS
        if not step.cue or speaking_seconds(step.cue) > room:
            yield f"the words {step.cue!r} do not fit into {step.seconds:g} seconds"
        if step.kind != "say" and not step.word:
            yield f"the step {step.cue!r} has no short word"
        if any(field for _, field, _, _ in string.Formatter().parse(step.cue)):
            yield f"the step {step.cue!r} holds braces"
    if sum(step.seconds for step in block.steps) > LONGEST_ROUND:
        yield f"a round takes more than {LONGEST_ROUND:g} seconds"
