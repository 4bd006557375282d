"""The endpoint as a process of its own, signed with the certificates of the tests."""

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Timer
from typing import Any, Self

from tests.alexa.trust.pki import alexa, root

ROOT = Path(__file__).parents[3]
PATIENCE = 60.0
SIGNED = "tests.alexa.serving.signed"
COMMAND_LINE = "local_voice"


HAND_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.argv[2], sys.argv[2:])
"""


def handed_over(door: socket.socket, command: list[str]) -> list[str]:
    """The command with a socket as systemd hands it over: as number 3, to a process told so."""
    return [sys.executable, "-c", HAND_OVER, str(door.fileno()), *command]


def ports_announced(process: subprocess.Popen[str]) -> list[int]:
    """Those that a process tells of in its first line; none where that does not come in time."""
    assert process.stdout
    patience = Timer(PATIENCE, process.kill)  # nothing else ends the reading of a pipe
    patience.start()
    try:
        return [int(port) for port in re.findall(r":(\d+)/", process.stdout.readline())]
    finally:
        patience.cancel()


class Endpoint:
    """A server process from its announcement to its end, whatever comes between.

    ``door`` is handed to it as by systemd.
    """

    def __init__(
        self, folder: Path, *options: str, door: socket.socket | None = None, module: str = SIGNED
    ) -> None:
        command = [sys.executable, "-m", module, *options]
        handed: Sequence[int] = ()
        if module != COMMAND_LINE:
            (folder / "root.pem").write_bytes(root().pem)
            (folder / "chain.pem").write_bytes(alexa().pem)
            command.insert(3, str(folder))
        if door is not None:
            handed = (door.fileno(),)
            command = handed_over(door, command)
        self.log = folder / "log.jsonl"
        with self.log.open("ab") as errors:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                pass_fds=handed,
            )
        self.ports = ports_announced(self.process)
        if not self.ports:
            self.kill()
            raise AssertionError(self.log.read_text(encoding="utf-8"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def port(self) -> int:
        """Where it answers Alexa."""
        return self.ports[0]

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Stop it; the status it ends with."""
        self.process.send_signal(by)
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End it at once, if it has not ended."""
        self.process.kill()
        self.process.communicate()

    def lines(self) -> list[dict[str, Any]]:
        """Its log."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


class Client:
    """Asks over one connection that is kept, as long as the server keeps it."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def post(self, body: bytes, *, signed: bool = True) -> http.client.HTTPResponse:
        """The answer to a request, read."""
        headers = alexa().headers(body) if signed else {"Content-Type": "application/json"}
        return self._ask("POST", "/", body, headers)

    def get(self, path: str) -> http.client.HTTPResponse:
        """The answer to a request without a body, read."""
        return self._ask("GET", path, None, {})

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        self.said = answer.read()
        return answer

    def close(self) -> None:
        """Leave."""
        self._connection.close()
