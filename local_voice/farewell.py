"""Leaving a conversation by Ctrl-C."""

import signal
import sys
from _thread import interrupt_main
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from types import FrameType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

FAREWELL = "Take good care of yourself."
AGAIN = 0.02  # seconds
INTERRUPTED = 128 + signal.SIGINT


class Left(KeyboardInterrupt):
    """Ctrl-C. Python ends a process with another exit status once a plain KeyboardInterrupt came
    in the wrong moment, such as the making of a class, although it was caught."""


@contextmanager
def until_ctrl_c() -> Iterator[None]:
    """Ctrl-C is how a conversation ends, also one that has not begun."""
    try:
        with _ctrl_c_heard():
            yield
    except KeyboardInterrupt:
        # What was only half made complains as it is thrown away; nobody is to read that.
        sys.unraisablehook = lambda complaint: None
        click.echo(FAREWELL)


@contextmanager
def or_interrupted() -> Iterator[None]:
    """Ctrl-C ends it with the exit status a shell gives an interrupted program."""
    try:
        with _ctrl_c_heard():
            yield
    except KeyboardInterrupt:
        sys.unraisablehook = lambda complaint: None
        sys.exit(INTERRUPTED)


@contextmanager
def _ctrl_c_heard() -> Iterator[None]:
    """No Ctrl-C is lost, also in the midst of speech."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # else Ctrl-C is ignored, as under nohup
        signal.signal(signal.SIGINT, _leave)
        sys.unraisablehook = _lost
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _leave(number: int, frame: FrameType | None) -> None:
    raise Left


def _lost(complaint: "UnraisableHookArgs") -> None:
    """Press Ctrl-C again where it was lost: C, as in the midst of speech, lets no error through."""
    if isinstance(complaint.exc_value, Left):
        Timer(AGAIN, interrupt_main).start()
    else:
        sys.__unraisablehook__(complaint)
