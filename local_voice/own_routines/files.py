"""Reading the routine files of a folder: good ones become routines, each bad one one error."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local_voice.own_routines.errors import FieldError, RoutineFileError, shown
from local_voice.own_routines.lines import line_of
from local_voice.own_routines.routine import own_routine
from skill.core.routines.model import Library, Routine
from skill.core.routines.own_names import Words, essential

ENDING = ".toml"
MOST_FILES = 50
LARGEST = 64 * 1024  # bytes
LONGEST_LINE = 1000  # characters; longer ones only make the reader work hard
LONGEST_ID = 60  # characters
_AT_LINE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class OwnRoutines:
    """What a folder holds: the routines that can be led, and what is wrong with the others."""

    routines: tuple[Routine, ...] = ()
    faults: tuple[RoutineFileError, ...] = ()


def read_folder(folder: Path, ours: Library, names: Iterable[str] = ()) -> OwnRoutines:
    """The routines of a folder, by file name; an empty one where there is no folder.

    ``names`` are all that people call our routines, and not free for others. Never raises.
    """
    try:
        paths = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() == ENDING and not path.name.startswith(".")
        )
    except FileNotFoundError:
        return OwnRoutines()
    except OSError as fault:
        what = f"this folder cannot be read ({_reason(fault)}), so your own routines are missing"
        return OwnRoutines(faults=(RoutineFileError(folder.name, what),))
    routines: list[Routine] = []
    faults: list[RoutineFileError] = []
    taken = {essential(name, ours.phrases): "one of ours" for name in names}
    ids = dict.fromkeys(ours.routines, "one of ours")
    for path in paths[:MOST_FILES]:
        try:
            routine = read_file(path, ours)
            _check_free(path, routine, essential(routine.name, ours.phrases), taken, ids)
        except RoutineFileError as fault:
            faults.append(fault)
            continue
        routines.append(routine)
        ids[routine.id] = taken[essential(routine.name, ours.phrases)] = shown(path.name)
    if len(paths) > MOST_FILES:
        what = f"there are {len(paths)} routine files, and only the first {MOST_FILES} are used"
        faults.append(RoutineFileError(folder.name, f"{what}; take some out"))
    return OwnRoutines(tuple(routines), tuple(faults))


def read_file(path: Path, ours: Library) -> Routine:
    """The routine of a file; raises RoutineFileError and nothing else."""
    called = [path.stem.replace("_", " ")]
    try:
        text = _text(path)
        table = _table(path, text)
        if isinstance(name := table.get("name"), str):
            called.append(name)
        try:
            return own_routine(_id(path), table, ours)
        except FieldError as fault:
            line = line_of(text, fault.place)
            raise RoutineFileError(path.name, fault.what, line=line, place=fault.place) from fault
    except RoutineFileError as error:
        error.called = tuple(called)
        raise


def _text(path: Path) -> str:
    """A file's text; a mark that some editors put at its beginning is left out."""
    try:
        if not path.is_file():
            raise RoutineFileError(path.name, "this is not a file; take it out of the folder")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as fault:
        what = f"this cannot be read ({_reason(fault)}); allow it, or take it out of the folder"
        raise RoutineFileError(path.name, what) from fault
    if len(content) > LARGEST:
        raise RoutineFileError(path.name, f"this is larger than {LARGEST // 1024} kB; shorten it")
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        what = "this is not text in UTF-8; save it as that"
        raise RoutineFileError(path.name, what, line=line) from fault
    for number, line_text in enumerate(text.split("\n"), start=1):
        if len(line_text) > LONGEST_LINE:
            what = f"this line has more than {LONGEST_LINE} characters; break it up"
            raise RoutineFileError(path.name, what, line=number)
    return text


def _table(path: Path, text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as fault:
        what = "its brackets are nested too deep; write it as in the example"
        raise RoutineFileError(path.name, what) from fault
    except ValueError as fault:
        found = _AT_LINE.search(str(fault))
        line = int(found[1]) if found and found[1] else text.rstrip("\n").count("\n") + 1
        reason = shown(_AT_LINE.sub("", str(fault)))
        what = f"this is not TOML ({reason}); write it as in the example"
        raise RoutineFileError(path.name, what, line=line) from fault


def _id(path: Path) -> str:
    id = "_".join(re.findall(r"\w+", path.stem.casefold()))
    if not any(char.isalpha() for char in id) or len(id) > LONGEST_ID:
        raise RoutineFileError(path.name, "this file needs a name of a few words; rename it")
    return id


def _check_free(
    path: Path,
    routine: Routine,
    name: Words,
    taken: Mapping[Words, str],
    ids: Mapping[str, str],
) -> None:
    error = None
    if routine.id in ids:
        what = f"its id {shown(routine.id)} is taken by {ids[routine.id]}; rename the file"
        error = RoutineFileError(path.name, what)
    elif name in taken:
        what = f"{shown(routine.name)} is taken by {taken[name]}; call it something else"
        error = RoutineFileError(path.name, what, place=("name",))
    if error is not None:
        error.called = (routine.id.replace("_", " "), routine.name)
        raise error


def _reason(fault: OSError) -> str:
    return fault.strerror or type(fault).__name__
