"""Requests a second and times of answers, ours beside hello-world's, and memory over a while."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from tests.alexa.serving.process import ROOT, Client, Endpoint
from tests.alexa.trust.pki import alexa
from tests.benchmarks.clock import Row, percentile
from tests.benchmarks.endpoint.talks import recorded

SERVED = "tests.benchmarks.endpoint.served"
LOAD = "tests.benchmarks.endpoint.load"
CONNECTIONS = 8
ROUNDS = 5
ROUND_SECONDS = 3.0
SOAK_SECONDS = 20.0
SAMPLES = 10  # of memory, from the first tenth of a soak to its end


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load came to: requests a second, and the times of the answers in milliseconds.

    ``cost`` is what the server's processor spent on each, in milliseconds: where other programs
    run beside this one, it tells more than the rest.
    """

    rate: float
    p50: float
    p99: float
    cost: float
    wrong: int


class Measured:
    """One skill, served and ready to be loaded."""

    def __init__(self, skill: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="muscle-calm-")
        self._endpoint = Endpoint(Path(self._folder.name), skill, module=SERVED)
        self.process = psutil.Process(self._endpoint.process.pid)
        client = Client(self._endpoint.port)
        self._requests = json.dumps([_request(body) for body in recorded(client)])
        client.close()

    def load(self, seconds: float, rate: float = 0.0) -> Loaded:
        """Load it from a process of its own; a ``rate`` of 0 is as fast as answers come."""
        options = [str(each) for each in (self._endpoint.port, CONNECTIONS, seconds, rate)]
        before = self._spent()
        done = subprocess.run(
            [sys.executable, "-m", LOAD, *options],
            input=self._requests,
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        found = json.loads(done.stdout)
        times = [time * 1000 for time in found["times"]]
        return Loaded(
            rate=len(times) / found["took"],
            p50=percentile(times, 0.5),
            p99=percentile(times, 0.99),
            cost=(self._spent() - before) / len(times),
            wrong=found["wrong"],
        )

    def _spent(self) -> float:
        """Milliseconds of the processor so far."""
        return sum(self.process.cpu_times()[:2]) * 1000

    def end(self) -> None:
        """Stop serving."""
        with self._endpoint:
            self._endpoint.end()
        self._folder.cleanup()


def _request(body: bytes) -> str:
    headers = {"Host": "here", "Content-Length": str(len(body)), **alexa().headers(body)}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST / HTTP/1.1\r\n{head}\r\n" + body.decode("latin-1")


@contextmanager
def measured(skill: str) -> Iterator[Measured]:
    """The skill, served for as long as it is measured."""
    served = Measured(skill)
    try:
        yield served
    finally:
        served.end()


def endpoint_rows() -> Iterator[Row]:
    """Ours beside hello-world, by turns; then ours at half of what it can do."""
    with measured("ours") as our_skill, measured("hello-world") as theirs_skill:
        for each in (our_skill, theirs_skill):
            each.load(1.0)
        rounds = [
            (our_skill.load(ROUND_SECONDS), theirs_skill.load(ROUND_SECONDS)) for _ in range(ROUNDS)
        ]
    for name, mine in (("ours", 0), ("hello-world", 1)):
        runs = [pair[mine] for pair in rounds]
        yield (
            f"signed requests over HTTP, {name}",
            f"{median(r.rate for r in runs):.0f} a second, p50 {median(r.p50 for r in runs):.1f} "
            f"ms, p99 {median(r.p99 for r in runs):.1f} ms, {median(r.cost for r in runs):.2f} ms "
            f"of a processor each, {sum(r.wrong for r in runs)} wrong",
            "",
        )
    rate = median(ours.rate / theirs.rate for ours, theirs in rounds)
    high = median(ours.p99 / theirs.p99 for ours, theirs in rounds)
    cost = median(ours.cost / theirs.cost for ours, theirs in rounds)
    yield (
        "ours beside hello-world",
        f"{rate:.2f} x, p99 {high:.2f} x, processor {cost:.2f} x",
        ">= 0.9 x, <= 1.2 x",
    )
    yield soak(SOAK_SECONDS)


def soak(seconds: float) -> Row:
    """How much memory ours takes up over a while at half of the load it can bear."""
    with measured("ours") as served:
        half = served.load(ROUND_SECONDS).rate / 2
        memory, runs = [], []
        for _ in range(SAMPLES):
            runs.append(served.load(seconds / SAMPLES, half))
            memory.append(served.process.memory_info().rss / 1e6)
    return (
        f"{seconds / 60:.1f} minutes at half load, {half:.0f} a second",
        f"memory {memory[0]:.1f} to {memory[-1]:.1f} MB, p99 {median(r.p99 for r in runs):.1f} ms, "
        f"{sum(run.wrong for run in runs)} wrong",
        "no growth",
    )


def main(minutes: str = "30") -> None:
    """The long soak: ``python -m tests.benchmarks.endpoint.compare [MINUTES]``."""
    print("\n".join(soak(float(minutes) * 60)))


if __name__ == "__main__":
    main(*sys.argv[1:])
