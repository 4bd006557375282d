"""Two devices of one person, turn by turn in any order, on real stores that fail now and then."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.core.profile import Profile
from skill.profiles.keeping import Held, Keeping
from skill.profiles.setting import store_from
from skill.profiles.sqlite import SqliteProfiles
from skill.profiles.store import Kept, ProfileError, ProfileStore
from tests.profiles.dynamodb_server import Table

TODAY = 739_001


@dataclass
class Wobbly:
    """A store that fails when told to, before it has done what it was asked, or after."""

    store: ProfileStore
    fails: str = ""

    def load(self, person: str) -> Kept:
        self._wobble("before")
        return self.store.load(person)

    def save(self, person: str, new: Kept, since: Kept) -> bool:
        self._wobble("before")
        saved = self.store.save(person, new, since)
        self._wobble("after")
        return saved

    def forget(self, person: str) -> None:
        self._wobble("before")
        self.store.forget(person)
        self._wobble("after")

    def _wobble(self, when: str) -> None:
        if self.fails == when:
            raise ProfileError("The store is not there.")


@dataclass
class Device:
    """One session; what it carries from turn to turn goes through JSON, as in real life."""

    store: Wobbly
    person: str
    carried: dict[str, object] = field(default_factory=dict)

    @property
    def profile(self) -> Profile:
        return Held.from_json(self.carried).profile

    def turn(self, change: Callable[[Profile], Profile], fails: str = "") -> None:
        self.store.fails = fails
        held = self._keeping.recall(Held.from_json(self.carried))
        held = self._keeping.keep(replace(held, profile=change(held.profile)))
        self.carried = held.to_json()
        self.store.fails = ""

    def forget(self, fails: str = "") -> None:
        self.store.fails = fails
        held = self._keeping.recall(Held.from_json(self.carried))
        held = self._keeping.forget(replace(held, profile=Profile(greeted=True)))
        self.carried = held.to_json()
        self.store.fails = ""

    @property
    def _keeping(self) -> Keeping:
        return Keeping(self.store, self.person, tell=lambda problem: None)


def done(profile: Profile) -> Profile:
    return profile.having_done("thigh", TODAY)


def slower(profile: Profile) -> Profile:
    return replace(profile, pace=1.25)


def nothing(profile: Profile) -> Profile:
    return profile


def two_devices(store: ProfileStore) -> tuple[Device, Device]:
    person = uuid.uuid4().hex
    return Device(Wobbly(store), person), Device(Wobbly(store), person)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> SqliteProfiles:
    return SqliteProfiles(tmp_path_factory.mktemp("profiles") / "profiles.sqlite")


# Which device, and whether the store is down, or the answer of a save gets lost on its way.
TURNS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["", "", "before"])), max_size=12)


def every_session_counts_once(store: ProfileStore, turns: list[tuple[int, str]]) -> None:
    devices = two_devices(store)
    for which, fails in turns:
        devices[which].turn(done, fails)
    for device in devices:  # a last word each, and the store is well again
        device.turn(nothing)
    kept = store.load(devices[0].person).profile
    assert kept.routines_done == kept.done.get("thigh", 0) == len(kept.days) == len(turns)


@given(TURNS)
@settings(max_examples=60)
def test_in_a_file_every_session_counts_once(
    file: SqliteProfiles, turns: list[tuple[int, str]]
) -> None:
    every_session_counts_once(file, turns)


def test_in_a_table_every_session_counts_once(table: Table) -> None:
    store = store_from(f"dynamodb:{table.name}")
    assert store is not None

    @given(TURNS)
    @settings(max_examples=12)
    def check(turns: list[tuple[int, str]]) -> None:
        every_session_counts_once(store, turns)

    check()


@given(st.lists(st.sampled_from(["", "before", "after"]), max_size=10))
@settings(max_examples=60)
def test_a_save_whose_answer_got_lost_is_not_counted_again(
    file: SqliteProfiles, failures: list[str]
) -> None:
    device, _ = two_devices(file)
    for fails in failures:
        device.turn(done, fails)
    device.turn(nothing)
    assert file.load(device.person).profile.routines_done == len(failures)
    assert device.profile.routines_done == len(failures)


@given(
    st.lists(st.sampled_from([done, slower, nothing]), min_size=1, max_size=4),
    st.integers(0, 3),
    st.sampled_from(["", "before"]),
)
@settings(max_examples=60)
def test_what_one_device_forgot_the_other_does_not_bring_back(
    file: SqliteProfiles,
    before: list[Callable[[Profile], Profile]],
    unsaved: int,
    fails: str,
) -> None:
    here, there = two_devices(file)
    for change in before:
        here.turn(done)
        there.turn(change)
    for _ in range(unsaved):
        there.turn(done, fails="before")
    here.forget(fails)
    here.turn(nothing)  # where it could not be at first, it is now
    there.turn(nothing if unsaved else done)  # a save of what was before, either way
    assert file.load(here.person) == Kept()
    assert there.profile == Profile()
    there.turn(done)
    assert file.load(here.person).profile.routines_done == 1
    here.turn(slower)
    assert file.load(here.person).profile == Profile(
        greeted=True, pace=1.25, routines_done=1, done={"thigh": 1}, days=(TODAY,)
    )


def test_who_was_forgotten_and_came_back_is_another_record(file: SqliteProfiles) -> None:
    here, there = two_devices(file)
    here.turn(done)
    there.turn(slower)
    here.forget()
    here.turn(done)
    there.turn(done)
    kept = file.load(here.person).profile
    assert (kept.routines_done, kept.pace) == (1, 1.0)
    assert there.profile == kept


def test_a_session_begun_without_the_store_is_joined_with_what_is_kept(
    file: SqliteProfiles,
) -> None:
    here, there = two_devices(file)
    here.turn(done)
    there.turn(slower, fails="before")
    assert there.profile == Profile(pace=1.25)
    there.turn(nothing)
    assert there.profile == replace(here.profile, pace=1.25)
    assert file.load(here.person).profile == there.profile


def test_forgetting_someone_who_was_only_greeted_leaves_nothing(file: SqliteProfiles) -> None:
    here, _ = two_devices(file)
    here.turn(lambda profile: replace(profile, greeted=True))
    assert file.load(here.person).profile == Profile(greeted=True)
    here.forget()
    here.turn(nothing)
    assert file.load(here.person) == Kept()


@pytest.mark.parametrize(
    "carried",
    [
        {"kept": "yes"},
        {"kept": {"version": 1}},
        {"tried": {"no_such_field": 1}},
        {"forgets": "no"},
        {"profile": []},
    ],
)
def test_what_a_session_carries_and_does_not_fit_is_read_from_the_store_again(
    file: SqliteProfiles, carried: dict[str, object]
) -> None:
    here, there = two_devices(file)
    here.turn(done)
    there.carried = carried
    there.turn(nothing)
    assert there.profile == here.profile


def test_a_store_where_others_are_always_quicker_is_tried_again_later(tmp_path: Path) -> None:
    class Busy(SqliteProfiles):
        def save(self, person: str, new: Kept, since: Kept) -> bool:
            return False

    path = tmp_path / "profiles.sqlite"
    device = Device(Wobbly(Busy(path)), "me")
    device.turn(done)
    assert device.profile.routines_done == 1
    device.store = Wobbly(SqliteProfiles(path))
    device.turn(nothing)
    assert SqliteProfiles(path).load("me").profile.routines_done == 1
