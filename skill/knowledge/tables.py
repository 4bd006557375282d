"""TOML files as tables, from one compiled file where that is up to date.

Reading four hundred kilobytes of TOML takes longer than all the rest of a start. So
``python -m skill.knowledge.tables`` writes them all into ``compiled.json``, each with the SHA-256
of its source; a source that was edited since is read itself, and nothing has to be remembered.
"""

import json
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from skill.errors import MuscleCalmError

FOLDER = Path(__file__).parent
COMPILED = FOLDER / "compiled.json"
TRAINING = "statements"  # read when the second reader is trained, never while it runs


class KnowledgeError(MuscleCalmError):
    """A knowledge file is damaged, or says something the other files do not bear out."""


def read_table(path: Path, name: str | None = None) -> Mapping[str, Any]:
    """A TOML file's table; raises KnowledgeError, calling it ``name``, where it cannot be read."""
    try:
        source = path.read_bytes()
        known = _compiled().get(_name(path))
        if known is not None and known["sha256"] == sha256(source).hexdigest():
            return known["table"]  # type: ignore[no-any-return]
        return tomllib.loads(source.decode("utf-8"))
    except (OSError, ValueError) as fault:
        called = name or path.name
        raise KnowledgeError(f"The knowledge file {called} cannot be read: {fault}.") from fault


def compile_tables(folder: Path = FOLDER) -> str:
    """The content of ``compiled.json`` for the TOML files as they are now."""
    tables = {
        _name(path): {
            "sha256": sha256(path.read_bytes()).hexdigest(),
            "table": tomllib.loads(path.read_text(encoding="utf-8")),
        }
        for path in sorted(folder.rglob("*.toml"))
        if path.parent.name != TRAINING
    }
    return json.dumps(tables, ensure_ascii=False, separators=(",", ":")) + "\n"


def _name(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix() if path.is_relative_to(FOLDER) else ""


@cache
def _compiled() -> Mapping[str, Any]:
    try:
        tables = json.loads(COMPILED.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # the sources say it all, only slower
    return tables if isinstance(tables, dict) else {}


def main(arguments: list[str]) -> int:
    """Write the compiled file, or with --check only say whether it is up to date."""
    content = compile_tables()
    if arguments != ["--check"]:
        COMPILED.write_text(content, encoding="utf-8")
    elif not COMPILED.exists() or COMPILED.read_text(encoding="utf-8") != content:
        print("compiled.json is outdated; run: python -m skill.knowledge.tables", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
