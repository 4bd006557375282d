"""Lines that come through a pipe, in whatever state they are."""

import io

from local_voice.companion.keyboard import PipedKeyboard
from local_voice.companion.model import Event, Typed


def test_bytes_that_are_no_text_do_not_end_the_lines() -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"my calf \xff twitches\n\nwhy\n"), encoding="utf-8")
    keyboard = PipedKeyboard(stream)
    lines: list[Event] = []
    while not keyboard.is_over:
        lines += keyboard.poll(typing=True)
    assert lines == [Typed("my calf \ufffd twitches"), Typed("why")]
