"""Notices that the devices are gone, and opens them again until they are back.

A sound server that dies says nothing: there is no error, its callbacks just stop. So the watchdog
counts them. It owns the streams alone; what they lead to stays the same, so that nothing else
notices, and what was playing goes on where it stood.
"""

from collections.abc import Callable
from typing import Literal

from local_voice.audio.driver import Ends, Streams
from local_voice.audio.errors import AudioError

CardState = Literal["working", "lost", "reopened"]
"""Reopened is working again after a loss."""

LOOK_EVERY = 0.2  # seconds
PATIENCE = 1.0  # seconds without a callback; they come every 10 ms
ASTRAY_EVERY = 1.0  # seconds between questions to the system whether the microphone is still there
BACK_OFF = (0.0, 0.25, 0.5, 1.0)  # seconds before each try to reopen; the last one stays


class Watchdog:
    """Looks after the streams of one card. ``look`` is called every ``LOOK_EVERY`` seconds.

    ``open_streams`` opens the devices and raises AudioError; ``clock`` is in seconds.
    """

    def __init__(
        self,
        open_streams: Callable[[Ends], Streams],
        new_ends: Callable[[], Ends],
        clock: Callable[[], float],
        on_state: Callable[[CardState], None],
    ) -> None:
        self._open_streams = open_streams
        self._new_ends = new_ends
        self._clock = clock
        self._on_state = on_state
        self.state: CardState = "working"
        self._tries = 0
        self._next_try = 0.0
        self._looked = self._asked = clock()
        self._ends = new_ends()
        self.streams: Streams | None = open_streams(self._ends)
        self._pulse = _Pulse(self._ends, clock())

    def look(self) -> None:
        """See whether sound still flows, and mend it where it does not."""
        now = self._clock()
        overslept = now - self._looked > PATIENCE
        self._looked = now
        if self.streams is None:
            if now >= self._next_try:
                self._reopen(now)
            return
        if overslept:  # the whole program stood still, as when a laptop is closed: begin anew
            self._pulse = _Pulse(self._ends, now)
            return
        if self._is_lost(now):
            self._lose(now)
        elif self.state == "lost" and self._pulse.has_beaten:
            self._tries = 0
            self._tell("reopened")

    def close(self) -> None:
        """Give the devices back and look no more."""
        if self.streams is not None:
            self.streams.close()
            self.streams = None
        self._next_try = float("inf")

    def _is_lost(self, now: float) -> bool:
        quiet = self._pulse.feel(now)
        if self._ends.is_stopped or quiet > PATIENCE:
            return True
        # A server that hangs would not answer, so that only one that delivers is asked.
        if quiet > LOOK_EVERY or now - self._asked < ASTRAY_EVERY:
            return False
        self._asked = now
        return self.streams is not None and self.streams.is_astray

    def _lose(self, now: float) -> None:
        if self.state != "lost":
            self._tell("lost")
        if self.streams is not None:
            self.streams.close()
            self.streams = None
        self._next_try = now + BACK_OFF[min(self._tries, len(BACK_OFF) - 1)]
        self._tries += 1

    def _reopen(self, now: float) -> None:
        self._ends = self._new_ends()
        try:
            self.streams = self._open_streams(self._ends)
        except AudioError:
            self._lose(now)
            return
        self._pulse = _Pulse(self._ends, self._clock())
        self._asked = now

    def _tell(self, state: CardState) -> None:
        self.state = state
        self._on_state(state)


class _Pulse:
    """When each end was last called back."""

    def __init__(self, ends: Ends, now: float) -> None:
        self._ends = ends
        self._counts = list(ends.counts)
        self._changed = [now] * len(self._counts)

    def feel(self, now: float) -> float:
        """For how long the quieter end has been quiet, in seconds."""
        for place, count in enumerate(self._ends.counts):
            if count != self._counts[place]:
                self._counts[place] = count
                self._changed[place] = now
        return now - min(self._changed, default=now)

    @property
    def has_beaten(self) -> bool:
        """Whether every end was called back since it was opened."""
        return all(count > 0 for count in self._ends.counts)
