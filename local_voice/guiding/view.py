"""One picture of a guided session: a pure function of the session and the moment."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.style import Style
from rich.text import Text

from local_voice.guiding.breath import fullness
from local_voice.guiding.disc import Disc, Rgb, blend
from local_voice.guiding.score import Place, place, steps_begun
from skill.core.routines.cues import Led
from skill.core.routines.model import BREATH_KINDS

AQUA: Rgb = (45, 212, 191)
LAVENDER: Rgb = (167, 139, 250)
SKY: Rgb = (96, 165, 250)
APRICOT: Rgb = (251, 176, 108)
SAGE: Rgb = (116, 178, 148)
COLOURS: Mapping[str, Rgb] = {
    "inhale": AQUA,
    "hold": LAVENDER,
    "exhale": SKY,
    "stretch": APRICOT,
    "move": APRICOT,
    "massage": APRICOT,
    "look": APRICOT,
}
CHANGING = 0.8  # seconds one colour takes to become the next
BRIGHT, SOFT, FAINT = (
    Style(color="#e6edf3", bold=True),
    Style(color="#b6c2cf"),
    Style(color="#7d8b99"),
)
WORDS: Mapping[str, str] = {"inhale": "Breathe in", "hold": "Hold", "exhale": "Breathe out"}

SMALLEST_DISC = 5  # rows; with less room a bar grows and shrinks instead
LARGEST_DISC = 27
SPACIOUS = 12  # rows of a screen that leave room for blank lines
DARK_AFTER = 8.0  # seconds a routine without light tells its keys before it is dark

HINTS = (("space", "pause"), ("q", "stop"), ("s", "slower"), ("f", "faster"), ("n", "skip"))
SIDES_HINT = ("o", "other side")
PAUSED_HINTS = (("space", "go on"), ("q", "stop"))


def frame(
    led: Led,
    played: float,
    width: int,
    height: int,
    *,
    caption: str = "",
    heard: str = "",
    paused: bool = False,
) -> RenderableType:
    """What the screen shows once so many seconds of the session were led.

    ``caption`` are the words being spoken, ``heard`` those the person said last. At most
    ``height`` lines; a routine with a dark screen shows its keys for a moment, then nothing.
    """
    where = place(led, played)
    if led.routine.dark_screen:
        return _dark(led, played, width, paused)
    accent = _colour(led, played)
    below = [
        _centred(_doing(where, paused), Style(color=_hex(accent), bold=True), width),
        *_told(led, where, width, caption, heard),
    ]
    foot = [_progress(where.share, accent), _hints(_keys(led, paused), width)]
    head = _head(led.routine.name, _clock(where.left), width)
    blank = Text("")
    if height < SPACIOUS:
        bar = _bar(fullness(led, played), accent)
        return Group(*[below[0], bar, head, below[1], *foot, *below[2:]][: max(1, height)])
    rows = min(height - 5 - len(below) - len(foot), (width - 2) // 2, LARGEST_DISC)
    if rows < SMALLEST_DISC:
        disc: RenderableType = _bar(fullness(led, played), accent)
        rows = 1
    else:
        disc = Disc(fullness(led, played), rows, blend(accent, SAGE, 0.6) if paused else accent)
    spare = height - rows - 4 - len(below) - len(foot)
    above, under = spare // 2, spare - spare // 2
    return Group(blank, head, *[blank] * above, disc, blank, *below, *[blank] * under, *foot, blank)


def _dark(led: Led, played: float, width: int, paused: bool) -> RenderableType:
    if paused or (led.first == 0 and played < DARK_AFTER):
        return Padding(_hints(PAUSED_HINTS if paused else HINTS[:2], width), (1, 0, 0, 0))
    return Text("")


def _doing(where: Place, paused: bool) -> str:
    """The step in a word or two, its side, and the seconds it has left."""
    if paused:
        return "Paused"
    step, cue = where.step, where.cue
    word = WORDS.get(step.kind) or step.word.rstrip(".") or step.label.capitalize()
    parts = [word]
    if step.side:
        parts.append(f"{step.side} side")
    if cue is not None and cue.kind != "say":
        parts.append(str(max(1, ceil(cue.seconds - where.into - 1e-6))))
    return "  ·  ".join(parts)


def _told(led: Led, where: Place, width: int, caption: str, heard: str) -> list[RenderableType]:
    """What is being said, or else what there is to do; and what was heard. Always three lines."""
    text = caption or ("" if where.step.kind in BREATH_KINDS else where.step.cue)
    lines = list(_wrapped(text, max(10, min(width - 4, 64))))[:2]
    told: list[RenderableType] = [_centred(line, SOFT, width) for line in lines]
    told += [Text("")] * (2 - len(lines))
    return [*told, _centred(f"you: {heard}" if heard else "", FAINT, width)]


def _head(name: str, left: str, width: int) -> Text:
    room = width - 4
    title = Text(name, BRIGHT, no_wrap=True)
    title.truncate(max(0, room - len(left) - 1), overflow="ellipsis")
    gap = max(1, room - title.cell_len - len(left))
    return Text.assemble("  ", title, " " * gap, (left, SOFT), no_wrap=True, overflow="crop")


def _progress(share: float, accent: Rgb) -> RenderableType:
    bar = ProgressBar(
        total=1.0,
        completed=min(share, 1.0),
        style="#263245",
        complete_style=_hex(accent),
        finished_style=_hex(accent),
    )
    return Padding(bar, (0, 2))


def _bar(share: float, accent: Rgb) -> RenderableType:
    return Padding(
        ProgressBar(
            total=1.0, completed=0.1 + 0.9 * share, style="#263245", complete_style=_hex(accent)
        ),
        (0, 2),
    )


def _hints(keys: Sequence[tuple[str, str]], width: int) -> Text:
    """As many keys as there is room for, the most needed first."""
    line = Text(justify="center", no_wrap=True, overflow="crop")
    for key, does in keys:
        gap = "   " if width > 60 else "  "
        piece = Text.assemble((key, SOFT), " ", (does, FAINT))
        if line.cell_len + len(gap) + piece.cell_len > width - 1:
            break
        line = Text.assemble(line, gap if line else "", piece, justify="center", no_wrap=True)
    return line


def _keys(led: Led, paused: bool) -> Sequence[tuple[str, str]]:
    if paused:
        return PAUSED_HINTS
    has_sides = any(step.side for step in led.steps)
    return (*HINTS, SIDES_HINT) if has_sides else HINTS


def _colour(led: Led, played: float) -> Rgb:
    """The step's colour, coming out of that of the step before."""
    begun = steps_begun(led, played)
    now, before = next(begun, None), next(begun, None)
    if now is None:
        return SAGE
    past = COLOURS.get(before.kind or "", SAGE) if before else SAGE
    return blend(past, COLOURS.get(now.kind or "", SAGE), min(1.0, (played - now.at) / CHANGING))


def _centred(text: str, style: Style, width: int) -> Text:
    line = Text(text, style, no_wrap=True)
    line.truncate(width, overflow="ellipsis")
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


def _clock(seconds: float) -> str:
    whole = ceil(seconds - 1e-6)
    return f"{whole // 60}:{whole % 60:02} left"


def _hex(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
