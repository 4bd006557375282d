"""Keys on a real terminal: read singly, and the terminal left as it was whatever happens."""

import io
import signal
import sys

import pytest

from local_voice.terminal.keys import Keys

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from tests.terminal.pty_program import OnATerminal

READER = """
import sys, time
from local_voice.terminal.keys import Keys
with Keys() as keys:
    print("live" if keys.is_live else "deaf", flush=True)
    while (key := keys.poll()) != "q":
        if key == "e":
            raise RuntimeError("torn")
        if key is not None:
            print(f"<{key!r}>", flush=True)
        time.sleep(0.005)
print("bye", flush=True)
"""


def reader() -> OnATerminal:
    return OnATerminal([sys.executable, "-c", READER])


def test_each_key_comes_at_once_and_unechoed() -> None:
    with reader() as program:
        program.wait_for("live")
        program.type(" ")
        program.wait_for("<'space'>")
        program.type("sö\x1b[A\x1b\r\x04")
        for key in ("<'s'>", "<'ö'>", "<'escape'>", "<'enter'>", "<'\\x04'>"):
            program.wait_for(key)
        assert "[A" not in program.seen
        program.type("q")
        assert program.finish() == 0
        assert program.mode == program.mode_before


@pytest.mark.parametrize(
    ("keys", "trace"), [("e", "RuntimeError: torn"), ("\x03", "KeyboardInterrupt")]
)
def test_the_terminal_is_restored_after_an_error(keys: str, trace: str) -> None:
    with reader() as program:
        program.wait_for("live")
        assert program.mode != program.mode_before
        program.type(keys)
        program.wait_for(trace)
        program.finish()
        assert program.mode == program.mode_before


def test_the_terminal_is_restored_when_the_program_is_ended_from_outside() -> None:
    with reader() as program:
        program.wait_for("live")
        program.process.terminate()
        assert program.finish() == 128 + signal.SIGTERM
        assert program.mode == program.mode_before


def test_suspending_does_not_leave_a_half_drawn_screen() -> None:
    with reader() as program:
        program.wait_for("live")
        program.type("\x1a")
        program.wait_for("<'\\x1a'>")


@pytest.mark.parametrize("stream", [io.StringIO("abc"), None])
def test_without_a_terminal_there_are_no_keys(stream: io.StringIO | None) -> None:
    closed = io.StringIO()
    closed.close()
    with Keys(stream or closed) as keys:
        assert not keys.is_live
        assert keys.poll() is None
