"""Whom to call, by country: emergency services, a crisis line, a poison line."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one place, in spoken words.

    ``emergency`` is what to call ("nine one one"); ``crisis`` and ``poison`` are what to do
    ("call Samaritans on one one six, one two three"). Where no number is known they say so
    without one ("call your local poison line").
    """

    emergency: str
    crisis: str
    poison: str

    @property
    def fills(self) -> Mapping[str, str]:
        """What ``{emergency}``, ``{crisis}`` and ``{poison}`` stand for."""
        return {"emergency": self.emergency, "crisis": self.crisis, "poison": self.poison}


@dataclass(frozen=True, slots=True)
class NumberBook:
    """The numbers by country (ISO 3166, two letters), and what to say everywhere else."""

    countries: Mapping[str, Numbers]
    unknown: Numbers

    def numbers_for(self, locale: str, country: str | None) -> Numbers:
        """The numbers where the device says it is, else where the locale ("en-GB") belongs.

        A device in a country that is not in the book gets no other country's number.
        """
        place = country or locale.replace("_", "-").partition("-")[2]
        return self.countries.get(place.upper(), self.unknown)
