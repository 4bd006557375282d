"""A Dockerfile as its instructions, for want of an engine that would read it."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

DOCKERFILE = Path(__file__).parents[2] / "deploy" / "Dockerfile"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction and all that follows it, on one line."""

    name: str
    value: str

    @property
    def words(self) -> list[str]:
        """The value as words, whether it is written as JSON or as for a shell."""
        return json.loads(self.value) if self.value.startswith("[") else shlex.split(self.value)


def read(path: Path = DOCKERFILE) -> list[list[Instruction]]:
    """The stages of a Dockerfile, each from its FROM on."""
    text = re.sub(r"(?m)^#.*\n", "", path.read_text(encoding="utf-8"))
    stages: list[list[Instruction]] = []
    for line in re.sub(r"\s*\\\n\s*", " ", text).splitlines():
        if line.strip():
            name, value = line.split(maxsplit=1)
            if name == "FROM":
                stages.append([])
            stages[-1].append(Instruction(name, value))
    return stages


def only(stage: list[Instruction], name: str) -> Instruction:
    """The one instruction of that name."""
    (found,) = (each for each in stage if each.name == name)
    return found
