"""Wishes on the way: more, less, so many minutes, no holds, own counts."""

import pytest

from skill.core.reply import Beat
from skill.core.routines import guide
from skill.core.routines.live import led
from skill.core.routines.model import Pattern
from skill.core.routines.session import GuideOutput
from skill.core.routines.state import GuideState, is_sound, timeline
from tests.routines.scenes import LIBRARY, begin, tell, words

ALL = list(LIBRARY.routines)
Led = tuple[GuideState, GuideOutput]


def leading(id: str, **wishes: object) -> GuideState:
    """The state of a session led in real time from its first step."""
    return begin(id, limits=None, **wishes)[0]


def told(state: GuideState, name: str, heard: float) -> Led:
    after, output = guide.command(LIBRARY, state, name, heard=heard, limits=None)
    assert after is not None
    return after, output


def changed(state: GuideState, wish: Pattern | float, heard: float = 30.0) -> Led:
    turn = guide.change(LIBRARY, state, wish, heard=heard, limits=None)
    assert turn is not None
    after, output = turn
    assert after is not None
    return after, output


def total(state: GuideState) -> float:
    return timeline(LIBRARY, state)[-1].end


def here(state: GuideState) -> float:
    return timeline(LIBRARY, state)[state.chunk].start


@pytest.mark.parametrize("id", [id for id in ALL if id != "four_seven_eight"])
def test_longer_and_shorter_move_the_end_by_about_a_minute(id: str) -> None:
    state = leading(id)
    longer, output = told(state, "LongerIntent", 5)
    assert 10 <= total(longer) - total(state) <= 90
    assert "left" in words(output)
    shorter, _ = told(longer, "ShorterIntent", 5)
    assert 10 <= total(longer) - total(shorter) <= 90
    assert is_sound(LIBRARY, shorter)


def test_what_was_done_already_stays_as_it_was() -> None:
    state = leading("calf_wall")
    state, _ = told(state, "TimeLeftIntent", 50)
    for _ in range(8):
        state, output = told(state, "ShorterIntent", 1)
    assert here(state) == 50
    assert "nothing left to take away" in words(output)
    steps = timeline(LIBRARY, state)
    assert [step.side for step in steps if step.first] == [None, "left", "right", None]


def test_a_block_on_its_second_side_keeps_both_sides_alike() -> None:
    state = leading("calf_seated")
    on_the_right = next(s.start for s in timeline(LIBRARY, state) if s.side == "right") + 1
    longer, output = told(state, "LongerIntent", on_the_right)
    assert longer.repeats == state.repeats
    assert "no more rounds" in words(output)


def test_ten_minutes_is_the_longest() -> None:
    state = leading("calm_breath", minutes=10)
    longer, output = told(state, "LongerIntent", 30)
    assert longer.repeats == state.repeats
    assert "Ten minutes is the longest" in words(output)
    after, _ = changed(leading("calm_breath"), 600)
    assert total(after) == pytest.approx(600, abs=10)


@pytest.mark.parametrize("minutes", [2, 3, 5, 8])
def test_so_many_minutes_in_all(minutes: int) -> None:
    after, output = changed(leading("coherent_breathing"), minutes)
    assert total(after) == pytest.approx(minutes * 60, abs=30)
    assert "left" in words(output)


def test_no_minutes_at_all_ends_soon_but_with_its_end() -> None:
    after, _ = changed(leading("calm_breath"), 0, heard=100)
    assert total(after) - here(after) <= 30
    assert led(LIBRARY, after).cues[-1].earcon == "end"


def test_no_holds_leaves_only_in_and_out_for_about_as_long() -> None:
    state = leading("box_breathing")
    before, _ = told(state, "TimeLeftIntent", 80)
    after, output = told(state, "NoHoldsIntent", 80)
    kinds = {step.kind for step in timeline(LIBRARY, after)}
    assert kinds == {"say", "inhale", "exhale"}
    assert total(after) - here(after) == pytest.approx(total(before) - here(before), abs=10)
    _, output = told(after, "NoHoldsIntent", 5)
    assert "Nothing is held" in words(output)


def test_no_holds_answers_the_question_about_holding_too() -> None:
    state, _ = guide.start(LIBRARY, "four_seven_eight")
    assert state is not None
    state, output = tell(state, "NoHoldsIntent")
    assert state.routine == "calm_breath"
    assert "inhale" in [part.kind for part in output.speech if isinstance(part, Beat)]


def test_own_counts_on_the_way_are_said_and_kept() -> None:
    after, output = changed(leading("calm_breath"), Pattern(4, 6))
    assert words(output) == "We breathe in for four and out for six, with no holding."
    step = timeline(LIBRARY, after)[after.chunk]
    assert (step.kind, step.seconds, step.opens) == ("inhale", 4, True)
    later, _ = told(after, "AMAZON.YesIntent", 30)
    assert later.pattern == Pattern(4, 6)


@pytest.mark.parametrize("counts", [Pattern(40, 40), Pattern(0, 0), Pattern(4, 6, 30)])
@pytest.mark.parametrize("id", ["calm_breath", "calf_wall", "bedtime"])
def test_unsafe_counts_change_nothing_but_are_answered(id: str, counts: Pattern) -> None:
    state = leading(id)
    after, output = changed(state, counts)
    assert words(output).startswith("Those counts are too fast, too slow or held too long")
    assert (after.pattern, after.repeats) == (None, state.repeats)
    assert 0 < here(after) <= 30


def test_holding_is_never_begun_on_the_way() -> None:
    assert guide.change(LIBRARY, leading("calm_breath"), Pattern(4, 6, 4)) is None
    after, _ = changed(leading("box_breathing"), Pattern(4, 6, 4))
    assert "hold" in {step.kind for step in timeline(LIBRARY, after)}


def test_a_wish_while_paused_leaves_it_paused() -> None:
    state, _ = begin("calm_breath")
    state, _ = tell(state, "AMAZON.PauseIntent")
    for name in ("LongerIntent", "ShorterIntent", "NoHoldsIntent"):
        state, output = tell(state, name)
        assert state.awaits == "resume"
        assert not any(isinstance(part, Beat) for part in output.speech)
