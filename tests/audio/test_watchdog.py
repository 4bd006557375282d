"""A device that falls silent is opened again, and nobody else notices."""

from collections.abc import Callable

import pytest

from local_voice.audio.capture import CaptureQueue
from local_voice.audio.card import Card
from local_voice.audio.devices import Device
from local_voice.audio.driver import End
from local_voice.audio.errors import AudioError, Kind, not_there
from local_voice.audio.mixer import Mixer
from local_voice.audio.sound import SILENT_BLOCK
from local_voice.audio.watchdog import LOOK_EVERY, Watchdog


class FakeStream:
    device = Device("Fake", "microphone", True, "none")

    def __init__(self) -> None:
        self.is_astray = False
        self.is_closed = False

    def close(self) -> None:
        self.is_closed = True


class Scene:
    """A watchdog on a clock of its own, with a microphone that a test can break."""

    def __init__(self) -> None:
        self.time = 0.0
        self.flows = True
        self.is_there = True
        self.opened: list[FakeStream] = []
        self.tried: list[float] = []
        self.changes: list[tuple[float, str]] = []
        self.queue = CaptureQueue()
        self.watchdog = Watchdog(self._open, self.queue, clock=lambda: self.time)

    def _open(self, end: End) -> FakeStream:
        self.tried.append(round(self.time, 2))
        if not self.is_there:
            raise not_there("microphone")
        self.end = end
        self.opened.append(FakeStream())
        return self.opened[-1]

    def run(self, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
        """Let time pass; the device calls back as long as it works."""
        for _ in range(round(seconds / LOOK_EVERY)):
            if self.flows and self.watchdog.stream is not None:
                self.end.take(SILENT_BLOCK)
            self.time += LOOK_EVERY
            before = self.watchdog.is_lost
            self.watchdog.look()
            if self.watchdog.is_lost != before:
                self.changes.append((round(self.time, 2), "found" if before else "lost"))
            if until():
                return

    @property
    def names(self) -> list[str]:
        return [change for _, change in self.changes]


def test_nothing_happens_while_sound_flows() -> None:
    scene = Scene()
    scene.run(3600)
    assert scene.changes == []
    assert len(scene.opened) == 1


def test_a_device_that_falls_silent_is_reopened_after_a_second() -> None:
    scene = Scene()
    scene.run(5)
    scene.flows = False
    scene.run(2, until=lambda: scene.watchdog.is_lost)
    scene.flows = True
    scene.run(2)
    assert scene.names == ["lost", "found"]
    assert 6 <= scene.changes[0][0] <= 6.5
    assert scene.changes[1][0] - scene.changes[0][0] < 1
    assert scene.opened[0].is_closed
    assert not scene.opened[1].is_closed


def test_a_stream_ended_by_the_system_is_not_waited_for() -> None:
    scene = Scene()
    scene.run(1)
    scene.end.stop()
    scene.run(1)
    assert scene.names == ["lost", "found"]
    assert scene.changes[0][0] == 1.2


def test_a_microphone_that_became_something_else_is_lost() -> None:
    scene = Scene()
    scene.run(1)
    scene.opened[0].is_astray = True
    scene.run(3)
    assert scene.names == ["lost", "found"]


def test_a_server_that_delivers_nothing_is_not_asked_anything() -> None:
    scene = Scene()
    scene.run(1)
    scene.flows = False
    scene.opened[0].is_astray = True
    scene.run(0.8)
    assert scene.names == []


def test_it_is_tried_again_and_again_more_and_more_slowly() -> None:
    scene = Scene()
    scene.run(1)
    scene.is_there = False
    scene.end.stop()
    scene.run(60)
    assert scene.names == ["lost"]
    gaps = [round(b - a, 2) for a, b in zip(scene.tried[1:], scene.tried[2:], strict=False)]
    assert gaps[0] < gaps[1] < gaps[2]
    assert set(gaps[2:]) <= {1.0, 1.2}
    scene.is_there = True
    scene.run(3)
    assert scene.names == ["lost", "found"]


def test_a_device_that_opens_but_stays_silent_is_not_back() -> None:
    scene = Scene()
    scene.flows = False
    scene.run(30)
    assert scene.names == ["lost"]
    assert 10 < len(scene.opened) < 25
    assert all(stream.is_closed for stream in scene.opened[:-1])


def test_a_program_that_stood_still_itself_does_not_blame_the_device() -> None:
    scene = Scene()
    scene.run(5)
    scene.time += 3600  # a laptop closed over lunch
    scene.watchdog.look()
    scene.run(5)
    assert scene.changes == []


def test_after_closing_nothing_is_opened_any_more() -> None:
    scene = Scene()
    scene.watchdog.close()
    scene.run(10)
    assert len(scene.opened) == 1
    assert scene.opened[0].is_closed


class FakeDriver:
    """Devices that say nothing of their own; the missing ones fail to open."""

    name = "fake"

    def __init__(self, *missing: Kind) -> None:
        self.missing = set(missing)
        self.ends: dict[Kind, End] = {}
        self.opened: list[FakeStream] = []

    def devices(self) -> tuple[Device, ...]:
        return ()

    def open(self, kind: Kind, name: str | None, end: End) -> FakeStream:
        if kind in self.missing:
            raise not_there(kind)
        self.ends[kind] = end
        self.opened.append(FakeStream())
        return self.opened[-1]


def test_a_card_whose_second_half_fails_gives_the_first_one_back() -> None:
    driver = FakeDriver("speaker")
    with pytest.raises(AudioError, match="No speaker"):
        Card(driver, {"microphone": None, "speaker": None})
    assert [stream.is_closed for stream in driver.opened] == [True]


def test_a_half_that_was_not_asked_for_is_at_its_end() -> None:
    with Card(FakeDriver("speaker"), {"microphone": None}) as card:
        assert card.speaker.play(Mixer().pull(480)).is_done
        assert card.lost == ()
