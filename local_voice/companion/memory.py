"""What the companion keeps of the person at its laptop."""

from local_voice.companion.captions import Captions
from skill.core.profile import Profile
from skill.profiles.store import ME, ProfileError, ProfileStore, keep


class Memory:
    """Keeps one profile; where that cannot be, the person is told, and all else goes on."""

    def __init__(self, store: ProfileStore, captions: Captions) -> None:
        self._store = store
        self._captions = captions

    def recall(self) -> Profile:
        """The profile kept; an empty one where there is none or it cannot be read."""
        try:
            return self._store.load(ME)
        except ProfileError as problem:
            self._captions.note(str(problem))
            return Profile()

    def keep(self, profile: Profile) -> None:
        """Keep the profile."""
        try:
            keep(self._store, ME, profile)
        except ProfileError as problem:
            self._captions.note(str(problem))
