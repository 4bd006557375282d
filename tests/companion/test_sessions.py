"""Every routine, asked for aloud and led to its end on the fake clock, with eyes closed."""

import numpy as np
import pytest

from local_voice.audio.sound import OUT_RATE
from local_voice.companion.model import Mode, Settings
from skill.assembly import assemble
from tests.companion.told import Conversation

ROUTINES = assemble().assistant.library.routines.routines
LONGEST_QUIET = 20.0  # seconds
AUDIBLE = 60  # int16 steps


@pytest.mark.parametrize("name", ROUTINES)
def test_a_routine_is_led_from_a_spoken_wish_to_its_end(name: str) -> None:
    routine = ROUTINES[name]
    talk = Conversation(Settings(wakes_by="always", full_duplex=True))
    talk.say(f"start the {routine.name} for one minute")
    if routine.ask_first:
        talk.wait_for(Mode.LISTENING)
        talk.say("no")
    talk.wait_for(Mode.GUIDING)
    began = talk.card.clock()
    led = 0.0
    while talk.mode is Mode.GUIDING:
        assert talk.companion.step()
        led = talk.card.clock() - began
        assert led < routine.total_seconds + 60
    assert led > 45
    heard = talk.card.heard(since=max(began, talk.card.clock() - 55))
    loud = np.flatnonzero(np.abs(heard.astype(np.int32)) > AUDIBLE)
    assert np.diff(loud).max() / OUT_RATE < LONGEST_QUIET
    talk.wait_for(Mode.LISTENING)
    assert talk.kept[-1].done == {name: 1}
    assert talk.exchanges[-1].turn.conversation.routine is not None


def test_commands_are_obeyed_while_it_leads() -> None:
    talk = Conversation(Settings(wakes_by="always", full_duplex=True))
    talk.say("start the calf stretch at the wall")
    talk.wait_for(Mode.LISTENING)
    talk.say("no")
    for command, words in (
        ("slower", "slower"),
        ("faster", "faster"),
        ("other side", "side"),
        ("how long left", "left"),
        ("no talking", "quiet"),
        ("talk to me", "talk"),
        ("skip", "next"),
        ("repeat", "more"),
        ("go back", "back"),
        ("start over", "start"),
    ):
        talk.wait_for(Mode.GUIDING)
        talk.wait(4.0)
        talk.say(command)
        reply = talk.exchanges[-1].turn.reply
        assert talk.asked[-1] == command
        assert words in reply.text.lower() or command == "other side", (command, reply.text)
    talk.wait_for(Mode.GUIDING)
    talk.say("stop")
    assert talk.exchanges[-1].turn.conversation.routine is None
    assert talk.exchanges[-1].turn.profile.left is not None


def test_a_question_in_the_middle_is_answered_and_the_session_waits() -> None:
    talk = Conversation(Settings(wakes_by="always", full_duplex=True))
    talk.say("start breathing")
    talk.wait_for(Mode.GUIDING)
    talk.wait(15.0)
    talk.say("why is my calf twitching")
    assert "calf" in talk.exchanges[-1].turn.reply.text
    talk.wait_for(Mode.LISTENING)
    talk.say("resume")
    talk.wait_for(Mode.GUIDING)


def test_the_wish_to_go_on_tomorrow_finds_the_place() -> None:
    talk = Conversation(Settings(wakes_by="always", full_duplex=True))
    talk.say("start breathing")
    talk.wait_for(Mode.GUIDING)
    talk.wait(30.0)
    talk.say("stop")
    talk.wait_for(Mode.LISTENING)
    talk.wait(10.0)
    talk.say("resume")
    talk.wait_for(Mode.GUIDING, 20.0)
