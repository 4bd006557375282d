"""What is to be seen of a guided session: a pure function of the session and the moment."""

from collections.abc import Mapping
from math import ceil

from local_voice.guiding.breath import fullness
from local_voice.guiding.disc import Rgb, blend
from local_voice.guiding.picture import Darkness, Keys, Picture
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
SHADES_OF_CHANGE = 8
WORDS: Mapping[str, str] = {"inhale": "Breathe in", "hold": "Hold", "exhale": "Breathe out"}
FINEST = 256  # steps in which the disc and the bar grow: smaller ones nobody sees
DARK_AFTER = 8.0  # seconds a routine without light tells its keys before it is dark

HINTS: Keys = (
    ("space", "pause"),
    ("q", "stop"),
    ("s", "slower"),
    ("f", "faster"),
    ("n", "skip"),
)
SIDES_HINT = ("o", "other side")
PAUSED_HINTS: Keys = (("space", "go on"), ("q", "stop"))


def frame(
    led: Led,
    played: float,
    width: int,
    height: int,
    *,
    caption: str = "",
    heard: str = "",
    paused: bool = False,
) -> Picture | Darkness:
    """What the screen shows once so many seconds of the session were led.

    ``caption`` are the words being spoken, ``heard`` those the person said last. A routine with
    a dark screen shows its keys for a moment, then nothing.
    """
    if led.routine.dark_screen:
        return Darkness(width, height, _dark_keys(led, played, paused))
    where = place(led, played)
    accent = _colour(led, played)
    return Picture(
        width=width,
        height=height,
        title=led.routine.name,
        left=_clock(where.left),
        doing="Paused" if paused else _doing(where),
        told=caption or ("" if where.step.kind in BREATH_KINDS else where.step.cue),
        heard=heard,
        fullness=_fine(fullness(led, played)),
        share=_fine(where.share),
        accent=blend(accent, SAGE, 0.6) if paused else accent,
        keys=_keys(led, paused),
    )


def _dark_keys(led: Led, played: float, paused: bool) -> Keys:
    if paused:
        return PAUSED_HINTS
    return HINTS[:2] if led.first == 0 and played < DARK_AFTER else ()


def _doing(where: Place) -> str:
    """The step in a word or two, its side, and the seconds it has left."""
    step, cue = where.step, where.cue
    parts = [WORDS.get(step.kind) or step.word.rstrip(".") or step.label.capitalize()]
    if step.side:
        parts.append(f"{step.side} side")
    if cue is not None and cue.kind != "say":
        parts.append(str(max(1, ceil(cue.seconds - where.into - 1e-6))))
    return "   ".join(parts)


def _keys(led: Led, paused: bool) -> Keys:
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
    done = min(1.0, (played - now.at) / CHANGING)
    done = round(done * SHADES_OF_CHANGE) / SHADES_OF_CHANGE
    return blend(past, COLOURS.get(now.kind or "", SAGE), done)


def _clock(seconds: float) -> str:
    whole = ceil(seconds - 1e-6)
    return f"{whole // 60}:{whole % 60:02} left"


def _fine(share: float) -> float:
    return round(min(share, 1.0) * FINEST) / FINEST
