"""A lock between processes that ends with the process holding it, however that ends."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Hold the lock of that file; raises BlockingIOError where another process holds it."""
    with file.open("ab") as opened:
        try:
            _lock(opened)
        except OSError as fault:
            raise BlockingIOError(str(file)) from fault
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(opened: IO[bytes]) -> None:
        opened.seek(0)
        msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(opened: IO[bytes]) -> None:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
