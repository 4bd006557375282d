"""A plain twitch, wherever it is and whatever it is called, is no emergency."""

from itertools import product

import pytest

from skill.core.safety.engine import SafetyEngine
from skill.core.urgency import Urgency
from tests.safety.case_files import got

PLACES = (
    "eyelid", "cheek", "lip", "chin", "neck", "shoulder", "back", "buttock", "arm", "elbow",
    "hand", "finger", "thumb", "leg", "thigh", "knee", "calf", "ankle", "foot", "toe",
)  # fmt: skip
VERBS = (
    "twitching", "jumping", "jerking", "pulsing", "fluttering", "quivering", "buzzing", "popping",
    "flickering", "shaking", "trembling", "throbbing", "vibrating", "cramping",
)  # fmt: skip
FRAMES = (
    "my {place} is {verb}",
    "my {place} keeps {verb}",
    "my {place} is {verb} like mad",
    "my {place} is going mad, {verb} away",
    "my {place} won't stop {verb}",
    "my {place} has been {verb} for three days",
    "my {place} started {verb} yesterday",
    "my {place} is {verb} after a run",
    "i can't sleep because my {place} is {verb}",
    "what can i do about my {place} {verb}",
)


@pytest.mark.parametrize("frame", FRAMES)
def test_it_raises_no_alarm(frame: str, engine: SafetyEngine) -> None:
    said = [frame.format(place=place, verb=verb) for place, verb in product(PLACES, VERBS)]
    assert [text for text in said if got(engine, text) >= Urgency.URGENT_SAME_DAY] == []
