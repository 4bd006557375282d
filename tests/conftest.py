"""What tests of several parts share: one running endpoint for all dialogues over HTTP."""

from collections.abc import Iterator

import pytest

from skill.alexa.app import create_app
from skill.alexa.skill import build_skill
from tests.alexa.server import serving


@pytest.fixture(scope="session")
def alexa_port() -> Iterator[int]:
    """The port of the real endpoint, answering unsigned requests on this machine."""
    with serving(create_app(build_skill())) as port:
        yield port
