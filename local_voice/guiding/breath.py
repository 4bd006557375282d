"""How full the picture is at a moment: it grows with the breath in and shrinks with it out."""

from collections.abc import Iterator, Mapping
from math import cos, pi

from local_voice.guiding.score import steps_begun
from skill.core.routines.cues import Cue, Led
from skill.core.routines.model import BREATH_KINDS

RESTING = 0.25
AT_WORK = 0.75
LEVELS: Mapping[str, float] = {
    "inhale": 1.0,
    "exhale": 0.0,
    "stretch": AT_WORK,
    "move": AT_WORK,
    "massage": AT_WORK,
    "look": AT_WORK,
    "rest": RESTING,
    "say": RESTING,
}
SETTLING = 2.0  # seconds it takes to its level where no breath is led
PULSE = 0.04  # how much it swells and sinks on a hold, once a second


def fullness(led: Led, played: float) -> float:
    """How full, 0 to 1, once so many seconds of the session were led."""
    begun = steps_begun(led, played)
    now = next(begun, None)
    if now is None:
        return RESTING
    into, before = played - now.at, _level(begun)
    if now.kind == "hold":
        swell = PULSE * (1 - cos(2 * pi * into)) / 2
        return before - swell if before > 0.5 else before + swell
    takes = now.seconds if now.kind in BREATH_KINDS else min(SETTLING, now.seconds)
    done = min(into / takes, 1.0) if takes > 0 else 1.0
    goal = LEVELS[now.kind] if now.kind else RESTING
    return before + (goal - before) * (1 - cos(pi * done)) / 2


def _level(earlier: Iterator[Cue]) -> float:
    """Where the steps before have left it; a hold leaves it as it is."""
    kind = next((cue.kind for cue in earlier if cue.kind != "hold"), None)
    return LEVELS[kind] if kind else RESTING
