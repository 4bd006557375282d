"""The terminal, the folders and the versions."""

import platform
import tempfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rich.console import Console

from local_voice.doctor.check import Check
from local_voice.terminal.keys import Keys
from skill.profiles.sqlite import SqliteProfiles
from skill.profiles.store import ME, ProfileError

NARROW = 40  # columns; captions need them
PACKAGES = (
    *("vosk", "pocketsphinx", "pyttsx3", "espeakng-loader", "miniaudio", "webrtcvad-wheels"),
    *("livekit", "sounddevice", "numpy", "click", "rich"),
)


def terminal(console: Console) -> Check:
    """Whether keys can be read singly, and how much room there is."""
    found = f"{console.width} columns, {'colours' if console.color_system else 'no colours'}"
    with Keys() as keys:
        is_live = keys.is_live
    if not is_live:
        mend = "start it in a terminal window, for the space bar and typed lines"
        return Check("terminal", "could be better", f"{found}; no keys can be read", mend)
    if console.width < NARROW:
        return Check("terminal", "could be better", found, "make the window wider")
    return Check("terminal", "good", f"{found}; keys are read")


def folder(data: Path, profiles: str) -> Check:
    """Whether what a person told it can be kept."""
    mend = f"make {data} yours and writable, and see that the disk is not full"
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data) as file:
            file.write(b"kept")
            file.flush()
        SqliteProfiles(data / profiles).load(ME)
    except OSError as error:
        found = f"{data} cannot be written ({(error.strerror or str(error)).lower()})"
        return Check("memory", "could be better", f"{found}: nothing is kept", mend)
    except ProfileError as error:
        return Check("memory", "could be better", str(error), mend)
    return Check("memory", "good", f"your preferences can be kept in {data}")


def versions(packages: Sequence[str] = PACKAGES) -> Check:
    """What is installed, for whoever helps."""
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    there = [f"{name} {_version(name)}" for name in ("muscle-calm", *packages)]
    return Check("versions", "good", ", ".join((system, *there)))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
