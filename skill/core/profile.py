"""The little that is kept between conversations, none of it about health."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """Preferences of one person. ``pace`` is a factor: 1.0 as written, 1.25 a quarter slower."""

    greeted: bool = False
    pace: float = 1.0
    quiet: bool = False
    routines_done: int = 0
