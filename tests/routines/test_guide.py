"""The guide's answers to every command, told as short scenes."""

import pytest

from skill.core.plain import from_plain, to_plain
from skill.core.profile import Profile
from skill.core.reply import Beat, Earcon, Pause, Say
from skill.core.routines import guide
from skill.core.routines.commands import STOPS
from skill.core.routines.model import Pattern
from skill.core.routines.session import GuideOutput
from skill.core.routines.spoken import speaking_seconds
from skill.core.routines.state import GuideState, is_sound, timeline
from skill.knowledge.routines.load import load_routines

LIBRARY = load_routines()
SAFETY = LIBRARY.phrases.safety[0]


def words(output: GuideOutput) -> str:
    return " ".join(part.text for part in output.speech if isinstance(part, Say))


def earcons(output: GuideOutput) -> list[str]:
    return [part.kind for part in output.speech if isinstance(part, Earcon)]


def begin(id: str, **wishes: object) -> tuple[GuideState, GuideOutput]:
    state, output = guide.start(LIBRARY, id, checked=True, **wishes)  # type: ignore[arg-type]
    assert state is not None
    return state, output


def tell(state: GuideState, name: str, **more: float) -> tuple[GuideState, GuideOutput]:
    after, output = guide.command(LIBRARY, state, name, **more)  # type: ignore[arg-type]
    assert after is not None
    return after, output


def lead_to_end(state: GuideState | None) -> list[GuideOutput]:
    outputs = []
    while state is not None:
        state, output = guide.command(LIBRARY, state, "AMAZON.YesIntent")
        outputs.append(output)
        assert len(outputs) < 50
    return outputs


@pytest.mark.parametrize("id", list(LIBRARY.routines))
def test_every_routine_leads_from_start_to_end_in_its_time(id: str) -> None:
    state, first = begin(id, safety_heard=True)
    outputs = [first, *lead_to_end(state)]
    led = sum(output.seconds for output in outputs)
    total = LIBRARY.routines[id].total_seconds
    assert total <= led <= total + 5 * len(outputs)
    assert [output.finished for output in outputs] == [False] * (len(outputs) - 1) + [True]
    assert "end" in earcons(outputs[-1])
    assert outputs[-1].reprompt is None


@pytest.mark.parametrize("id", list(LIBRARY.routines))
def test_every_step_is_led_once_and_in_order(id: str) -> None:
    state, _ = begin(id)
    assert state.chunk == 0
    while True:
        reached = state.step
        after, output = guide.command(LIBRARY, state, "AMAZON.YesIntent")
        if after is None:
            assert output.finished
            break
        assert after.chunk == reached < after.step
        state = after


def test_the_safety_sentence_is_said_once() -> None:
    _, first = begin("calm_breath")
    _, later = begin("calm_breath", safety_heard=True)
    assert SAFETY in words(first)
    assert SAFETY not in words(later)


@pytest.mark.parametrize("id", [r.id for r in LIBRARY.routines.values() if r.group == "breathing"])
def test_the_first_breath_in_comes_within_ten_seconds(id: str) -> None:
    _, output = begin(id, safety_heard=True)
    waited = 0.0
    for part in output.speech:
        if isinstance(part, Beat):
            assert part.kind == "inhale"
            break
        waited += part.seconds if isinstance(part, Pause) else 0
        waited += speaking_seconds(part.text) if isinstance(part, Say) else 0
    assert waited <= 10 + speaking_seconds(LIBRARY.routines[id].blocks[1].steps[0].cue)


def test_a_risk_is_asked_about_first_and_no_begins() -> None:
    state, output = guide.start(LIBRARY, "box_breathing")
    assert state is not None
    assert words(output) == LIBRARY.routines["box_breathing"].ask_first
    state, output = tell(state, "AMAZON.NoIntent")
    assert state.routine == "box_breathing"
    assert "start" in earcons(output)


@pytest.mark.parametrize("name", ["AMAZON.NextIntent", "AMAZON.ResumeIntent", "SlowerIntent"])
def test_only_a_no_gets_past_the_question(name: str) -> None:
    state, _ = guide.start(LIBRARY, "box_breathing")
    assert state is not None
    _, output = tell(state, name)
    assert words(output) == LIBRARY.routines["box_breathing"].ask_first


def test_a_risk_leads_to_another_routine_of_about_the_same_length() -> None:
    state, _ = guide.start(LIBRARY, "box_breathing", minutes=2)
    assert state is not None
    state, output = tell(state, "AMAZON.YesIntent")
    assert "calm breath instead?" in words(output)
    state, output = tell(state, "AMAZON.YesIntent")
    assert state.routine == "calm_breath"
    assert "about two minutes" in words(output)
    assert SAFETY in words(output)


def test_declining_the_other_routine_ends_without_a_question() -> None:
    state, _ = guide.start(LIBRARY, "calf_wall")
    assert state is not None
    state, _ = tell(state, "AMAZON.YesIntent")
    after, output = guide.command(LIBRARY, state, "AMAZON.NoIntent")
    assert after is None
    assert output.finished
    assert "?" not in words(output)


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


def test_quiet_comes_from_the_profile_and_a_quiet_ending_still_says_goodbye() -> None:
    state, _ = begin("bedtime", profile=Profile(quiet=True, pace=1.25))
    assert state.quiet
    assert state.pace == 1.25
    assert "Good night." in words(lead_to_end(state)[-1])


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


def test_side_changes_halfway_and_last_seconds_are_announced() -> None:
    state, first = begin("calf_wall")
    outputs = [first, *lead_to_end(state)]
    tones = [tone for output in outputs for tone in earcons(output)]
    assert tones.count("halfway") == 1
    assert tones.count("side") >= 4
    assert tones[0] == "start"
    assert tones[-1] == "end"
    told = " ".join(words(output) for output in outputs)
    assert told.count("Three more seconds.") == 6
    assert told.count("Now the right side.") >= 2


def test_bedtime_ends_in_silence_after_its_good_night() -> None:
    state, _ = begin("bedtime")
    last = lead_to_end(state)[-1]
    assert words(last).endswith("From here on I am silent.")


def test_a_cramp_is_helped_without_introduction() -> None:
    _, output = guide.start(LIBRARY, "cramp_rescue")
    assert words(output).startswith("I will be quick.")
    assert "minutes" not in words(output).split("toes")[0]


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ({"minutes": 600}, "Ten minutes is the longest"),
        ({"minutes": 0}, "One minute is the shortest"),
        ({"minutes": -5}, "One minute is the shortest"),
        ({"pattern": Pattern(40, 40)}, "Those counts are too fast, too slow"),
        ({"pattern": Pattern(4, 6)}, "in for four and out for six"),
    ],
)
def test_an_odd_wish_gets_a_sentence_and_a_session(wish: dict[str, object], says: str) -> None:
    _, output = guide.start(LIBRARY, "calm_breath", **wish)  # type: ignore[arg-type]
    assert says in words(output)
    assert "inhale" in [part.kind for part in output.speech if isinstance(part, Beat)]


def test_own_counts_with_a_hold_ask_first_even_for_a_routine_that_need_not() -> None:
    state, output = guide.start(LIBRARY, "calm_breath", pattern=Pattern(4, 6, 4), checked=True)
    assert state is not None
    assert state.awaits == "check"
    assert output.reprompt


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


def test_a_state_survives_as_json_and_a_foreign_one_is_recognised() -> None:
    state, _ = begin("calm_breath", pattern=Pattern(4, 6), minutes=2)
    kept = from_plain(GuideState, to_plain(state))
    assert kept == state
    assert is_sound(LIBRARY, kept)
    plain = to_plain(state)
    for change in (
        {"routine": "headstand"},
        {"repeats": [1]},
        {"repeats": [1, 10**9, 1]},
        {"step": 10**6},
        {"step": -1},
        {"chunk": 10**6},
        {"pace": 9.0},
        {"elapsed": float("nan")},
        {"pattern": {"inhale": 40.0, "exhale": 40.0}},
        {"turn": -3},
        {"awaits": "instead"},
    ):
        assert not is_sound(LIBRARY, from_plain(GuideState, {**plain, **change})), change
