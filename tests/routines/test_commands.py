"""The guide's answer to every command, told as short scenes."""

import pytest

from skill.core.reply import Beat, Say
from skill.core.routines import guide
from skill.core.routines.commands import STOPS
from skill.core.routines.state import GuideState, timeline
from tests.routines.scenes import LIBRARY, SAFETY, begin, earcons, tell, words


@pytest.mark.parametrize("name", sorted(STOPS))
@pytest.mark.parametrize("turns", range(4))
def test_stop_says_one_warm_sentence_and_asks_nothing(name: str, turns: int) -> None:
    state, _ = begin("calm_breath")
    for intent in ("AMAZON.PauseIntent", "AMAZON.ResumeIntent", "SlowerIntent")[:turns]:
        state, _ = tell(state, intent)
    after, output = guide.command(LIBRARY, state, name)
    assert after is None
    assert output.finished
    assert output.reprompt is None
    assert len(output.speech) == 1
    assert words(output).count(".") == 1
    assert "?" not in words(output)


def test_resume_says_where_we_are() -> None:
    state, _ = begin("calf_wall")
    paused, output = tell(state, "AMAZON.PauseIntent")
    assert paused.awaits == "resume"
    assert "resume" in words(output)
    resumed, output = tell(paused, "AMAZON.ResumeIntent")
    assert words(output).startswith("We are at the straight knee, ")
    assert "minutes left" in words(output)
    assert resumed.chunk == state.step


def test_commands_during_a_pause_are_obeyed_but_do_not_end_it() -> None:
    state, _ = begin("calm_breath")
    state, _ = tell(state, "AMAZON.PauseIntent")
    for name in ("SlowerIntent", "TimeLeftIntent", "QuietIntent"):
        before = state
        state, output = tell(state, name)
        assert state.awaits == "resume"
        assert state.step == before.step
        assert not any(isinstance(part, Beat) for part in output.speech)
    assert state.pace == 1.25
    assert state.quiet


def test_no_pauses_and_a_second_no_stops() -> None:
    state, _ = begin("calm_breath")
    state, _ = tell(state, "AMAZON.NoIntent")
    assert state.awaits == "resume"
    after, output = guide.command(LIBRARY, state, "AMAZON.NoIntent")
    assert after is None
    assert output.finished


def test_next_said_in_the_middle_of_an_exercise_skips_the_rest_of_it() -> None:
    state, _ = begin("neck_shoulder")
    steps = timeline(LIBRARY, state)
    during_the_shrugs = state.lead_in + steps[0].end + 12
    after, _ = tell(state, "AMAZON.NextIntent", heard=during_the_shrugs)
    assert steps[after.chunk].label == "the side bend"
    assert steps[after.chunk].first


def test_next_at_the_question_just_goes_on() -> None:
    state, _ = begin("calm_breath")
    assert tell(state, "AMAZON.NextIntent")[0].chunk == state.step


@pytest.mark.parametrize("id", ["bedtime", "calm_breath"])
def test_skipping_exercise_after_exercise_ends_with_an_end(id: str) -> None:
    state: GuideState | None
    state, output = begin(id)
    skips = 0
    while state is not None:
        heard = state.lead_in + 0.1
        state, output = guide.command(LIBRARY, state, "AMAZON.NextIntent", heard=heard)
        skips += 1
    assert skips <= 1 + 2 * len(LIBRARY.routines[id].blocks)
    assert "end" in earcons(output)


def test_previous_goes_back_an_exercise_and_repeat_tells_the_last_part_again() -> None:
    state, _ = begin("calf_wall")
    state, _ = tell(state, "AMAZON.YesIntent")
    repeated, output = tell(state, "AMAZON.RepeatIntent")
    assert repeated.chunk == state.chunk
    assert "Lean in until" in words(output)
    steps = timeline(LIBRARY, state)
    back, _ = tell(state, "AMAZON.PreviousIntent")
    assert steps[back.chunk].first
    assert back.chunk < state.chunk
    for _ in range(10):
        back, _ = tell(back, "AMAZON.PreviousIntent")
    assert back.chunk == 0


def test_start_over_begins_again_without_the_safety_sentence() -> None:
    state, _ = begin("calm_breath")
    state, _ = tell(state, "AMAZON.YesIntent")
    state, output = tell(state, "AMAZON.StartOverIntent")
    assert state.chunk == 0
    assert SAFETY not in words(output)


def test_slower_and_faster_change_what_follows() -> None:
    state, _ = begin("calm_breath")
    slower, _ = tell(state, "SlowerIntent")
    assert slower.pace == 1.25
    faster, _ = tell(slower, "FasterIntent")
    assert faster.pace == 1.0
    state, _ = begin("four_seven_eight")
    _, output = guide.command(LIBRARY, state, "SlowerIntent")
    assert "as slow as" in words(output)


def test_quiet_keeps_only_the_question_and_talk_brings_the_words_back() -> None:
    state, _ = begin("calm_breath", minutes=10)
    state, output = tell(state, "QuietIntent")
    said = [part.text for part in output.speech if isinstance(part, Say)]
    assert len(said) == 2
    assert said[1].endswith("?")
    state, _ = tell(state, "QuietIntent")
    assert state.quiet
    state, output = tell(state, "TalkIntent")
    assert not state.quiet
    assert "In." in words(output)


def test_time_left_is_said_and_gets_less() -> None:
    state, _ = begin("calm_breath")
    state, output = tell(state, "TimeLeftIntent")
    assert words(output).startswith("About four minutes left.")
    _, output = tell(state, "TimeLeftIntent")
    assert words(output).startswith("About three minutes left.")


def test_other_side_before_the_first_swaps_the_sides() -> None:
    state, _ = begin("calf_wall", limits=guide.Limits(seconds=30))
    swapped, output = tell(state, "OtherSideIntent")
    assert swapped.first_side == "right"
    assert "right side" in words(output)
    assert swapped.chunk == state.step


def test_other_side_during_the_first_goes_over_to_the_second() -> None:
    state, _ = begin("calf_wall")
    steps = timeline(LIBRARY, state)
    assert steps[state.step].side == "left"
    after, output = tell(state, "OtherSideIntent")
    assert steps[after.chunk].side == "right"
    assert steps[after.chunk].first
    assert words(output).startswith("Now the right side.")


def test_other_side_during_the_second_swaps_them_in_place() -> None:
    state, _ = begin("calf_wall")
    state, _ = tell(state, "AMAZON.YesIntent")
    steps = timeline(LIBRARY, state)
    assert steps[state.step].side == "right"
    assert not steps[state.step].first
    after, output = tell(state, "OtherSideIntent")
    assert after.chunk == state.step
    assert "left side" in words(output)


def test_other_side_of_a_breath_is_kindly_declined() -> None:
    state, _ = begin("calm_breath")
    _, output = tell(state, "OtherSideIntent")
    assert "both sides" in words(output)


def test_an_unknown_intent_repeats_the_question() -> None:
    state, _ = begin("calm_breath")
    after, output = tell(state, "HowCommonIntent")
    assert after.step == state.step
    assert words(output) in LIBRARY.phrases.go_on
    assert not guide.handles("HowCommonIntent")


def test_what_was_heard_counts_not_what_was_sent() -> None:
    state, _ = begin("calm_breath")
    steps = timeline(LIBRARY, state)
    paused, _ = tell(state, "AMAZON.PauseIntent", heard=state.lead_in + 7 + 25)
    assert steps[paused.step].start == 27
    assert paused.elapsed == state.lead_in + 32
    for odd in (-5.0, 0.0, 1e9):
        after, _ = tell(state, "AMAZON.PauseIntent", heard=odd)
        assert state.chunk <= after.step <= state.step
        assert 0 <= after.elapsed <= state.given
