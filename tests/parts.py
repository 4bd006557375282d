"""Parts of the machine that a test may need and that are not Python packages."""

import os
import shutil

import pytest

PROGRAMS = {
    "pulseaudio": ("pulseaudio", "pactl", "paplay", "parec"),
    "flite": ("flite",),
}


def needs(part: str) -> None:
    """Skip a test where a part is missing, saying which; fail where all parts were promised."""
    missing = [name for name in PROGRAMS[part] if shutil.which(name) is None]
    if not missing:
        return
    reason = f"{part} is not installed here ({', '.join(missing)} missing)"
    if os.environ.get("MUSCLE_CALM_ALL_PARTS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
