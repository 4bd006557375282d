"""What tests of several parts share: one running endpoint over HTTP, and one sound card."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from skill.alexa.app import create_app
from skill.alexa.skill import build_skill
from tests.alexa.server import serving
from tests.parts import needs
from tests.rig import Rig

# How long an example takes tells of the machine and what else it does, not of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

# A shell that runs the tests in the background has Ctrl-C ignored in all that they start, too.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def home_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or leaves anything in the folders of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("local_voice.folders.user_data_path", lambda *_, **__: home / "data")
        patch.setattr("local_voice.folders.user_cache_path", lambda *_, **__: home / "cache")
        yield


@pytest.fixture(scope="session")
def alexa_port() -> Iterator[int]:
    """The port of the real endpoint, answering unsigned requests on this machine."""
    with serving(create_app(build_skill())) as port:
        yield port


@pytest.fixture(scope="session")
def rig() -> Iterator[Rig]:
    """A virtual microphone and speaker; whoever unplugs them or kills it takes a `Rig` of theirs.

    Programs under test get ``rig.env``.
    """
    needs("pulseaudio")
    with Rig() as rig:
        yield rig


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that the programs under test share: what is made once is made for all."""
    return tmp_path_factory.mktemp("cache")
