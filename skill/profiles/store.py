"""What keeping profiles means, wherever they are kept."""

from typing import Protocol

from skill.core.profile import Profile
from skill.errors import MuscleCalmError

ME = "me"
"""The one person of a companion on a laptop."""


class ProfileError(MuscleCalmError):
    """A profile could not be read or kept."""


class ProfileStore(Protocol):
    """Profiles by person; a person is any text that a front end knows someone by."""

    def load(self, person: str) -> Profile:
        """What is kept of a person; an empty profile for someone unknown. Raises ProfileError."""
        ...

    def save(self, person: str, profile: Profile) -> None:
        """Keep a profile: once this returns it survives anything. Raises ProfileError."""
        ...

    def forget(self, person: str) -> None:
        """Keep nothing of a person any more. Raises ProfileError."""
        ...


def keep(store: ProfileStore, person: str, profile: Profile) -> None:
    """Save a profile, or forget the person where it holds nothing but that someone was greeted.

    Raises ProfileError.
    """
    if profile in (Profile(), Profile(greeted=True)):
        store.forget(person)
    else:
        store.save(person, profile)
