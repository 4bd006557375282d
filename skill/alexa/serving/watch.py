"""Watches over a WSGI application: an id, a line in the log and the metrics for every request."""

import logging
import time
import uuid
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from skill.alexa.serving import observation
from skill.alexa.serving.logs import REQUESTS
from skill.alexa.serving.observation import Observed

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from skill.alexa.serving.metrics import Metrics

HEALTH = "/healthz"
log = logging.getLogger(REQUESTS)


def watched(
    app: "WSGIApplication",
    metrics: "Metrics",
    *,
    clock: Callable[[], float] = time.perf_counter,
    new_id: Callable[[], str] = lambda: uuid.uuid4().hex,
) -> "WSGIApplication":
    """``app``, whose every answer has its request's id in the header ``X-Request-Id``.

    That is Alexa's own id for a request that is trusted, and a new one for any other. Checks of
    health are not watched while they go well, since they would be most of the log.
    """

    def serve(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        observed = Observed(new_id())
        status = [500]

        def start_response(line: str, headers: list[tuple[str, str]], *fault: Any) -> Any:
            status[0] = int(line.split(" ", 1)[0])
            return start(line, [*headers, ("X-Request-Id", observed.id)], *fault)

        token = observation.begin(observed)
        began = clock()
        metrics.in_flight.inc()
        try:
            return app(environ, start_response)
        finally:
            seconds = clock() - began
            metrics.in_flight.dec()
            if status[0] != 200 or environ.get("PATH_INFO") != HEALTH:
                _record(observed, status[0], seconds, metrics)
            observation.end(token)

    return serve


def _record(observed: Observed, status: int, seconds: float, metrics: "Metrics") -> None:
    result = _result(observed, status)
    fields: dict[str, object] = {
        "kind": observed.kind,
        "status": status,
        "result": result,
        "ms": round(seconds * 1000, 2),
    }
    if observed.refused:
        fields["reason"] = observed.refused
    log.info("request", extra={"fields": fields})
    metrics.count(observed, result, seconds)


def _result(observed: Observed, status: int) -> str:
    if observed.apologised:
        return "apologised"
    if status < 400:
        return "answered"
    return "refused" if status < 500 else "failed"
