"""Single keys from the terminal, without waiting for Enter, and the terminal left as it was."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Protocol, Self, TextIO

NAMES = {" ": "space", "\x1b": "escape", "\r": "enter", "\n": "enter"}
_TERMINATED = 128 + signal.SIGTERM  # the exit status a shell gives a program that was ended


class _Source(Protocol):
    """How one system reads keys."""

    def poll(self) -> str | None: ...

    def restore(self) -> None: ...


class Keys:
    """A context in which ``poll`` gives the keys typed; where nobody types it gives none.

    The terminal is restored when the context is left, also by an exception, Ctrl-C (which stays
    KeyboardInterrupt) or SIGTERM (which becomes SystemExit inside it). A key echoes nothing; keys
    of several bytes such as arrows are left out. Suspending with Ctrl-Z is off meanwhile, since
    it would leave the shell with a half-drawn screen.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream if stream is not None else sys.stdin
        self._source: _Source | None = None
        self._before_sigterm: signal.Handlers | object = None

    @property
    def is_live(self) -> bool:
        """Whether there is a terminal in the foreground whose keys are read."""
        return self._source is not None

    def poll(self) -> str | None:
        """The next key typed: its character, or "space", "escape", "enter"; never waits.

        None where no key was typed.
        """
        key = self._source.poll() if self._source is not None else None
        return NAMES.get(key, key) if key is not None else None

    def __enter__(self) -> Self:
        self._source = _open(self._stream)
        self._before_sigterm = _on_sigterm(_leave)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        source, self._source = self._source, None
        if source is not None:
            source.restore()
        _on_sigterm(self._before_sigterm)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(_TERMINATED)


def _on_sigterm(handler: object) -> object:
    """Put a handler in place and give the one before; only the main thread may."""
    try:
        return signal.signal(signal.SIGTERM, handler)  # type: ignore[arg-type]
    except (ValueError, TypeError):  # another thread; or the handler before was not Python's
        return None


if sys.platform == "win32":
    import msvcrt

    class _Console:
        """The console of Windows, which needs no mode of its own."""

        def poll(self) -> str | None:
            while msvcrt.kbhit():
                key = msvcrt.getwch()
                if key == "\x03":
                    raise KeyboardInterrupt
                if key not in ("\x00", "\xe0"):
                    return key
                msvcrt.getwch()  # the second half of an arrow or a function key
            return None

        def restore(self) -> None:
            pass

    def _open(stream: TextIO) -> _Source | None:
        return _Console() if _is_terminal(stream) else None

else:
    import codecs
    import re
    import select
    import termios
    import tty

    _SEQUENCE = re.compile(r"\x1b(\[[0-9;?<]*.|O.)")

    class _Terminal:
        """A terminal in cbreak mode: keys come singly and unechoed, Ctrl-C still interrupts."""

        def __init__(self, file: int) -> None:
            self._file = file
            self._before = termios.tcgetattr(file)
            self._decoder = codecs.getincrementaldecoder("utf-8")("ignore")
            self._waiting = ""
            with _not_stopped_by_output():
                tty.setcbreak(file, termios.TCSADRAIN)
                mode = termios.tcgetattr(file)
                mode[6][termios.VSUSP] = b"\x00"
                termios.tcsetattr(file, termios.TCSADRAIN, mode)

        def poll(self) -> str | None:
            while not self._waiting:
                try:
                    if not select.select([self._file], [], [], 0)[0]:
                        return None
                    raw = os.read(self._file, 256)
                except OSError:  # the terminal has gone
                    return None
                if not raw:
                    return None
                self._waiting = _plain(self._decoder.decode(raw))
            key, self._waiting = self._waiting[0], self._waiting[1:]
            return key

        def restore(self) -> None:
            try:
                with _not_stopped_by_output():
                    # What was typed and not read does not end up at the shell's prompt.
                    termios.tcsetattr(self._file, termios.TCSAFLUSH, self._before)
            except termios.error:  # the terminal has gone
                pass

    def _open(stream: TextIO) -> _Source | None:
        if not _is_terminal(stream):
            return None
        file = stream.fileno()
        try:
            in_front = os.tcgetpgrp(file) == os.getpgrp()
            return _Terminal(file) if in_front else None
        except (OSError, termios.error):
            return None

    def _plain(text: str) -> str:
        """What was typed without the sequences that arrows and the like send."""
        return _SEQUENCE.sub("", text)

    @contextmanager
    def _not_stopped_by_output() -> Iterator[None]:
        """A program in the background that changes the terminal is stopped unless it ignores it."""
        try:
            before = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        except ValueError:  # not the main thread
            yield
            return
        try:
            yield
        finally:
            signal.signal(signal.SIGTTOU, before)


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):  # none, or closed
        return False
