"""Sessions in real time: the cues, what comes before and after them, and commands on the way."""

import pytest

from skill.core.intent import Intent
from skill.core.profile import Profile
from skill.core.reply import Say
from skill.core.routines.cues import Led
from skill.core.routines.spoken import speaking_seconds
from skill.core.routines.state import timeline
from tests.routines.live_scenes import LIBRARY, Companion

ALL = list(LIBRARY.routines)
BREATHING = [id for id, routine in LIBRARY.routines.items() if routine.group == "breathing"]
EARCON = 0.5  # seconds a tone takes before words


def begins(led: Led) -> list[tuple[int, float]]:
    return [(cue.step, cue.at) for cue in led.cues if cue.kind]


@pytest.mark.parametrize("id", ALL)
@pytest.mark.parametrize("pace", [0.64, 1.0, 1.6])
def test_every_step_begins_on_its_second_and_words_fit_between_the_cues(
    id: str, pace: float
) -> None:
    companion = Companion(profile=Profile(greeted=True, pace=pace))
    companion.start(id)
    led = companion.led
    assert led.routine.id == id
    assert begins(led) == [(i, step.start) for i, step in enumerate(led.steps)]
    assert led.seconds == led.steps[-1].end
    ends = [cue.at for cue in led.cues[1:]] + [led.seconds]
    for cue, end in zip(led.cues, ends, strict=True):
        assert cue.at <= end
        assert speaking_seconds(cue.words) <= end - cue.at + 1e-6, cue


@pytest.mark.parametrize("id", ALL)
@pytest.mark.parametrize("pace", [0.64, 1.0, 1.6])
def test_nobody_waits_twenty_seconds_for_a_sound(id: str, pace: float) -> None:
    companion = Companion(profile=Profile(greeted=True, pace=pace))
    companion.start(id)
    heard_until = 0.0
    for cue in companion.led.cues:
        toned = cue.kind in ("inhale", "hold", "exhale") or cue.earcon is not None
        if cue.words or toned:
            assert cue.at - heard_until <= 20 + 1e-6, (id, cue)
            heard_until = cue.at + speaking_seconds(cue.words)


@pytest.mark.parametrize("id", ALL)
def test_it_begins_and_ends_with_a_tone(id: str) -> None:
    companion = Companion()
    companion.start(id)
    cues = companion.led.cues
    assert cues[0].earcon == "start"
    assert [cue.earcon for cue in cues].count("end") == 1
    assert cues[-1].earcon == "end"


@pytest.mark.parametrize("id", BREATHING)
@pytest.mark.parametrize("used", [False, True], ids=["the first time", "later"])
def test_the_first_breath_in_comes_within_ten_seconds(id: str, used: bool) -> None:
    companion = Companion()
    if used:
        companion.start("calm_breath")
        companion.play_out()
    opening = companion.start(id)
    first = next(cue for cue in companion.led.cues if cue.kind == "inhale")
    assert speaking_seconds(opening.text) + first.at <= 10


def test_words_get_fewer_and_come_back_after_a_jump() -> None:
    companion = Companion()
    companion.start("calm_breath")
    said = [cue.words for cue in companion.led.cues if cue.kind == "inhale"]
    assert said[:5] == ["Breathe in through your nose."] * 2 + ["In."] * 3
    assert "" in said[5:]
    companion.say("start over", played=100)
    assert companion.led.cues[1].words == "Breathe in through your nose."
    companion.say("pause", played=100)
    companion.say("resume")
    assert companion.led.cues[0].words == "Breathe in through your nose."


def test_sides_halfway_and_last_seconds_are_announced() -> None:
    companion = Companion()
    companion.start("calf_wall")
    words = [cue.words for cue in companion.led.cues]
    assert words.count("Three more seconds.") == 6
    assert sum("Now the right side." in line for line in words) == 2
    assert sum("Halfway." in line for line in words) == 1
    for cue in companion.led.cues:
        if cue.words == "Three more seconds.":
            step = companion.led.steps[cue.step]
            assert cue.at == pytest.approx(step.end - 3)


def test_a_session_opens_without_a_question_and_closes_with_a_warm_line() -> None:
    companion = Companion()
    opening = companion.say("start the calf stretch")
    assert opening.reprompt  # the question about a hot calf
    opening = companion.say("no")
    assert not opening.ends
    assert opening.reprompt is None
    assert "?" not in opening.text
    assert companion.conversation.listening_for == "routine"
    closing = companion.play_out()
    assert closing.ends
    assert closing.text in LIBRARY.phrases.closing
    assert companion.conversation.routine is None


def test_bedtime_ends_in_silence() -> None:
    companion = Companion()
    companion.start("bedtime")
    assert companion.led.cues[-1].words.endswith("From here on I am silent.")
    assert companion.play_out().speech == ()


def test_a_command_goes_on_from_the_round_being_led() -> None:
    companion = Companion()
    companion.start("calm_breath")
    reply = companion.say("slower", played=7 + 25)
    assert reply.text == "A little slower."
    assert not reply.ends
    assert companion.led.first == 5
    assert companion.led.cues[0].seconds == 6.25
    assert companion.state.elapsed == 32


def test_what_was_not_understood_does_not_stop_it() -> None:
    companion = Companion()
    companion.start("calm_breath")
    for intent in ("AMAZON.FallbackIntent", "AMAZON.HelpIntent", "AMAZON.YesIntent"):
        companion.tell(Intent(intent), played=11)
        assert companion.conversation.being_led
    assert companion.state.elapsed == 33


def test_a_question_is_answered_and_the_session_waits() -> None:
    companion = Companion()
    companion.start("calm_breath")
    reply = companion.say("does coffee cause twitching", played=40)
    assert "caffeine" in reply.text.lower() or "coffee" in reply.text.lower()
    assert "resume" in reply.text
    assert not companion.conversation.being_led
    where = companion.state.step
    reply = companion.say("resume")
    assert "left" in reply.text
    assert companion.led.first == where == 7


@pytest.mark.parametrize("words", ["i feel dizzy", "my chest hurts", "my leg is going numb"])
def test_feeling_unwell_ends_it_at_once(words: str) -> None:
    companion = Companion()
    companion.start("calf_wall")
    companion.say(words, played=50)
    assert companion.conversation.routine is None


def test_stop_says_one_warm_sentence() -> None:
    companion = Companion()
    companion.start("calm_breath")
    reply = companion.say("stop", played=50)
    assert reply.ends
    assert len([part for part in reply.speech if isinstance(part, Say)]) == 1


def test_the_state_stays_one_that_can_be_led() -> None:
    companion = Companion()
    companion.start("calf_wall")
    companion.say("other side", played=30)
    state = companion.state
    assert companion.led.steps == timeline(LIBRARY, state)
    assert companion.led.steps[companion.led.first].side == "right"
