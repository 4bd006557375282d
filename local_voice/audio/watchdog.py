"""Notices that a device is gone, and opens it again until it is back.

A sound server that dies says nothing: there is no error, its callbacks just stop. So the watchdog
counts them. It owns the stream alone; what that leads to stays the same, so that nothing else
notices, and what was playing goes on where it stood.
"""

from collections.abc import Callable

from local_voice.audio.capture import CaptureQueue
from local_voice.audio.driver import End, Stream
from local_voice.audio.errors import AudioError
from local_voice.audio.mixer import Mixer

LOOK_EVERY = 0.2  # seconds
PATIENCE = 1.0  # seconds without a callback; they come every 10 ms
ASTRAY_EVERY = 1.0  # seconds between questions to the system whether the microphone is still there
BACK_OFF = (0.0, 0.25, 0.5, 1.0)  # seconds before each try to reopen; the last one stays


class Watchdog:
    """Looks after the stream of one device. ``look`` is called every ``LOOK_EVERY`` seconds.

    ``open_stream`` opens the device and raises AudioError; ``clock`` is in seconds.
    """

    def __init__(
        self,
        open_stream: Callable[[End], Stream],
        half: CaptureQueue | Mixer,
        clock: Callable[[], float],
    ) -> None:
        self._open_stream = open_stream
        self._half = half
        self._clock = clock
        self.is_lost = False
        self._dead: list[Stream] = []  # closed a look later: closing may hang, the news may not
        self._tries = 0
        self._next_try = 0.0
        self._end = End(half)
        self.stream: Stream | None = open_stream(self._end)
        self._looked = self._asked = self._flowed = clock()
        self._calls = 0

    def look(self) -> None:
        """See whether sound still flows, and mend it where it does not."""
        now = self._clock()
        overslept = now - self._looked > PATIENCE
        self._looked = now
        self._bury()
        if self.stream is None:
            if now >= self._next_try:
                self._reopen(now)
            return
        # The whole program may have stood still, as when a laptop is closed: begin anew then.
        if self._end.calls != self._calls or overslept:
            self._calls, self._flowed = self._end.calls, now
        if self._must_reopen(now):
            self._lose(now)
        elif self.is_lost and self._calls:
            self.is_lost, self._tries = False, 0

    def close(self) -> None:
        """Give the device back and look no more."""
        self._dead.extend([self.stream] if self.stream else [])
        self.stream = None
        self._bury()
        self._next_try = float("inf")

    def _must_reopen(self, now: float) -> bool:
        quiet = now - self._flowed
        if self._end.is_stopped or quiet > PATIENCE:
            return True
        # A server that hangs would not answer, so that only one that delivers is asked.
        if quiet > 0 or now - self._asked < ASTRAY_EVERY:
            return False
        self._asked = now
        return self.stream is not None and self.stream.is_astray

    def _lose(self, now: float) -> None:
        self.is_lost = True
        self._dead.extend([self.stream] if self.stream else [])
        self.stream = None
        self._next_try = now + BACK_OFF[min(self._tries, len(BACK_OFF) - 1)]
        self._tries += 1

    def _bury(self) -> None:
        while self._dead:
            self._dead.pop().close()

    def _reopen(self, now: float) -> None:
        self._end, self._calls = End(self._half), 0
        try:
            self.stream = self._open_stream(self._end)
        except AudioError:
            self._lose(now)
            return
        self._flowed = self._asked = self._clock()
