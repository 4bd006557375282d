"""Reading training data, and saying where in it something is wrong."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from skill.errors import MuscleCalmError


class DataError(MuscleCalmError):
    """Training data contradicts itself; the message names file, line and utterance."""


def read_table(path: Path) -> dict[str, Any]:
    """A TOML file; an empty table where there is none, DataError where it is not TOML."""
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name} is not valid TOML: {error}") from error


def texts_of(table: Mapping[str, Any], name: str, path: Path) -> list[str]:
    """A list of texts in a table; empty where there is none, DataError for anything else."""
    found = table.get(name, [])
    if isinstance(found, list) and all(isinstance(text, str) for text in found):
        return found
    raise DataError(f"{_line(path, name)}: {name} is not a list of texts")


def place(path: Path, utterance: str) -> str:
    """File, line or lines, and utterance, for an error."""
    return f"{_line(path, utterance)}, {utterance!r}"


def key_place(path: Path, key: str) -> str:
    """File and line of a key, for an error about what it stands for."""
    return _line(path, key)


def _line(path: Path, text: str) -> str:
    """File and every line that has a text, as a string or a key; only the file where none has."""
    forms = (json.dumps(text), f"[{text}]", f"{text} =")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found = [str(n) for n, line in enumerate(lines, 1) if any(form in line for form in forms)]
    if not found:
        return path.name
    return f"{path.name}, line {' and '.join(found)}"
