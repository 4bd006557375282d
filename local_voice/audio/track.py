"""One sound on its way through the mixer."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from local_voice.audio.sound import OUT_RATE, Sound, silence

FADE = OUT_RATE // 100  # samples; 10 ms from full to silent is short to a person and does not click

_NOTHING = silence(0)


@dataclass(slots=True, eq=False)
class Track:
    """One sound handed to a mixer, which alone calls what changes it, under its lock."""

    _sound: Sound
    start: int
    """The sample of the audio clock at which it begins."""
    _ask_to_stop: Callable[["Track"], None]
    is_done: bool = False
    """Whether it was played to its end or stopped."""
    _played: int = 0
    _fade: int | None = None

    @property
    def position(self) -> float:
        """Seconds of it that have been played."""
        return self._played / OUT_RATE

    def stop(self) -> None:
        """End this sound alone, without a click; the others go on."""
        self._ask_to_stop(self)

    def fade_out(self) -> None:
        """Begin the fade at whose end it is done."""
        if self._fade is None:
            self._fade = FADE

    def end(self) -> None:
        """Be done at once; the samples are let go, since a handle may be kept for long."""
        self.is_done = True
        self._sound = _NOTHING

    def mix_into(self, mixed: NDArray[np.float32], clock: int) -> None:
        """Add what falls into these samples, the first of which is at ``clock``."""
        offset = max(0, self.start - clock)
        part = self._sound[self._played : self._played + len(mixed) - offset]
        if self._fade is None:
            mixed[offset : offset + len(part)] += part
        else:
            part = part[: self._fade]
            gains = np.arange(self._fade - 1, self._fade - 1 - len(part), -1, dtype=np.float32)
            mixed[offset : offset + len(part)] += part * (gains / np.float32(FADE))
            self._fade -= len(part)
        self._played += len(part)
        if self._played == len(self._sound) or self._fade == 0:
            self.end()
