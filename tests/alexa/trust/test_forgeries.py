"""Nobody gets in who is not Alexa: each forgery, over a real socket, is answered with 400."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.alexa.trust.fetch import Fetcher
from tests.alexa.trust.endpoint import Endpoint, trusting
from tests.alexa.trust.forged_addresses import FORGED_ADDRESSES
from tests.alexa.trust.forged_chains import FORGED_CHAINS
from tests.alexa.trust.forged_requests import FORGED_REQUESTS
from tests.alexa.trust.forgery import GENUINE, Forge, Forgery, altered
from tests.alexa.trust.pki import alexa
from tests.alexa.trust.servers import BAD, answering, serving, to

README = Path(__file__).parents[3] / "README.md"
FORGERIES = FORGED_ADDRESSES | FORGED_CHAINS | FORGED_REQUESTS  # type: ignore[operator]


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """A new one for each forgery."""
    with trusting() as endpoint:
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


@pytest.mark.parametrize("name", BAD)
def test_a_server_of_certificates_that_misbehaves_lets_nobody_in(name: str) -> None:
    with serving(BAD[name]) as bad, trusting(Fetcher(to(bad), seconds=0.3)) as endpoint:
        status, text = endpoint.post(GENUINE, altered().headers)
    assert (status, text) == (400, "The certificates could not be fetched.\n")
    assert endpoint.asked == []


def test_a_server_of_certificates_that_behaves_lets_alexa_in() -> None:
    with serving(answering("200 OK", alexa().pem)) as good, trusting(Fetcher(to(good))) as endpoint:
        assert endpoint.post(GENUINE, altered().headers)[0] == 200


def test_there_are_as_many_as_the_readme_says() -> None:
    assert len(FORGERIES) == len(FORGED_ADDRESSES) + len(FORGED_CHAINS) + len(FORGED_REQUESTS)
    counted = f"{len(FORGERIES)} kinds of forgery and {len(BAD)} kinds of bad certificate server"
    assert counted in README.read_text(encoding="utf-8")
