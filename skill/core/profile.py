"""The little that is kept between conversations, none of it about health."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from skill.core.plain import from_plain, to_plain
from skill.core.routines.state import GuideState

MOST_DAYS = 30
"""Sessions whose days are kept: enough to count a week's, and no diary."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Preferences of one person, and how far sessions went.

    ``pace`` is a factor: 1.0 as written, 1.25 a quarter slower. ``done`` counts the sessions led to
    their end, by routine, and ``days`` are the days of the latest of them, as ordinal numbers.
    ``left`` is a session that was not led to its end, as it stood.
    """

    greeted: bool = False
    pace: float = 1.0
    quiet: bool = False
    routines_done: int = 0
    done: Mapping[str, int] = field(default_factory=dict)
    days: tuple[int, ...] = ()
    left: GuideState | None = None

    @property
    def favourite(self) -> str | None:
        """The routine done most often, the first among equals; None before there is one."""
        return max(self.done, key=lambda id: self.done[id], default=None)

    def having_done(self, routine: str, day: int | None) -> "Profile":
        """The profile after a session was led to its end, today if a day is known."""
        days = self.days if day is None else (*self.days, day)[-MOST_DAYS:]
        return replace(
            self,
            routines_done=self.routines_done + 1,
            done=dict(Counter(self.done) + Counter([routine])),
            days=days,
            left=None,
        )

    def this_week(self, day: int) -> int:
        """How many sessions were done in the week of a day, from its Monday on."""
        monday = day - (day - 1) % 7
        return sum(monday <= done <= day for done in self.days)

    def to_json(self) -> dict[str, Any]:
        """The profile as plain JSON."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_json(cls, stored: object) -> "Profile":
        """The profile that was kept; whatever in it is missing or does not fit is as at first."""
        if not isinstance(stored, Mapping):
            return cls()
        read = {}
        for name in {spec.name for spec in fields(cls)} & stored.keys():
            try:
                read[name] = getattr(from_plain(cls, {name: stored[name]}), name)
            except ValueError:
                continue
        return cls(**read)
