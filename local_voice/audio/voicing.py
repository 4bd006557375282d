"""Whether 20 ms of sound hold a voice: not the room, not a hum, not a tone of our own."""

from collections import deque

import numpy as np
import webrtcvad
from numpy.typing import NDArray

from local_voice.audio.sound import BLOCK_SAMPLES, MIC_RATE

Spectrum = NDArray[np.float64]

STRICTNESS = 2  # of webrtcvad, 0 to 3: at 3 it loses ends of words
# Bins of 50 Hz that are looked at: over a fan's rumble, up to where speech is strong.
LOWEST_BIN, HIGHEST_BIN = 2, 120

# A chime of ours is a few overtones and nothing else, and the same 40 ms later. So is many a
# spoken "oo", but never a whole word: shortly after other voice it is taken for voice.
PEAKS = 3
PEAK_BINS = 2  # how far a pure tone spreads to either side of its peak
PEAKS_SHARE = 0.99  # of the power
SAME_LIKENESS, SAME_AGE = 0.97, 2
LATELY, ENOUGH_LATELY = 12, 6  # blocks: so many of so many were voice beyond doubt
# A hum or a held chord looks the same 80 and 160 ms later. Measured likeness of the spectra:
# speech stays under 0.95 in 99 of 100 blocks, steady tones are over 0.99.
STEADY_LIKENESS, STEADY_AGES = 0.98, (4, 8)

QUIETEST = 25.0  # root mean square in int16 steps, -62 dBFS: under it nobody speaks to us
ABOVE_FLOOR = 2.0  # a voice is twice (6 dB) over the level of the room
UNDER_LOUDEST = 0.02  # and not 34 dB under the loudest of the last seconds: that is its echo
FADE_OF_LOUDEST = 0.997  # a block: half in 4.6 s

# The level of the room is the lowest that was kept for 60 ms in the last two seconds: people
# pause for breath or between words, a fan does not.
SMOOTHED_BLOCKS = 3
SPAN_BLOCKS = 20
SPANS = 5
SPANS_TO_KNOW = 2


class Voicing:
    """Judges block after block; each judgement rests on the two seconds before it."""

    def __init__(self) -> None:
        self._vad = webrtcvad.Vad(STRICTNESS)
        self._floor = _Floor()
        self._loudest = 0.0
        self._lately: deque[bool] = deque(maxlen=LATELY)
        self._shapes: deque[Spectrum] = deque(maxlen=max(STEADY_AGES))  # the newest first

    def __call__(self, block: bytes) -> bool:
        """Whether this block, the next of the stream, holds a voice."""
        spectrum = _spectrum(block)
        level = float(spectrum @ spectrum) ** 0.5
        steady, chime = self._is_steady(spectrum, level), self._is_chime(spectrum, level)
        self._shapes.appendleft(spectrum / max(level, 1.0))
        floor = self._floor.hear(level)
        self._loudest = max(level, self._loudest * FADE_OF_LOUDEST)
        least = max(QUIETEST, ABOVE_FLOOR * floor, UNDER_LOUDEST * self._loudest)
        speech = self._vad.is_speech(block, MIC_RATE)  # asked always: it learns from every block
        voiced = speech and level > least and not steady
        within_speech = sum(self._lately) >= ENOUGH_LATELY
        self._lately.append(voiced and not chime)
        return voiced and (not chime or within_speech)

    def _is_steady(self, spectrum: Spectrum, level: float) -> bool:
        return all(self._likeness(spectrum, level, age) > STEADY_LIKENESS for age in STEADY_AGES)

    def _is_chime(self, spectrum: Spectrum, level: float) -> bool:
        if self._likeness(spectrum, level, SAME_AGE) <= SAME_LIKENESS:
            return False
        power = spectrum * spectrum
        inside = 0.0
        for _ in range(PEAKS):
            peak = int(power.argmax())
            around = power[max(0, peak - PEAK_BINS) : peak + PEAK_BINS + 1]
            inside += float(around.sum())
            around[:] = 0.0
        return inside > PEAKS_SHARE * level**2

    def _likeness(self, spectrum: Spectrum, level: float, age: int) -> float:
        """1 where the spectrum is that of so many blocks ago, but for its loudness."""
        if age > len(self._shapes):
            return 0.0
        return float(spectrum @ self._shapes[age - 1]) / max(level, 1.0)


class _Floor:
    """Follows the level of the room."""

    def __init__(self) -> None:
        self._recent: deque[float] = deque(maxlen=SMOOTHED_BLOCKS)
        self._lows: deque[float] = deque(maxlen=SPANS)
        self._low = float("inf")
        self._heard = 0

    def hear(self, level: float) -> float:
        self._recent.append(level)
        self._low = min(self._low, max(self._recent))
        self._heard += 1
        if self._heard == SPAN_BLOCKS:
            self._lows.append(self._low)
            self._low, self._heard = float("inf"), 0
        # Until the room is known it is taken for quiet, so that a first word is not its level.
        return min(self._lows) if len(self._lows) >= SPANS_TO_KNOW else 0.0


_WINDOW = np.hanning(BLOCK_SAMPLES)
# Scales the spectrum so that its length is the root mean square of the samples.
_SCALE = (2 / (BLOCK_SAMPLES * float(_WINDOW @ _WINDOW))) ** 0.5


def _spectrum(block: bytes) -> Spectrum:
    samples = np.frombuffer(block, np.int16)
    strengths: Spectrum = np.abs(np.fft.rfft(samples * _WINDOW))
    looked_at: Spectrum = strengths[LOWEST_BIN:HIGHEST_BIN] * _SCALE
    return looked_at
