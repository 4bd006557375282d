"""pyttsx3's public engine on our driver: queue, events, properties, files."""

import wave
from pathlib import Path
from typing import Any

import pytest

from local_voice.speech.espeak_driver import SOUND, new_engine


class Listener:
    """Writes down the events of an engine."""

    def __init__(self) -> None:
        self.engine = new_engine()
        self.events: list[tuple[str, dict[str, Any]]] = []
        for topic in ("started-utterance", "started-word", SOUND, "finished-utterance", "error"):
            self.engine.connect(topic, lambda topic=topic, **event: self._on(topic, event))

    def _on(self, topic: str, event: dict[str, Any]) -> None:
        self.events.append((topic, event))

    def of(self, topic: str) -> list[dict[str, Any]]:
        return [event for heard, event in self.events if heard == topic]


@pytest.fixture
def listener() -> Listener:
    return Listener()


def test_every_queued_utterance_is_spoken_in_order(listener: Listener) -> None:
    names = [str(number) for number in range(400)]
    for name in names:
        listener.engine.say("Yes.", name)
    listener.engine.runAndWait()
    assert [event["name"] for event in listener.of(SOUND)] == names
    assert all(len(event["pcm"]) > 10_000 for event in listener.of(SOUND))
    assert not listener.engine.isBusy()


def test_an_engine_runs_again_and_again_and_repeats_nothing(listener: Listener) -> None:
    for count in (1, 2, 3):
        listener.engine.say("Once more.")
        listener.engine.runAndWait()
        assert len(listener.of(SOUND)) == count
    listener.engine.runAndWait()
    assert len(listener.of(SOUND)) == 3


def test_the_events_of_an_utterance_come_in_order(listener: Listener) -> None:
    listener.engine.say("Drink water.", "advice")
    listener.engine.runAndWait()
    assert [topic for topic, _ in listener.events] == [
        "started-utterance", "started-word", "started-word", SOUND, "finished-utterance",
    ]  # fmt: skip
    assert [(word["location"], word["length"]) for word in listener.of("started-word")] == [
        (0, 5), (6, 5),
    ]  # fmt: skip
    assert listener.of("finished-utterance") == [{"name": "advice", "completed": True}]


def test_stop_from_a_listener_ends_the_utterance(listener: Listener) -> None:
    listener.engine.connect("started-word", lambda **_: listener.engine.stop())
    listener.engine.say("One two three four.")
    listener.engine.runAndWait()
    assert len(listener.of("started-word")) == 1
    assert listener.of("finished-utterance")[0]["completed"] is False


def test_stop_beforehand_stops_nothing_that_comes_later(listener: Listener) -> None:
    listener.engine.stop()
    listener.engine.say("Hello.")
    listener.engine.runAndWait()
    assert listener.of("finished-utterance")[0]["completed"] is True


def test_an_unknown_voice_is_an_error_event_and_changes_nothing(listener: Listener) -> None:
    listener.engine.setProperty("rate", 300)
    listener.engine.setProperty("voice", "no/such")
    listener.engine.runAndWait()
    assert [type(event["exception"]) for event in listener.of("error")] == [ValueError]
    assert listener.engine.getProperty("rate") == 300
    assert listener.engine.getProperty("voice") == "gmw/en-US"


@pytest.mark.parametrize(
    ("name", "asked", "got"),
    [
        ("rate", 5, 80),
        ("rate", 9000, 500),
        ("pitch", 120, 99),
        ("volume", 3.0, 1.0),
        ("volume", 0.4, 0.4),
    ],
)
def test_numbers_beyond_their_range_are_taken_at_its_end(
    listener: Listener, name: str, asked: float, got: float
) -> None:
    listener.engine.setProperty(name, asked)
    listener.engine.runAndWait()
    assert listener.engine.getProperty(name) == got


def test_two_engines_keep_their_own_manner() -> None:
    slow, fast = Listener(), Listener()
    slow.engine.setProperty("rate", 100)
    fast.engine.setProperty("rate", 300)
    for listener in (slow, fast, slow, fast):
        listener.engine.say("This is one and the same sentence.")
        listener.engine.runAndWait()
    lengths = [len(event["pcm"]) for one in (slow, fast) for event in one.of(SOUND)]
    assert min(lengths[:2]) > 1.5 * max(lengths[2:])


def test_a_file_is_whole_when_run_and_wait_returns(listener: Listener, tmp_path: Path) -> None:
    paths = [tmp_path / "first.wav", tmp_path / "second.wav"]
    for path in paths:
        listener.engine.save_to_file("Into a file.", str(path))
    listener.engine.runAndWait()
    for path in paths:
        with wave.open(str(path)) as file:
            assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (22_050, 1, 2)
            assert file.getnframes() > 10_000


def test_the_voices_are_listed_by_the_names_they_are_chosen_by(listener: Listener) -> None:
    names = [voice.id for voice in listener.engine.getProperty("voices")]
    assert "gmw/en-US" in names
    assert len(names) > 100


def test_the_loop_of_a_user_works_too(listener: Listener) -> None:
    listener.engine.startLoop(False)
    listener.engine.say("Hello.")
    listener.engine.iterate()
    listener.engine.endLoop()
    assert len(listener.of(SOUND)) == 1
