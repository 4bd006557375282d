"""The clocks round a session: the one without sound, and the one of the pictures."""

import io
import time

import pytest
from rich.console import Console

from local_voice.audio.mixer import Mixer
from local_voice.guiding.session_view import LineView, PictureView
from local_voice.guiding.timekeeper import LONGEST_STEP, SilentTimekeeper
from tests.guiding.scenes import session


class Clock:
    """Time that passes as it is told; ``late`` is how much longer every sleep takes."""

    def __init__(self) -> None:
        self.now, self.late = 100.0, 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds + self.late


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock.monotonic)
    monkeypatch.setattr(time, "sleep", clock.sleep)
    return clock


def test_without_sound_time_passes_all_the_same_and_does_not_drift(clock: Clock) -> None:
    keeper = SilentTimekeeper(Mixer(), _pulled_to=clock.now)
    clock.late = 0.0037
    began = clock.now
    for _ in range(10_000):
        keeper.wait(0.025)
    assert keeper.speaker.now == pytest.approx(clock.now - began, abs=0.001)


def test_without_sound_a_laptop_that_slept_goes_on_where_it_was(clock: Clock) -> None:
    keeper = SilentTimekeeper(Mixer(), _pulled_to=clock.now)
    clock.now += 3600
    keeper.wait(0.025)
    assert keeper.speaker.now <= LONGEST_STEP


def test_pictures_are_painted_ten_times_a_second_however_often_they_are_asked_for() -> None:
    clock, led = Clock(), session("calm_breath")
    terminal = Console(file=io.StringIO(), force_terminal=True, width=80, height=24)
    view, painted = PictureView(terminal, clock.monotonic), 0
    for moment in range(500):
        before = terminal.file.tell()
        view.leading(led, 7 + moment * 0.01, caption="", paused=False)
        painted += terminal.file.tell() > before
        clock.now += 0.01
    view.close("Well done.")
    assert 25 <= painted <= 51, "and not at all where nothing has changed"
    assert terminal.file.getvalue().endswith("Well done.\n")


def test_lines_are_printed_once_each_in_their_order() -> None:
    led = session("calf_wall")
    terminal = Console(file=io.StringIO(), width=200)
    view, at = LineView(terminal), 0.0
    while at < led.seconds:
        view.leading(led, at, caption="", paused=False)
        at += 0.25
    view.tell("Well done.", asks=False)
    view.close("Well done.")
    lines = terminal.file.getvalue().splitlines()
    assert lines[0] == led.cues[0].words
    assert lines[-1] == "Well done."
    words = [cue.words or led.steps[cue.step].word for cue in led.cues if cue.kind or cue.words]
    assert lines[:-1] == words
