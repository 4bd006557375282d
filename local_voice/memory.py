"""What is kept of the person at this laptop, and the day it is there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from local_voice.folders import PROFILES, data_folder
from skill.core.merge import merged
from skill.core.profile import Profile
from skill.profiles.keeping import Held, Keeping
from skill.profiles.sqlite import SqliteProfiles
from skill.profiles.store import ME, ProfileStore

Tell = Callable[[str], None]

NOTHING_TO_KEEP = (Profile(), Profile(greeted=True))
"""What holds no more than that someone was greeted: after "forget me" there is nothing else."""


class Memory:
    """Keeps one profile; where that cannot be, the person is told, and all else goes on."""

    def __init__(self, store: ProfileStore, tell: Tell) -> None:
        self._keeping = Keeping(store, ME, tell)
        self._held = Held()
        self._given = Profile()

    def recall(self) -> Profile:
        """The profile kept; an empty one where there is none or it cannot be read."""
        self._held = self._keeping.recall(Held())
        self._given = self._held.profile
        return self._given

    def keep(self, profile: Profile) -> None:
        """Keep a profile, if it is another one than the last."""
        if profile == self._given:
            return
        if profile in NOTHING_TO_KEEP:
            self._held = self._keeping.forget(replace(self._held, profile=profile))
        else:
            held = self._keeping.recall(self._held)
            # Another window may have done sessions meanwhile, of which this one knows nothing.
            held = replace(held, profile=merged(profile, self._given, held.profile))
            self._held = self._keeping.keep(held)
        self._given = profile


def memory_here(tell: Tell) -> Memory:
    """The memory in this person's data folder; ``tell`` says what went wrong with it."""
    return Memory(SqliteProfiles(data_folder() / PROFILES), tell)


def today() -> int:
    """The ordinal number of this day here."""
    return date.today().toordinal()
