"""What is noted about requests, and what must never be."""

import io
import json
import logging
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from werkzeug.test import Client

from skill.alexa.app import create_app
from skill.alexa.serving import observation
from skill.alexa.serving.logs import log_as_json
from skill.alexa.serving.metrics import Metrics
from skill.alexa.serving.observation import NoteRequest
from skill.alexa.serving.watch import watched
from skill.alexa.skill import build_skill
from tests.alexa.envelopes import DEVICE, USER, ask, envelope, launch, plain

SAID = "my secret toe has been twitching since the wedding"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers, root.level
    stream = io.StringIO()
    log_as_json(stream)
    yield stream
    root.handlers = before
    root.setLevel(level)


@pytest.fixture
def metrics() -> Metrics:
    return Metrics({"DescribeIntent"})


def ours(metrics: Metrics) -> Client:
    skill = build_skill()
    skill.request_dispatcher.request_interceptors.append(NoteRequest())
    return Client(watched(create_app(skill), metrics, new_id=lambda: "made-1"))


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in log.getvalue().splitlines()]
    # A server of another test may still be telling that its client has gone.
    return [line for line in found if line["logger"] != "waitress"]


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


def test_an_answered_request_is_one_line_with_alexas_own_id(
    log: io.StringIO, metrics: Metrics
) -> None:
    answer = ours(metrics).post("/", json=ask("DescribeIntent", plain("description", SAID)))
    assert answer.headers["X-Request-Id"] == "amzn1.echo-api.request.0001"
    (line,) = lines(log)
    assert line.pop("ms") >= 0
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "muscle_calm.requests",
        "message": "request",
        "request": "amzn1.echo-api.request.0001",
        "kind": "IntentRequest",
        "status": 200,
        "result": "answered",
    }


def test_neither_words_nor_people_are_noted(log: io.StringIO, metrics: Metrics) -> None:
    from prometheus_client import generate_latest

    client = ours(metrics)
    client.post("/", json=ask("DescribeIntent", plain("description", SAID)))
    client.post("/", json=ask("DescribeIntent", plain("description", SAID), attributes=[SAID]))
    client.post("/", data=json.dumps(SAID), content_type="application/json")
    noted = log.getvalue() + generate_latest(metrics.registry).decode()
    assert not [private for private in ("secret", "wedding", USER, DEVICE) if private in noted]


def test_a_refusal_has_an_id_of_ours_in_its_answer_and_in_every_line(
    log: io.StringIO, metrics: Metrics
) -> None:
    answer = ours(metrics).post("/", data="{", content_type="application/json")
    assert (answer.status_code, answer.headers["X-Request-Id"]) == (400, "made-1")
    why, line = lines(log)
    assert why["request"] == line["request"] == "made-1"
    assert why["message"].startswith("refused: ")
    assert line["result"] == "refused"
    total = "muscle_calm_requests_total"
    assert value(metrics, total, kind="other", intent="", result="refused") == 1


@pytest.mark.parametrize(
    "claimed", ["a\r\nX-Evil: 1", "x" * 101, "", 7, "ü", "two words", 'quo"te', None]
)
def test_an_id_that_fits_no_header_is_replaced(claimed: object, metrics: Metrics) -> None:
    request = envelope({"type": "LaunchRequest", "requestId": claimed})
    answer = ours(metrics).post("/", json=request)
    assert (answer.status_code, answer.headers["X-Request-Id"]) == (200, "made-1")


def test_requests_are_counted_and_timed_by_kind_and_intent(metrics: Metrics) -> None:
    client = ours(metrics)
    client.post("/", json=launch())
    for _ in range(2):
        client.post("/", json=ask("DescribeIntent", plain("description", SAID)))
    client.post("/", json=ask("MadeUp9000Intent"))
    client.post("/", json=envelope({"type": "Brand.New"}))
    count = "muscle_calm_requests_total"
    heard = {"kind": "IntentRequest", "result": "answered"}
    assert value(metrics, count, kind="LaunchRequest", intent="", result="answered") == 1
    assert value(metrics, count, intent="DescribeIntent", **heard) == 2
    assert value(metrics, count, intent="", **heard) == 1, "no intent that is not in the model"
    assert value(metrics, count, kind="other", intent="", result="answered") == 1
    assert value(metrics, "muscle_calm_request_seconds_count", kind="IntentRequest") == 3
    assert value(metrics, "muscle_calm_requests_in_flight") == 0


def test_health_is_watched_only_where_it_fails(log: io.StringIO, metrics: Metrics) -> None:
    client = ours(metrics)
    assert client.get("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405
    assert [line["status"] for line in lines(log)] == [405]


def test_what_the_app_notes_reaches_log_and_metrics(log: io.StringIO, metrics: Metrics) -> None:
    def refuses(environ: object, start: Any) -> Iterable[bytes]:
        observation.refused_as("signature")
        start("400 BAD REQUEST", [])
        return [b"no"]

    def apologises(environ: object, start: Any) -> Iterable[bytes]:
        observation.apologised()
        start("200 OK", [])
        return [b"sorry"]

    Client(watched(refuses, metrics)).post("/")
    Client(watched(apologises, metrics)).post("/")
    refused, sorry = lines(log)
    assert (refused["result"], refused["reason"]) == ("refused", "signature")
    assert sorry["result"] == "apologised"
    assert value(metrics, "muscle_calm_requests_refused_total", reason="signature") == 1


def test_a_fault_is_logged_by_its_place_and_not_by_its_text(
    log: io.StringIO, metrics: Metrics
) -> None:
    def breaks(environ: object, start: object) -> Iterable[bytes]:
        try:
            raise ValueError(SAID)
        except ValueError:
            logging.getLogger("any").exception("it broke")
            raise

    with pytest.raises(ValueError, match="secret"):
        Client(watched(breaks, metrics, new_id=lambda: "made-1")).post("/")
    fault, request = lines(log)
    assert fault["fault"].startswith("ValueError at test_watch.py:")
    assert fault["request"] == request["request"] == "made-1"
    assert (request["status"], request["result"]) == (500, "failed")
    assert "secret" not in log.getvalue()


def test_outside_of_a_request_nothing_is_noted() -> None:
    observation.refused_as("signature")
    observation.apologised()
    assert observation.current() is None
