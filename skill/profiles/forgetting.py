"""A store in which nobody comes back who was forgotten while a save of theirs was under way."""

from threading import Event, Lock

from skill.profiles.store import Kept, ProfileStore


class ForgetsForGood:
    """The store behind it; what a save puts there that a forgetting overtook is deleted again.

    The first save of a person finds nothing that it could take for outdated. One that hangs, and
    that nobody waits for any more, may so get there after they were forgotten. Only saves of this
    program are known; those that any other has under way are not.
    """

    def __init__(self, store: ProfileStore) -> None:
        self._store = store
        self._lock = Lock()
        self._under_way: dict[str, set[Event]] = {}

    def load(self, person: str) -> Kept:
        """What is kept of a person. Raises ProfileError."""
        return self._store.load(person)

    def save(self, person: str, new: Kept, since: Kept) -> bool:
        """Keep a new version; False where ``since`` is not what is kept. Raises ProfileError."""
        overtaken = Event()
        with self._lock:
            self._under_way.setdefault(person, set()).add(overtaken)
        try:
            saved = self._store.save(person, new, since)
        finally:
            with self._lock:
                self._under_way[person].remove(overtaken)
                if not self._under_way[person]:
                    del self._under_way[person]
        if saved and overtaken.is_set():
            self._store.forget(person)
        return saved

    def forget(self, person: str) -> None:
        """Keep nothing of a person any more. Raises ProfileError."""
        with self._lock:
            for save in self._under_way.get(person, ()):
                save.set()
        self._store.forget(person)
