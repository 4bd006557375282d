"""Talking by keyboard: greeted first, answered line by line, and let go without a fuss."""

from collections.abc import Iterator
from pathlib import Path

from local_voice.memory import Memory
from local_voice.talk import converse
from skill.assembly import assemble
from skill.core.reply import Reply
from skill.profiles.sqlite import SqliteProfiles
from skill.profiles.store import Kept
from tests.profiles.failing import FORGETTING, NOTHING, Failing


class Forgetful:
    """A store that keeps nothing."""

    def load(self, person: str) -> Kept:
        return Kept()

    def save(self, person: str, new: Kept, since: Kept) -> bool:
        return True

    def forget(self, person: str) -> None:
        pass


def talk(*lines: str, memory: Memory | None = None) -> list[Reply]:
    said: list[Reply] = []
    typed: Iterator[str] = iter(lines)

    def read() -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    converse(assemble(), read, said.append, memory or Memory(Forgetful(), print))
    return said


def test_it_greets_with_the_disclaimer_before_anything_was_asked() -> None:
    (hello,) = talk()
    assert "not medical advice" in hello.text
    assert hello.text.endswith("?")


def test_the_disclaimer_is_not_said_twice() -> None:
    _, answer = talk("why is my eyelid twitching")
    assert "not medical advice" not in answer.text


def test_stop_ends_the_talk() -> None:
    *_, last = talk("why is my eyelid twitching", "stop", "why is my calf twitching")
    assert last.ends
    assert "calf" not in last.text


def test_after_an_emergency_the_sentence_can_be_asked_for_again() -> None:
    *_, first, again = talk("one side of my face has dropped", "say that again")
    assert "nine one one" in first.text
    assert "nine one one" in again.text


def test_what_is_liked_is_remembered_for_the_next_time_until_it_is_to_be_forgotten(
    tmp_path: Path,
) -> None:
    store = SqliteProfiles(tmp_path / "profiles.sqlite")
    hello, *_ = talk("start breathing", "slower", "stop", memory=Memory(store, print))
    assert "not medical advice" in hello.text
    assert store.load("me").profile.pace > 1
    hello, *_ = talk("resume", memory=Memory(store, print))
    assert "not medical advice" not in hello.text
    talk("forget me", memory=Memory(store, print))
    assert store.load("me") == Kept()


def test_a_memory_that_fails_says_so_and_the_talk_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("where a folder should be")
    told: list[str] = []
    memory = Memory(SqliteProfiles(tmp_path / "file" / "profiles.sqlite"), told.append)
    *_, answer = talk("start breathing", "slower", memory=memory)
    assert answer.text
    assert told
    assert all("preferences could not be read or kept" in text for text in told)


def test_who_cannot_be_forgotten_yet_is_told_the_truth_also_when_it_is_said_again(
    tmp_path: Path,
) -> None:
    store = Failing(tmp_path / "profiles.sqlite")
    store.fails = FORGETTING
    talk("start breathing", "slower", memory=Memory(store, print))
    *_, answer, again = talk("forget me", "say that again", memory=Memory(store, print))
    assert "not deleted yet" in answer.text
    assert "not deleted yet" in again.text
    assert again.text.count("?") == 1
    assert store.load("me").profile.pace > 1


def test_who_could_not_be_forgotten_is_at_the_end_of_the_input(tmp_path: Path) -> None:
    store = Failing(tmp_path / "profiles.sqlite")
    store.fails = FORGETTING
    talk("start breathing", "slower", memory=Memory(store, print))

    typed = ["forget me"]

    def read() -> str:
        if typed:
            return typed.pop()
        store.fails = NOTHING
        raise EOFError

    converse(assemble(), read, lambda reply: None, Memory(store, print))
    assert store.load("me") == Kept()
