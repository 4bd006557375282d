"""Profiles in a real SQLite file, with programs that die, full discs and files that rot."""

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
from skill.profiles.store import ME, ProfileError, keep

SLOW = Profile(greeted=True, pace=1.25, routines_done=3)

WRITER = """
import sys
from pathlib import Path
from skill.core.profile import Profile
from skill.profiles.sqlite import SqliteProfiles
store = SqliteProfiles(Path(sys.argv[1]))
for number in range(1, 100_000):
    store.save("me", Profile(routines_done=number))
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
    SqliteProfiles(Path(sys.argv[1])).save("me", Profile(routines_done=7))
except ProfileError as problem:
    sys.stderr.write(str(problem))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "profiles.sqlite"


def test_what_is_kept_is_there_for_the_next_program(path: Path) -> None:
    assert SqliteProfiles(path).load(ME) == Profile()
    SqliteProfiles(path).save(ME, SLOW)
    assert SqliteProfiles(path).load(ME) == SLOW
    assert SqliteProfiles(path).load("someone else") == Profile()


def test_looking_leaves_no_file(path: Path) -> None:
    SqliteProfiles(path).load(ME)
    SqliteProfiles(path).forget(ME)
    assert not path.exists()


def test_forgetting_leaves_no_trace_in_the_file(path: Path) -> None:
    store = SqliteProfiles(path)
    store.save("my-own-id", SLOW)
    assert b"my-own-id" in path.read_bytes()
    keep(store, "my-own-id", Profile(greeted=True))
    assert store.load("my-own-id") == Profile()
    assert b"my-own-id" not in path.read_bytes()


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
        assert SqliteProfiles(path).load(ME).routines_done in (confirmed, confirmed + 1)


def test_several_writers_wait_for_each_other(path: Path) -> None:
    store = SqliteProfiles(path)

    def save(number: int) -> None:
        store.save(str(number), Profile(routines_done=number))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(save, range(40)))
    assert [store.load(str(number)).routines_done for number in range(40)] == list(range(40))


@pytest.mark.parametrize("rotten", [b"", b"not a database at all", b"SQLite format 3\0rot"])
def test_a_damaged_file_is_set_aside_and_a_new_one_begun(path: Path, rotten: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(rotten)
    store = SqliteProfiles(path)
    assert store.load(ME) == Profile()
    store.save(ME, SLOW)
    assert store.load(ME) == SLOW


def test_a_profile_that_cannot_be_read_is_an_empty_one(path: Path) -> None:
    store = SqliteProfiles(path)
    store.save(ME, SLOW)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE profiles SET profile = '{half'")
    database.close()
    assert store.load(ME) == Profile()


def test_a_file_in_use_for_too_long_is_one_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.profiles.sqlite.PATIENCE", 0.05)
    store = SqliteProfiles(path)
    store.save(ME, SLOW)
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ProfileError, match="preferences could not be read or kept"):
        store.save(ME, Profile())
    other.close()
    assert store.load(ME) == SLOW


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(ProfileError, match="all else goes on"):
        SqliteProfiles(tmp_path / "data" / "profiles.sqlite").save(ME, SLOW)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_full_disc_is_one_sentence_and_loses_nothing(path: Path) -> None:
    SqliteProfiles(path).save(ME, SLOW)
    done = subprocess.run(
        [sys.executable, "-c", ON_A_FULL_DISC, str(path)], capture_output=True, text=True
    )
    assert "could not be read or kept" in done.stderr
    assert "Traceback" not in done.stderr
    assert SqliteProfiles(path).load(ME) == SLOW
