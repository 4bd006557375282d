"""Keeps ALSA's library from writing pages of its own to the terminal when a device is missing."""

import ctypes
import sys

_Handler = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)


def _say_nothing(file: bytes, line: int, function: bytes, error: int, text: bytes) -> None:
    pass


_HANDLER = _Handler(_say_nothing)  # the library keeps a bare pointer to it


def quieten() -> None:
    """Let ALSA say nothing in this process; harmless where there is no ALSA."""
    if not sys.platform.startswith("linux"):
        return
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_HANDLER)
    except (OSError, AttributeError):
        return
