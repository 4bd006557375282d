"""A real file of profiles, of which nothing can be read, saved or deleted for a while."""

from collections.abc import Collection

from skill.profiles.sqlite import SqliteProfiles
from skill.profiles.store import Kept, ProfileError

EVERYTHING = ("load", "save", "forget")
FORGETTING = ("forget",)
NOTHING: tuple[str, ...] = ()


class Failing(SqliteProfiles):
    """A file whose disc fails for what ``fails`` names; by default for nothing."""

    fails: Collection[str] = NOTHING

    def load(self, person: str) -> Kept:
        self._check("load")
        return super().load(person)

    def save(self, person: str, new: Kept, since: Kept) -> bool:
        self._check("save")
        return super().save(person, new, since)

    def forget(self, person: str) -> None:
        self._check("forget")
        super().forget(person)

    def _check(self, operation: str) -> None:
        if operation in self.fails:
            raise ProfileError("The disc is not there.")
