"""A table of a routine file, read key by key: a fault says which key, and what to do about it."""

import math
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeVar

from local_voice.own_routines.errors import FieldError, Place, shown

PUNCTUATION = frozenset(" .,;:!?'\"’‘“”()-–—…&%/+°")
LONGEST_TEXT = 300  # characters

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class Fields:
    """The values of one table and the place it stands at; every method may raise FieldError."""

    values: Mapping[str, Any]
    place: Place = ()

    def fault(self, key: str, what: str) -> FieldError:
        """Something wrong with a key of this table."""
        return FieldError((*self.place, key), what)

    def check_keys(self, known: Collection[str], not_taken: Mapping[str, str]) -> None:
        """Refuse keys that are not ``known``; ``not_taken`` says of some why."""
        for key in self.values:
            if key in known:
                continue
            if key in not_taken:
                raise self.fault(key, f"{not_taken[key]}, so take it out")
            near = get_close_matches(key, known, n=1)
            meant = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            raise self.fault(key, f"there is no such key; {meant}")

    def text(self, key: str, usual: str = "", longest: int = LONGEST_TEXT) -> str:
        """Words that can be spoken, with single spaces; ``usual`` where there is no such key."""
        if key not in self.values:
            return usual
        return self._spoken(key, self.values[key], longest)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of such words; an empty one where there is no such key."""
        values = self.values.get(key, [])
        if not isinstance(values, list):
            raise self.fault(key, 'this must be a list of words, as in ["one", "two"]')
        return tuple(self._spoken(key, value, LONGEST_TEXT) for value in values)

    def choice(self, key: str, options: Collection[Choice], usual: Choice | None = None) -> Choice:
        """One of the options; ``usual`` where there is no such key."""
        value = self.values.get(key, usual)
        for option in options:
            if value == option:
                return option
        said = f", not {shown(value)}" if key in self.values else ""
        raise self.fault(key, f"it must be one of {', '.join(options)}{said}")

    def flag(self, key: str) -> bool:
        """True or false; false where there is no such key."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.fault(key, f"{shown(value)} is neither true nor false")
        return value

    def seconds(self, key: str, least: float, most: float, usual: float | None = None) -> float:
        """A number between two bounds."""
        value = self.values.get(key, usual)
        if value is None:
            raise self.fault(key, f"say how long it takes: from {least:g} to {most:g} seconds")
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault(key, f"{shown(value)} is not a number; write one without quotes")
        if math.isnan(value) or not least <= value <= most:
            hint = ", so make several steps of it" if value > most else ""
            raise self.fault(
                key, f"{shown(value)} is not between {least:g} and {most:g} seconds{hint}"
            )
        return float(value)

    def whole(self, key: str, least: int, most: int, usual: int) -> int:
        """A whole number between two bounds."""
        value = self.values.get(key, usual)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.fault(key, f"{shown(value)} is not a whole number")
        if not least <= value <= most:
            raise self.fault(key, f"{shown(value)} is not between {least} and {most}")
        return value

    def tables(self, key: str, most: int) -> list["Fields"]:
        """The tables of a list, of which there must be one at least."""
        values = self.values.get(key)
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.fault(key, "this must be a list of tables, as in the example")
        if not 1 <= len(values) <= most:
            raise self.fault(key, f"there are {len(values)}; write from 1 to {most}")
        return [Fields(value, (*self.place, key, at)) for at, value in enumerate(values)]

    def _spoken(self, key: str, value: object, longest: int) -> str:
        if not isinstance(value, str):
            raise self.fault(key, f"{shown(value)} must be words in quotes")
        text = " ".join(value.split())
        for char in text:
            if unicodedata.category(char)[0] not in "LMN" and char not in PUNCTUATION:
                raise self.fault(key, f"{char!a} cannot be spoken; write it in words")
        if not any(char.isalpha() for char in text):
            raise self.fault(key, "there are no words; write some, or take the key out")
        if len(text) > longest:
            raise self.fault(key, f"this has {len(text)} characters; {longest} are the most")
        return text
