"""One word of what was said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One normalised word or mark, and where in the original text it stood."""

    text: str
    start: int
    end: int
