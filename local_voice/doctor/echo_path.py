"""Whether a sound that was played came back through the microphone, how softly and how late."""

from dataclasses import dataclass
from math import log10

import numpy as np

from local_voice.audio.resample import resample
from local_voice.audio.sound import MIC_RATE, OUT_RATE, Sound

SWEEP_SECONDS = 0.6
LOW, HIGH = 300.0, 3000.0  # Hz: what the speakers of laptops and telephones can do
LOUDNESS = 0.1  # of full scale
LATEST = 0.6  # seconds; wireless headphones are late by a third of one
# Times the usual likeness. 4,000 stretches of noise and of speech came to 7 at most, and an echo
# 10 dB below the noise to 30 at least.
CLEAR = 12.0


@dataclass(frozen=True, slots=True)
class EchoPath:
    """What came back: its level against what was played in dB, and its delay in seconds."""

    decibels: float
    delay: float


def sweep() -> Sound:
    """A rising tone that is like no other sound in a room."""
    moments = np.arange(round(SWEEP_SECONDS * OUT_RATE)) / OUT_RATE
    rise = (HIGH - LOW) / SWEEP_SECONDS
    wave = np.sin(2 * np.pi * (LOW + rise * moments / 2) * moments)
    edge = np.clip(np.minimum(moments, SWEEP_SECONDS - moments) / 0.02, 0.0, 1.0)
    sound: Sound = np.rint(LOUDNESS * 32_767 * wave * edge).astype(np.int16)
    return sound


def echo_path(recorded: bytes) -> EchoPath | None:
    """Where the sweep is in what the microphone heard from the moment it was played on (int16,
    16 kHz); None where it cannot be told from anything else."""
    heard = np.frombuffer(recorded, np.int16).astype(np.float64)
    played = resample(sweep(), OUT_RATE, MIC_RATE).astype(np.float64)
    if len(heard) < len(played) or not heard.any():
        return None
    size = len(heard) + len(played)
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(played, size))
    likeness = np.abs(np.fft.irfft(spectrum, size)[: len(heard)])
    at = int(likeness[: round(LATEST * MIC_RATE)].argmax())
    usual = float(np.sqrt(np.mean(likeness**2)))
    if likeness[at] < CLEAR * usual:
        return None
    gain = float(likeness[at] / np.dot(played, played))
    return EchoPath(20 * log10(gain), at / MIC_RATE)
