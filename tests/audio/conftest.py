"""Sound devices for tests of this process."""

from collections.abc import Iterator

import pytest

from tests.parts import needs
from tests.rig import Rig


@pytest.fixture
def here(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> Rig:
    """The shared sound card, as the one this process finds."""
    for name, value in rig.variables.items():
        monkeypatch.setenv(name, value)
    return rig


@pytest.fixture
def own_rig(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    """A sound card of this test's own, to be unplugged and killed."""
    needs("pulseaudio")
    with Rig() as rig:
        for name, value in rig.variables.items():
            monkeypatch.setenv(name, value)
        yield rig
