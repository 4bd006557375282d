"""The whole terminal as a picture that is repainted only where it has changed."""

from contextlib import ExitStack
from typing import Self

from rich.color import Color
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style

from local_voice.guiding.disc import NIGHT, has_many_colours

Line = list[Segment]
BLACK = Style(bgcolor=Color.from_rgb(0, 0, 0))


class Screen:
    """A context in which ``show`` fills the terminal; afterwards it is as it was before.

    Nothing is ever cleared, so that nothing flickers.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._open = ExitStack()
        self._shown: list[Line] = []
        self._ground = (
            Style(bgcolor=Color.from_rgb(*NIGHT)) if has_many_colours(console) else Style()
        )

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines, as they are now."""
        return self._console.size.width, self._console.size.height

    def show(self, picture: RenderableType, *, dark: bool = False) -> None:
        """Paint the picture over the last one; ``dark`` leaves the ground black."""
        width, height = self.size
        options = self._console.options.update_dimensions(width, height)
        ground = BLACK if dark and self._ground else self._ground
        lines = self._console.render_lines(picture, options, style=ground, pad=True)
        lines = Segment.set_shape(lines, width, height, ground)
        if len(lines) != len(self._shown) or (
            lines and Segment.get_line_length(self._shown[0]) != width
        ):
            self._shown = [[] for _ in lines]
        with self._console:
            for row, (line, before) in enumerate(zip(lines, self._shown, strict=True)):
                if line != before:
                    self._console.update_screen_lines([line], 0, row)
        self._shown = lines

    def __enter__(self) -> Self:
        self._open.enter_context(self._console.screen(hide_cursor=True))
        self._shown = []
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()


def is_possible(console: Console) -> bool:
    """Whether the terminal can be painted on at all."""
    return console.is_terminal and not console.is_dumb_terminal and not console.legacy_windows
