"""Nobody gets in who is not Alexa: each forgery, over a real socket, is answered with 400."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any

import pytest

from skill.alexa.app import create_app
from tests.alexa.envelopes import APPLICATION
from tests.alexa.fakes import echo_skill
from tests.alexa.server import serving
from tests.alexa.trust.forged_addresses import FORGED_ADDRESSES
from tests.alexa.trust.forged_chains import FORGED_CHAINS
from tests.alexa.trust.forged_requests import FORGED_REQUESTS
from tests.alexa.trust.forgery import GENUINE, Forge, Forgery, Headers, altered
from tests.alexa.trust.pki import alexa, fetched_from

FORGERIES = FORGED_ADDRESSES | FORGED_CHAINS | FORGED_REQUESTS  # type: ignore[operator]


@dataclass
class Endpoint:
    """An endpoint that trusts our Alexa, what it fetched, and what its skill was asked."""

    port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)

    def fetch(self, address: str) -> bytes:
        self.fetched.append(address)
        return fetched_from(self.files)(address)

    def post(self, body: bytes, headers: Headers) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest("POST", "/")
            connection.putheader("Content-Length", str(len(body)))
            for name, value in headers.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """A new one for each forgery, which has fetched nothing yet."""
    endpoint = Endpoint()
    skill = echo_skill(APPLICATION)
    invoke = skill.invoke

    def asked(request_envelope: Any, context: Any) -> Any:
        endpoint.asked.append(request_envelope)
        return invoke(request_envelope, context)

    skill.invoke = asked
    with serving(create_app(skill, trust=alexa().trust(fetch=endpoint.fetch))) as port:
        endpoint.port = port
        yield endpoint


def test_what_alexa_signed_is_answered(endpoint: Endpoint) -> None:
    endpoint.files = {alexa().address: alexa().pem}
    status, text = endpoint.post(GENUINE, altered().headers)
    assert (status, "Welcome" in text, len(endpoint.asked)) == (200, True, 1)


@pytest.mark.parametrize("forge", [pytest.param(make, id=name) for name, make in FORGERIES.items()])
def test_a_forgery_gets_400_and_a_sentence_and_one_line_in_the_log(
    endpoint: Endpoint, forge: Forge, caplog: pytest.LogCaptureFixture
) -> None:
    forged: Forgery = forge()
    endpoint.files = dict(forged.files)
    with caplog.at_level(logging.INFO):
        status, text = endpoint.post(forged.body, forged.headers)
    assert status == 400
    assert text.startswith("The ")
    assert text.endswith(".\n")
    assert endpoint.asked == []
    lines = [each.getMessage() for each in caplog.records if each.name.startswith("skill.")]
    assert lines == [f"refused: {text.strip()}"]


@pytest.mark.parametrize("name", FORGED_CHAINS)
def test_a_forged_chain_is_refused_for_what_it_is(endpoint: Endpoint, name: str) -> None:
    forged = FORGED_CHAINS[name]()
    endpoint.files = dict(forged.files)
    _, text = endpoint.post(forged.body, forged.headers)
    assert text == "The certificates are not to be trusted.\n"


@pytest.mark.parametrize("name", FORGED_ADDRESSES)
def test_nothing_is_fetched_from_where_it_is_not_alexas(endpoint: Endpoint, name: str) -> None:
    forged = FORGED_ADDRESSES[name]()
    endpoint.post(forged.body, forged.headers)
    assert endpoint.fetched == ([alexa().address] if name == "address: nothing there" else [])


def test_there_are_as_many_forgeries_as_one_can_think_of() -> None:
    assert len(FORGERIES) >= 45
