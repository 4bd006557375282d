"""What is kept on this machine: nothing is lost unasked, and who wants it is forgotten."""

from pathlib import Path

import pytest

from local_voice.memory import Memory
from skill.core.profile import Profile
from skill.profiles.sqlite import SqliteProfiles
from skill.profiles.store import ME, Kept
from tests.profiles.failing import EVERYTHING, NOTHING, Failing

GREETED = Profile(greeted=True)
NINE_SESSIONS = Profile(greeted=True, pace=1.25, routines_done=9, done={"thigh": 9})


@pytest.fixture
def store(tmp_path: Path) -> Failing:
    return Failing(tmp_path / "profiles.sqlite")


def keep(store: SqliteProfiles, profile: Profile) -> None:
    assert store.save(ME, Kept().followed_by(profile), since=Kept())


def window(store: SqliteProfiles) -> Memory:
    """The memory of one more window, which has looked at what is kept."""
    memory = Memory(store, lambda text: None)
    memory.recall()
    return memory


def test_a_file_locked_at_the_start_loses_nothing(store: Failing) -> None:
    keep(store, NINE_SESSIONS)
    store.fails = EVERYTHING
    memory = window(store)
    store.fails = NOTHING
    assert memory.keep(GREETED)
    assert store.load(ME).profile == NINE_SESSIONS


def test_a_second_window_of_someone_new_deletes_nothing_of_the_first(store: Failing) -> None:
    here, there = window(store), window(store)
    here.keep(NINE_SESSIONS)
    there.keep(GREETED)
    assert store.load(ME).profile == NINE_SESSIONS


def test_a_wish_taken_back_deletes_nothing_of_another_window(store: Failing) -> None:
    keep(store, GREETED)
    here, there = window(store), window(store)
    here.keep(Profile(greeted=True, quiet=True))
    there.keep(GREETED.having_done("thigh", 739_001))
    here.keep(GREETED)
    assert store.load(ME).profile == GREETED.having_done("thigh", 739_001)


def test_who_was_only_greeted_can_be_forgotten(store: Failing) -> None:
    keep(store, GREETED)
    memory = window(store)
    assert memory.keep(GREETED, forgets=True)
    assert memory.keep(GREETED)
    assert store.load(ME) == Kept()


def test_whoever_was_forgotten_and_goes_on_begins_anew(store: Failing) -> None:
    keep(store, NINE_SESSIONS)
    memory = window(store)
    memory.keep(GREETED, forgets=True)
    memory.keep(Profile(greeted=True, quiet=True))
    assert store.load(ME).profile == Profile(greeted=True, quiet=True)


def test_who_cannot_be_forgotten_yet_is_at_the_next_turn(store: Failing) -> None:
    keep(store, NINE_SESSIONS)
    memory = window(store)
    store.fails = EVERYTHING
    assert not memory.keep(GREETED, forgets=True)
    assert memory.keep(GREETED)  # nothing that this turn says is untrue
    store.fails = NOTHING
    assert store.load(ME).profile == NINE_SESSIONS
    memory.keep(Profile(greeted=True, quiet=True))
    assert store.load(ME).profile == Profile(greeted=True, quiet=True)


@pytest.mark.parametrize("forgets", [True, False])
def test_what_could_not_be_done_is_tried_once_more_at_the_end(
    store: Failing, forgets: bool
) -> None:
    keep(store, NINE_SESSIONS)
    memory = window(store)
    store.fails = EVERYTHING
    memory.keep(GREETED if forgets else NINE_SESSIONS.having_done("thigh", 1), forgets=forgets)
    store.fails = NOTHING
    memory.close()
    assert store.load(ME).profile.routines_done == (0 if forgets else 10)


def test_an_end_after_which_nothing_is_missing_leaves_the_file_alone(store: Failing) -> None:
    memory = window(store)
    memory.close()
    assert store.load(ME) == Kept()


def test_the_same_trouble_is_told_once_until_it_is_over(store: Failing) -> None:
    told: list[str] = []
    memory = Memory(store, told.append)
    store.fails = EVERYTHING
    memory.recall()
    memory.keep(GREETED)
    memory.keep(GREETED)
    assert told == ["The disc is not there."]
    store.fails = NOTHING
    memory.keep(GREETED)
    store.fails = EVERYTHING
    memory.keep(NINE_SESSIONS)
    assert told == ["The disc is not there."] * 2
