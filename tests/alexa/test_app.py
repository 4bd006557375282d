"""The endpoint over a real socket: proper requests are answered, others get 400, none gets 500."""

import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import pytest
from ask_sdk_core.exceptions import AskSdkException

from skill.alexa.app import LARGEST_BODY, create_app
from skill.alexa.skill import build_skill
from tests.alexa.envelopes import APPLICATION, ask, ended, event, launch, matched
from tests.alexa.fakes import BROKEN, SECRET, Echo, echo_skill
from tests.alexa.server import serving

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where the echo answers requests to one application."""
    with serving(create_app(echo_skill(APPLICATION))) as port:
        yield port


def request(
    port: int,
    body: str | bytes,
    method: str = "POST",
    path: str = "/",
    headers: dict[str, str] = JSON,
) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def post(port: int, body: object) -> Any:
    status, text = request(port, json.dumps(body))
    assert status == 200, text
    return json.loads(text)


def test_a_whole_conversation_over_http(port: int) -> None:
    opened = post(port, launch())
    assert "Welcome" in opened["response"]["outputSpeech"]["ssml"]
    attributes = opened["sessionAttributes"]
    asked = post(
        port, ask("CauseIntent", matched("bodyPart", "eye", "eyelid"), attributes=attributes)
    )
    assert "1 en-US CauseIntent(bodyPart=eyelid)" in asked["response"]["outputSpeech"]["ssml"]
    closed = post(port, ask("AMAZON.StopIntent", attributes=asked["sessionAttributes"]))
    assert closed["response"]["shouldEndSession"] is True
    assert post(port, ended())["response"] == {}


def test_strange_but_proper_requests_are_answered(port: int) -> None:
    strange = ask("CauseIntent", screen=True)
    strange["context"]["Viewport"]["shape"] = "TRIANGLE"
    strange["context"]["Geolocation"] = None
    strange["request"]["dialogState"] = "DREAMING"
    assert "CauseIntent" in post(port, strange)["response"]["outputSpeech"]["ssml"]
    assert post(port, event("AlexaSkillEvent.BrandNew"))["response"] == {}
    assert "outputSpeech" in post(port, launch() | {"context": None})["response"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "null",
        "[]",
        '"hello"',
        "{}",
        '{"request": {}}',
        json.dumps(launch(session=False) | {"context": None}),
        b"\xff\xfe{",
        json.dumps({"a": "é"}, ensure_ascii=False).encode("latin-1"),
        "[" * 50_000,
        json.dumps(launch(application="amzn1.ask.skill.other")),
    ],
)
def test_improper_requests_get_400_and_a_sentence(port: int, body: str | bytes) -> None:
    status, text = request(port, body)
    assert status == 400
    assert text.startswith("The ")
    assert text.endswith(".\n")
    assert "Traceback" not in text


def test_a_body_far_too_large_gets_400(port: int) -> None:
    status, text = request(port, json.dumps({"request": "x" * LARGEST_BODY}))
    assert (status, text) == (400, "The body is too large.\n")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_other_content_types_get_400(port: int, kind: str) -> None:
    status, text = request(port, json.dumps(launch()), headers={"Content-Type": kind})
    assert (status, text) == (400, "The content type is not application/json.\n")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_other_methods_get_405(port: int, method: str) -> None:
    assert request(port, "", method)[0] == 405


def test_other_paths_get_404(port: int) -> None:
    assert request(port, json.dumps(launch()), path="/alexa")[0] == 404


def test_health_can_be_asked_for(port: int) -> None:
    assert request(port, "", "GET", "/healthz") == (200, "ok\n")


def test_our_own_error_is_a_spoken_apology(port: int) -> None:
    found = post(port, ask(BROKEN, attributes={"version": 1}))
    assert "sorry" in found["response"]["outputSpeech"]["ssml"]
    assert found["sessionAttributes"] == {"version": 1}


def test_a_failure_the_sdk_knows_is_a_spoken_apology_too(monkeypatch: pytest.MonkeyPatch) -> None:
    skill = echo_skill()

    def fail(**_: object) -> None:
        raise AskSdkException("no handler")

    monkeypatch.setattr(skill, "invoke", fail)
    answer = create_app(skill).test_client().post("/", json=launch())
    assert answer.status_code == 200
    assert "sorry" in answer.get_json()["response"]["outputSpeech"]["ssml"]


def test_even_a_failure_around_the_skill_is_a_spoken_apology(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    skill = echo_skill()

    def fail(**_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(skill, "invoke", fail)
    answer = create_app(skill).test_client().post("/", json=launch())
    assert answer.status_code == 200
    assert "sorry" in answer.get_json()["response"]["outputSpeech"]["ssml"]
    assert SECRET not in answer.text
    assert "RuntimeError at test_app.py" in caplog.text
    assert SECRET not in caplog.text


def test_refusals_log_one_line_without_the_body(
    port: int, caplog: pytest.LogCaptureFixture
) -> None:
    request(port, f'{{"{SECRET}": ')
    request(port, json.dumps(launch(application=SECRET)))
    assert [each.levelname for each in caplog.records] == ["WARNING", "WARNING"]
    assert SECRET not in caplog.text
    assert "Traceback" not in caplog.text


def test_without_a_skill_id_any_skill_is_answered() -> None:
    client = create_app(echo_skill()).test_client()
    assert client.post("/", json=launch(application="amzn1.ask.skill.any")).status_code == 200


def test_one_app_serves_many_requests_at_once(port: int) -> None:
    found: list[str] = []

    def talk(turns: int) -> None:
        attributes = None
        for _ in range(turns):
            answer = post(port, ask("MoreIntent", attributes=attributes))
            attributes = answer["sessionAttributes"]
        found.append(answer["response"]["outputSpeech"]["ssml"].split()[0])

    threads = [threading.Thread(target=talk, args=(turns,)) for turns in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(found) == [f"<speak>{turn}" for turn in range(6)]


def test_an_assistant_is_assembled_at_the_first_request_only() -> None:
    assembled: list[str] = []

    def assemble(locale: str) -> Echo:
        assembled.append(locale)
        return Echo(locale)

    client = create_app(build_skill(assemble)).test_client()  # type: ignore[arg-type]
    assert assembled == []
    client.post("/", json=launch(locale="en-GB"))
    assert assembled == ["en-GB"]
