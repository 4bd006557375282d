"""Interrupting it by voice in a room that echoes: the real canceller, decoder and voice."""

from pathlib import Path

import pytest

from local_voice.audio.echo import echo_canceller
from local_voice.audio.mixer import Mixer
from local_voice.companion.captions import NoCaptions
from local_voice.companion.companion import Companion
from local_voice.companion.keyboard import NoKeyboard
from local_voice.companion.model import Mode, Settings
from local_voice.companion.parts import parts_on
from local_voice.hearing.vocabulary import vocabularies
from local_voice.hearing.vosk import VoskRecognizer, load_model
from local_voice.hearing.words import load_words
from local_voice.memory import keep_nothing
from local_voice.speech.synthesizer import Voice
from skill.assembly import assemble
from skill.core.profile import Profile
from tests.audio.fakes import Echo, FakeCard
from tests.audio.signals import to_microphone
from tests.companion.told import SYNTHESIZER

MODEL = Path(__file__).parents[1] / "speech" / "vosk-model-tiny-en"
SOMEBODY = Voice("gmw/en-US+f3", rate=150)


class Room:
    """A companion with an echo canceller in a room, and somebody in it."""

    def __init__(self, echo: float) -> None:
        canceller = echo_canceller()
        assert canceller is not None, "livekit comes with the test extra"
        self.card = FakeCard(Echo(gain=echo))
        self.card.speaker = Mixer(canceller.hear_own)
        self.asked: list[str] = []
        parts = parts_on(
            self.card.microphone,
            self.card.speaker,
            VoskRecognizer(load_model(MODEL), vocabularies("en-US")),
            SYNTHESIZER,
            Voice(),
            assembly=assemble(),
            input=NoKeyboard(),
            captions=NoCaptions(),
            clock=self.card.clock,
            keep=keep_nothing,
            record=lambda exchange: self.asked.append(exchange.text),
            clean=canceller.clean,
        )
        settings = Settings(wakes_by="always", full_duplex=True)
        self.companion = Companion(parts, settings, load_words("en-US"), Profile())

    def say(self, text: str) -> float:
        """Say something from now on; the second at which it is over."""
        return self.card.say(to_microphone(SYNTHESIZER.speak(text, SOMEBODY).sound))

    def wait(self, seconds: float) -> None:
        until = self.card.clock() + seconds
        while self.card.clock() < until:
            assert self.companion.step()


@pytest.mark.parametrize(("echo", "times"), [(0.1, 1), (0.3, 1), (0.6, 2)])
def test_it_hears_a_stop_over_its_own_voice_and_never_itself(echo: float, times: int) -> None:
    """Where its own voice is over half as loud as theirs, people may have to say "stop" twice."""
    room = Room(echo)
    room.companion.greet()
    room.wait(10.0)
    assert room.companion.mode is Mode.SPEAKING
    room.wait(5.0)
    assert room.asked == []
    assert room.companion.mode is Mode.LISTENING
    room.say("why is my calf twitching")
    room.wait(6.0)
    assert room.asked == ["why is my calf twitching"]
    assert room.companion.mode is Mode.SPEAKING
    while room.companion.mode is Mode.SPEAKING and times:
        over = room.say("stop")
        room.wait(over - room.card.clock() + 0.6)
        times -= 1
    assert room.companion.mode is Mode.LISTENING
    room.wait(2.0)
    assert room.asked == ["why is my calf twitching"]
