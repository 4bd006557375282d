"""A session from its opening to its end, told as short scenes."""

import pytest

from skill.core.plain import from_plain, to_plain
from skill.core.profile import Profile
from skill.core.reply import Beat, Pause, Say
from skill.core.routines import guide
from skill.core.routines.model import Pattern
from skill.core.routines.spoken import speaking_seconds
from skill.core.routines.state import GuideState, is_sound
from tests.routines.scenes import LIBRARY, SAFETY, begin, earcons, lead_to_end, tell, words


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


def test_quiet_comes_from_the_profile_and_a_quiet_ending_still_says_goodbye() -> None:
    state, _ = begin("bedtime", profile=Profile(quiet=True, pace=1.25))
    assert state.quiet
    assert state.pace == 1.25
    assert "Good night." in words(lead_to_end(state)[-1])


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
