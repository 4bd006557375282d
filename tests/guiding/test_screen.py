"""Painting the terminal: only what has changed, and never a blank moment."""

import io

from rich.console import Console
from rich.text import Text

from local_voice.guiding.screen import Screen, is_possible
from local_voice.guiding.view import frame
from tests.guiding.scenes import session

CLEAR = "\x1b[2J"
ENTER, LEAVE, SHOW_CURSOR = "\x1b[?1049h", "\x1b[?1049l", "\x1b[?25h"


def console(**options) -> Console:
    size = {"width": 80, "height": 24, "force_terminal": True, "legacy_windows": False}
    return Console(file=io.StringIO(), color_system="truecolor", **(size | options))


def written(terminal: Console) -> str:
    text = terminal.file.getvalue()
    terminal.file.seek(0)
    terminal.file.truncate()
    return text


def test_the_terminal_is_given_back_as_it_was_also_after_an_error() -> None:
    terminal = console()
    try:
        with Screen(terminal) as screen:
            screen.show(Text("hello"))
            raise RuntimeError
    except RuntimeError:
        pass
    text = written(terminal)
    assert text.index(ENTER) < text.index("hello") < text.index(LEAVE)
    assert text.endswith(SHOW_CURSOR)


def test_only_lines_that_have_changed_are_painted() -> None:
    terminal = console()
    with Screen(terminal) as screen:
        screen.show(Text("one\ntwo\nthree"))
        written(terminal)
        screen.show(Text("one\n2\nthree"))
        text = written(terminal)
        assert "2" in text
        assert "one" not in text
        assert "three" not in text


def test_an_equal_picture_costs_nothing() -> None:
    terminal, led = console(), session("calf_wall")
    with Screen(terminal) as screen:
        screen.show(frame(led, 25.3, *screen.size))
        written(terminal)
        screen.show(frame(led, 25.4, *screen.size))
        assert written(terminal) == ""


def test_nothing_is_cleared_before_it_is_painted() -> None:
    terminal, led = console(), session("calm_breath")
    with Screen(terminal) as screen:
        for moment in range(50):
            screen.show(frame(led, 7 + moment / 10, *screen.size))
        assert CLEAR not in written(terminal)


def test_another_size_is_painted_anew() -> None:
    terminal = console()
    with Screen(terminal) as screen:
        screen.show(Text("hello"))
        written(terminal)
        terminal.width = 40
        screen.show(Text("hello"))
        assert "hello" in written(terminal)


def test_a_terminal_that_cannot_be_painted_on_is_known() -> None:
    assert is_possible(console())
    assert not is_possible(console(force_terminal=False))
    assert not is_possible(console(_environ={"TERM": "dumb"}))
