"""Counts and times for Prometheus, at an address of their own.

Labels are words out of small, fixed sets: a metric can neither grow without end nor name anybody.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    start_http_server,
)

from skill.alexa.refusal import Reason
from skill.alexa.serving.guard import CannotServeError
from skill.alexa.serving.listeners import url_of
from skill.alexa.serving.observation import UNKNOWN, Observed

KINDS = frozenset(
    {"LaunchRequest", "IntentRequest", "SessionEndedRequest", "CanFulfillIntentRequest"}
)
REASONS = frozenset(str(reason) for reason in Reason)
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 8)
"""Up to what Alexa waits for."""


class Metrics:
    """What is counted. ``intents`` are the names that may become labels."""

    def __init__(self, intents: Iterable[str]) -> None:
        self.registry = CollectorRegistry()
        self._intents = frozenset(intents)
        self.in_flight = Gauge(
            "muscle_calm_requests_in_flight",
            "Requests being answered now.",
            registry=self.registry,
        )
        self._requests = Counter(
            "muscle_calm_requests",
            "Requests by kind, intent and result.",
            ("kind", "intent", "result"),
            registry=self.registry,
        )
        self._refused = Counter(
            "muscle_calm_requests_refused",
            "Requests that were no trusted requests of Alexa's, by reason.",
            ("reason",),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "muscle_calm_request_seconds",
            "How long answers took, by kind of request.",
            ("kind",),
            buckets=SECONDS,
            registry=self.registry,
        )
        ProcessCollector(registry=self.registry)

    def count(self, observed: Observed, result: str, seconds: float) -> None:
        """A request was answered."""
        kind = observed.kind if observed.kind in KINDS else UNKNOWN
        intent = observed.intent if observed.intent in self._intents else ""
        self._requests.labels(kind, intent, result).inc()
        self._seconds.labels(kind).observe(seconds)
        if result == "refused":
            self._refused.labels(_one_of(REASONS, observed.refused)).inc()


def _one_of(known: frozenset[str], word: str) -> str:
    return word if word in known else UNKNOWN


@contextmanager
def published(metrics: Metrics, host: str, port: int) -> Iterator[str]:
    """Serve the metrics over HTTP meanwhile; gives where. Raises CannotServeError."""
    try:
        server, thread = start_http_server(port, addr=host, registry=metrics.registry)
    except OSError as error:
        reason = error.strerror or "no such address"
        raise CannotServeError(
            f"Cannot publish metrics on {host} port {port}: {reason}."
        ) from error
    try:
        yield url_of(*server.socket.getsockname()[:2])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
