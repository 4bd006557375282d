"""The red-flag check: at most three questions, one at a time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckState:
    """Where the check stands. ``answers`` are the words given so far, one an answered question."""

    question: int = 0
    answers: tuple[str, ...] = ()
