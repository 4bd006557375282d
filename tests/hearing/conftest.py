"""What tests of the recognizers share: the small test model, and speech for it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import vosk

from local_voice.audio.sound import BLOCK_BYTES
from local_voice.hearing.vosk import load_model
from tests.speech.voices import Speaker, padded, spoken

TINY_MODEL = Path(__file__).parents[1] / "speech" / "vosk-model-tiny-en"
"""Knows synthetic voices only, and some two thousand words."""

AMERICAN = Speaker("espeak", "gmw/en-US", 165)
BRITISH = Speaker("espeak", "gmw/en", 165)


@pytest.fixture(scope="session")
def tiny_model() -> vosk.Model:
    return load_model(TINY_MODEL)


@cache
def speech(text: str, speaker: Speaker = AMERICAN) -> tuple[bytes, ...]:
    """A text spoken, with 0.3 s of silence before it and 0.8 s after it, in 20 ms blocks."""
    return tuple(blocks(padded(spoken(text, speaker)).tobytes()))


def blocks(sound: bytes) -> Iterator[bytes]:
    """Sound in whole blocks."""
    for start in range(0, len(sound) - BLOCK_BYTES + 1, BLOCK_BYTES):
        yield sound[start : start + BLOCK_BYTES]
