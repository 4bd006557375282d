"""Routine files of a person's own for tests: a small good one, and the folder they lie in."""

from pathlib import Path

from local_voice.own_routines.errors import RoutineFileError
from local_voice.own_routines.files import read_file
from skill.core.routines.model import Routine
from skill.knowledge.routines.load import load_routines

OURS = load_routines()
SMALL = """\
repeat = 4
steps = [
  { kind = "stretch", seconds = 15, cue = "Lean over to one side." },
  { kind = "rest", seconds = 5 },
]
"""


def write(folder: Path, text: str | bytes = SMALL, name: str = "evening_stretch.toml") -> Path:
    """A routine file with this text, in a folder that is made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(folder: Path, text: str | bytes = SMALL, name: str = "evening_stretch.toml") -> Routine:
    """The routine that a file with this text makes."""
    return read_file(write(folder, text, name), OURS)


def fault(folder: Path, text: str | bytes, name: str = "evening_stretch.toml") -> RoutineFileError:
    """What is wrong with a file with this text."""
    try:
        read(folder, text, name)
    except RoutineFileError as error:
        return error
    raise AssertionError("nothing is wrong with it")


def breath(**seconds: float) -> str:
    """A file that leads twenty breaths with these phases."""
    steps = ", ".join(f'{{ kind = "{k}", seconds = {s} }}' for k, s in seconds.items())
    return f"repeat = 20\nsteps = [{steps}]\n"
