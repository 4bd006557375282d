"""Weighted automata in OpenFst's text format, and the OpenFst programs that compile them."""

import os
import subprocess
from pathlib import Path

LOOKAHEAD = "/usr/lib/*/libfstlookahead.so.*"


class Fst:
    """An automaton as lines of text."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._states = 0

    def state(self) -> int:
        """A new state; the first one is the start."""
        self._states += 1
        return self._states - 1

    def arc(self, source: int, target: int, heard: int, said: int = 0, cost: float = 0.0) -> None:
        """An arc that reads one label and writes another; 0 is no label."""
        self.lines.append(f"{source} {target} {heard} {said} {cost:.5g}")

    def final(self, state: int, cost: float = 0.0) -> None:
        """End an utterance in this state."""
        self.lines.append(f"{state} {cost:.5g}")

    def write(self, path: Path) -> None:
        """Write it for ``fstcompile``."""
        path.write_text("\n".join(self.lines) + "\n")


def run(pipeline: str, folder: Path) -> None:
    """Run a pipeline of OpenFst programs; $LOOKAHEAD is the library with ``olabel_lookahead``."""
    libraries = sorted(Path("/").glob(LOOKAHEAD.lstrip("/")))
    if not libraries:
        raise FileNotFoundError(f"{LOOKAHEAD}: install the package libfst-tools")
    subprocess.run(
        ["bash", "-euo", "pipefail", "-c", pipeline],
        cwd=folder,
        check=True,
        env={**os.environ, "LOOKAHEAD": str(libraries[0])},
    )
