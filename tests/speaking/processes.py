"""Speaking in a process of its own, where the library starts anew and its output is seen whole."""

import subprocess
import sys
from pathlib import Path


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a fresh interpreter makes of some code in this checkout."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path(__file__).parents[2],
        check=False,
    )
