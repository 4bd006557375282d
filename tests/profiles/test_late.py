"""A save that was given up and gets there late brings nobody back who was forgotten."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from skill.core.profile import Profile
from skill.profiles.in_time import InTime
from skill.profiles.keeping import Held, Keeping
from skill.profiles.sqlite import SqliteProfiles
from skill.profiles.store import Kept, ProfileError

Turn = Callable[..., Keeping]
GREETED = Profile(greeted=True)
SOON = 10.0  # seconds that a thread may take to end


class Hanging(SqliteProfiles):
    """A file whose next save hangs on its way there until it is let go."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.hangs = True
        self.let_go = threading.Event()
        self.saved = threading.Event()
        self.forgets: list[str] = []

    def save(self, person: str, new: Kept, since: Kept) -> bool:
        if not self.hangs:
            return super().save(person, new, since)
        self.hangs = False
        self.let_go.wait(60)
        try:
            return super().save(person, new, since)
        finally:
            self.saved.set()

    def forget(self, person: str) -> None:
        self.forgets.append(person)
        super().forget(person)


@pytest.fixture
def store(path: Path) -> Iterator[Hanging]:
    store = Hanging(path)
    yield store
    store.let_go.set()


@pytest.fixture
def shared(store: Hanging) -> InTime:
    return InTime(store)


@pytest.fixture
def turn(store: Hanging, shared: InTime, monkeypatch: pytest.MonkeyPatch) -> Turn:
    """The way to the store in one more turn, after it was left alone for long enough."""

    def turn(person: str = "ann", patience: float = 60.0) -> Keeping:
        shared.resting_until = 0.0
        monkeypatch.setattr("skill.profiles.in_time.PATIENCE", patience)
        return Keeping(shared.for_one_request(), person, lambda problem: None)

    return turn


def ended(store: Hanging) -> None:
    """Let the save go that hung, and wait until all that follows from it is done."""
    threads = [thread for thread in threading.enumerate() if thread.name.startswith("profiles")]
    assert threads
    store.let_go.set()
    for thread in threads:
        thread.join(SOON)
        assert not thread.is_alive()
    assert store.saved.is_set()


def given_up(turn: Turn) -> Held:
    """What a session carries after its first save hung."""
    held = turn(patience=0.05).keep(Held(GREETED, kept=Kept()))
    assert held.tried is not None
    return held


def test_a_first_save_that_comes_late_does_not_bring_a_forgotten_person_back(
    store: Hanging, turn: Turn
) -> None:
    held = given_up(turn)
    keeping = turn()
    held = keeping.forget(keeping.recall(held))
    assert not held.forgets
    ended(store)
    assert store.load("ann") == Kept()
    assert store.forgets == ["ann", "ann"]


def test_what_was_kept_after_forgetting_stays(store: Hanging, turn: Turn) -> None:
    held = given_up(turn)
    keeping = turn()
    held = keeping.forget(keeping.recall(held))
    keeping.keep(replace(held, profile=Profile(greeted=True, quiet=True)))
    ended(store)
    assert store.load("ann").profile.quiet


def test_a_late_save_of_one_who_was_not_forgotten_is_kept(store: Hanging, turn: Turn) -> None:
    given_up(turn)
    turn("bob").forget(Held())
    ended(store)
    assert store.load("ann").profile == GREETED
    assert store.forgets == ["bob"]


def test_who_is_forgotten_once_and_comes_back_is_not_forgotten_again(
    store: Hanging, turn: Turn
) -> None:
    turn().forget(Held())
    held = given_up(turn)
    ended(store)
    assert turn().recall(held).profile == GREETED
    assert store.load("ann").profile == GREETED


def test_a_save_that_fails_late_does_no_harm(
    store: Hanging, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bool:
        raise ProfileError("The disc is not there.")

    monkeypatch.setattr(SqliteProfiles, "save", fail)
    given_up(turn)
    turn().forget(Held())
    ended(store)
