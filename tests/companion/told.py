"""A person whose words are told to the recognizer, so that a conversation tests the loop alone."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from local_voice.audio.sound import MIC_RATE
from local_voice.companion.captions import NoCaptions
from local_voice.companion.companion import Companion
from local_voice.companion.keyboard import NoKeyboard
from local_voice.companion.model import Event, Mode, Pressed, Settings, Typed
from local_voice.companion.parts import Exchange, Input, parts_on
from local_voice.hearing.recognizer import Hypothesis, State, Word
from local_voice.hearing.words import load_words
from local_voice.speech.espeak import EspeakSynthesizer
from local_voice.speech.synthesizer import Voice
from skill.assembly import Assembly, assemble
from skill.core.profile import Profile
from skill.core.reply import Reply
from tests.audio.fakes import FakeCard
from tests.audio.signals import to_microphone

SYNTHESIZER = EspeakSynthesizer()
LETTER = 0.04  # seconds an imagined voice takes for a letter


class ToldRecognizer:
    """Understands perfectly: it was told the words of each utterance before.

    ``partly`` is what it takes for said before the end; ``blocks`` counts what it was fed.
    """

    name = "told"
    unknown_words = ()

    def __init__(self) -> None:
        self.words: list[str] = []
        self.states: list[State] = []
        self.partly = ""
        self.blocks = 0
        self._fed = 0

    def listen_for(self, state: State) -> None:
        """Remember what is listened for."""
        self.states.append(state)
        self._fed = 0

    def feed(self, block: bytes) -> Hypothesis:
        """Nothing is known before the end, or what was told to be known."""
        self._fed += 1
        self.blocks += 1
        return Hypothesis(_words(self.partly))

    def finish(self) -> Hypothesis:
        """The next words told, where anything was heard at all."""
        text = self.words.pop(0) if self._fed and self.words else ""
        self._fed = 0
        return Hypothesis(_words(text), is_final=True)

    def reset(self) -> None:
        """Forget the utterance that was fed."""
        self.finish()


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, 0.0, 0.0, 1.0) for word in text.split())


class Keys:
    """Keys and lines that come when they are told to."""

    is_over = False

    def __init__(self) -> None:
        self._events: list[Event] = []

    def press(self, key: str) -> None:
        """Press a key."""
        self._events.append(Pressed(key))

    def type(self, line: str) -> None:
        """Type a line."""
        self._events.append(Typed(line))

    def poll(self, typing: bool) -> Iterator[Event]:
        """Everything that was pressed and typed."""
        while self._events:
            yield self._events.pop(0)


class Reader(NoCaptions):
    """Somebody who reads every answer."""

    def __init__(self) -> None:
        self.answers: list[str] = []

    def answer(self, reply: Reply) -> None:
        """Read it."""
        self.answers.append(reply.text)


class Conversation:
    """A companion on a fake card, and a person who speaks to it."""

    def __init__(
        self,
        settings: Settings | None = None,
        input: Input | None = None,
        locale: str = "en-US",
        assembly: Assembly | None = None,
    ) -> None:
        self.card = FakeCard(recorded=60.0)
        self.recognizer = ToldRecognizer()
        self.exchanges: list[Exchange] = []
        self.kept: list[Profile] = []
        self.deletes = True
        """Whether what is kept can be deleted."""
        self.reader = Reader()
        parts = parts_on(
            self.card.microphone,
            self.card.speaker,
            self.recognizer,
            SYNTHESIZER,
            Voice(),
            assembly=assembly or assemble(locale),
            input=input or NoKeyboard(),
            captions=self.reader,
            clock=self.card.clock,
            keep=self._keep,
            record=self.exchanges.append,
        )
        settings = settings or Settings(full_duplex=True)
        self.companion = Companion(parts, settings, load_words(locale), Profile())

    @property
    def mode(self) -> Mode:
        """What the companion is doing."""
        return self.companion.mode

    @property
    def asked(self) -> list[str]:
        """All that was given to the assistant so far."""
        return [exchange.text for exchange in self.exchanges]

    def _keep(self, profile: Profile, *, forgets: bool = False) -> bool:
        self.kept.append(profile)
        return self.deletes or not forgets

    def say(self, text: str) -> None:
        """Say something, and wait until it is over and was taken in."""
        self.recognizer.words.append(text)
        end = self.card.say(voice(max(0.5, LETTER * len(text))))
        self.wait(end - self.card.clock() + 0.8)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        until = self.card.clock() + seconds
        while self.card.clock() < until and self.companion.step():
            pass

    def wait_for(self, mode: Mode, seconds: float = 60.0) -> None:
        """Let time pass until the companion does this."""
        until = self.card.clock() + seconds
        while self.mode is not mode:
            assert self.card.clock() < until, f"still {self.mode} after {seconds} s"
            assert self.companion.step()


def voice(seconds: float) -> NDArray[np.int16]:
    """A sound that is taken for a voice."""
    words = "why is my eyelid twitching today and what can I do about it when I want to sleep "
    spoken = SYNTHESIZER.speak(words * (1 + round(seconds / 4)), Voice())
    return to_microphone(spoken.sound)[: round(seconds * MIC_RATE)]
