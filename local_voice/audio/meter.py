"""How loud the microphone is."""

from collections import deque
from dataclasses import dataclass
from math import log10

import numpy as np

FULL_SCALE = 32_768
QUIETEST = -96.3  # dBFS; one step of 16 bits, shown for digital silence too
BLOCKS = 5  # 100 ms: short enough to follow a syllable


@dataclass(frozen=True, slots=True)
class Level:
    """Loudness in dB below full scale, 0 being the loudest; a full sine has an rms of -3."""

    peak: float = QUIETEST
    rms: float = QUIETEST


class Meter:
    """The level of the last 100 ms; reckoned only when somebody looks."""

    def __init__(self) -> None:
        self._blocks: deque[bytes] = deque(maxlen=BLOCKS)

    def hear(self, block: bytes) -> None:
        """Take in one block of the microphone."""
        self._blocks.append(block)

    @property
    def level(self) -> Level:
        """How loud it is now."""
        samples = np.frombuffer(b"".join(self._blocks.copy()), np.int16).astype(np.float64)
        if not len(samples):
            return Level()
        return Level(
            peak=decibels(float(np.abs(samples).max())),
            rms=decibels(float(np.sqrt(np.mean(samples**2)))),
        )


def decibels(amplitude: float) -> float:
    """An amplitude of int16 sound in dBFS."""
    return max(QUIETEST, 20 * log10(max(amplitude, 1e-9) / FULL_SCALE))
