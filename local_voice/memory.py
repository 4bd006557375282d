"""What is kept of the person at this laptop, and the day it is there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Protocol

from local_voice.folders import PROFILES, data_folder
from skill.core.merge import merged
from skill.core.profile import Profile
from skill.profiles.keeping import Held, Keeping
from skill.profiles.sqlite import SqliteProfiles
from skill.profiles.store import ME, ProfileStore

Tell = Callable[[str], None]


class Keep(Protocol):
    """What a front end hands every turn's profile to."""

    def __call__(self, profile: Profile, *, forgets: bool = False) -> bool:
        """Keep it; ``forgets``: delete whatever is kept. False where that could not be yet."""
        ...


def keep_nothing(profile: Profile, *, forgets: bool = False) -> bool:
    """Where nothing is kept, there is nothing to delete."""
    return True


class Memory:
    """Keeps one profile; where that cannot be, the person is told, and all else goes on.

    What could not be kept, or deleted, is tried again at every turn and at the end.
    """

    def __init__(self, store: ProfileStore, tell: Tell) -> None:
        self._keeping = Keeping(store, ME, self._tell_once)
        self._held = Held()
        self._given = Profile()
        self._tell = tell
        self._told = ""

    def recall(self) -> Profile:
        """The profile kept; an empty one where there is none or it cannot be read."""
        self._held = self._keeping.recall(Held())
        self._given = self._held.profile
        return self._given

    def keep(self, profile: Profile, *, forgets: bool = False) -> bool:
        """Keep a profile, if it is another one than the last.

        ``forgets``: the person wants whatever is kept deleted; False where it could not be yet.
        """
        if forgets:
            self._held = self._keeping.forget(replace(self._held, profile=profile))
        elif profile != self._given or self._held.unsaved:
            held = self._keeping.recall(self._held)
            # Another window may have done sessions meanwhile, of which this one knows nothing.
            held = replace(held, profile=merged(profile, self._given, held.profile))
            self._held = self._keeping.keep(held)
        self._given = profile
        if not self._held.unsaved:
            self._told = ""
        return not (forgets and self._held.forgets)

    def close(self) -> None:
        """The last chance of what could not be kept or deleted before."""
        self.keep(self._given)

    def _tell_once(self, problem: str) -> None:
        """A file that cannot be reached is the same news at every turn."""
        if problem != self._told:
            self._tell(problem)
        self._told = problem


def memory_here(tell: Tell) -> Memory:
    """The memory in this person's data folder; ``tell`` says what went wrong with it."""
    return Memory(SqliteProfiles(data_folder() / PROFILES), tell)


def forgetting_here(tell: Tell) -> Keep:
    """For what keeps nothing itself: "forget me" deletes what is kept here all the same."""

    def keep(profile: Profile, *, forgets: bool = False) -> bool:
        return not forgets or memory_here(tell).keep(profile, forgets=True)

    return keep


def today() -> int:
    """The ordinal number of this day here."""
    return date.today().toordinal()
