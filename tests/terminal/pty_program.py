"""A program run on a terminal of its own, with keys typed into it and its screen read."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from typing import Self


class OnATerminal:
    """Runs a command on a new terminal of a size; ``seen`` is all it has written so far."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        lines: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.seen = ""
        self._command, self._env = list(command), {**os.environ, **(env or {})}
        self._master, self._slave = pty.openpty()
        self.resize(columns, lines)
        self.mode_before = self.mode

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            self._command,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=self._env,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        return self

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size; the program is told by SIGWINCH."""
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def wait_for(self, text: str, timeout: float = 20.0) -> None:
        """Read until the program has written a text; fails where it does not in time."""
        end = time.monotonic() + timeout
        while text not in self.seen:
            assert time.monotonic() < end, f"no {text!r} in {self.seen[-2000:]!r}"
            ended = self.process.poll() is not None
            if not self._read(0.2):
                assert not ended, f"ended without {text!r}: {self.seen[-2000:]!r}"

    def finish(self, timeout: float = 20.0) -> int:
        """Wait for the program's end; its exit status, negative for a signal."""
        end = time.monotonic() + timeout
        while self.process.poll() is None:
            assert time.monotonic() < end, f"still running: {self.seen[-2000:]!r}"
            self._read(0.05)
        while self._read(0.05):
            pass
        return self.process.returncode

    @property
    def mode(self) -> list[object]:
        """The terminal's settings now; compare with ``mode_before``."""
        return list(termios.tcgetattr(self._slave))

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)
        os.close(self._slave)

    def _read(self, timeout: float) -> bool:
        if not select.select([self._master], [], [], timeout)[0]:
            return False
        self.seen += os.read(self._master, 65536).decode("utf-8", "replace")
        return True
