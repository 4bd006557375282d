"""One person's profile in the hands of one device, and how it gets into the store and back.

Nothing is lost between two devices: whoever finds that the other was quicker reads what is kept
now, adds its own changes and saves that. Forgetting is stronger: where a person was forgotten on
another device, nothing that this one still held goes back into the store.

A store that fails costs nothing but time. What could not be read or saved is tried again at the
next turn, and the profile in hand is good for as long as the session lasts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from skill.core.merge import merged
from skill.core.plain import from_plain, to_plain
from skill.core.profile import Profile
from skill.profiles.store import Kept, ProfileError, ProfileStore

ROUNDS = 3
"""Saves in one turn, when other devices are quicker each time."""


@dataclass(frozen=True, slots=True)
class Held:
    """A profile in hand, and what is known of the store.

    ``kept`` is what the store had when last heard of, None before it could be read. ``tried`` is
    a version of which nobody knows whether it was saved. ``forgets``: the person wants to be
    forgotten, and could not be yet.
    """

    profile: Profile = field(default_factory=Profile)
    kept: Kept | None = None
    tried: Kept | None = None
    forgets: bool = False

    @property
    def in_doubt(self) -> bool:
        """Whether the store has to be asked before anything is saved."""
        return self.kept is None or self.tried is not None or self.forgets

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost if the session ended now."""
        kept = self.kept.profile if self.kept else Profile()
        return self.forgets or self.tried is not None or self.profile != kept

    def to_json(self) -> dict[str, Any]:
        """What a session has to carry to its next turn, as plain JSON."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_json(cls, carried: Mapping[str, Any]) -> "Held":
        """What :meth:`to_json` gave; what does not fit is as if the store was never asked."""
        profile = Profile.from_json(carried.get("profile"))
        about_the_store = {
            name: carried[name] for name in ("kept", "tried", "forgets") if name in carried
        }
        try:
            return replace(from_plain(cls, about_the_store), profile=profile)
        except ValueError:
            return cls(profile)


@dataclass(frozen=True, slots=True)
class Keeping:
    """The ways of one profile; ``tell`` is given a sentence for whatever went wrong."""

    store: ProfileStore
    person: str
    tell: Callable[[str], object]

    def recall(self, held: Held) -> Held:
        """The profile to begin a turn with: asks the store where something is in doubt."""
        if held.forgets:
            return self.forget(held)
        if not held.in_doubt:
            return held
        try:
            return _joined(held, self.store.load(self.person))
        except ProfileError as problem:
            self.tell(str(problem))
            return held

    def keep(self, held: Held) -> Held:
        """Save the profile in hand, if it is another one than is kept."""
        for _ in range(ROUNDS):
            if held.kept is None or held.in_doubt or held.profile == held.kept.profile:
                break
            attempt = held.kept.followed_by(held.profile)
            try:
                saved = self.store.save(self.person, attempt, since=held.kept)
            except ProfileError as problem:
                self.tell(str(problem))
                return replace(held, tried=attempt)
            if saved:
                return Held(held.profile, kept=attempt)
            held = self.recall(replace(held, tried=attempt))
        return held

    def forget(self, held: Held) -> Held:
        """Delete what is kept; that the person was greeted is no reason to keep anything again."""
        try:
            self.store.forget(self.person)
        except ProfileError as problem:
            self.tell(str(problem))
            return replace(held, forgets=True)
        return Held(held.profile, kept=Kept(Profile(greeted=held.profile.greeted)))


def _joined(held: Held, theirs: Kept) -> Held:
    """What is in hand together with what is kept now."""
    base = held.kept or Kept()
    if held.tried is not None and held.tried.version == theirs.version:
        base = held.tried  # it had been saved after all
    if base.record and base.record != theirs.record:
        return Held(theirs.profile, kept=theirs)
    return Held(merged(held.profile, base.profile, theirs.profile), kept=theirs)
