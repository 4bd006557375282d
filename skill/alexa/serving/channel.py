"""One connection, which neither a slow client nor the end of the server may spoil.

waitress reads without occupying a thread, but waits for the rest of a request as long as a byte
comes now and then. Here a request has to arrive whole within seconds.
"""

import time

from waitress.channel import HTTPChannel

ARRIVAL_SECONDS = 10.0
"""Within which a request must have come whole, counted from its first byte, or from the beginning
of a connection. Alexa's are a few thousand bytes, and come from a proxy on the same machine."""


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection to one client."""

    _began: float | None = None

    def received(self, data: bytes) -> bool:
        """Take bytes; note since when the request they belong to is incomplete."""
        went_well: bool = super().received(data)
        if self.request is None:
            self._began = None
        elif self._began is None:
            self._began = time.time()
        return went_well

    def service(self) -> None:
        """Answer a request, telling the client to come anew where the server is about to end."""
        if self.server.leaving and self.requests:
            self.requests[0].headers["CONNECTION"] = "close"
        super().service()

    @property
    def busy(self) -> bool:
        """Whether a request is arriving, being answered, or its answer on its way."""
        return bool(self.requests or self.request is not None or self.total_outbufs_len)

    def is_late(self, now: float) -> bool:
        """Whether a request has been arriving for too long, or the first one does not come."""
        if self.last_activity == self.creation_time and not self.requests:
            return bool(now - self.creation_time > ARRIVAL_SECONDS)
        began = self._began
        return began is not None and now - began > ARRIVAL_SECONDS
