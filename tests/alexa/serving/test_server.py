"""The server between a network that cannot be trusted to be quick and an end that drops nobody."""

import http.client
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from skill.alexa.app import LARGEST_BODY
from skill.alexa.serving import channel, server
from skill.alexa.serving.listeners import Listeners
from skill.alexa.serving.server import Server

PATIENCE = 20.0
HALF = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 900\r\n\r\n{"
WHOLE = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\nhi"


def everything(connection: socket.socket) -> bytes:
    """What comes until the other side closes."""
    with connection:
        return b"".join(iter(lambda: connection.recv(1000), b""))


def echo(environ: Any, start: Callable[..., Any]) -> Iterable[bytes]:
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Length", str(len(body)))])
    return [body]


class Gate:
    """An application that answers when it is told to."""

    def __init__(self) -> None:
        self.entered = threading.Semaphore(0)
        self.open = threading.Event()

    def __call__(self, environ: Any, start: Callable[..., Any]) -> Iterable[bytes]:
        self.entered.release()
        assert self.open.wait(PATIENCE)
        return echo(environ, start)


class Running:
    """A server in a thread."""

    def __init__(self, app: Any, threads: int) -> None:
        door = socket.create_server(("127.0.0.1", 0))
        self.port: int = door.getsockname()[1]
        self.server = Server(app, Listeners((door,)), threads)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def post(self, body: bytes, **headers: str) -> tuple[int, bytes]:
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        client.request("POST", "/", body, headers)
        answer = client.getresponse()
        found = answer.status, answer.read()
        client.close()
        return found

    def ended(self) -> bool:
        self.thread.join(PATIENCE)
        return not self.thread.is_alive()


@contextmanager
def running(app: Any = echo, threads: int = 1) -> Iterator[Running]:
    there = Running(app, threads)
    try:
        yield there
    finally:
        there.server.stop()
        assert there.ended()


def test_silent_and_slow_clients_keep_nobody_waiting() -> None:
    with running() as there:
        others = [there.connect() for _ in range(40)]
        for slow in others[::2]:
            slow.sendall(HALF)
        assert there.post(b"quick") == (200, b"quick")
        for other in others:
            other.close()


@pytest.mark.parametrize("sent", [b"", b"P", HALF])
def test_a_request_that_does_not_arrive_is_given_up(
    sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "ARRIVAL_SECONDS", 0.5)
    with running() as there, there.connect() as slow:
        slow.sendall(sent)
        assert slow.recv(100) == b""


def test_beyond_the_connections_there_may_be_new_ones_wait_and_are_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(server.LIMITS, "connection_limit", 6)
    with running() as there:
        others = [there.connect() for _ in range(10)]
        answers: list[tuple[int, bytes]] = []
        asking = threading.Thread(target=lambda: answers.append(there.post(b"late")))
        asking.start()
        for other in others:
            other.close()
        asking.join(PATIENCE)
        assert answers == [(200, b"late")]


def test_an_endless_body_or_header_is_ended() -> None:
    with running() as there, there.connect() as sender:
        sender.sendall(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9999999999\r\n\r\n")
        assert sender.recv(100).startswith(b"HTTP/1.1 413 ")
        with there.connect() as talker:
            talker.sendall(b"GET / HTTP/1.1\r\nX-Long: " + b"x" * 40_000)
            assert talker.recv(100).startswith(b"HTTP/1.0 431 ")
        assert there.post(b"x" * LARGEST_BODY)[0] == 200


def test_nobody_is_believed_who_they_say_they_are() -> None:
    def who(environ: Any, start: Callable[..., Any]) -> Iterable[bytes]:
        body = repr(sorted(name for name in environ if "FORWARDED" in name)).encode()
        body += f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']}".encode()
        start("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    with running(who) as there:
        claims = {"X-Forwarded-For": "9.9.9.9", "X-Forwarded-Proto": "https", "Forwarded": "for=9"}
        assert there.post(b"", **claims) == (200, b"[]127.0.0.1 http")


def test_what_is_under_way_is_finished_before_the_end() -> None:
    gate = Gate()
    there = Running(gate, threads=1)
    asking = [there.connect() for _ in range(3)]
    for each in asking:
        each.sendall(WHOLE)
    assert gate.entered.acquire(timeout=PATIENCE)
    quiet = there.connect()
    there.server.stop()
    gate.open.set()
    assert [everything(each).endswith(b"hi") for each in asking] == [True] * 3
    assert everything(quiet) == b"", "a connection that asks nothing is closed"
    assert there.ended()
    with pytest.raises(ConnectionRefusedError):
        there.connect()


def test_a_request_that_comes_with_the_end_is_told_to_come_anew() -> None:
    gate = Gate()
    there = Server(gate, Listeners((door := socket.create_server(("127.0.0.1", 0)),)), threads=1)
    asking = socket.create_connection(door.getsockname(), timeout=PATIENCE)
    there._poll(PATIENCE)  # lets it in
    asking.sendall(WHOLE)
    there.stop()
    for _ in range(3):
        there._poll(0.1)  # finds the request, before the loop sees that it has to end
    assert gate.entered.acquire(timeout=PATIENCE)
    gate.open.set()
    there.run()
    assert b"\r\nConnection: close\r\n" in everything(asking)


def test_a_kept_connection_may_ask_once_more_and_is_told_to_come_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "QUIET_SECONDS", PATIENCE)
    with running() as there:
        client = http.client.HTTPConnection("127.0.0.1", there.port, timeout=PATIENCE)
        client.request("POST", "/", b"one")
        answer = client.getresponse()
        assert (answer.read(), answer.getheader("Connection")) == (b"one", None)
        there.server.stop()
        client.request("POST", "/", b"two")
        answer = client.getresponse()
        assert (answer.read(), answer.getheader("Connection")) == (b"two", "close")
        assert there.ended()


def test_whoever_waits_at_the_door_is_let_in_before_it_closes() -> None:
    door = socket.create_server(("127.0.0.1", 0))
    waiting = socket.create_connection(door.getsockname(), timeout=PATIENCE)
    waiting.sendall(WHOLE)
    before_it_began = Server(echo, Listeners((door,)), threads=1)
    before_it_began.stop()
    before_it_began.run()
    assert everything(waiting).endswith(b"hi")


def test_a_request_that_never_ends_does_not_hold_the_end_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "GRACE_SECONDS", 0.2)
    gate = Gate()
    there = Running(gate, threads=1)
    with there.connect() as stuck:
        stuck.sendall(WHOLE)
        assert gate.entered.acquire(timeout=PATIENCE)
        there.server.stop()
        assert there.ended()
    gate.open.set()
