"""Counts that are added up, field by field."""

from typing import Self


class Tally:
    """What a frozen dataclass of whole numbers derives from to be added to another of its kind."""

    __slots__ = ()

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))
