"""Draws the picture of the README: ``python -m tests.guiding.draw docs/guiding.svg``."""

import io
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from rich.color import Color
from rich.console import Console
from rich.segment import Segment
from rich.style import Style

from local_voice.guiding.disc import NIGHT
from local_voice.guiding.view import frame
from tests.guiding.scenes import session

COLUMNS, LINES = 80, 24
CELL, LINE, BAR = 10, 20, 36  # pixels: of a character, and of the window's title
MOMENT, CAPTION = 10.3, "Breathe in through your nose."
TITLE = 'muscle-calm routine "calm breath"'
HALF, STROKES = "▀", {"━": (0.0, 1.0), "╸": (0.0, 0.5), "╺": (0.5, 1.0)}
NO_BREAK = "\u00a0"
GROUND = Style(bgcolor=Color.from_rgb(*NIGHT))


def drawn() -> str:
    """The frame as an SVG that needs no font for its shapes."""
    console = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")
    options = console.options.update_dimensions(COLUMNS, LINES)
    picture = frame(session("calm_breath"), MOMENT, COLUMNS, LINES, caption=CAPTION)
    lines = console.render_lines(picture, options, style=GROUND)
    width, height = COLUMNS * CELL, LINES * LINE + BAR
    shapes = "\n".join(shape for row, line in enumerate(lines) for shape in _line(row, line))
    lights = "".join(
        f'<circle cx="{22 + 20 * number}" cy="18" r="6" fill="{colour}"/>'
        for number, colour in enumerate(("#ff5f57", "#febc2e", "#28c840"))
    )
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"
 aria-label="A disc grows with the breath in; below it: {CAPTION}">
<style>text {{ font: 16px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace }}
rect {{ shape-rendering: crispEdges }}</style>
<rect width="{width}" height="{height}" rx="10" fill="{_hex(NIGHT)}"/>
<path d="M0 {BAR}V10Q0 0 10 0H{width - 10}Q{width} 0 {width} 10V{BAR}Z" fill="#1b2233"/>
{lights}
<text x="{width / 2}" y="23" fill="#8b98a9" text-anchor="middle">{escape(TITLE)}</text>
{shapes}
</svg>
"""


def _line(row: int, line: list[Segment]) -> Iterator[str]:
    column, top = 0, BAR + row * LINE
    for text, style, _ in line:
        front, back = _colours(style)
        left, width = column * CELL, len(text) * CELL
        column += len(text)
        if text[:1] == HALF:
            yield _rect(left, top, width, LINE / 2, front)
            yield _rect(left, top + LINE / 2, width, LINE / 2, back)
        elif text[:1] in STROKES:
            for number, stroke in enumerate(text):
                begin, end = STROKES[stroke]
                start = left + (number + begin) * CELL
                yield _rect(start, top + LINE / 2 - 1, (end - begin) * CELL, 3, front)
        elif text.strip():
            shift = (len(text) - len(text.lstrip())) * CELL
            weight = ' style="font-weight:bold"' if style is not None and style.bold else ""
            length = len(text.strip()) * CELL
            yield (
                f'<text x="{left + shift}" y="{top + 15}" fill="{front}" textLength="{length}"'
                f"{weight}>{escape(text.strip()).replace(' ', NO_BREAK)}</text>"
            )
        elif back != _hex(NIGHT):
            yield _rect(left, top, width, LINE, back)


def _rect(left: float, top: float, width: float, height: float, colour: str) -> str:
    if colour == _hex(NIGHT):
        return ""
    return f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" fill="{colour}"/>'


def _colours(style: Style | None) -> tuple[str, str]:
    front = style.color if style is not None else None
    back = style.bgcolor if style is not None else None
    return (
        _hex(tuple(front.get_truecolor())) if front is not None else "#e6edf3",
        _hex(tuple(back.get_truecolor())) if back is not None else _hex(NIGHT),
    )


def _hex(colour: tuple[int, ...]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


if __name__ == "__main__":
    svg = "\n".join(line for line in drawn().splitlines() if line)
    Path(sys.argv[1]).write_text(svg + "\n", encoding="utf-8")
