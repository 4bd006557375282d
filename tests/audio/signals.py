"""Sounds for the tests of sound, and what to look for in a recording."""

import numpy as np
from numpy.typing import NDArray

from local_voice.audio.sound import MIC_RATE, OUT_RATE, Sound

QUIET = 100  # of 32768; below it nothing is meant to be heard


def tone(length: float, pitch: float = 440.0, loudness: float = 0.5, rate: int = OUT_RATE) -> Sound:
    """A sine of a length in seconds."""
    time = np.arange(round(length * rate)) / rate
    return (np.sin(2 * np.pi * pitch * time) * loudness * 32_767).astype(np.int16)


def level(height: int, frames: int) -> Sound:
    """A sound that is one number all along, which shows every change of its gain."""
    return np.full(frames, height, np.int16)


def loudness(sound: NDArray[np.int16]) -> float:
    """Root mean square, 0 to 1."""
    return float(np.sqrt(np.mean(sound.astype(np.float64) ** 2))) / 32_768 if len(sound) else 0.0


def first_sound(sound: NDArray[np.int16], rate: int) -> float | None:
    """When it is first heard, in seconds from its beginning; None where it never is."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > QUIET)
    return float(loud[0]) / rate if len(loud) else None


def last_sound(sound: NDArray[np.int16], rate: int) -> float | None:
    """When it is last heard, in seconds from its beginning; None where it never is."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > QUIET)
    return float(loud[-1]) / rate if len(loud) else None


def strength(sound: NDArray[np.int16], pitch: float, rate: int) -> float:
    """How much of one pitch is in it, as the amplitude of that sine, 0 to 1."""
    time = np.arange(len(sound)) / rate
    wave = np.exp(-2j * np.pi * pitch * time)
    return 2 * float(np.abs(np.mean(sound.astype(np.float64) * wave))) / 32_768


def biggest_step(sound: NDArray[np.int16]) -> int:
    """The largest jump from one sample to the next: what a click is made of."""
    return int(np.abs(np.diff(sound.astype(np.int32))).max()) if len(sound) > 1 else 0


def to_microphone(sound: Sound) -> NDArray[np.int16]:
    """A sound to be played as a microphone would deliver it: 16 kHz instead of 48."""
    ratio = OUT_RATE // MIC_RATE
    spread = np.arange(-24, 25) / ratio
    filter_ = np.sinc(spread) * np.hamming(len(spread)) / ratio
    smooth = np.convolve(sound.astype(np.float64), filter_, mode="same")[::ratio]
    return np.rint(smooth).clip(-32_768, 32_767).astype(np.int16)
