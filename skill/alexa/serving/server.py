"""waitress with limits, and with an end that drops nobody."""

import select
import threading
import time
from typing import Any
from wsgiref.types import WSGIApplication

from waitress import create_server, wasyncore

from skill.alexa.app import LARGEST_BODY
from skill.alexa.serving.channel import Channel
from skill.alexa.serving.listeners import BACKLOG, Listeners

THREADS = 8
"""Requests answered at once, of which some may wait for a profile or a certificate."""

CONNECTIONS = 500
"""Open at once; whoever comes beyond waits in the kernel's queue."""

GRACE_SECONDS = 10.0
"""What requests under way are given at the end; Alexa itself waits about eight."""

QUIET_SECONDS = 1.0
"""A connection quiet for so long is closed at the end; one in use may just be asking again."""

SWEEP_SECONDS = 1.0
"""Between looks for requests that take too long to arrive."""

LIMITS: dict[str, Any] = {
    "backlog": BACKLOG,
    "connection_limit": CONNECTIONS,
    # Longer than proxies keep idle connections (nginx: 60 s), so that it is them who close.
    "channel_timeout": 75,
    "cleanup_interval": 5,
    "max_request_header_size": 32 * 1024,
    # The app refuses what is larger than its own limit with a sentence; this ends the endless.
    "max_request_body_size": LARGEST_BODY + 64 * 1024,
    "inbuf_overflow": 1024 * 1024,  # never a file: the disk may be read-only
    "ident": None,
    "log_socket_errors": False,
    "asyncore_use_poll": True,
}


class Server:
    """Serves a WSGI application on listening sockets until it is told to stop.

    Headers such as X-Forwarded-For are taken from nobody: waitress removes them, and nothing here
    depends on who a client says it is.
    """

    def __init__(self, app: WSGIApplication, listeners: Listeners, threads: int = THREADS) -> None:
        self._map: dict[int, Any] = {}
        self._inherited = listeners.inherited
        self._stop = threading.Event()
        self._next_sweep = 0.0
        served = create_server(
            app, map=self._map, sockets=list(listeners.sockets), threads=threads, **LIMITS
        )
        self._dispatcher = served.task_dispatcher
        self._doors = [each for each in self._map.values() if hasattr(each, "active_channels")]
        for door in self._doors:
            door.channel_class = Channel
            door.leaving = False

    def stop(self) -> None:
        """Let :meth:`run` come to its end; may be called from a signal handler."""
        if not self._stop.is_set():
            # Before the loop ends: a request may be answered in the meantime.
            for door in self._doors:
                door.leaving = True
            self._stop.set()
            self._doors[0].pull_trigger()

    def run(self) -> None:
        """Serve; after :meth:`stop` finish what is under way, and return."""
        while not self._stop.is_set():
            self._poll(1.0)
        self._close_doors()
        deadline = time.monotonic() + GRACE_SECONDS
        while (channels := self._channels()) and time.monotonic() < deadline:
            quiet_since = time.time() - QUIET_SECONDS
            for channel in channels:
                if not channel.busy and channel.last_activity < quiet_since:
                    channel.will_close = True
            self._poll(0.1)
        self._dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._map, ignore_all=True)

    def _poll(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)
        now = time.time()
        if now >= self._next_sweep:
            self._next_sweep = now + SWEEP_SECONDS
            for channel in self._channels():
                if channel.is_late(now):
                    channel.will_close = True

    def _channels(self) -> list[Channel]:
        return [channel for door in self._doors for channel in door.active_channels.values()]

    def _close_doors(self) -> None:
        """Accept nobody any more: who waits at a socket of ours is let in first, and who waits at
        an inherited one is left to whoever serves it next."""
        for door in self._doors:
            while not self._inherited and len(self._map) < CONNECTIONS and _someone_waits(door):
                door.handle_accept()
            door.accepting = False
            door.del_channel()
            door.socket.close()


def _someone_waits(door: Any) -> bool:
    return bool(select.select([door.socket], [], [], 0)[0])
