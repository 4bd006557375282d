"""A web server with one file, and everything that goes wrong on the way to it."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one request; by default nothing.

    ``cut``: bytes after which the connection ends. ``stalls``: nothing more comes after them.
    ``status``: a refusal. ``to``: where it redirects. ``length``: what it says instead of the
    file's length, "" for nothing. ``range``: whether it goes on from the middle, and from where.
    """

    cut: int | None = None
    stalls: bool = False
    status: int = 200
    to: str = ""
    length: str | None = None
    ranges: bool = True
    range_off_by: int = 0


FINE = Fault()


@dataclass
class FileServer:
    """Serves ``content`` at any path; request by request with the next of the ``faults``, then
    with none. ``asked`` are the Range headers it was asked with."""

    content: bytes
    faults: Sequence[Fault] = ()
    port: int = 0
    asked: list[str | None] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """The address of the file."""
        return f"http://127.0.0.1:{self.port}/vosk-model-tiny-en.zip"

    def next_fault(self) -> Fault:
        """What goes wrong with the request now coming."""
        place = len(self.asked) - 1
        return self.faults[place] if place < len(self.faults) else FINE


@contextmanager
def serving(content: bytes, faults: Sequence[Fault] = ()) -> Iterator[FileServer]:
    """The server, running."""
    file = FileServer(content, faults)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(file))
    server.daemon_threads = True
    file.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield file
    finally:
        file.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(file: FileServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range")
            file.asked.append(asked)
            fault = file.next_fault()
            if fault.to or fault.status != 200:
                self.send_response(302 if fault.to else fault.status)
                if fault.to:
                    self.send_header("Location", fault.to)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and fault.ranges else 0
            if start and start >= len(file.content):
                self.send_response(416)
                self.send_header("Content-Range", f"bytes */{len(file.content)}")
                self.end_headers()
                return
            self._send(file, fault, start)

        def _send(self, file: FileServer, fault: Fault, start: int) -> None:
            rest = file.content[start + fault.range_off_by :]
            self.send_response(206 if start else 200)
            length = str(len(rest)) if fault.length is None else fault.length
            if length:
                self.send_header("Content-Length", length)
            if start:
                first = start + fault.range_off_by
                last, whole = len(file.content) - 1, len(file.content)
                self.send_header("Content-Range", f"bytes {first}-{last}/{whole}")
            self.end_headers()
            self.wfile.write(rest if fault.cut is None else rest[: fault.cut])
            self.wfile.flush()
            if fault.stalls:
                file.over.wait(10)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler
