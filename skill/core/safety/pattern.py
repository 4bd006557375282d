"""A pattern: which word sets, in which order and how close together, tell of a concept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Element:
    """One word set of a pattern, and how many places later than the last one it may stand."""

    number: int
    reach: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """Word sets by number. ``parts`` are in any order; within a part the sets follow in order.

    ``concept`` is the number of the concept it tells of. ``needs`` are the sets a text must have
    words of, as a bit mask: most patterns are ruled out by it. ``order`` is its place in the
    data, so that findings come in the same order every time.
    """

    concept: int
    parts: tuple[tuple[Element, ...], ...]
    needs: int
    order: int = 0
