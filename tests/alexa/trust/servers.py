"""Servers on a real socket that hand out certificates badly."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection

Behave = Callable[[socket.socket, threading.Event], None]
"""What is done with a connection whose request was read, until it is all over."""


@contextmanager
def serving(behave: Behave, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server on a free port of this machine; the block gets the port."""
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def answer(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(10)
            wrapped = context.wrap_socket(connection, server_side=True) if context else connection
            with wrapped:
                wrapped.recv(4096)
                behave(wrapped, over)

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        over.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(10)


def to(port: int) -> Callable[[str, float], HTTPConnection]:
    """Connects to this port, whatever host is asked for."""
    return lambda _, timeout: HTTPConnection("127.0.0.1", port, timeout=timeout)


def answering(status: str, body: bytes = b"", *headers: str) -> Behave:
    """A whole answer, and the end."""
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers])
    return lambda connection, _: connection.sendall(head.encode() + b"\r\n\r\n" + body)


def silent(_: socket.socket, over: threading.Event) -> None:
    """Nothing at all."""
    over.wait(10)


def dripping(start: bytes) -> Behave:
    """A start, and then a byte now and then, so that every single read gets something."""

    def drip(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(start)
        while not over.wait(0.05):
            connection.sendall(b"a")

    return drip


def endless(start: bytes) -> Behave:
    """A start, and then as much as is taken."""

    def flood(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(start)
        while not over.is_set():
            connection.sendall(b"a" * 65536)

    return flood


def cut_off(connection: socket.socket, _: threading.Event) -> None:
    """Less than was promised."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nshort")


HEAD = b"HTTP/1.1 200 OK\r\n"
BODY = HEAD + b"\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
ELSEWHERE = ("Location: https://s3.amazonaws.com/echo.api/echo-api-cert.pem",)

BAD: dict[str, Behave] = {
    "silent": silent,
    "slow status": dripping(b"HTTP/1."),
    "slow headers": dripping(HEAD + b"X-Slow: "),
    "slow body": dripping(BODY),
    "slow body of a known length": dripping(HEAD + b"Content-Length: 6000\r\n\r\n"),
    "slow chunks": dripping(CHUNKED + b"1770\r\n"),
    "endless body": endless(BODY),
    "endless header": endless(HEAD + b"X-Long: "),
    "endless chunk": endless(CHUNKED + b"FFFFFFFF\r\n"),
    "too large": answering("200 OK", b"a" * (64 * 1024 + 1)),
    "cut off": cut_off,
    "no HTTP": lambda connection, _: connection.sendall(b"220 mail.example.com ESMTP\r\n"),
    "hung up": lambda *_: None,
    "moved": answering("301 Moved Permanently", b"", *ELSEWHERE),
    "found elsewhere": answering("302 Found", b"", *ELSEWHERE),
    "moved for now": answering("307 Temporary Redirect", b"", *ELSEWHERE),
    "not found": answering("404 Not Found", b"<html>"),
    "forbidden": answering("403 Forbidden", b"<Error>AccessDenied</Error>"),
    "broken": answering("500 Internal Server Error"),
    "part of it": answering("206 Partial Content", b"-----BEGIN CERTIFICATE-----"),
    "no content": answering("204 No Content"),
}
