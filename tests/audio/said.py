"""Spoken words for tests of the ears: espeak's voices straight from its library, and noises."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from local_voice.audio.resample import resample
from local_voice.audio.sound import BLOCK_SAMPLES, MIC_RATE
from local_voice.speech.espeak_library import Manner, espeak_library

Pcm = NDArray[np.float64]  # at MIC_RATE, in int16's range


@lru_cache(maxsize=64)
def said(text: str, voice: str = "gmw/en-US", words_a_minute: int = 165) -> Pcm:
    """A text spoken, without the silence before and after it, its loudest point at -6 dBFS."""
    # By the library that the program itself has open: it is one to a process, callbacks and all.
    library = espeak_library()
    take = library.speak(text, Manner(voice, words_a_minute, pitch=50, volume=100))
    pcm = resample(np.frombuffer(take.pcm, np.int16), library.rate, MIC_RATE)
    return _bare(pcm.astype(np.float64))


def _bare(pcm: Pcm) -> Pcm:
    pcm = pcm * (16_384 / np.abs(pcm).max())
    loud = np.flatnonzero(np.abs(pcm) > 160)  # 40 dB under the loudest
    return pcm[loud[0] : loud[-1] + 1]


def quiet(seconds: float) -> Pcm:
    return np.zeros(round(seconds * MIC_RATE))


def noise(seconds: float, decibels: float, seed: int = 5) -> Pcm:
    """White noise of a level in dB under full scale."""
    level = 32_768 * 10 ** (decibels / 20)
    return np.random.default_rng(seed).normal(0, level, round(seconds * MIC_RATE))


def tone(hertz: float, seconds: float, decibels: float) -> Pcm:
    """A sine; ``decibels`` is its level under a full-scale sine's."""
    when = np.arange(round(seconds * MIC_RATE)) / MIC_RATE
    return 32_767 * 10 ** (decibels / 20) * np.sin(2 * np.pi * hertz * when)


def blocks(pcm: Pcm) -> list[bytes]:
    """A sound as the microphone's blocks, too loud parts cut off, the last block filled."""
    whole = -(-len(pcm) // BLOCK_SAMPLES) * BLOCK_SAMPLES
    full = np.zeros(whole, np.int16)
    full[: len(pcm)] = np.rint(np.clip(pcm, -32_768, 32_767)).astype(np.int16)
    return [full[at : at + BLOCK_SAMPLES].tobytes() for at in range(0, whole, BLOCK_SAMPLES)]
