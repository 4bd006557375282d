"""What the loop decides where several things meet: half words, keys, sleep, sessions."""

import pytest

from local_voice.companion.decide import begin
from local_voice.companion.model import (
    Adjust,
    Answered,
    Began,
    LoopState,
    Mode,
    Partly,
    Passed,
    Play,
    Pressed,
    Said,
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


def test_stop_and_a_red_flag_in_one_breath_is_heard_whole() -> None:
    for state in (SPEAKING, GUIDING):
        said = Said("stop chest pain", alarms=True)
        assert asked(after(state, Partly("stop"), ANSWER, said)[1])[-1] == "stop chest pain"


def test_what_it_only_suspected_was_not_acted_upon() -> None:
    _, done = after(SPEAKING, Began(), Partly("please", suspected="please stop"), Said("please"))
    assert asked(done) == ["please"]


def test_the_space_bar_does_not_put_one_to_sleep_who_always_listens() -> None:
    state, _ = after(begin(0.0, ALWAYS), Pressed("space"), settings=ALWAYS)
    assert after(state, Passed(), settings=ALWAYS, now=9e9)[0].mode is Mode.LISTENING


def test_louder_while_it_is_not_sure_whether_it_was_interrupted_leaves_it_speaking() -> None:
    state, done = after(SPEAKING, Began(), Partly("", suspected="stop"), Said("louder"))
    assert (state.suspended, done[-1]) == (False, Adjust("louder"))
    assert after(state, SpeechOver())[0].mode is Mode.LISTENING


def test_a_session_that_stands_still_does_so_when_what_is_said_about_it_is_silenced() -> None:
    paused = LoopState(Mode.SPEAKING, then=Answered(waits=True))
    for word in ("stop", "wait"):
        state, _ = after(paused, Partly(word), Said(word))
        assert (state.mode, state.until) == (Mode.LISTENING, None)
        assert asked(after(state, Pressed("space"))[1]) == ["resume"]


def test_keys_of_a_session_are_its_commands_while_its_own_words_are_spoken() -> None:
    for then, key, meant in (
        (Answered(leads=True, waits=True), "space", "pause"),
        (Answered(leads=True, waits=True), "q", "stop"),
        (Answered(waits=True), "space", "resume"),
        (Answered(waits=True), "q", "stop"),
    ):
        state = LoopState(Mode.SPEAKING, then=then)
        assert asked(after(state, Pressed(key))[1]) == [meant]


def test_no_key_answers_what_a_session_asks_first() -> None:
    state, done = after(
        LoopState(Mode.SPEAKING, then=Answered(waits=True, asks=True)), SpeechOver()
    )
    for key in ("space", "n"):
        later, done = after(state, Pressed(key))
        assert (later.mode, later.until, asked(done)) == (Mode.LISTENING, None, [])


def test_its_name_alone_while_it_listens_is_an_answer_and_while_it_speaks_holds_it() -> None:
    state, done = after(LISTENING, Said("muscle calm"), now=29.0)
    assert (state.until, done) == (37.0, (Play("listening"),))
    state, done = after(SPEAKING, Said("muscle calm"))
    assert (state.held, done) == (True, (Speech("hold"),))
    assert asked(after(GUIDING, Said("muscle calm"))[1]) == []


@pytest.mark.parametrize("state", [LISTENING, ASLEEP, SPEAKING, GUIDING])
def test_louder_is_no_question_after_its_name_either(state: LoopState) -> None:
    assert after(state, Said("muscle calm louder"))[1] == (Adjust("louder"),)


def test_an_answer_on_hold_outlasts_sleep_with_what_follows_it() -> None:
    goodbye = LoopState(Mode.SPEAKING, then=Answered(ends=True))
    asleep, _ = after(goodbye, Partly("wait"), Said("wait"), Passed(), now=9.0)
    asleep, _ = after(asleep, Passed(), now=99.0)
    assert (asleep.mode, asleep.held) == (Mode.ASLEEP, True)
    for events in (
        (Said("muscle calm"), Said("go on")),
        (Said("muscle calm go on"),),
        (Pressed("space"), Typed("go on")),
    ):
        state, done = after(asleep, *events)
        assert (done[-1], state.mode) == (Speech("go_on"), Mode.SPEAKING)
        assert after(state, SpeechOver())[1] == (StartAfresh(),)


def test_who_silences_it_with_the_key_may_speak_at_once() -> None:
    state, done = after(SPEAKING, Pressed("space"), settings=BY_KEY, now=5.0)
    assert (state.mode, state.until, done) == (Mode.LISTENING, 13.0, (Speech("drop"),))


def test_whoever_still_speaks_when_it_has_spoken_is_heard_to_the_end() -> None:
    state, _ = after(SPEAKING, Began(), SpeechOver())
    assert after(state, Passed(), now=99.0)[0].mode is Mode.LISTENING
