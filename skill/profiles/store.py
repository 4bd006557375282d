"""What keeping profiles means, wherever they are kept."""

import os
from dataclasses import dataclass, field
from typing import Protocol

from skill.core.profile import Profile
from skill.errors import MuscleCalmError

ME = "me"
"""The one person of a companion on a laptop."""


class ProfileError(MuscleCalmError):
    """A profile could not be read or kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A profile as a store has it.

    ``version`` is another one after every save, ``record`` another one after the person was
    forgotten and came back. Both are random texts, so that neither is ever taken for an older
    one; both are empty where nothing is kept.
    """

    profile: Profile = field(default_factory=Profile)
    record: str = ""
    version: str = ""

    def followed_by(self, profile: Profile) -> "Kept":
        """The next version, with this profile."""
        return Kept(profile, self.record or _token(), _token())


class ProfileStore(Protocol):
    """Profiles by person; a person is any text that a front end knows someone by."""

    def load(self, person: str) -> Kept:
        """What is kept of a person; ``Kept()`` for someone unknown. Raises ProfileError."""
        ...

    def save(self, person: str, new: Kept, since: Kept) -> bool:
        """Keep a new version: once this returns True it survives anything.

        False, and nothing done, where ``since`` is not what is kept any more: another device was
        quicker. Raises ProfileError; then nobody knows whether it is kept.
        """
        ...

    def forget(self, person: str) -> None:
        """Keep nothing of a person any more. Raises ProfileError."""
        ...


def _token() -> str:
    return os.urandom(8).hex()
