"""A tone that steps back while words are spoken over it."""

from collections.abc import Iterable

import numpy as np

from local_voice.audio.sound import OUT_RATE, Sound, seconds

DUCKED = 0.6  # the gain of a tone under words, which are 10 dB louder as it is
STEPPING = 0.08  # seconds it takes to step back and to return


def under_words(sound: Sound, spans: Iterable[tuple[float, float]]) -> Sound:
    """The tone, quieter in each span; spans are from and to in seconds of the tone, and may lie
    outside of it."""
    length = seconds(sound)
    inside = [(start, end) for start, end in spans if start < length and end > 0 and end > start]
    if not inside:
        return sound
    at = np.arange(len(sound), dtype=np.float32) / OUT_RATE
    gain = np.ones(len(sound), np.float32)
    for start, end in inside:
        curve = [start - STEPPING, start, end, end + STEPPING]
        np.minimum(gain, np.interp(at, curve, [1.0, DUCKED, DUCKED, 1.0]), out=gain)
    return (sound * gain).astype(np.int16)
