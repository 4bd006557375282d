"""What the doctor finds of one part of the machine."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from skill.errors import MuscleCalmError

State = Literal["good", "could be better", "broken"]

_OWNER = re.compile(r"\b\w+['’]s ")  # "Anna's AirPods"


@dataclass(frozen=True, slots=True)
class Check:
    """One part: whether it works, what was found, and where it could be better what mends it."""

    name: str
    state: State
    found: str
    mend: str = ""


def broken(name: str, error: MuscleCalmError) -> Check:
    """A part that does not work; errors say what is wrong, a mark, and what to do."""
    text = str(error).rstrip(".")
    found, mark, mend = text.rpartition("; ")
    if not mark:
        found, _, mend = text.partition(": ")
    return Check(name, "broken", found, mend)


def guarded(name: str, examine: Callable[[], Check]) -> Check:
    """A check that tells of its own failure, too, rather than ending the examination."""
    try:
        return examine()
    except MuscleCalmError as error:
        return broken(name, error)
    except ImportError as error:
        return Check(name, "broken", str(error), "pip install --force-reinstall muscle-calm")
    except Exception as fault:
        found = f"it fails ({type(fault).__name__}: {fault})"
        return Check(name, "broken", found, "please report this page")


def impersonal(text: str, home: Path) -> str:
    """A text without whose machine this is: people show such a page to others."""
    return _OWNER.sub("", text.replace(str(home), "~"))
