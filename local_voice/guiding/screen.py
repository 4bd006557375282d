"""The whole terminal as a picture that is repainted only where it has changed."""

from contextlib import ExitStack
from typing import Self

from rich.color import Color
from rich.console import Console, RenderableType
from rich.control import Control
from rich.segment import Segment, Segments
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
        self._painted: tuple[RenderableType, int, int] | None = None
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
        if (picture, width, height) == self._painted:
            return
        if self._painted is None or self._painted[1:] != (width, height):
            self._shown = [[] for _ in range(height)]
        self._painted = picture, width, height
        options = self._console.options.update_dimensions(width, height)
        ground = BLACK if dark and self._ground else self._ground
        lines = self._console.render_lines(picture, options, style=ground, pad=True)
        lines = Segment.set_shape(lines, width, height, ground)
        changed: list[Segment] = []
        for row, (line, before) in enumerate(zip(lines, self._shown, strict=True)):
            if line != before:
                changed += [Control.move_to(0, row).segment, *line]
        self._console.print(Segments(changed), end="", crop=False, soft_wrap=True)
        self._shown = lines

    def __enter__(self) -> Self:
        self._open.enter_context(self._console.screen(hide_cursor=True))
        self._shown, self._painted = [], None
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()


def is_possible(console: Console) -> bool:
    """Whether the terminal can be painted on at all."""
    return console.is_terminal and not console.is_dumb_terminal and not console.legacy_windows
