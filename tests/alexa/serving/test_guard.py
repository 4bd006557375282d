"""What the endpoint refuses to start with, each in one sentence."""

import socket

import pytest

from skill.alexa.serving.endpoint import serve
from skill.alexa.serving.guard import CannotServeError
from skill.alexa.serving.listeners import listen
from tests.alexa.envelopes import APPLICATION


@pytest.mark.parametrize("skill_id", [None, ""])
def test_signed_requests_need_the_id_of_the_skill(skill_id: str | None) -> None:
    with pytest.raises(CannotServeError, match=r"^[^.]*--skill-id[^.]*\.$"):
        serve(port=0, skill_id=skill_id)


@pytest.mark.parametrize("allow_unsigned", [False, True])
def test_what_is_no_id_is_not_taken_for_one(allow_unsigned: bool) -> None:
    with pytest.raises(CannotServeError, match="'muscle calm' is no id of a skill"):
        serve(port=0, skill_id="muscle calm", allow_unsigned=allow_unsigned)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.com", ""])
def test_unsigned_requests_stay_on_this_machine(host: str) -> None:
    with pytest.raises(CannotServeError, match="loopback"):
        serve(host, 0, allow_unsigned=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost"])
def test_loopback_may_be_served_unsigned(host: str) -> None:
    listeners = listen(host, 0, allow_unsigned=True)
    assert listeners.address.startswith("http://")
    for each in listeners.sockets:
        each.close()


def test_a_port_in_use_is_told_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        sentence = rf"^Cannot serve on 127\.0\.0\.1 port {port}: .+\.$"
        with pytest.raises(CannotServeError, match=sentence):
            serve(port=port, skill_id=APPLICATION)


def test_a_port_in_use_for_metrics_is_told_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        sentence = rf"^Cannot publish metrics on 127\.0\.0\.1 port {port}: .+\.$"
        with pytest.raises(CannotServeError, match=sentence):
            serve(port=0, skill_id=APPLICATION, metrics_port=port)


def test_an_address_nobody_has_is_told_in_one_sentence() -> None:
    with pytest.raises(CannotServeError, match=r"^Cannot serve on 203\.0\.113\.7 port 0: .+\.$"):
        serve("203.0.113.7", 0, skill_id=APPLICATION)
