"""The house keeps its walls: who may import whom, and how long a file may grow."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST_FILE = 300

# Whose modules each part may use beside the standard library.
ALLOWED = {
    "skill/learning": ("skill.learning",),
    "skill/core": ("skill.core", "skill.knowledge.model", "skill.learning.linear"),
    "skill/knowledge": ("skill.core", "skill.knowledge", "skill.learning.linear", "skill.errors"),
    "skill/profiles": (
        "skill.core.merge",
        "skill.core.plain",
        "skill.core.profile",
        "skill.profiles",
        "skill.errors",
    ),
    "skill/understanding": (
        "skill.core.intent",
        "skill.understanding",
        "skill.learning",
        "skill.errors",
        "interaction_models",
    ),
    "interaction_models": ("interaction_models", "skill.errors"),
}
# Training happens before, not while, the program runs; AWS's packages are there only for a table.
BESIDE = {
    "skill/profiles/aws.py": ("boto3", "botocore"),
    "skill/profiles/client_tables.py": ("boto3",),
    "skill/profiles/dynamodb.py": ("ask_sdk_core", "ask_sdk_dynamodb", "botocore"),
    "skill/profiles/table.py": ("botocore",),
    "skill/knowledge/safety/train.py": (
        "skill.learning.fit",
        "skill.understanding.weights",
        "interaction_models",
    ),
}


def python_files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module


@pytest.mark.parametrize("folder", ALLOWED)
def test_imports_stay_inside_the_walls(folder: str) -> None:
    files = python_files(folder)
    assert files
    for path in files:
        allowed = ALLOWED[folder] + BESIDE.get(path.relative_to(ROOT).as_posix(), ())
        for name in imported(path):
            at_home = any(name == home or name.startswith(f"{home}.") for home in allowed)
            standard = name.split(".")[0] in sys.stdlib_module_names
            assert at_home or standard, f"{path.relative_to(ROOT)} imports {name}"


def test_the_skill_does_not_know_the_companion() -> None:
    for path in python_files("skill"):
        assert not any(name.startswith("local_voice") for name in imported(path)), path


def test_the_core_reads_no_clock_file_or_chance() -> None:
    banned = {"time", "datetime", "random", "os", "io", "pathlib", "tomllib", "socket", "json"}
    for path in python_files("skill/core"):
        assert not banned & {name.split(".")[0] for name in imported(path)}, path


@pytest.mark.parametrize("folder", ["skill", "local_voice", "interaction_models", "tests"])
def test_a_file_can_be_read_in_one_sitting(folder: str) -> None:
    for path in python_files(folder):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE, path
