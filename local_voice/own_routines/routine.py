"""A routine from the table of its file: what is missing filled in, what is not safe refused."""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, get_args

from local_voice.own_routines.errors import FieldError, Place, shown
from local_voice.own_routines.fields import Fields
from local_voice.own_routines.safety import check_block, check_routine
from skill.core.reply import BeatKind
from skill.core.routines.model import (
    BREATH_KINDS,
    LONGEST_STEP,
    Block,
    Group,
    Library,
    Routine,
    Step,
    StepKind,
)
from skill.core.routines.own_names import essential
from skill.core.routines.phrases import Phrases
from skill.core.routines.spoken import speaking_seconds
from skill.core.routines.state import MOST_ROUNDS
from skill.core.routines.timeline import with_blocks

ONE_BLOCK = ("steps", "repeat", "sides")  # what may be written without [[blocks]] around it
KEYS = (
    *("name", "goal", "posture", "equipment", "group", "blocks", *ONE_BLOCK),
    *("not_for", "care", "stop_if", "ask_first", "if_yes", "instead", "silent_end", "dark_screen"),
)
BLOCK_KEYS = ("label", "steps", "repeat", "least", "most", "sides")
KINDS: tuple[StepKind, ...] = ("say", *get_args(BeatKind))
STEP_KEYS = ("kind", "seconds", "cue", "word")
NOT_TAKEN = {
    "id": "a routine's id is the name of its file",
    "total_seconds": "the seconds are added up by themselves",
    "evidence": "nobody checked a routine of your own",
    "facts": "nobody checked a routine of your own",
    "safety": "the usual safety sentence is always said",
    "announced": "a routine of your own is always announced",
    "body_parts": "a routine of your own is led when you ask for it, never suggested",
    "first_choice_for": "a routine of your own is led when you ask for it, never suggested",
    "patterns": "counts of your own can be spoken at any time",
}
MOST_BLOCKS, MOST_STEPS = 20, 40
SHORTEST_STEP = 1.0  # seconds
LONGEST_NAME = 40  # characters
MOST_NAME_WORDS = 6
MOVING = frozenset({"stretch", "move", "massage"})


def own_routine(id: str, table: Mapping[str, Any], ours: Library) -> Routine:
    """The routine of a file's table; raises FieldError for what is wrong, missing or not safe."""
    fields = Fields(table)
    fields.check_keys(KEYS, NOT_TAKEN)
    usual, phrases = _usual(), ours.phrases
    blocks = _blocks(fields, phrases)
    asks = fields.text("ask_first")
    routine = Routine(
        id=id,
        name=_name(fields, id, phrases),
        group=_group(fields, blocks),
        goal=fields.text("goal", usual["goal"]),
        posture=fields.text("posture", usual["posture"]),
        equipment=fields.text("equipment"),
        blocks=blocks,
        total_seconds=0.0,
        facts=(),
        evidence=(),
        stop_if=phrases.stop_if + fields.texts("stop_if"),
        not_for=fields.texts("not_for"),
        care=fields.texts("care"),
        ask_first=asks,
        if_yes=fields.text("if_yes", usual["if_yes"] if asks else ""),
        instead=_instead(fields, ours) if asks else "",
        silent_end=fields.flag("silent_end"),
        dark_screen=fields.flag("dark_screen"),
        own=True,
    )
    routine = with_blocks(routine, blocks)
    check_routine(routine)
    return routine


def _name(fields: Fields, id: str, phrases: Phrases) -> str:
    """The name, as it is put into sentences: without the "my" or "the" that may come before it."""
    name = fields.text("name", id.replace("_", " "), LONGEST_NAME)
    if not all(char.isalpha() or char in " -'’" for char in name):
        raise fields.fault("name", f"{shown(name)} must be words only; write numbers as words")
    words = name.split()
    while len(words) > 1 and words[0].lower() in phrases.left_out:
        words = words[1:]
    if not essential(name, phrases) or len(words) > MOST_NAME_WORDS:
        raise fields.fault(
            "name", f"{shown(name)} is no name to call it by; take one to {MOST_NAME_WORDS} words"
        )
    return " ".join(words)


def _group(fields: Fields, blocks: tuple[Block, ...]) -> Group:
    """What kind of routine it is by its steps; a file may say so, but nothing else."""
    kinds = {step.kind for block in blocks for step in block.steps}
    group: Group = "resting"
    if kinds & MOVING:
        group = "stretching"
    elif kinds & BREATH_KINDS:
        group = "breathing"
    return fields.choice("group", [group], group)


def _instead(fields: Fields, ours: Library) -> str:
    """The routine for whom this one does not suit: one of ours, which asks nothing first."""
    free = [routine.id for routine in ours.routines.values() if not routine.ask_first]
    return fields.choice("instead", free, ours.phrases.default_routine)


def _blocks(fields: Fields, phrases: Phrases) -> tuple[Block, ...]:
    if "blocks" not in fields.values:
        if "steps" not in fields.values:
            raise FieldError((), "it has no steps; write some, as in the example")
        return (
            _block({k: fields.values[k] for k in ONE_BLOCK if k in fields.values}, (), phrases),
        )
    for key in ONE_BLOCK:
        if key in fields.values:
            raise fields.fault(key, "where there are blocks, this stands in a block")
    blocks = tuple(
        _block(table.values, table.place, phrases) for table in fields.tables("blocks", MOST_BLOCKS)
    )
    if not any(block.least for block in blocks):
        raise FieldError(("blocks",), "one block at least must always be done, so with least = 1")
    return blocks


def _block(values: Mapping[str, Any], place: Place, phrases: Phrases) -> Block:
    fields = Fields(values, place)
    fields.check_keys(BLOCK_KEYS, {})
    number = place[-1] + 1 if place and isinstance(place[-1], int) else 1
    steps = tuple(_step(table) for table in fields.tables("steps", MOST_STEPS))
    repeat = fields.whole("repeat", 1, MOST_ROUNDS, 1)
    breathes = any(step.kind in BREATH_KINDS for step in steps)
    block = Block(
        label=fields.text("label", _label(number, phrases), LONGEST_NAME),
        steps=steps,
        repeat=repeat,
        least=fields.whole("least", 0, repeat, 1),
        # A breath can always go on; how long to stretch, whoever wrote it knows best.
        most=fields.whole("most", repeat, MOST_ROUNDS, MOST_ROUNDS if breathes else repeat),
        sides=fields.flag("sides"),
    )
    check_block(block, place)
    return block


def _step(fields: Fields) -> Step:
    fields.check_keys(STEP_KEYS, {})
    kind = fields.choice("kind", KINDS)
    usual = _usual()
    cue = fields.text("cue", usual["cues"].get(kind, ""))
    if not cue:
        raise fields.fault("cue", "say in words what to do")
    says = math.ceil(speaking_seconds(cue)) + 1.0 if kind == "say" else None
    return Step(
        kind=kind,
        seconds=fields.seconds("seconds", SHORTEST_STEP, LONGEST_STEP, says),
        cue=cue,
        word=fields.text("word", usual["words"].get(kind, "")),
    )


def _label(number: int, phrases: Phrases) -> str:
    return str(_usual()["label"].format(number=phrases.number_words[number]))


@cache
def _usual() -> Mapping[str, Any]:
    file = resources.files("local_voice.own_routines") / "usual.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
