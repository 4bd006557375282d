"""Noise under speech: white, and babble, which is other people talking. Seeded, always the same."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Literal

import numpy as np

from local_voice.audio.sound import MIC_RATE
from tests.speech.voices import ESPEAK, SPOKEN, Pcm, spoken

Room = Literal["clean", "white", "babble"]
ROOMS: tuple[Room, ...] = ("clean", "white", "babble")
DECIBELS = 10.0  # of speech above the noise

_BABBLE_SECONDS = 12
_TALK: Sequence[str] = (
    "the museum closes early on sundays and the garden behind it stays open until the evening",
    "they painted the old boat green and sold it to a teacher from the next village",
    "after the concert we walked along the river and ate hot chestnuts from a paper bag",
    "my neighbor grows tomatoes on the roof and gives away more than she eats",
    "the last bus leaves at half past ten so we should buy the tickets before dinner",
    "he wrote a long letter about the journey and forgot to put a stamp on it",
)


def in_room(
    pcm: Pcm,
    room: Room,
    seed: int,
    decibels: float = DECIBELS,
    *,
    is_padded: bool = True,
) -> Pcm:
    """Speech with the noise of a room under all of it, ``decibels`` below the speech."""
    if room == "clean":
        return pcm
    speech = pcm.astype(np.float64)
    noise = _NOISES[room](len(pcm), seed)
    power = np.mean((speech[SPOKEN] if is_padded else speech) ** 2)
    noise *= np.sqrt(power / np.mean(noise**2) / 10 ** (decibels / 10))
    return np.clip(speech + noise, -32768, 32767).astype(np.int16)


def _white(size: int, seed: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.random.default_rng(seed).standard_normal(size)


def _babble(size: int, seed: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    talk = _crowd()
    start = int(np.random.default_rng(seed).integers(len(talk)))
    return np.take(talk, np.arange(start, start + size), mode="wrap").copy()


@cache
def _crowd() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Six people talking at once, for so long that no two utterances hear the same."""
    size = _BABBLE_SECONDS * MIC_RATE
    crowd = np.zeros(size)
    for place, (text, speaker) in enumerate(zip(_TALK, ESPEAK, strict=True)):
        talk = spoken(text, speaker).astype(np.float64)
        crowd += np.roll(np.resize(talk, size), place * MIC_RATE)
    return crowd


_NOISES: Mapping[str, Callable[[int, int], np.ndarray[tuple[int], np.dtype[np.float64]]]] = {
    "white": _white,
    "babble": _babble,
}
