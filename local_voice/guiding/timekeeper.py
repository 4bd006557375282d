"""The clock and the sound of a session: a speaker, or where there is none, time alone."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from local_voice.audio.mixer import Mixer
from local_voice.audio.sound import OUT_RATE

THREAD_TURN = 0.001  # seconds; the sound card's thread gets its turn in time for the next sound
LONGEST_STEP = 0.5  # seconds a silent clock goes on at once, however long the program slept


@dataclass(slots=True)
class Timekeeper:
    """A mixer's clock that goes on by itself, because a sound card pulls it."""

    speaker: Mixer
    is_heard: bool = True

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        time.sleep(seconds)


@dataclass(slots=True)
class SilentTimekeeper(Timekeeper):
    """A mixer's clock where nothing plays it: each wait pulls as much as time has passed."""

    is_heard: bool = False
    _pulled_to: float = field(default_factory=time.monotonic)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        time.sleep(seconds)
        now = time.monotonic()
        self._pulled_to = max(self._pulled_to, now - LONGEST_STEP)
        frames = int((now - self._pulled_to) * OUT_RATE)
        self.speaker.pull(frames)
        self._pulled_to += frames / OUT_RATE


@contextmanager
def timekeeper() -> Iterator[Timekeeper]:
    """The default speaker while the context lasts; silence in its place where there is none."""
    from local_voice.audio.card import open_card
    from local_voice.audio.errors import AudioError

    sys.setswitchinterval(THREAD_TURN)
    try:
        card = open_card(hears=False)
    except AudioError:
        yield SilentTimekeeper(Mixer())
        return
    with card:
        yield Timekeeper(card.speaker)
