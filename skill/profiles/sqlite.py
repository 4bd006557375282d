"""Profiles in one SQLite file."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from skill.core.profile import Profile
from skill.profiles.store import Kept, ProfileError

PATIENCE = 2.0  # seconds to wait for another program that is writing
DAMAGED = ".damaged"  # added to the name of a file that could not be read
SCHEMA = """
CREATE TABLE IF NOT EXISTS profiles
(person TEXT PRIMARY KEY, profile TEXT NOT NULL, record TEXT NOT NULL, version TEXT NOT NULL)
"""
ADDED_LATER = ("record", "version")
"""Columns that a file of the first release has not got."""


class SqliteProfiles:
    """A file of profiles; several programs and threads may use it at once.

    A write is on the disk when ``save`` returns, so that not even a power cut takes it back. A
    file that is no database any more is set aside under another name, and a new one begun.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._aside = path.with_name(path.name + DAMAGED)

    def load(self, person: str) -> Kept:
        """What is kept of a person; ``Kept()`` for someone unknown. Raises ProfileError."""
        if not self._is_there():
            return Kept()
        with self._open() as database:
            row = database.execute(
                "SELECT profile, record, version FROM profiles WHERE person = ?", (person,)
            ).fetchone()
        return Kept(Profile.from_json(_decoded(row[0])), row[1], row[2]) if row else Kept()

    def save(self, person: str, new: Kept, since: Kept) -> bool:
        """Keep a new version; False where ``since`` is not what is kept. Raises ProfileError."""
        row = (json.dumps(new.profile.to_json()), new.record, new.version, person)
        with self._open() as database, database:
            if since.version:
                done = database.execute(
                    "UPDATE profiles SET profile = ?, record = ?, version = ?"
                    " WHERE person = ? AND version = ?",
                    (*row, since.version),
                )
            else:
                done = database.execute(
                    "INSERT INTO profiles (profile, record, version, person) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT DO NOTHING",
                    row,
                )
            return done.rowcount == 1

    def forget(self, person: str) -> None:
        """Keep nothing of a person any more, not even in the file's unused pages.

        A damaged file that was set aside goes as a whole. Raises ProfileError.
        """
        if self._is_there():
            with self._open() as database, database:
                database.execute("DELETE FROM profiles WHERE person = ?", (person,))
        try:
            self._aside.unlink(missing_ok=True)
        except OSError as fault:
            raise ProfileError(_sentence(self._aside, fault.strerror or str(fault))) from fault

    def _is_there(self) -> bool:
        try:
            return self._path.exists()
        except OSError as fault:
            raise ProfileError(_sentence(self._path, fault.strerror or str(fault))) from fault

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(self._connect()) as database:
                yield database
        except sqlite3.Error as fault:
            raise ProfileError(_sentence(self._path, str(fault))) from fault

    def _connect(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise ProfileError(_sentence(self._path, fault.strerror or str(fault))) from fault
        found = self._which()
        try:
            return self._database()
        except sqlite3.OperationalError:
            raise  # locked, read-only, or no room: the file itself is sound
        except sqlite3.DatabaseError:
            if self._which() == found:  # else another program has just begun a new one
                self._set_aside()
            return self._database()

    def _database(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=PATIENCE)
        try:
            database.execute("PRAGMA synchronous = FULL")
            database.execute("PRAGMA secure_delete = ON")
            database.execute(SCHEMA)
            if len(_columns(database)) == 2:
                _migrate(database)
            database.execute("SELECT person, profile FROM profiles LIMIT 1")
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _set_aside(self) -> None:
        with suppress(OSError):
            self._path.replace(self._aside)

    def _which(self) -> tuple[int, int] | None:
        """What tells the file that is there now from any other; None where there is none."""
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino


def _columns(database: sqlite3.Connection) -> list[str]:
    return [row[1] for row in database.execute("PRAGMA table_info(profiles)")]


def _migrate(database: sqlite3.Connection) -> None:
    """Give the profiles of an older file a record and a version; all of them at once, or none."""
    with database:
        database.execute("BEGIN IMMEDIATE")
        for column in ADDED_LATER:
            if column not in _columns(database):  # another program may just have done it
                database.execute(f"ALTER TABLE profiles ADD {column} TEXT NOT NULL DEFAULT 'first'")


def _decoded(stored: str) -> object:
    try:
        return json.loads(stored)
    except ValueError:
        return None


def _sentence(path: Path, cause: str) -> str:
    return (
        f"Your preferences could not be read or kept in {path} ({cause}); "
        "all else goes on, and they are as they were."
    )
