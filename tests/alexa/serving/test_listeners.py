"""Which sockets are listened on: those of a name that this machine has, or those handed over."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from skill.alexa.serving import listeners
from skill.alexa.serving.guard import CannotServeError
from skill.alexa.serving.listeners import listen

NOBODYS = "2001:db8::1"  # for documentation only (RFC 3849)
Name = Callable[..., None]


@pytest.fixture
def name(monkeypatch: pytest.MonkeyPatch) -> Name:
    """Lets every name stand for some addresses."""

    def stands_for(*hosts: str) -> None:
        def found(_: str, port: int, **__: object) -> list[Any]:
            return [
                (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (host, port, 0, 0))
                if ":" in host
                else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))
                for host in hosts
            ]

        monkeypatch.setattr(socket, "getaddrinfo", found)

    return stands_for


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def addresses(host: str, port: int) -> list[str]:
    with closing(listen(host, port, allow_unsigned=True)) as found:
        return [each.getsockname()[0] for each in found.sockets]


@pytest.mark.parametrize("order", [1, -1])
def test_an_address_that_this_machine_lacks_is_passed_over(
    order: int, name: Name, free_port: int
) -> None:
    name(*(NOBODYS, "127.0.0.1")[::order])
    assert addresses("localhost", free_port) == ["127.0.0.1"]


def test_any_port_is_one_port(name: Name) -> None:
    name(NOBODYS, "127.0.0.1", "127.0.0.2")
    assert addresses("localhost", 0) == ["127.0.0.1"]


def test_where_none_of_its_addresses_is_here_it_cannot_be_served(name: Name) -> None:
    name(NOBODYS, "203.0.113.7")
    with pytest.raises(CannotServeError, match=r"^Cannot serve on localhost port 80: .+\.$"):
        listen("localhost", 80, allow_unsigned=True)


def test_what_was_bound_is_closed_where_another_is_taken(
    name: Name, free_port: int, recwarn: pytest.WarningsRecorder
) -> None:
    name("127.0.0.1", "127.0.0.2")
    with (
        socket.create_server(("127.0.0.2", free_port)),
        pytest.raises(CannotServeError, match="in use"),
    ):
        listen("localhost", free_port, allow_unsigned=True)
    assert [str(each.message) for each in recwarn if each.category is ResourceWarning] == []


@pytest.fixture
def no_socket(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is handed over as the first socket is a pipe."""
    read, write = os.pipe()
    monkeypatch.setattr(listeners, "FIRST_INHERITED", read)
    yield
    os.close(read)
    os.close(write)


@pytest.mark.parametrize(
    ("promised", "sentence"),
    [
        ("two", r"^LISTEN_FDS is no number of sockets: 'two'\.$"),
        ("", r"^LISTEN_FDS is no number of sockets: ''\.$"),
        ("1", r"^LISTEN_FDS promises 1 sockets, and number 1 is none: .+\.$"),
    ],
)
@pytest.mark.usefixtures("no_socket")
def test_what_is_handed_over_damaged_is_told_in_one_sentence(promised: str, sentence: str) -> None:
    env = {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": promised}
    with pytest.raises(CannotServeError, match=sentence):
        listen("127.0.0.1", 0, allow_unsigned=True, env=env)


def test_a_number_that_nothing_is_open_at_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listeners, "FIRST_INHERITED", 1_000_000)
    env = {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "2"}
    with pytest.raises(CannotServeError, match="number 1 is none: Bad file descriptor"):
        listen("127.0.0.1", 0, allow_unsigned=True, env=env)
