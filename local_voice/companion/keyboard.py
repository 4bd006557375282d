"""The keyboard beside the voice: single keys, lines typed at a terminal, lines from a pipe."""

import sys
from collections import deque
from collections.abc import Iterator
from io import TextIOWrapper
from threading import Thread
from typing import TextIO

from local_voice.companion.model import Event, Pressed, Typed, Typing
from local_voice.terminal.keys import Keys

ERASE = ("\x7f", "\b")


class TerminalKeyboard:
    """Keys of a terminal; letters gather into a line that Enter sends and Escape drops."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._line = ""

    @property
    def is_over(self) -> bool:
        """Never: a terminal is left by Ctrl-C."""
        return False

    def poll(self, typing: bool) -> Iterator[Event]:
        """What was pressed since the last time; ``typing``: letters may begin a line."""
        while key := self._keys.poll():
            if self._line or (typing and len(key) == 1 and key.isprintable()):
                yield self._edited(key)
            else:
                yield Pressed(key)

    def _edited(self, key: str) -> Event:
        line, self._line = self._line, ""
        if key == "enter":
            return Typed(line.strip()) if line.strip() else Typing("")
        if key != "escape":
            self._line = line[:-1] if key in ERASE else line + (" " if key == "space" else key)
        return Typing(self._line)


class PipedKeyboard:
    """Lines from standard input where nobody sits at it; read in the background."""

    def __init__(self, stream: TextIO) -> None:
        self._lines: deque[str] = deque()
        self._has_ended = False
        self._had_lines = False
        Thread(target=self._read, args=(stream,), daemon=True, name="lines").start()

    @property
    def is_over(self) -> bool:
        """Whether lines were given and all of them were taken: then that was the conversation."""
        return self._has_ended and self._had_lines and not self._lines

    def poll(self, typing: bool) -> Iterator[Event]:
        """The next line, if there is one: each waits for the answer to the one before."""
        if typing and self._lines:
            yield Typed(self._lines.popleft())

    def _read(self, stream: TextIO) -> None:
        if isinstance(stream, TextIOWrapper):  # what is no text is a mark and no error
            stream.reconfigure(errors="replace")
        for line in stream:
            if text := line.strip():
                self._lines.append(text)
                self._had_lines = True
        self._has_ended = True


class NoKeyboard:
    """For where nobody types."""

    is_over = False

    def poll(self, typing: bool) -> tuple[Event, ...]:
        """Nothing is ever pressed."""
        return ()


def keyboard_of(keys: Keys) -> TerminalKeyboard | PipedKeyboard | NoKeyboard:
    """The keyboard of a program: ``keys`` where they are live, else lines of standard input."""
    if keys.is_live:
        return TerminalKeyboard(keys)
    # A program may be started with its standard input closed.
    return PipedKeyboard(sys.stdin) if sys.stdin is not None else NoKeyboard()
