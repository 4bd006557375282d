"""What the loop decides, told as what happens and what it does."""

import pytest

from local_voice.companion.decide import begin
from local_voice.companion.model import (
    Adjust,
    Answered,
    Began,
    EndSession,
    EndUtterance,
    Lead,
    LoopState,
    Mode,
    Partly,
    Passed,
    Play,
    Pressed,
    Said,
    SessionOver,
    Speech,
    SpeechOver,
    StartAfresh,
    Typed,
)
from tests.companion.deciding import (
    ALWAYS,
    ANSWER,
    ASLEEP,
    BY_KEY,
    GUIDING,
    LISTENING,
    SPEAKING,
    after,
    asked,
)


def test_a_question_is_answered_and_the_next_one_needs_no_name() -> None:
    state, done = after(LISTENING, Began(), Said("why is my calf twitching"))
    assert (state.mode, asked(done)) == (Mode.THINKING, ["why is my calf twitching"])
    state, done = after(state, ANSWER, SpeechOver(), now=10.0)
    assert (state.mode, state.until) == (Mode.LISTENING, 18.0)
    assert done == (Play("listening"),)


def test_it_falls_asleep_when_nobody_speaks_and_not_while_somebody_does() -> None:
    assert after(LISTENING, Passed(), now=29.9)[0].mode is Mode.LISTENING
    state, done = after(LISTENING, Passed(), now=30.0)
    assert (state.mode, done) == (Mode.ASLEEP, (Play("asleep"),))
    assert after(LISTENING, Began(), Passed(), now=30.0)[0].mode is Mode.LISTENING


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("muscle calm why does my eye twitch", ["why does my eye twitch"]),
        ("oh hey muscle calm start box breathing", ["start box breathing"]),
        ("why does my eye twitch", []),
        ("i told my sister about muscle calm yesterday", []),
    ],
)
def test_asleep_it_hears_only_what_follows_its_name(said: str, asks: list[str]) -> None:
    assert asked(after(ASLEEP, Said(said))[1]) == asks


def test_after_the_greeting_there_is_time_to_think() -> None:
    greeting = LoopState(Mode.SPEAKING, then=Answered(greets=True))
    assert after(greeting, SpeechOver(), now=10.0)[0].until == 40.0


def test_its_name_alone_or_the_space_bar_wakes_it() -> None:
    for event in (Said("muscle calm"), Pressed("space")):
        state, done = after(ASLEEP, event, now=5.0)
        assert (state.mode, state.until, done) == (Mode.LISTENING, 13.0, (Play("listening"),))


def test_with_a_key_alone_no_word_wakes_it_and_no_answer_keeps_it_awake() -> None:
    assert begin(0.0, BY_KEY).mode is Mode.ASLEEP
    assert after(ASLEEP, Said("muscle calm"), settings=BY_KEY)[0].mode is Mode.ASLEEP
    assert after(ASLEEP, Pressed("space"), settings=BY_KEY)[0].mode is Mode.LISTENING
    assert after(SPEAKING, SpeechOver(), settings=BY_KEY)[0].mode is Mode.ASLEEP


def test_always_listening_it_never_sleeps() -> None:
    state = begin(0.0, ALWAYS)
    assert after(state, Passed(), now=9e9, settings=ALWAYS)[0].mode is Mode.LISTENING
    ended = LoopState(Mode.SPEAKING, then=Answered(ends=True))
    state, done = after(ended, SpeechOver(), settings=ALWAYS)
    assert (state.mode, done) == (Mode.LISTENING, (StartAfresh(),))


@pytest.mark.parametrize("word", ["stop", "enough", "be quiet"])
def test_a_stop_word_silences_it_even_before_it_is_over(word: str) -> None:
    state, done = after(SPEAKING, Began(), Partly(word))
    assert (state.mode, done) == (Mode.LISTENING, (Speech("duck"), Speech("drop")))


def test_wait_holds_the_answer_and_go_on_goes_on_with_it() -> None:
    state, done = after(SPEAKING, Partly("wait"))
    assert (state.mode, state.held, done) == (Mode.LISTENING, True, (Speech("hold"),))
    state, done = after(state, Said("wait"), Said("go on"))
    assert (state.mode, state.held) == (Mode.SPEAKING, False)
    assert Speech("go_on") in done
    assert not asked(done)


def test_a_new_question_takes_the_place_of_an_answer_on_hold() -> None:
    state, _ = after(SPEAKING, Partly("wait"))
    state, done = after(state, Said("is it dangerous"))
    assert (state.held, asked(done)) == (False, ["is it dangerous"])


def test_what_may_be_a_stop_silences_it_until_that_is_sure() -> None:
    state, done = after(SPEAKING, Began(), Partly("", suspected="stop"), Partly("", "stop"))
    assert (state.mode, done) == (Mode.SPEAKING, (Speech("duck"), Speech("hold")))
    for sure in (Partly("stop"), Said("stop")):
        later, done = after(state, sure)
        assert (later.mode, done) == (Mode.LISTENING, (Speech("drop"),))
    later, done = after(state, Partly("", suspected=""), Said(""))
    assert (later.mode, later.suspended, done) == (Mode.SPEAKING, False, (Speech("go_on"),))


@pytest.mark.parametrize("filler", ["mhm", "okay", "uh huh", ""])
def test_fillers_and_noise_never_stop_anything(filler: str) -> None:
    for state in (SPEAKING, GUIDING):
        later, done = after(state, Began(), Partly(filler), Said(filler))
        assert later.mode is state.mode
        assert done == (Speech("duck"), Speech("unduck"))


def test_a_question_interrupts_an_answer() -> None:
    assert asked(after(SPEAKING, Said("is it dangerous"))[1]) == ["is it dangerous"]


def test_the_space_bar_silences_it() -> None:
    state, done = after(SPEAKING, Pressed("space"))
    assert (state.mode, done) == (Mode.LISTENING, (Speech("drop"),))


def test_stop_before_a_session_begins_is_for_the_guide() -> None:
    opening = LoopState(Mode.SPEAKING, then=Answered(leads=True))
    assert asked(after(opening, Partly("stop"))[1]) == ["stop"]
    state, done = after(opening, SpeechOver())
    assert (state.mode, done) == (Mode.GUIDING, (Lead(),))


def test_everything_said_in_a_session_is_for_the_guide() -> None:
    assert asked(after(GUIDING, Partly("stop"))[1]) == ["stop"]
    assert asked(after(GUIDING, Said("slower"))[1]) == ["slower"]
    assert asked(after(GUIDING, Pressed("space"))[1]) == ["pause"]
    assert after(GUIDING, SessionOver())[1] == (EndSession(),)


def test_a_paused_session_waits_as_long_as_it_takes() -> None:
    paused = LoopState(Mode.SPEAKING, then=Answered(waits=True))
    state, _ = after(paused, SpeechOver())
    assert (state.mode, state.until) == (Mode.LISTENING, None)
    assert asked(after(state, Pressed("space"))[1]) == ["resume"]
    assert asked(after(state, Pressed("q"))[1]) == ["stop"]


def test_goodbye_ends_the_conversation_and_it_sleeps() -> None:
    ended = LoopState(Mode.SPEAKING, then=Answered(ends=True))
    state, done = after(ended, SpeechOver())
    assert (state.mode, done) == (Mode.ASLEEP, (StartAfresh(),))


def test_louder_is_no_question() -> None:
    for state in (LISTENING, SPEAKING, GUIDING):
        later, done = after(state, Said("louder please"))
        assert (later.mode, done) == (state.mode, (Adjust("louder"),))
    assert after(ASLEEP, Said("louder"))[1] == ()


def test_the_space_bar_ends_what_is_being_said() -> None:
    assert after(LISTENING, Began(), Pressed("space"))[1] == (EndUtterance(),)


def test_hesitation_asks_nothing_and_what_was_not_understood_makes_a_sound() -> None:
    assert after(LISTENING, Said("um"))[1] == ()
    state, done = after(LISTENING, Said("", 1.0), now=29.0)
    assert (state.until, done) == (30.0, (Play("not_understood"),))
    assert after(LISTENING, Said("", 1.0), settings=ALWAYS)[1] == ()


@pytest.mark.parametrize("state", [LISTENING, ASLEEP, SPEAKING, GUIDING])
def test_a_typed_line_is_answered_at_any_time(state: LoopState) -> None:
    assert asked(after(state, Typed("is it dangerous"))[1]) == ["is it dangerous"]


@pytest.mark.parametrize("state", [SPEAKING, GUIDING])
def test_a_word_acted_upon_is_not_acted_upon_again_when_it_is_over(state: LoopState) -> None:
    later, done = after(state, Began(), Partly("stop"), Partly("stop it"), Said("stop"))
    assert len(asked(done)) == (1 if state is GUIDING else 0)
    assert later.acted == ""


def test_what_is_said_after_stop_in_the_same_breath_is_answered() -> None:
    _, done = after(SPEAKING, Partly("stop"), Said("stop is it dangerous"))
    assert asked(done) == ["is it dangerous"]
