"""The endpoint as a process of its own, signed with the certificates of the tests."""

import http.client
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

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


class Endpoint:
    """A server process from its announcement to its end; ``door`` is handed to it as by systemd."""

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
        assert self.process.stdout
        self.announced = self.process.stdout.readline()
        assert self.announced, self.log.read_text(encoding="utf-8")
        self.port = int(self.announced.split("/")[2].rsplit(":", 1)[1])

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Stop it; the status it ends with."""
        self.process.send_signal(by)
        status = self.process.wait(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        return status

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
