"""A microphone and a speaker on a virtual clock: a whole conversation takes milliseconds.

Time passes only when the microphone is read: each block read is 20 ms of everything, and meanwhile
20 ms are pulled out of the mixer into a recording. So a run is the same every time::

    card = FakeCard()
    card.say(speech, at=1.0)
    loop = Loop(card.microphone, card.speaker, clock=card.clock, ...)
    ...
    reply = card.heard(since=2.0)
"""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from local_voice.audio.mixer import Mixer
from local_voice.audio.sound import (
    BLOCK_BYTES,
    BLOCK_SAMPLES,
    BLOCK_SECONDS,
    MIC_RATE,
    OUT_RATE,
    Sound,
    silence,
)
from tests.audio.signals import to_microphone

BLOCK_FRAMES = round(BLOCK_SECONDS * OUT_RATE)
MARGIN = 16  # samples at 16 kHz; the echo comes this much later, so that its filter can look ahead


@dataclass(frozen=True)
class Echo:
    """The way from the speaker into the microphone; the delay is in seconds."""

    gain: float = 0.3
    delay: float = 0.06


class FakeMicrophone:
    """Its blocks are those of the card, whose time passes with them."""

    def __init__(self, card: "FakeCard") -> None:
        self._card = card

    def read(self, timeout: float) -> bytes | None:
        """The next 20 ms; None after ``timeout`` while the card is lost; b"" at the end."""
        return self._card.pass_block(timeout)

    def close(self) -> None:
        """Nothing more is heard."""
        self._card.end()


class FakeCard:
    """Both halves of a sound card, played by a script.

    ``recorded`` bounds how many seconds of what was played are kept, for long runs.
    """

    def __init__(self, echo: Echo | None = None, recorded: float | None = None) -> None:
        self.speaker = Mixer()
        self.microphone = FakeMicrophone(self)
        self._echo = echo
        self._echoes = deque([0] * round(echo.delay * MIC_RATE)) if echo else deque[int]()
        self._before = silence(BLOCK_SECONDS)
        self._script: list[tuple[int, NDArray[np.int16]]] = []  # first sample at 16 kHz, speech
        self._lost: list[tuple[int, int]] = []  # from, to block
        self._end: int | None = None
        self._blocks = 0
        keep = None if recorded is None else round(recorded / BLOCK_SECONDS)
        self._played = deque[Sound](maxlen=keep)

    def clock(self) -> float:
        """Seconds since the card was made: the clock to pass where real time would be."""
        return self._blocks * BLOCK_SECONDS

    def say(self, sound: NDArray[np.int16], at: float | None = None, rate: int = MIC_RATE) -> float:
        """Put speech before the microphone, by default now; returns the second of its end.

        Several sounds may be said at once. ``rate`` is 16 or 48 kHz.
        """
        assert rate in (MIC_RATE, OUT_RATE), "resample it first"
        speech = sound if rate == MIC_RATE else to_microphone(sound)
        start = round((self.clock() if at is None else at) * MIC_RATE)
        self._script.append((start, speech))
        return (start + len(speech)) / MIC_RATE

    def end(self, at: float | None = None) -> None:
        """Let the microphone end at a moment, by default now, as a file does."""
        self._end = self._blocks if at is None else round(at / BLOCK_SECONDS)

    def lose(self, at: float, length: float) -> None:
        """Let no block come and nothing be played for a while, as when a device is unplugged."""
        first = round(at / BLOCK_SECONDS)
        self._lost.append((first, first + round(length / BLOCK_SECONDS)))

    def heard(self, since: float = 0.0, until: float | None = None) -> Sound:
        """What the speaker played between two moments of the clock."""
        sound = np.concatenate([*self._played, silence(0)])
        forgotten = self._blocks * BLOCK_FRAMES - len(sound)
        end = self.clock() if until is None else until
        first = max(0, round(since * OUT_RATE) - forgotten)
        return sound[first : max(0, round(end * OUT_RATE) - forgotten)]

    def close(self) -> None:
        """Give both halves back."""
        self.end()
        self.speaker.close()

    def pass_block(self, timeout: float = BLOCK_SECONDS) -> bytes | None:
        """Let 20 ms pass, or ``timeout`` where the card is lost; the microphone's block of it."""
        if self._end is not None and self._blocks >= self._end:
            return b""
        if any(first <= self._blocks < last for first, last in self._lost):
            for _ in range(max(1, round(timeout / BLOCK_SECONDS))):
                self._played.append(silence(BLOCK_SECONDS))
                self._blocks += 1
            return None
        played = self.speaker.pull(BLOCK_FRAMES)
        self._played.append(played)
        block = self._spoken() + self._echo_of(played)
        self._blocks += 1
        raw = np.rint(block).clip(-32_768, 32_767).astype(np.int16).tobytes()
        assert len(raw) == BLOCK_BYTES
        return raw

    def _spoken(self) -> NDArray[np.float64]:
        block = np.zeros(BLOCK_SAMPLES)
        now = self._blocks * BLOCK_SAMPLES
        for start, speech in self._script:
            part = speech[max(0, now - start) : max(0, now - start + BLOCK_SAMPLES)]
            offset = max(0, start - now)
            block[offset : offset + len(part)] += part
        self._script = [
            (start, speech)
            for start, speech in self._script
            if start + len(speech) > now + BLOCK_SAMPLES
        ]
        return block

    def _echo_of(self, played: Sound) -> NDArray[np.float64]:
        if self._echo is None:
            return np.zeros(BLOCK_SAMPLES)
        heard = np.concatenate([self._before, played])  # so that no block has an edge of its own
        self._before = played
        self._echoes.extend(to_microphone(heard)[-BLOCK_SAMPLES - MARGIN : -MARGIN].tolist())
        return self._echo.gain * np.array([self._echoes.popleft() for _ in range(BLOCK_SAMPLES)])
