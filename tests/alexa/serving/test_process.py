"""The endpoint as a process: signals, a restart under load, logs, metrics and its health."""

import json
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Self

import pytest

from tests.alexa.envelopes import APPLICATION, ask, launch, matched
from tests.alexa.serving.process import PATIENCE, ROOT, Client, Endpoint, handed_over

BODIES = tuple(
    json.dumps(body).encode()
    for body in (
        launch(),
        ask("CauseIntent", matched("bodyPart", "eyelid", "eyelid")),
        ask("AMAZON.HelpIntent"),
    )
)
KEPT, FRESH = 3, 3  # clients that keep their connection, and that come anew for every request
BETWEEN = 150  # answers between one restart and the next


class Load:
    """Clients that ask signed requests one after the other until told to stop."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.statuses: list[int] = []
        self.faults: list[str] = []
        self._news = threading.Condition()
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._ask, args=(number < KEPT,), daemon=True)
            for number in range(KEPT + FRESH)
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _ask(self, keeps: bool) -> None:
        client = Client(self.port)
        while not self._over.is_set():
            for body in BODIES:
                try:
                    status = client.post(body).status
                except OSError as fault:
                    self.faults.append(repr(fault))
                    client.close()
                    continue
                if not keeps:
                    client.close()
                with self._news:
                    self.statuses.append(status)
                    self._news.notify_all()
        client.close()

    def wait_for_more(self, answers: int) -> None:
        with self._news:
            wanted = len(self.statuses) + answers
            assert self._news.wait_for(lambda: len(self.statuses) >= wanted, PATIENCE)


def test_a_restart_under_load_drops_no_request(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as door, ExitStack() as started:
        running = started.enter_context(Endpoint(tmp_path, door=door))
        with Load(door.getsockname()[1]) as load:
            for _ in range(2):
                load.wait_for_more(BETWEEN)
                assert running.end() == 0
                running = started.enter_context(Endpoint(tmp_path, door=door))
            load.wait_for_more(BETWEEN)
        assert running.end() == 0
    assert load.faults == []
    assert set(load.statuses) == {200}
    asked = [line for line in running.lines() if line["message"] == "request"]
    assert len(asked) == len(load.statuses)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_well(number: signal.Signals, tmp_path: Path) -> None:
    options = ("serve", "--allow-unsigned", "--port", "0")
    with Endpoint(tmp_path, *options, module="local_voice") as endpoint:
        client = Client(endpoint.port)
        assert client.post(BODIES[0], signed=False).status == 200
        client.close()
        assert endpoint.end(number) == 0
    assert [line["message"] for line in endpoint.lines()] == ["request", "ended"]


def wait_for_closed_door(port: int) -> None:
    until = time.monotonic() + PATIENCE
    with suppress(ConnectionError):
        while time.monotonic() < until:
            socket.create_connection(("127.0.0.1", port)).close()


def test_a_second_signal_ends_it_at_once_whichever_came_first(tmp_path: Path) -> None:
    with (
        Endpoint(tmp_path) as endpoint,
        socket.create_connection(("127.0.0.1", endpoint.port)) as slow,
    ):
        slow.sendall(b"POST / HTTP/1.1\r\n")  # which a graceful end waits for
        endpoint.process.send_signal(signal.SIGINT)
        wait_for_closed_door(endpoint.port)
        assert endpoint.end(signal.SIGTERM) == -signal.SIGTERM


def test_signed_requests_are_answered_and_others_are_not(tmp_path: Path) -> None:
    with Endpoint(tmp_path, "0", "0") as endpoint:
        client, metrics = (Client(port) for port in endpoint.ports)
        assert client.post(BODIES[1]).status == 200
        assert json.loads(client.said)["response"]["outputSpeech"]["ssml"].startswith("<speak>")
        answer = client.post(BODIES[1], signed=False)
        assert answer.status == 400
        refused = answer.headers["X-Request-Id"]
        assert client.get("/healthz").status == 200
        assert metrics.get("/metrics").status == 200
        client.close()
        metrics.close()
        assert endpoint.end() == 0
    labels = 'intent="CauseIntent",kind="IntentRequest",result="answered"'
    assert f"muscle_calm_requests_total{{{labels}}} 1.0" in metrics.said.decode().splitlines()
    assert {line["request"] for line in endpoint.lines() if "refused:" in line["message"]} == {
        refused
    }


def test_unsigned_requests_are_not_answered_on_a_public_socket_of_systemd(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "local_voice", "serve", "--allow-unsigned"]
    with socket.create_server(("0.0.0.0", 0)) as door:
        done = subprocess.run(
            handed_over(door, command),
            cwd=ROOT,
            pass_fds=[door.fileno()],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
    assert done.returncode == 1
    assert "'0.0.0.0' is not loopback" in done.stderr


def health(port: int) -> subprocess.CompletedProcess[str]:
    url = f"http://127.0.0.1:{port}/healthz"
    return subprocess.run(
        [sys.executable, "-m", "skill.alexa.serving.healthcheck", url],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def test_its_health_is_the_status_of_a_process(tmp_path: Path) -> None:
    options = ("serve", "--skill-id", APPLICATION, "--port", "0")
    with Endpoint(tmp_path, *options, module="local_voice") as endpoint:
        well = health(endpoint.port)
        assert endpoint.end() == 0
        gone = health(endpoint.port)
    assert (well.returncode, well.stderr) == (0, "")
    assert gone.returncode == 1
    assert gone.stderr.startswith("The endpoint at http://127.0.0.1:")
