"""What is kept of the person at this laptop, and the day it is there."""

from collections.abc import Callable
from datetime import date

from local_voice.folders import PROFILES, data_folder
from skill.core.profile import Profile
from skill.profiles.sqlite import SqliteProfiles
from skill.profiles.store import ME, ProfileError, ProfileStore, keep

Tell = Callable[[str], None]


class Memory:
    """Keeps one profile; where that cannot be, the person is told, and all else goes on."""

    def __init__(self, store: ProfileStore, tell: Tell) -> None:
        self._store = store
        self._tell = tell
        self._kept = Profile()

    def recall(self) -> Profile:
        """The profile kept; an empty one where there is none or it cannot be read."""
        try:
            self._kept = self._store.load(ME)
        except ProfileError as problem:
            self._tell(str(problem))
        return self._kept

    def keep(self, profile: Profile) -> None:
        """Keep a profile, if it is another one than the last."""
        if profile == self._kept:
            return
        self._kept = profile
        try:
            keep(self._store, ME, profile)
        except ProfileError as problem:
            self._tell(str(problem))


def memory_here(tell: Tell) -> Memory:
    """The memory in this person's data folder; ``tell`` says what went wrong with it."""
    return Memory(SqliteProfiles(data_folder() / PROFILES), tell)


def today() -> int:
    """The ordinal number of this day here."""
    return date.today().toordinal()
