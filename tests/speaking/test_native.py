"""The voices of macOS and Windows: a stand-in for pyttsx3's engine there, and the real files."""

import struct
import sys
import wave
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from local_voice.audio.sound import OUT_RATE, seconds
from local_voice.speech.native import NativeSynthesizer
from local_voice.speech.recording import read_recording
from local_voice.speech.synthesizer import SpeechError, Voice

RATE = 22_050
SPEECH = (8000 * np.sin(np.arange(RATE) * 0.05)).astype(np.int16)


def wav(samples: NDArray[np.int16], channels: int = 1, width: int = 2) -> bytes:
    data = BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return data.getvalue()


def aiff(samples: NDArray[np.int16], kind: bytes = b"", bits: int = 16) -> bytes:
    """As macOS writes it: AIFF, or AIFC with a kind of compression."""
    order = "<i2" if kind == b"sowt" else ">i2"
    rate = struct.pack(">HQ", 16383 + 14, RATE << (63 - 14))
    common = struct.pack(">hIh", 1, len(samples), bits) + rate
    common += kind + b"\0\0" if kind else b""
    sound = struct.pack(">II", 0, 0) + samples.astype(order).tobytes()
    chunks = [(b"COMM", common), (b"odd ", b"abc"), (b"SSND", sound)]
    body = b"AIFC" if kind else b"AIFF"
    for name, content in chunks:
        body += name + struct.pack(">I", len(content)) + content + b"\0" * (len(content) % 2)
    return b"FORM" + struct.pack(">I", len(body)) + body


@pytest.mark.parametrize(
    "data", [wav(SPEECH), aiff(SPEECH), aiff(SPEECH, b"NONE"), aiff(SPEECH, b"sowt")]
)
def test_the_files_of_both_systems_are_read(data: bytes) -> None:
    samples, rate = read_recording(data)
    assert rate == RATE
    assert np.array_equal(samples, SPEECH)


def test_two_channels_become_one() -> None:
    both = np.stack([SPEECH, SPEECH], axis=1)
    assert np.array_equal(read_recording(wav(both, channels=2))[0], SPEECH)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no sound", wav(SPEECH)[:20], aiff(SPEECH)[:30], aiff(SPEECH, b"ulaw"),
        aiff(SPEECH, bits=8), wav(SPEECH, width=1),
    ],
)  # fmt: skip
def test_any_other_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"AIFF|bits"):
        read_recording(data)


class FakeEngine:
    """Answers as pyttsx3's engine does on those systems; good for one text."""

    opened: list["FakeEngine"] = []

    def __init__(self, data: bytes | None) -> None:
        self._data = data
        self._queue: list[Path] = []
        self.properties: dict[str, object] = {}
        self.opened.append(self)

    def getProperty(self, name: str) -> object:  # noqa: N802
        return [SimpleNamespace(id="Alex"), SimpleNamespace(id="Zira")]

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802
        self.properties[name] = value

    def save_to_file(self, text: str, filename: str) -> None:
        assert not self._queue, "an engine is used for one text only"
        self._queue.append(Path(filename))

    def runAndWait(self) -> None:  # noqa: N802
        if self._data is not None:
            self._queue[0].write_bytes(self._data)


@pytest.fixture(autouse=True)
def no_engines() -> None:
    FakeEngine.opened.clear()


@pytest.mark.parametrize("data", [wav(SPEECH), aiff(SPEECH)])
def test_each_text_has_an_engine_of_its_own(data: bytes) -> None:
    synthesizer = NativeSynthesizer(lambda: FakeEngine(data))
    for _ in range(3):
        spoken = synthesizer.speak("Rest the leg.", Voice("Alex", rate=900))
        assert seconds(spoken.sound) == pytest.approx(len(SPEECH) / RATE, abs=0.01)
        assert [word.offset for word in spoken.words] == [0, 5, 9]
        assert 0 == spoken.words[0].at < spoken.words[2].at < len(spoken.sound) / OUT_RATE
    assert len(FakeEngine.opened) == 3
    assert FakeEngine.opened[0].properties == {"voice": "Alex", "rate": 500, "volume": 1.0}


def test_its_own_voice_where_none_is_named() -> None:
    NativeSynthesizer(lambda: FakeEngine(wav(SPEECH))).speak("Yes.", Voice())
    assert "voice" not in FakeEngine.opened[0].properties


@pytest.mark.parametrize("data", [None, b"", b"no sound at all"])
def test_no_sound_is_told_in_one_sentence(data: bytes | None) -> None:
    with pytest.raises(SpeechError, match=r"^The voice of this system gave no sound \(.*\): "):
        NativeSynthesizer(lambda: FakeEngine(data)).speak("Yes.", Voice())


def test_an_unknown_voice_is_told_with_the_way_to_the_names() -> None:
    synthesizer = NativeSynthesizer(lambda: FakeEngine(wav(SPEECH)))
    assert synthesizer.voices() == ("Alex", "Zira")
    with pytest.raises(SpeechError, match='no voice "Robot" on this system'):
        synthesizer.speak("Yes.", Voice("Robot"))


def test_nothing_to_say_opens_no_engine() -> None:
    synthesizer = NativeSynthesizer(lambda: FakeEngine(None))
    assert len(synthesizer.speak(" ", Voice()).sound) == 0
    assert FakeEngine.opened == []


def test_elsewhere_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(SpeechError, match="no native voices on this system"):
        NativeSynthesizer()
