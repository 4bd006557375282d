"""What can be wrong with a routine file, and where in it."""

import reprlib

from skill.errors import MuscleCalmError

Place = tuple[str | int, ...]
"""The way to a value: ("blocks", 0, "steps", 2, "seconds"); numbers count from 0."""

LONGEST_SHOWN = 40  # characters of anything that came from a file
NUMBERED = {"blocks": "block", "steps": "step"}


class FieldError(Exception):
    """Something wrong with a value, before it is known in which line of which file it stands."""

    def __init__(self, place: Place, what: str) -> None:
        super().__init__(what)
        self.place = place
        self.what = what


class RoutineFileError(MuscleCalmError):
    """A routine file that cannot be used: "FILE, line N, KEY: what is wrong and what to do".

    ``file`` is its name, ``called`` what its routine would be called: by the file's name and, where
    that much could be read, by its own.
    """

    def __init__(self, file: str, what: str, *, line: int | None = None, place: Place = ()) -> None:
        where = [shown(file), f"line {line}" if line else "", in_words(place)]
        super().__init__(f"{', '.join(filter(None, where))}: {what}")
        self.file = file
        self.line = line
        self.place = place
        self.called: tuple[str, ...] = ()


def in_words(place: Place) -> str:
    """A place as a person finds it: "block 1, step 3, seconds"."""
    parts: list[str] = []
    for part in place:
        if isinstance(part, int):
            name = parts.pop()
            parts.append(f"{NUMBERED.get(name, name)} {part + 1}")
        else:
            parts.append(shown(part))
    return ", ".join(parts)


def shown(value: object) -> str:
    """Anything from a file on one short line, with nothing in it that could upset a terminal."""
    text = value if isinstance(value, str) else reprlib.repr(value)
    text = text if text.isprintable() else ascii(text)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
