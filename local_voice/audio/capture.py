"""The queue between a microphone's callback and whoever listens."""

from collections import deque
from threading import Condition

from local_voice.audio.meter import Level, Meter
from local_voice.audio.sound import BLOCK_BYTES, BLOCK_SECONDS

LONGEST = 8.0  # seconds; whoever reads later than that has lost the thread anyway


class CaptureQueue:
    """A microphone without a device: what a callback feeds is read in blocks of 20 ms.

    It is bounded: where nobody reads, the oldest blocks give way and are counted.
    """

    def __init__(self, longest: float = LONGEST) -> None:
        self._blocks: deque[bytes] = deque(maxlen=max(1, round(longest / BLOCK_SECONDS)))
        self._rest = bytearray()
        self._change = Condition()
        self._is_closed = False
        self._meter = Meter()
        self.dropped = 0
        """Blocks lost because nobody read."""

    @property
    def level(self) -> Level:
        """How loud it is just now, read or not."""
        return self._meter.level

    def feed(self, sound: bytes) -> None:
        """Take in what the device delivered, however long (int16 mono at 16 kHz)."""
        with self._change:
            if self._is_closed:
                return
            self._rest += sound
            while len(self._rest) >= BLOCK_BYTES:
                block = bytes(self._rest[:BLOCK_BYTES])
                del self._rest[:BLOCK_BYTES]
                self.dropped += len(self._blocks) == self._blocks.maxlen
                self._blocks.append(block)
                self._meter.hear(block)
            self._change.notify()

    def read(self, timeout: float) -> bytes | None:
        """The next block; None where none came within ``timeout`` seconds, b"" at the end."""
        with self._change:
            self._change.wait_for(lambda: self._blocks or self._is_closed, timeout)
            if self._blocks:
                return self._blocks.popleft()
            return b"" if self._is_closed else None

    def close(self) -> None:
        """Take in nothing more; what was heard until now can still be read."""
        with self._change:
            self._is_closed = True
            self._change.notify_all()
