"""Fetching the certificates over https, from a server that may be slow, endless or absent.

The whole of it has one deadline: a time-out for each read would let a server that sends a byte a
second keep a thread for hours. It goes straight to the server: a proxy from the environment is not
used, and an answer that sends elsewhere is no certificate.
"""

import socket
import ssl
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

import certifi

SECONDS = 3.0
"""For all of it: name, connection, answer. Alexa waits about eight for the skill."""

LARGEST = 64 * 1024
"""Bytes of an answer; a chain of Alexa's has about six thousand."""


class FetchError(OSError):
    """The certificates cannot be had."""


def https(host: str, timeout: float) -> HTTPConnection:
    """A connection, not open yet, to a server that certifi's roots vouch for."""
    return HTTPSConnection(host, timeout=timeout, context=_context())


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches one small file at a time, each within its deadline."""

    connect: Callable[[str, float], HTTPConnection] = https
    seconds: float = SECONDS
    largest: int = LARGEST

    def __call__(self, url: str) -> bytes:
        """What is at ``url``; raises FetchError, at the deadline at the latest."""
        parts = urlsplit(url)
        connection = self.connect(parts.netloc, self.seconds)
        answer: Future[bytes] = Future()
        # A thread of its own, since nothing else ends a look-up of the name, or a read that always
        # gets something.
        threading.Thread(
            target=self._fetch, args=(connection, parts.path, answer), daemon=True
        ).start()
        try:
            return answer.result(self.seconds)
        except TimeoutError as error:
            raise FetchError("no answer in time") from error
        finally:
            # Whoever still reads finds the connection ended.
            answer.cancel()
            _hang_up(connection)

    def _fetch(self, connection: HTTPConnection, path: str, answer: "Future[bytes]") -> None:
        with suppress(InvalidStateError):  # nobody waits any more
            try:
                connection.connect()
                answer.set_result(self._get(connection, path))
            except (OSError, HTTPException, ValueError, AttributeError) as error:
                # The last two are what a connection raises that was hung up while it was read.
                answer.set_exception(FetchError(type(error).__name__))
            finally:
                connection.close()

    def _get(self, connection: HTTPConnection, path: str) -> bytes:
        connection.request("GET", path, headers={"Connection": "close"})
        response = connection.getresponse()
        if response.status != 200:
            raise FetchError(f"status {response.status}")
        found = response.read(self.largest + 1)
        if len(found) > self.largest:
            raise FetchError("too large")
        return found


def _hang_up(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)
