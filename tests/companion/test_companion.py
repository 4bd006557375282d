"""Whole spoken conversations on a fake clock: real voice, real core, real loop."""

import numpy as np
import pytest

from local_voice.audio.sound import OUT_RATE, Sound
from local_voice.companion.model import Mode, Settings
from tests.companion.told import Conversation, Keys

QUIET = 200  # int16 steps, under which nothing is heard
BY_NAME = Settings(full_duplex=True)


def is_heard(sound: Sound) -> bool:
    return bool(len(sound)) and int(np.abs(sound.astype(np.int32)).max()) > QUIET


def longest_gap(sound: Sound) -> float:
    """The longest silence between two sounds, in seconds."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > QUIET)
    return float(np.diff(loud).max()) / OUT_RATE if len(loud) > 1 else float("inf")


def test_it_greets_answers_and_listens_on_without_its_name() -> None:
    talk = Conversation(BY_NAME)
    talk.companion.greet()
    talk.wait_for(Mode.LISTENING)
    talk.say("why is my calf twitching")
    assert talk.mode is Mode.SPEAKING
    talk.wait_for(Mode.LISTENING)
    talk.say("what about my eyelid")
    assert talk.asked == ["why is my calf twitching", "what about my eyelid"]
    assert "eyelid" in talk.exchanges[1].turn.reply.text


def test_asleep_it_answers_to_its_name_alone() -> None:
    talk = Conversation(BY_NAME)
    talk.wait_for(Mode.ASLEEP)
    talk.say("why is my calf twitching")
    assert talk.asked == []
    talk.say("muscle calm why is my calf twitching")
    assert talk.asked == ["why is my calf twitching"]


def test_stop_silences_the_answer_at_once_and_the_next_question_is_heard() -> None:
    talk = Conversation(BY_NAME)
    talk.say("why is my calf twitching")
    talk.wait(1.0)
    assert talk.mode is Mode.SPEAKING
    talk.say("stop")
    assert talk.mode is Mode.LISTENING
    assert not is_heard(talk.card.heard(since=talk.card.clock() - 0.1))
    assert talk.asked == ["why is my calf twitching"]
    talk.say("is it dangerous")
    assert talk.asked[-1] == "is it dangerous"


def test_an_answer_on_hold_goes_on_where_it_was() -> None:
    talk = Conversation(BY_NAME)
    talk.say("why is my calf twitching")
    talk.wait(1.5)
    talk.say("wait a moment")
    held_at = talk.card.clock()
    talk.wait(2.0)
    assert not is_heard(talk.card.heard(since=held_at + 0.5))
    talk.say("go on")
    assert talk.mode is Mode.SPEAKING
    talk.wait_for(Mode.LISTENING)
    assert talk.asked == ["why is my calf twitching"]


@pytest.mark.parametrize("aside", ["mhm", "okay", ""])
def test_somebody_listening_along_does_not_stop_it(aside: str) -> None:
    talk = Conversation(BY_NAME)
    talk.say("why is my calf twitching")
    talk.wait(0.5)
    talk.say(aside)
    assert talk.mode is Mode.SPEAKING
    assert longest_gap(talk.card.heard(since=talk.card.clock() - 1.0)) < 0.9


def test_without_echo_cancellation_it_does_not_hear_itself_nor_anyone_while_it_speaks() -> None:
    talk = Conversation(Settings(full_duplex=False))
    talk.say("why is my calf twitching")
    talk.wait(0.5)
    talk.say("is it dangerous")
    assert talk.mode is Mode.SPEAKING
    assert talk.asked == ["why is my calf twitching"]


def test_the_space_bar_interrupts_where_the_voice_cannot() -> None:
    keys = Keys()
    talk = Conversation(Settings(full_duplex=False), input=keys)
    talk.say("why is my calf twitching")
    keys.press("space")
    talk.wait(0.1)
    assert talk.mode is Mode.LISTENING


def test_a_typed_line_is_answered_aloud() -> None:
    keys = Keys()
    talk = Conversation(BY_NAME, input=keys)
    keys.type("why is my calf twitching")
    talk.wait(0.1)
    assert talk.asked == ["why is my calf twitching"]
    assert is_heard(talk.card.heard())


def test_louder_is_done_and_heard() -> None:
    talk = Conversation(BY_NAME)
    talk.say("quieter")
    talk.wait_for(Mode.LISTENING)
    quiet = np.abs(talk.card.heard().astype(np.int32)).max()
    assert talk.asked == []
    since = talk.card.clock()
    for _ in range(2):
        talk.say("louder")
        talk.wait_for(Mode.LISTENING)
    assert np.abs(talk.card.heard(since=since).astype(np.int32)).max() > quiet


def test_as_loud_as_it_goes_it_says_so_and_the_question_stays() -> None:
    talk = Conversation(BY_NAME)
    talk.say("why is my calf twitching")
    for _ in range(4):
        talk.wait_for(Mode.LISTENING)
        talk.say("louder")
    talk.wait_for(Mode.LISTENING)
    assert talk.asked == ["why is my calf twitching"]


def test_a_session_is_led_paused_and_gone_on_with() -> None:
    talk = Conversation(BY_NAME)
    talk.say("start breathing with me for one minute")
    talk.wait_for(Mode.GUIDING)
    talk.wait(12.0)
    talk.say("pause")
    talk.wait_for(Mode.LISTENING)
    talk.wait(60.0)
    assert talk.mode is Mode.LISTENING
    talk.say("resume")
    talk.wait_for(Mode.GUIDING)
    talk.wait_for(Mode.SPEAKING, 90.0)
    talk.wait_for(Mode.ASLEEP)


def test_chest_pain_in_a_session_ends_it() -> None:
    talk = Conversation(BY_NAME)
    talk.say("start breathing with me")
    talk.wait_for(Mode.GUIDING)
    talk.wait(5.0)
    talk.say("my chest hurts and my left arm feels heavy")
    assert talk.mode is Mode.SPEAKING
    assert talk.exchanges[-1].turn.reply.urgency is not None
    assert talk.exchanges[-1].turn.conversation.routine is None


def test_overheard_talk_goes_without_an_answer_and_a_red_flag_does_not() -> None:
    talk = Conversation(Settings(wakes_by="always", full_duplex=True, overhears=True))
    talk.say("the train to the city leaves at nine")
    assert talk.asked == []
    talk.say("my face is drooping and i can not speak clearly")
    assert len(talk.asked) == 1


def test_goodbye_ends_one_conversation_and_the_name_begins_another() -> None:
    talk = Conversation(BY_NAME)
    talk.say("my calf twitches")
    talk.wait_for(Mode.LISTENING)
    talk.say("goodbye")
    talk.wait_for(Mode.ASLEEP)
    talk.say("muscle calm how do i stop it")
    assert talk.exchanges[-1].turn.conversation.body_part is None


def test_a_lost_microphone_is_no_end() -> None:
    talk = Conversation(Settings(wakes_by="always", full_duplex=True))
    talk.card.lose(at=0.5, length=3.0)
    talk.wait(4.0)
    talk.say("why is my calf twitching")
    assert talk.asked == ["why is my calf twitching"]


def test_without_echo_cancellation_a_command_does_not_swallow_the_next_one() -> None:
    talk = Conversation(Settings(full_duplex=False))
    talk.say("start breathing with me")
    talk.wait_for(Mode.GUIDING)
    talk.wait(25.0)  # the breaths are led by tones alone now
    talk.recognizer.partly = "pause"
    talk.say("pause")
    talk.recognizer.partly = ""
    talk.wait_for(Mode.LISTENING)
    talk.say("resume")
    assert talk.asked[-2:] == ["pause", "resume"]


def test_louder_leaves_a_paused_session_paused() -> None:
    talk = Conversation(BY_NAME)
    talk.say("start breathing with me")
    talk.wait_for(Mode.GUIDING)
    talk.wait(8.0)
    talk.say("pause")
    talk.wait_for(Mode.LISTENING)
    talk.say("louder")
    talk.wait_for(Mode.LISTENING)
    talk.wait(20.0)
    assert talk.mode is Mode.LISTENING
    assert talk.asked[-1] == "pause"


def test_as_loud_as_it_goes_an_emergency_is_still_told_to_its_end() -> None:
    talk = Conversation(BY_NAME)
    talk.say("my face is drooping and i can not speak clearly")
    began = talk.card.clock()
    talk.wait_for(Mode.LISTENING)
    takes = talk.card.clock() - began
    talk.say("louder")
    for _ in range(5):
        assert talk.mode is Mode.SPEAKING
        talk.say("louder")
    began = talk.card.clock()
    talk.wait_for(Mode.LISTENING)
    assert talk.card.clock() - began > takes - 1


def test_with_a_key_alone_it_does_not_even_listen_while_it_sleeps() -> None:
    talk = Conversation(Settings(wakes_by="key", full_duplex=True))
    assert talk.mode is Mode.ASLEEP
    talk.say("why is my calf twitching")
    assert talk.recognizer.blocks == 0


@pytest.mark.parametrize(("deletes", "words"), [(True, "forgot"), (False, "not deleted yet")])
def test_forget_me_is_answered_with_what_came_of_it(deletes: bool, words: str) -> None:
    talk = Conversation(Settings(wakes_by="always", full_duplex=True))
    talk.deletes = deletes
    talk.say("forget me")
    assert words in talk.reader.answers[-1]
    talk.wait_for(Mode.LISTENING)
    talk.say("say that again")
    assert words in talk.reader.answers[-1]
