"""The two formats of sound inside the companion, and the way between rates."""

import numpy as np
from numpy.typing import NDArray

MIC_RATE = 16_000  # Hz; what every recognizer was trained on
BLOCK_SECONDS = 0.02
BLOCK_SAMPLES = 320
BLOCK_BYTES = 2 * BLOCK_SAMPLES
SILENT_BLOCK = bytes(BLOCK_BYTES)

OUT_RATE = 48_000  # Hz; what echo cancellation wants as its reference

Sound = NDArray[np.int16]
"""Mono sound to be played, int16 at ``OUT_RATE``."""


def seconds(sound: Sound) -> float:
    """How long a sound takes, in seconds."""
    return len(sound) / OUT_RATE


def silence(length: float) -> Sound:
    """Silence of a length in seconds."""
    return np.zeros(round(length * OUT_RATE), np.int16)
