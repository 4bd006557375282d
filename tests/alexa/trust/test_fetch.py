"""However badly a server behaves, fetching ends at its deadline and leaves nothing running."""

import socket
import ssl
import threading
from http.client import HTTPConnection
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from skill.alexa.trust import fetch
from skill.alexa.trust.fetch import LARGEST, SECONDS, Fetcher, FetchError, https
from skill.alexa.trust.freshness import utc_now
from tests.alexa.trust.pki import ADDRESS, Issued, alexa, authority, issue
from tests.alexa.trust.servers import BAD, answering, serving, to

SOON = 0.3
"""Seconds that the tests wait, where the endpoint waits longer."""


def running() -> set[threading.Thread]:
    return {each for each in threading.enumerate() if each.name.startswith("fetch")}


def settled() -> bool:
    """Whether every thread that fetches comes to its end."""
    for each in running():
        each.join(10)
    return not running()


def test_a_file_is_fetched() -> None:
    with serving(answering("200 OK", alexa().pem)) as port:
        assert Fetcher(to(port))(ADDRESS) == alexa().pem


def test_the_largest_file_is_fetched_whole() -> None:
    with serving(answering("200 OK", b"a" * LARGEST)) as port:
        assert len(Fetcher(to(port))(ADDRESS)) == LARGEST


@pytest.mark.parametrize("name", BAD)
def test_a_bad_server_is_an_error_and_no_more(name: str) -> None:
    with serving(BAD[name]) as port:
        with pytest.raises(FetchError):
            Fetcher(to(port), seconds=SOON)(ADDRESS)
        assert settled()


def test_a_server_that_is_not_there_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(FetchError):
        Fetcher(to(port))(ADDRESS)
    assert settled()


def test_a_name_that_is_looked_up_for_ever_is_given_up() -> None:
    found = threading.Event()

    class Lost(HTTPConnection):
        def connect(self) -> None:
            found.wait(10)

    with pytest.raises(FetchError, match="in time"):
        Fetcher(lambda host, timeout: Lost(host, timeout=timeout), seconds=SOON)(ADDRESS)
    found.set()
    assert settled()


def test_the_endpoint_waits_for_three_seconds_at_most() -> None:
    assert SECONDS <= 3
    assert Fetcher().seconds == SECONDS


@pytest.fixture(scope="module")
def top() -> Issued:
    """An authority of today, since TLS asks the clock of the machine."""
    return authority("TLS Root", now=utc_now())


def shows(name: str, top: Issued, folder: Path) -> ssl.SSLContext:
    """What a server has that shows a certificate for ``name``."""
    own = issue(name, top, names=(x509.DNSName(name),), now=utc_now())
    key = own.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    both = folder / "both.pem"
    both.write_bytes(key + own.pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context


def over_tls(context: ssl.SSLContext) -> bytes:
    """What is fetched from a server with this context."""
    with serving(answering("200 OK", b"chain"), context) as port:
        return Fetcher(lambda _, timeout: https(f"localhost:{port}", timeout))(ADDRESS)


def trusting(top: Issued, patch: pytest.MonkeyPatch) -> None:
    context = ssl.create_default_context(cadata=top.pem.decode())
    patch.setattr(fetch, "_context", lambda: context)


def test_a_server_by_its_own_name_is_listened_to(
    top: Issued, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting(top, monkeypatch)
    assert over_tls(shows("localhost", top, tmp_path)) == b"chain"


def test_a_server_by_another_name_is_not(
    top: Issued, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting(top, monkeypatch)
    with pytest.raises(FetchError, match="Hostname mismatch"):
        over_tls(shows("example.com", top, tmp_path))
    assert settled()


def test_a_server_that_no_public_root_knows_is_not(top: Issued, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="CERTIFICATE_VERIFY_FAILED"):
        over_tls(shows("localhost", top, tmp_path))
    assert settled()


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(answering("200 OK", b"chain")) as port:
        assert Fetcher(to(port))(ADDRESS) == b"chain"
