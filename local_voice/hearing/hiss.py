"""A faint hiss under everything heard: sound that is all zeros has no spectrum to compare."""

import numpy as np

from local_voice.audio.sound import BLOCK_BYTES

LEVEL = 10.0  # steps of the converter; the room of a quiet microphone has as much
BLOCKS = 50  # until it comes again
SEED = 5


class Hiss:
    """Every utterance has the same under it, so that the same sound is heard alike each time.

    A muted microphone, an echo canceller and a synthetic file give zeros between words. Of those
    of synthetic voices PocketSphinx takes half wrong without a hiss.
    """

    def __init__(self) -> None:
        size = BLOCKS * BLOCK_BYTES // 2
        noise = np.random.default_rng(SEED).normal(0.0, LEVEL, size)
        self._noise = noise.round().astype(np.int32).reshape(BLOCKS, -1)
        self.restart()

    def restart(self) -> None:
        """Begin again with the next utterance."""
        self._next = 0

    def under(self, block: bytes) -> bytes:
        """The block with the next of the hiss under it."""
        sound = np.frombuffer(block, np.int16)
        heard = sound + self._noise[self._next, : sound.size]
        self._next = (self._next + 1) % BLOCKS
        return bytes(np.clip(heard, -32768, 32767).astype(np.int16))
