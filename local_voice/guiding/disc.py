"""A disc of light in the terminal, as smooth as its colours allow."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rich.color import Color
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style

Rgb = tuple[int, int, int]

NIGHT: Rgb = (11, 16, 32)  # the ground everything is drawn on where there are colours
LIGHT: Rgb = (240, 253, 250)
SHADES = 18
SMALLEST = 0.28  # of the largest radius
_BRIGHT = 0.62  # the shade of the plain colour; beyond it turns to light

Shades = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc as large as ``fullness`` (0 to 1) says, in a square of ``rows`` lines, centred."""

    fullness: float
    rows: int
    colour: Rgb

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        columns = min(2 * self.rows, options.max_width)
        margin = Segment(" " * ((options.max_width - columns) // 2))
        for row in self._lines(columns, *_means(console, options)):
            yield margin
            yield from row
            yield Segment.line()

    def _lines(
        self, columns: int, has_colours: bool, has_blocks: bool
    ) -> Iterator[Iterator[Segment]]:
        if has_colours and has_blocks:
            shades = shaded(self.fullness, columns, 2 * self.rows)
            for top, bottom in zip(shades[0::2], shades[1::2], strict=True):
                yield _in_colour(top, bottom, self.colour)
        else:
            for line in _outlined(self.fullness, columns, self.rows, has_blocks=has_blocks):
                yield iter([Segment(line)])


def has_many_colours(console: Console) -> bool:
    """Whether shades can be told apart there."""
    return console.color_system in ("truecolor", "256") and not console.no_color


def shaded(fullness: float, columns: int, height: int) -> Shades:
    """The shade of every point: a glowing ball, its halo, and a faint ring of its largest size."""
    largest, radius = _largest(columns, height), _radius(fullness, columns, height)
    away = _distances(columns, height)
    ball = 0.86 - 0.36 * (away / radius) ** 2
    edge = np.clip(radius - away + 0.5, 0, 1)
    halo = 0.3 * np.exp(-np.maximum(away - radius, 0) / (0.14 * largest))
    ring = 0.13 * np.clip(1 - np.abs(away - largest), 0, 1)
    light = ball * edge + np.maximum(halo, ring) * (1 - edge)
    light[away > largest + 1] = 0
    shades: Shades = np.clip(light * (SHADES - 1), 0, SHADES - 1).astype(np.intp)
    return shades


def _means(console: Console, options: ConsoleOptions) -> tuple[bool, bool]:
    return has_many_colours(console), not options.ascii_only


def _outlined(fullness: float, columns: int, rows: int, *, has_blocks: bool) -> Iterator[str]:
    """The disc in plain characters, with dots where it will reach."""
    away = _distances(columns, 2 * rows)
    inside = away <= _radius(fullness, columns, 2 * rows)
    reach = np.abs(away - _largest(columns, 2 * rows)) < 0.5
    halves = np.array(list(" ▀▄█" if has_blocks else " @@@"))
    dot = "·" if has_blocks else "."
    for top, bottom, near in zip(inside[::2], inside[1::2], reach[::2] | reach[1::2], strict=True):
        filled = top + 2 * bottom
        yield "".join(np.where((filled == 0) & near, dot, halves[filled]).tolist())


def _largest(columns: int, height: int) -> float:
    return min(columns, height) / 2 - 1


def _radius(fullness: float, columns: int, height: int) -> float:
    return _largest(columns, height) * (SMALLEST + (1 - SMALLEST) * fullness)


@lru_cache(maxsize=4)
def _distances(columns: int, height: int) -> NDArray[np.float64]:
    """How far every point is from the middle; a point is half a line high, about a square."""
    across = np.arange(columns) - (columns - 1) / 2
    down = np.arange(height) - (height - 1) / 2
    distances: NDArray[np.float64] = np.hypot(across[np.newaxis, :], down[:, np.newaxis])
    return distances


def _in_colour(top: Shades, bottom: Shades, colour: Rgb) -> Iterator[Segment]:
    """One line of half blocks, neighbours of the same two shades in one piece."""
    pairs = top * SHADES + bottom
    edges = [0, *(np.flatnonzero(np.diff(pairs)) + 1).tolist(), len(pairs)]
    for begin, end in pairwise(edges):
        upper, lower = int(top[begin]), int(bottom[begin])
        block = " " if upper == lower else "▀"
        yield Segment(block * (end - begin), _style(colour, upper, lower))


@lru_cache(maxsize=8192)
def _style(colour: Rgb, upper: int, lower: int) -> Style:
    ground = Color.from_rgb(*shade(colour, lower))
    return Style.from_color(Color.from_rgb(*shade(colour, upper)), ground)


def shade(colour: Rgb, step: int) -> Rgb:
    """A colour between the night and light, in ``SHADES`` steps."""
    part = step / (SHADES - 1)
    if part <= _BRIGHT:
        return blend(NIGHT, colour, part / _BRIGHT)
    return blend(colour, LIGHT, (part - _BRIGHT) / (1 - _BRIGHT) * 0.8)


def blend(one: Rgb, other: Rgb, share: float) -> Rgb:
    """A colour so far on the way from one to the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
