"""The endpoint with trust: what comes first, how much it reads, and what it says."""

import logging
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from skill.alexa.app import LARGEST_BODY, create_app
from skill.alexa.refusal import Reason
from skill.alexa.serving import observation
from skill.alexa.skill_id import MissingSkillIdError
from tests.alexa.envelopes import APPLICATION, event, launch
from tests.alexa.fakes import SECRET, echo_skill
from tests.alexa.trust.endpoint import Endpoint, trusting
from tests.alexa.trust.forged_addresses import FORGED_ADDRESSES
from tests.alexa.trust.forged_chains import FORGED_CHAINS
from tests.alexa.trust.forged_requests import FORGED_REQUESTS
from tests.alexa.trust.forgery import GENUINE, altered, signed
from tests.alexa.trust.pki import alexa, fetched_from


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with trusting() as endpoint:
        endpoint.files = {alexa().address: alexa().pem}
        yield endpoint


def raw(port: int, request: bytes) -> bytes:
    """What comes back for these bytes until the connection ends."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while more := connection.recv(65536):
            found += more
        return found


def head(*lines: str, **headers: str | None) -> bytes:
    """The start of a genuine request, with these lines too."""
    own = {"Connection": "close"} | alexa().headers(GENUINE) | headers
    fields = [f"{name}: {value}" for name, value in own.items() if value is not None]
    return "\r\n".join(["POST / HTTP/1.1", "Host: x", *fields, *lines, "", ""]).encode()


def chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def test_the_certificates_are_fetched_once_for_all_requests(endpoint: Endpoint) -> None:
    calls = [
        threading.Thread(target=endpoint.post, args=(GENUINE, altered().headers)) for _ in range(8)
    ]
    for call in calls:
        call.start()
    for call in calls:
        call.join(10)
    assert len(endpoint.asked) == 8
    assert endpoint.fetched == [alexa().address]


def test_one_file_by_many_names_is_fetched_once(endpoint: Endpoint) -> None:
    file = alexa().address.rpartition("/")[2]
    for way in ("/echo.api", ":443/echo.api", "/echo.api/x/..", "/echo.api/../echo.api"):
        address = f"https://s3.amazonaws.com{way}/{file}"
        assert endpoint.post(GENUINE, altered(SignatureCertChainUrl=address).headers)[0] == 200
    assert endpoint.fetched == [alexa().address]


def test_nothing_is_parsed_that_nobody_signed(endpoint: Endpoint) -> None:
    for body in (b"{", b"\xff\xfe", b"[" * 100_000):
        assert endpoint.post(body, altered().headers) == (
            400,
            "The signature is not that of the body.\n",
        )


@pytest.mark.parametrize("seconds", [-150, 0, 150])
def test_a_request_within_the_tolerance_is_answered(endpoint: Endpoint, seconds: int) -> None:
    body = launch()
    stamp = {-150: "11:57:30", 0: "12:00:00", 150: "12:02:30"}[seconds]
    body["request"]["timestamp"] = f"2025-01-01T{stamp}Z"
    genuine = signed(body)
    assert endpoint.post(genuine.body, genuine.headers)[0] == 200


def test_an_event_may_be_an_hour_old(endpoint: Endpoint) -> None:
    body = event("AlexaSkillEvent.SkillDisabled")
    body["request"]["timestamp"] = "2025-01-01T11:00:00Z"
    genuine = signed(body)
    assert endpoint.post(genuine.body, genuine.headers)[0] == 200


def test_two_addresses_are_none(endpoint: Endpoint) -> None:
    twice = f"SignatureCertChainUrl: {alexa().address}"
    request = head(f"Content-Length: {len(GENUINE)}", twice) + GENUINE
    assert raw(endpoint.port, request).startswith(b"HTTP/1.1 400")


def test_a_body_in_chunks_is_read_like_any_other(endpoint: Endpoint) -> None:
    body = chunk(GENUINE[:9]) + chunk(GENUINE[9:]) + chunk(b"")
    assert raw(endpoint.port, head("Transfer-Encoding: chunked") + body).startswith(b"HTTP/1.1 200")


def test_a_body_in_chunks_has_the_same_limit(endpoint: Endpoint) -> None:
    body = chunk(b"a" * 65536) * (LARGEST_BODY // 65536) + chunk(b"a") + chunk(b"")
    found = raw(endpoint.port, head("Transfer-Encoding: chunked") + body)
    assert found.startswith(b"HTTP/1.1 400")
    assert found.endswith(b"The body is too large.\n")


@pytest.mark.parametrize("promised", [len(GENUINE) - 1, 0])
def test_a_body_longer_than_its_length_is_no_body_of_alexas(
    endpoint: Endpoint, promised: int
) -> None:
    found = raw(endpoint.port, head(f"Content-Length: {promised}") + GENUINE)
    assert found.startswith(b"HTTP/1.1 400")
    assert b"HTTP/1.1 200" not in found


def test_a_body_shorter_than_its_length_is_never_answered(endpoint: Endpoint) -> None:
    found = raw(endpoint.port, head(f"Content-Length: {len(GENUINE) + 1}") + GENUINE)
    assert b" 200 " not in found
    assert endpoint.asked == []


@pytest.mark.parametrize("length", ["-1", "1e3", "nine", "99999999999999999999"])
def test_an_odd_length_is_never_answered(endpoint: Endpoint, length: str) -> None:
    found = raw(endpoint.port, head(f"Content-Length: {length}") + GENUINE)
    assert found == b"" or found.split()[1] in (b"400", b"413")
    assert endpoint.asked == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_not_allowed(method: str) -> None:
    client = create_app(echo_skill(APPLICATION), trust=alexa().trust()).test_client()
    assert client.open("/", method=method).status_code == 405


def test_health_needs_no_signature() -> None:
    client = create_app(echo_skill(APPLICATION), trust=alexa().trust()).test_client()
    assert client.get("/healthz").text == "ok\n"


def test_a_trusted_endpoint_needs_the_id_of_its_skill() -> None:
    with pytest.raises(MissingSkillIdError, match=r"^The id .+ MUSCLE_CALM_SKILL_ID .+\.$"):
        create_app(echo_skill(), trust=alexa().trust())


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("address: wrong host", Reason.HEADERS),
        ("signature missing", Reason.HEADERS),
        ("text", Reason.HEADERS),
        ("address: nothing there", Reason.CERTIFICATE),
        ("chain: expired", Reason.CERTIFICATE),
        ("body swapped", Reason.SIGNATURE),
        ("signed but no JSON", Reason.BODY),
        ("signed but not UTF-8", Reason.BODY),
        ("replayed after 151 seconds", Reason.TIMESTAMP),
        ("other skill", Reason.APPLICATION),
    ],
)
def test_whoever_watches_is_told_in_one_word_what_was_wrong(name: str, reason: Reason) -> None:
    forged = (FORGED_ADDRESSES | FORGED_CHAINS | FORGED_REQUESTS)[name]()  # type: ignore[operator]
    trust = alexa().trust(fetch=fetched_from(forged.files))
    client = create_app(echo_skill(APPLICATION), trust=trust).test_client()
    observed = observation.Observed("1")
    token = observation.begin(observed)
    headers = {
        name: value.decode("latin-1") if isinstance(value, bytes) else value
        for name, value in forged.headers.items()
        if value is not None
    }
    client.post("/", data=forged.body, headers=headers)
    observation.end(token)
    assert observed.refused == reason


def test_an_error_of_ours_while_verifying_lets_nobody_in(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: str) -> bytes:
        raise ZeroDivisionError(SECRET)

    trust = alexa().trust(fetch=fail)
    client = create_app(echo_skill(APPLICATION), trust=trust).test_client()
    with caplog.at_level(logging.INFO):
        answer = client.post("/", data=GENUINE, headers=alexa().headers(GENUINE))
    assert (answer.status_code, answer.text) == (400, "The signature cannot be verified.\n")
    assert "ZeroDivisionError at test_endpoint.py" in caplog.text
    assert SECRET not in caplog.text + answer.text


def test_without_trust_nothing_of_it_is_loaded() -> None:
    code = "import sys, skill.alexa.app; sys.exit('skill.alexa.trust' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
