"""How one picture of a session is laid out, whatever the size of the terminal."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.style import Style
from rich.text import Text

from local_voice.guiding.disc import Disc, Rgb

BRIGHT = Style(color="#e6edf3", bold=True)
SOFT, FAINT = Style(color="#b6c2cf"), Style(color="#7d8b99")
REST_OF_BAR = "#263245"

SMALLEST_DISC = 5  # rows; with less room a bar grows and shrinks instead
LARGEST_DISC = 23
SPACIOUS = 12  # rows of a screen that leave room for blank lines
WIDEST_TEXT = 64  # columns
TOLD = 2  # lines kept for what is said

Keys = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is to be seen at one moment; two that are equal look the same.

    It fills ``width`` columns and at most ``height`` lines. ``doing`` is the step in a word or two,
    ``told`` what is being said or is to be done, ``heard`` what the person said; ``left`` is the
    time left, ``share`` (0 to 1) of the session is over; ``keys`` are keys with what they do, the
    most needed first.
    """

    width: int
    height: int
    title: str
    left: str
    doing: str
    told: str
    heard: str
    fullness: float
    share: float
    accent: Rgb
    keys: Keys

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lay_out = _spacious if self.height >= SPACIOUS else _narrow
        yield lay_out(self, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Darkness:
    """No picture, but for keys where they have to be known."""

    width: int
    height: int
    keys: Keys = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.keys:
            yield Text("")
            yield _keys(self.keys, self.width)


def _spacious(picture: Picture, width: int, height: int) -> Group:
    below = [
        _doing(picture, width),
        *_told(picture, width),
        _centred(f"you: {picture.heard}" if picture.heard else "", FAINT, width),
    ]
    foot = [_bar(picture.share, picture.accent), _keys(picture.keys, width)]
    rows = min(height - 5 - len(below) - len(foot), (width - 2) // 2, LARGEST_DISC)
    shape: RenderableType = Disc(picture.fullness, rows, picture.accent)
    if rows < SMALLEST_DISC:
        shape, rows = _breath_bar(picture), 1
    spare = height - rows - 4 - len(below) - len(foot)
    blank = Text("")
    above, under = [blank] * (spare // 2), [blank] * (spare - spare // 2)
    return Group(blank, _head(picture, width), *above, shape, blank, *below, *under, *foot, blank)


def _narrow(picture: Picture, width: int, height: int) -> Group:
    """What matters most first, cut off where the screen ends."""
    first, *others = _told(picture, width)
    lines = [
        _doing(picture, width),
        _breath_bar(picture),
        _head(picture, width),
        first,
        _bar(picture.share, picture.accent),
        _keys(picture.keys, width),
        *others,
    ]
    return Group(*lines[: max(1, height)])


def _head(picture: Picture, width: int) -> Text:
    room = width - 4
    title = Text(picture.title, BRIGHT, no_wrap=True)
    title.truncate(max(0, room - len(picture.left) - 1), overflow="crop")
    gap = " " * max(1, room - title.cell_len - len(picture.left))
    return Text.assemble("  ", title, gap, (picture.left, SOFT), no_wrap=True, overflow="crop")


def _doing(picture: Picture, width: int) -> Text:
    return _centred(picture.doing, Style(color=_hex(picture.accent), bold=True), width)


def _told(picture: Picture, width: int) -> list[RenderableType]:
    lines = list(_wrapped(picture.told, max(10, min(width - 4, WIDEST_TEXT))))
    lines = [*lines, *[""] * TOLD][:TOLD]
    return [_centred(line, SOFT, width) for line in lines]


def _breath_bar(picture: Picture) -> RenderableType:
    return _bar(0.1 + 0.9 * picture.fullness, picture.accent)


def _bar(share: float, accent: Rgb) -> RenderableType:
    colour = _hex(accent)
    bar = ProgressBar(
        total=1.0,
        completed=share,
        style=REST_OF_BAR,
        complete_style=colour,
        finished_style=colour,
    )
    return Padding(bar, (0, 2))


def _keys(keys: Keys, width: int) -> Text:
    """As many keys as there is room for."""
    gap = "   " if width > 60 else "  "
    line = Text()
    for key, does in keys:
        longer = Text.assemble(line, gap if line else "", (key, SOFT), " ", (does, FAINT))
        if longer.cell_len > width - 1:
            break
        line = longer
    return Text.assemble(" " * ((width - line.cell_len) // 2), line, no_wrap=True)


def _centred(text: str, style: Style, width: int) -> Text:
    line = Text(text, style, no_wrap=True)
    line.truncate(width, overflow="crop")
    return Text.assemble(" " * ((width - line.cell_len) // 2), line, no_wrap=True)


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line


def _hex(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
