"""The steps laid out in time: sides, and words that get fewer but never stop for long."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.core.routines import pace
from skill.core.routines.model import Routine
from skill.core.routines.timeline import expand
from skill.knowledge.routines.load import load_routines

LIBRARY = load_routines()
ROUTINES = list(LIBRARY.routines.values())


@given(st.sampled_from(ROUTINES), st.floats(0.64, 1.6))
def test_cues_are_never_more_than_twenty_seconds_apart(routine: Routine, factor: float) -> None:
    steps = expand(routine, pace.clamp(factor, routine))
    spoken = [step for step in steps if step.text]
    assert spoken[0] is steps[0]
    for step, following in pairwise(spoken):
        gap = following.start - step.start
        assert gap <= max(20, step.seconds) + 1e-6, (routine.id, step.start)
    assert spoken[-1].start + max(20, spoken[-1].seconds) >= steps[-1].end - 1e-6


def test_words_get_fewer_round_by_round() -> None:
    texts = [s.text for s in expand(LIBRARY.routines["calm_breath"]) if s.kind == "inhale"]
    assert texts[:5] == ["Breathe in through your nose."] * 2 + ["In."] * 3
    assert set(texts[5:]) == {"", "In."}
    assert texts[5:].count("") > texts[5:].count("In.")


@pytest.mark.parametrize("first", ["left", "right"])
def test_both_sides_get_the_same(first: str) -> None:
    for routine in ROUTINES:
        steps = expand(routine, first_side=first)  # type: ignore[arg-type]
        sided = [step for step in steps if step.side]
        left = [(s.block, s.kind, s.seconds) for s in sided if s.side == "left"]
        right = [(s.block, s.kind, s.seconds) for s in sided if s.side == "right"]
        assert left == right
        assert not sided or sided[0].side == first


@given(st.sampled_from(ROUTINES), st.floats(0.64, 1.6))
def test_the_pace_stretches_all_but_what_is_only_said(routine: Routine, factor: float) -> None:
    for usual, paced in zip(expand(routine), expand(routine, factor), strict=True):
        times = 1 if usual.kind == "say" else factor
        assert paced.seconds == usual.seconds * times
