"""A store that hangs, fails or breaks costs a request no more than its time."""

import threading
from dataclasses import dataclass, field

import pytest

from skill.profiles.in_time import REST, InTime
from skill.profiles.store import Kept, ProfileError
from tests.profiles.patience import LONG


@dataclass
class Troubled:
    """A store whose every question takes a while on a clock of its own, or does what it is told."""

    takes: float = 0.0
    raises: Exception | None = None
    now: float = 100.0
    asked: list[str] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def load(self, person: str) -> Kept:
        self.asked.append(person)
        self.now += self.takes
        if self.raises:
            raise self.raises
        return Kept()

    def save(self, person: str, new: Kept, since: Kept) -> bool:
        return bool(self.load(person))

    def forget(self, person: str) -> None:
        self.load(person)


def test_a_store_that_failed_at_once_is_asked_again_at_once() -> None:
    store = Troubled(raises=ProfileError("No."))
    shared = InTime(store, store.clock)
    for _ in range(3):
        with pytest.raises(ProfileError, match=r"No\."):
            shared.for_one_request().load("me")
    assert len(store.asked) == 3


def test_a_store_that_was_slow_to_fail_is_left_alone_for_a_while() -> None:
    store = Troubled(takes=1.2, raises=ProfileError("No."))
    shared = InTime(store, store.clock)
    with pytest.raises(ProfileError, match=r"No\."):
        shared.for_one_request().load("me")
    with pytest.raises(ProfileError, match="left alone"):
        shared.for_one_request().forget("me")
    assert len(store.asked) == 1
    store.now += REST
    store.takes, store.raises = 0.0, None
    assert shared.for_one_request().load("me") == Kept()


def test_a_store_that_is_slow_and_does_answer_is_not_given_up() -> None:
    store = Troubled(takes=0.7)
    shared = InTime(store, store.clock)
    assert shared.for_one_request().load("me") == Kept()
    assert shared.for_one_request().save("me", Kept(), Kept())


def test_a_store_that_hangs_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skill.profiles.in_time.PATIENCE", 0.05)
    ended = threading.Event()

    class Hanging(Troubled):
        def load(self, person: str) -> Kept:
            ended.wait(30)
            return Kept()

    with pytest.raises(ProfileError, match="could not be reached in time"):
        InTime(Hanging()).for_one_request().load("me")
    ended.set()


def test_all_questions_of_one_request_share_its_time() -> None:
    store = Troubled(takes=LONG + 0.1)
    request = InTime(store, store.clock).for_one_request()
    request.load("me")
    with pytest.raises(ProfileError, match="in time"):
        request.load("me")


def test_a_store_that_breaks_is_one_sentence_without_its_message() -> None:
    store = Troubled(raises=KeyError("my left buttock"))
    with pytest.raises(ProfileError, match="KeyError") as problem:
        InTime(store, store.clock).for_one_request().load("me")
    assert "buttock" not in str(problem.value)
