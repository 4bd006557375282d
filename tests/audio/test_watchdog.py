"""Devices that fall silent are opened again, and nobody else notices."""

from collections.abc import Callable

import pytest

from local_voice.audio.capture import CaptureQueue
from local_voice.audio.devices import Device
from local_voice.audio.driver import Ends
from local_voice.audio.errors import AudioError, not_there
from local_voice.audio.mixer import Mixer
from local_voice.audio.sound import SILENT_BLOCK
from local_voice.audio.watchdog import LOOK_EVERY, CardState, Watchdog


class FakeStreams:
    devices: tuple[Device, ...] = ()

    def __init__(self) -> None:
        self.is_astray = False
        self.is_closed = False

    def close(self) -> None:
        self.is_closed = True


class Scene:
    """A watchdog on a clock of its own, with devices that a test can break."""

    def __init__(self, hears: bool = True) -> None:
        self.time = 0.0
        self.flows = {"microphone": True, "speaker": True}
        self.is_there = True
        self.opened: list[FakeStreams] = []
        self.tried: list[float] = []
        self.states: list[tuple[float, CardState]] = []
        self.microphone, self.speaker = CaptureQueue(), Mixer()
        self._hears = hears
        self.watchdog = Watchdog(
            open_streams=self._open,
            new_ends=lambda: Ends(self.microphone if hears else None, self.speaker),
            clock=lambda: self.time,
            on_state=lambda state: self.states.append((round(self.time, 2), state)),
        )

    def _open(self, ends: Ends) -> FakeStreams:
        self.tried.append(round(self.time, 2))
        if not self.is_there:
            raise not_there("microphone")
        self._ends = ends
        self.opened.append(FakeStreams())
        return self.opened[-1]

    def run(self, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
        """Let time pass; the devices call back as long as they work."""
        for _ in range(round(seconds / LOOK_EVERY)):
            if not self.opened[-1].is_closed:
                if self.flows["microphone"] and self._hears:
                    self._ends.take(SILENT_BLOCK)
                if self.flows["speaker"]:
                    self._ends.give(480)
            self.time += LOOK_EVERY
            self.watchdog.look()
            if until():
                return

    @property
    def names(self) -> list[CardState]:
        return [state for _, state in self.states]


def test_nothing_happens_while_sound_flows() -> None:
    scene = Scene()
    scene.run(3600)
    assert scene.states == []
    assert len(scene.opened) == 1


@pytest.mark.parametrize("half", ["microphone", "speaker"])
def test_a_half_that_falls_silent_is_reopened_after_a_second(half: str) -> None:
    scene = Scene()
    scene.run(5)
    scene.flows[half] = False
    scene.run(2, until=lambda: scene.watchdog.state == "lost")
    scene.flows[half] = True
    scene.run(2)
    assert scene.names == ["lost", "reopened"]
    assert 6 <= scene.states[0][0] <= 6.5
    assert scene.states[1][0] - scene.states[0][0] < 1
    assert scene.opened[0].is_closed
    assert not scene.opened[1].is_closed


def test_a_stream_ended_by_the_system_is_not_waited_for() -> None:
    scene = Scene()
    scene.run(1)
    scene._ends.stop()
    scene.run(1)
    assert scene.names == ["lost", "reopened"]
    assert scene.states[0][0] == 1.2


def test_a_microphone_that_became_something_else_is_lost() -> None:
    scene = Scene()
    scene.run(1)
    scene.opened[0].is_astray = True
    scene.run(3)
    assert scene.names == ["lost", "reopened"]


def test_it_is_tried_again_and_again_more_and_more_slowly() -> None:
    scene = Scene()
    scene.run(1)
    scene.is_there = False
    scene._ends.stop()
    scene.run(60)
    assert scene.names == ["lost"]
    gaps = [round(b - a, 2) for a, b in zip(scene.tried[1:], scene.tried[2:], strict=False)]
    assert gaps[0] < gaps[1] < gaps[2]
    assert set(gaps[2:]) <= {1.0, 1.2}
    scene.is_there = True
    scene.run(3)
    assert scene.names == ["lost", "reopened"]


def test_devices_that_open_but_stay_silent_are_not_back() -> None:
    scene = Scene()
    scene.flows["speaker"] = False
    scene.run(30)
    assert scene.names == ["lost"]
    assert 10 < len(scene.opened) < 25
    assert all(streams.is_closed for streams in scene.opened[:-1])


def test_a_program_that_stood_still_itself_does_not_blame_the_devices() -> None:
    scene = Scene()
    scene.run(5)
    scene.time += 3600  # a laptop closed over lunch
    scene.watchdog.look()
    scene.run(5)
    assert scene.states == []


def test_only_the_half_that_is_used_is_watched() -> None:
    scene = Scene(hears=False)
    scene.run(10)
    assert scene.states == []


def test_the_first_opening_fails_aloud() -> None:
    def fail(_: Ends) -> FakeStreams:
        raise not_there("speaker")

    with pytest.raises(AudioError, match="No speaker"):
        Watchdog(fail, lambda: Ends(None, Mixer()), lambda: 0.0, lambda _: None)


def test_after_closing_nothing_is_opened_any_more() -> None:
    scene = Scene()
    scene.watchdog.close()
    scene.run(10)
    assert len(scene.opened) == 1
    assert scene.opened[0].is_closed
    assert scene.states == []
