"""How long a store is waited for in the tests here."""

from dataclasses import dataclass

import pytest

LONG = 20.0  # seconds


@dataclass(frozen=True)
class Patience:
    """With a store that is well, or with one that lets everybody wait."""

    patch: pytest.MonkeyPatch

    def long(self) -> None:
        """Nothing is given up that only takes its time."""
        for name in ("aws.CONNECTING", "aws.ANSWERING", "in_time.PATIENCE"):
            self.patch.setattr(f"skill.profiles.{name}", LONG)
        self.patch.setattr("skill.profiles.sqlite.PATIENCE", 3 * LONG)  # SQLite's is not fair

    def short(self) -> None:
        """What does not answer is given up; for stores that are made from now on."""
        self.patch.setattr("skill.profiles.aws.ANSWERING", 0.4)
        self.patch.setattr("skill.profiles.in_time.PATIENCE", 1.0)
