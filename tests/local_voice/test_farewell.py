"""Ctrl-C at any moment: heard, and without a word of complaint."""

import signal
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from ctypes import CFUNCTYPE

import pytest

from local_voice.farewell import FAREWELL, or_interrupted, until_ctrl_c


def at_once() -> None:
    signal.raise_signal(signal.SIGINT)


def in_a_call_from_c() -> None:
    CFUNCTYPE(None)(at_once)()  # lets no error through
    time.sleep(10)


@pytest.mark.parametrize("pressed", [at_once, in_a_call_from_c])
@pytest.mark.parametrize("kind", [or_interrupted, until_ctrl_c])
def test_ctrl_c_ends_it(
    kind: Callable[[], AbstractContextManager[None]],
    pressed: Callable[[], None],
    capfd: pytest.CaptureFixture[str],
) -> None:
    status = 0
    try:
        with kind():
            pressed()
            pytest.fail("it went on")
    except SystemExit as end:
        status = int(end.code or 0)
    shown = capfd.readouterr()
    assert shown.err == ""
    assert (status, shown.out) == ((130, "") if kind is or_interrupted else (0, f"{FAREWELL}\n"))
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
