"""A server that speaks DynamoDB's protocol, and one before it that misbehaves."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Manner = Literal["obliging", "throttling", "slow", "dripping", "garbage", "hanging up", "forgetful"]
THROTTLED = b'{"__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"}'
SLOW = 60.0  # seconds, more than anybody waits


@dataclass
class Table:
    """A server, the name of the table on it, and how it treats whoever asks."""

    url: str
    name: str
    manner: Manner = "obliging"
    asked: int = 0

    @property
    def resource(self) -> Any:
        """The same table as boto3 shows it."""
        import boto3

        return boto3.resource("dynamodb").Table(self.name)


@contextmanager
def moto_server() -> Iterator[str]:
    """The address of a DynamoDB of our own; importing it takes a second."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"{host}:{port}"
    finally:
        server.stop()


@contextmanager
def misbehaving(behind: str, name: str) -> Iterator[Table]:
    """A server that hands requests on to the one behind, unless it is told to be difficult."""
    over = threading.Event()

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            table.asked += 1
            body = self.rfile.read(int(self.headers["Content-Length"]))
            match table.manner:
                case "throttling":
                    self._answer(400, THROTTLED, "A1")
                case "garbage":
                    self._answer(200, b"<html>Welcome to the hotel's network!</html>")
                case "hanging up":
                    self.close_connection = True
                case "slow":
                    over.wait(SLOW)
                    self.close_connection = True
                case "dripping":
                    self._drip()
                case "forgetful":  # it is done, and nobody hears of it
                    self._asked_behind(body)
                    self.close_connection = True
                case _:
                    self._answer(*self._asked_behind(body))

        def _asked_behind(self, body: bytes) -> tuple[int, bytes, str | None]:
            connection = http.client.HTTPConnection(behind, timeout=10)
            headers = {name: value for name, value in self.headers.items() if name != "Host"}
            connection.request("POST", "/", body, headers)
            response = connection.getresponse()
            answer = response.status, response.read(), response.headers["x-amzn-RequestId"]
            connection.close()
            return answer

        def _answer(self, status: int, body: bytes, id: str | None = None) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            if id:
                self.send_header("x-amzn-RequestId", id)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _drip(self) -> None:
            """A byte now and then, so that no wait between two bytes is ever too long."""
            self.send_response(200)
            self.send_header("Content-Length", "10000")
            self.end_headers()
            end = time.monotonic() + SLOW
            while time.monotonic() < end and not over.wait(0.2):
                self.wfile.write(b" ")

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # whoever asked has gone

    server = Server(("127.0.0.1", 0), Proxy)
    table = Table(f"http://127.0.0.1:{server.server_port}", name)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield table
    finally:
        over.set()
        server.shutdown()
        server.server_close()


@contextmanager
def answering(status: int, *bodies: dict[str, Any]) -> Iterator[Table]:
    """A server that gives these answers one after the other, and the last one for ever."""

    class Script(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps(bodies[min(script.asked, len(bodies) - 1)]).encode()
            script.asked += 1
            self.send_response(status)
            self.send_header("x-amzn-RequestId", "A1")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Script)
    script = Table(f"http://127.0.0.1:{server.server_port}", "scripted")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()


def description(name: str, status: str) -> dict[str, Any]:
    """What DynamoDB tells of a table of profiles."""
    key = [{"AttributeName": "id", "KeyType": "HASH"}]
    return {"TableName": name, "TableStatus": status, "KeySchema": key}
