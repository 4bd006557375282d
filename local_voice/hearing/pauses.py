"""Where an utterance may have ended: quiet after sound, told by loudness alone."""

import math

import numpy as np

from local_voice.audio.sound import BLOCK_BYTES

SHARE = 0.35  # of the way from the quietest to the loudest block, in decibels, that is still quiet
LEAST_RANGE = 9.0  # decibels between them, or nothing was said yet


class Pauses:
    """Follows the loudness of an utterance block by block."""

    def __init__(self) -> None:
        self._levels: list[float] = []
        self._quietest = math.inf
        self._loudest = -math.inf
        self.quiet_blocks = 0
        """How many quiet blocks have come since the last loud one."""

    def hear(self, block: bytes) -> None:
        """Take the next block in."""
        level = loudness(block)
        self._quietest = min(self._quietest, level)
        self._loudest = max(self._loudest, level)
        heard = self._loudest - self._quietest
        quiet = heard < LEAST_RANGE or level < self._quietest + SHARE * heard
        self._levels.append(level)
        self.quiet_blocks = self.quiet_blocks + 1 if quiet else 0

    def spoken(self, sound: bytes, around: int) -> bytes:
        """The sound from the first loud block to the last, with so many blocks around it."""
        last = self._loud()[-1] + 1 + around
        return sound[self.first_loud(around) * BLOCK_BYTES : last * BLOCK_BYTES]

    def first_loud(self, before: int) -> int:
        """The block that comes so many before the first loud one."""
        return max(0, self._loud()[0] - before)

    def _loud(self) -> list[int]:
        limit = self._quietest + SHARE * (self._loudest - self._quietest)
        return [number for number, level in enumerate(self._levels) if level >= limit]

    @property
    def has_sound(self) -> bool:
        """Whether anything stood out so far."""
        return self._loudest - self._quietest >= LEAST_RANGE


def loudness(block: bytes) -> float:
    """The level of a block in decibels above one step of the converter."""
    samples = np.frombuffer(block, np.int16).astype(np.float32)
    return 10 * math.log10(1.0 + float(np.mean(samples * samples))) if samples.size else 0.0
