"""Reading training data, and saying where in it something is wrong."""

import tomllib
from pathlib import Path
from typing import Any


class DataError(ValueError):
    """Training data contradicts itself; the message names file, line and utterance."""


def read_table(path: Path) -> dict[str, Any]:
    """A TOML file; an empty table where there is none, DataError where it is not TOML."""
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name} is not valid TOML: {error}") from error


def place(path: Path, utterance: str) -> str:
    """File, line and utterance, for an error."""
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next((n for n, text in enumerate(lines, 1) if f'"{utterance}"' in text), 1)
    return f"{path.name}, line {line}, {utterance!r}"
