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

    def __call__(self, url: str) -> bytes:
        """What is at ``url``; raises FetchError, at the deadline at the latest."""
        parts = urlsplit(url)
        attempt = _Attempt(self.connect(parts.netloc, self.seconds), parts.path)
        # A thread of its own, since nothing else ends the look-up of a name, or a read that always
        # gets something.
        threading.Thread(target=attempt.run, name="fetch certificates", daemon=True).start()
        try:
            return attempt.answer.result(self.seconds)
        except TimeoutError as error:
            attempt.abandon()
            raise FetchError("no answer in time") from error


class _Attempt:
    """One fetch, which whoever waits for it may end."""

    def __init__(self, connection: HTTPConnection, path: str) -> None:
        self.answer: Future[bytes] = Future()
        self._connection = connection
        self._path = path
        self._socket: socket.socket | None = None

    def run(self) -> None:
        """Settle the answer, unless nobody waits for it any more."""
        with suppress(InvalidStateError):
            try:
                self.answer.set_result(self._get())
            except (OSError, HTTPException, ValueError) as error:
                self.answer.set_exception(FetchError(f"{type(error).__name__}: {error}"))
            finally:
                self._connection.close()

    def abandon(self) -> None:
        """Wait no longer: whatever still reads or writes finds the connection ended."""
        self.answer.cancel()
        if self._socket is not None:
            with suppress(OSError):
                # That of a plain socket: the one of a TLS socket is not for two threads.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def _get(self) -> bytes:
        self._connection.connect()
        # Kept, since the connection lets go of it when the headers are read.
        self._socket = self._connection.sock
        if self.answer.cancelled():
            raise FetchError("too late")
        self._connection.request("GET", self._path)
        response = self._connection.getresponse()
        if response.status != 200:
            raise FetchError(f"status {response.status}")
        promised = response.length or 0
        found = response.read(LARGEST + 1)
        if len(found) > LARGEST:
            raise FetchError("too large")
        if len(found) < promised:
            raise FetchError("cut off")
        return found
