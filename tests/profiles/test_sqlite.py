"""Profiles in a real SQLite file, with programs that die, full discs and files that rot."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from skill.core.profile import Profile
from skill.profiles.sqlite import SqliteProfiles
from skill.profiles.store import ME, Kept, ProfileError

SLOW = Kept().followed_by(Profile(greeted=True, pace=1.25, routines_done=3))
FIRST_RELEASE = "CREATE TABLE profiles (person TEXT PRIMARY KEY, profile TEXT NOT NULL)"

WRITER = """
import sys
from pathlib import Path
from skill.core.profile import Profile
from skill.profiles.sqlite import SqliteProfiles
store = SqliteProfiles(Path(sys.argv[1]))
kept = store.load("me")
for number in range(1, 100_000):
    new = kept.followed_by(Profile(routines_done=number))
    assert store.save("me", new, since=kept)
    kept = new
    print(number, flush=True)
"""
ON_A_FULL_DISC = """
import resource, signal, sys
from pathlib import Path
from skill.core.profile import Profile
from skill.profiles.sqlite import SqliteProfiles
from skill.profiles.store import ProfileError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
try:
    store = SqliteProfiles(Path(sys.argv[1]))
    kept = store.load("me")
    store.save("me", kept.followed_by(Profile(routines_done=7)), since=kept)
except ProfileError as problem:
    sys.stderr.write(str(problem))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "profiles.sqlite"


def test_what_is_kept_is_there_for_the_next_program(path: Path) -> None:
    assert SqliteProfiles(path).load(ME) == Kept()
    assert SqliteProfiles(path).save(ME, SLOW, since=Kept())
    assert SqliteProfiles(path).load(ME) == SLOW
    assert SqliteProfiles(path).load("someone else") == Kept()


def test_nothing_is_written_over_that_was_not_seen(path: Path) -> None:
    store = SqliteProfiles(path)
    assert store.save(ME, SLOW, since=Kept())
    assert not store.save(ME, Kept().followed_by(Profile()), since=Kept())
    newer = SLOW.followed_by(Profile(quiet=True))
    assert store.save(ME, newer, since=SLOW)
    assert not store.save(ME, SLOW.followed_by(Profile()), since=SLOW)
    assert store.load(ME) == newer
    store.forget(ME)
    assert not store.save(ME, newer.followed_by(Profile()), since=newer)
    assert store.load(ME) == Kept()


def test_looking_leaves_no_file(path: Path) -> None:
    SqliteProfiles(path).load(ME)
    SqliteProfiles(path).forget(ME)
    assert not path.exists()


def test_forgetting_leaves_no_trace_in_the_file(path: Path) -> None:
    store = SqliteProfiles(path)
    store.save("my-own-id", SLOW, since=Kept())
    assert b"my-own-id" in path.read_bytes()
    assert b"1.25" in path.read_bytes()
    store.forget("my-own-id")
    assert store.load("my-own-id") == Kept()
    assert b"my-own-id" not in path.read_bytes()
    assert b"1.25" not in path.read_bytes()


def test_what_was_confirmed_survives_being_killed_at_any_moment(path: Path) -> None:
    for wait in (0.0, 0.013, 0.031, 0.047):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        confirmed = int(writer.stdout.readline())
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        for line in writer.stdout:
            confirmed = int(line) if line.endswith("\n") else confirmed
        writer.wait()
        writer.stdout.close()
        # The one after it may have been written and not yet confirmed.
        assert SqliteProfiles(path).load(ME).profile.routines_done in (confirmed, confirmed + 1)


def test_several_writers_wait_for_each_other(path: Path) -> None:
    store = SqliteProfiles(path)

    def save(number: int) -> None:
        new = Kept().followed_by(Profile(routines_done=number))
        assert store.save(str(number), new, since=Kept())

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(save, range(40)))
    kept = [store.load(str(number)).profile.routines_done for number in range(40)]
    assert kept == list(range(40))


def test_of_several_writers_at_once_one_wins_and_the_others_know(path: Path) -> None:
    store = SqliteProfiles(path)
    attempts = [Kept().followed_by(Profile(routines_done=number)) for number in range(16)]
    with ThreadPoolExecutor(8) as threads:
        saved = list(threads.map(lambda new: store.save(ME, new, since=Kept()), attempts))
    assert sum(saved) == 1
    assert store.load(ME) == attempts[saved.index(True)]


def test_a_file_of_the_first_release_is_taken_over_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    profile = Profile(greeted=True, pace=1.25, done={"calm_breath": 2}, days=(739_001,))
    with sqlite3.connect(path) as database:
        database.execute(FIRST_RELEASE)
        row = (ME, json.dumps(profile.to_json()))
        database.execute("INSERT INTO profiles VALUES (?, ?)", row)
    database.close()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: SqliteProfiles(path).load(ME), range(8)))
    assert {kept.version for kept in found} == {"first"}
    assert all(kept.profile == profile for kept in found)
    assert SqliteProfiles(path).save(ME, found[0].followed_by(Profile()), since=found[0])


@pytest.mark.parametrize("rotten", [b"", b"not a database at all", b"SQLite format 3\0rot"])
def test_a_damaged_file_is_set_aside_and_a_new_one_begun(path: Path, rotten: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(rotten)
    store = SqliteProfiles(path)
    assert store.load(ME) == Kept()
    store.save(ME, SLOW, since=Kept())
    assert store.load(ME) == SLOW


def test_a_profile_that_cannot_be_read_is_an_empty_one_and_can_be_written_over(path: Path) -> None:
    store = SqliteProfiles(path)
    store.save(ME, SLOW, since=Kept())
    with sqlite3.connect(path) as database:
        database.execute("UPDATE profiles SET profile = '{half'")
    database.close()
    found = store.load(ME)
    assert found.profile == Profile()
    assert store.save(ME, found.followed_by(SLOW.profile), since=found)


def test_a_file_in_use_for_too_long_is_one_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.profiles.sqlite.PATIENCE", 0.05)
    store = SqliteProfiles(path)
    store.save(ME, SLOW, since=Kept())
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ProfileError, match="preferences could not be read or kept"):
        store.save(ME, SLOW.followed_by(Profile()), since=SLOW)
    other.close()
    assert store.load(ME) == SLOW


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(ProfileError, match="all else goes on"):
        SqliteProfiles(tmp_path / "data" / "profiles.sqlite").save(ME, SLOW, since=Kept())


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_full_disc_is_one_sentence_and_loses_nothing(path: Path) -> None:
    SqliteProfiles(path).save(ME, SLOW, since=Kept())
    done = subprocess.run(
        [sys.executable, "-c", ON_A_FULL_DISC, str(path)], capture_output=True, text=True
    )
    assert "could not be read or kept" in done.stderr
    assert "Traceback" not in done.stderr
    assert SqliteProfiles(path).load(ME) == SLOW


def test_of_two_programs_that_find_a_damaged_file_neither_sets_aside_the_new_one(
    path: Path,
) -> None:
    class Second(SqliteProfiles):
        """A program that comes to set the file aside when the first has just done so."""

        found = 0

        def _database(self) -> sqlite3.Connection:
            try:
                return super()._database()
            except sqlite3.DatabaseError:
                self.found += 1
                SqliteProfiles(path).save(ME, SLOW, since=Kept())
                raise

    path.parent.mkdir()
    path.write_bytes(b"not a database at all")
    second = Second(path)
    assert second.load(ME) == SLOW
    assert second.found == 1
    assert SqliteProfiles(path).load(ME) == SLOW


@pytest.mark.parametrize("goes_on", [True, False])
def test_forgetting_deletes_a_file_that_was_set_aside(path: Path, goes_on: bool) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database at all, but my-own-id is in it")
    store = SqliteProfiles(path)
    if goes_on:
        store.save("my-own-id", SLOW, since=Kept())
        assert [file.name for file in path.parent.iterdir() if b"my-own-id" in file.read_bytes()]
    store.forget("my-own-id")
    assert not [file for file in path.parent.iterdir() if b"my-own-id" in file.read_bytes()]


def test_a_file_set_aside_is_deleted_also_where_no_other_was_begun(path: Path) -> None:
    path.parent.mkdir()
    aside = path.with_name(path.name + ".damaged")
    aside.write_bytes(b"my-own-id")
    SqliteProfiles(path).forget("my-own-id")
    assert list(path.parent.iterdir()) == []


def test_a_file_set_aside_that_cannot_be_deleted_is_one_sentence(path: Path) -> None:
    path.parent.mkdir()
    path.with_name(path.name + ".damaged").mkdir()
    with pytest.raises(ProfileError, match="could not be read or kept"):
        SqliteProfiles(path).forget("my-own-id")
