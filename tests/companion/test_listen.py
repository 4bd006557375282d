"""`muscle-calm listen` on recordings of every kind, good and bad."""

import json
import wave
from pathlib import Path

import numpy as np
import psutil
import pytest
from click.testing import CliRunner, Result
from numpy.typing import NDArray

from local_voice.audio.resample import resample
from local_voice.audio.sound import OUT_RATE
from local_voice.command_line import main
from local_voice.speech.espeak import EspeakSynthesizer
from local_voice.speech.synthesizer import Voice
from tests.audio.signals import loudness
from tests.companion.process import MODEL

QUESTION = "why is my calf twitching"
ANOTHER = "what about my eyelid"
PAUSE = 1.2  # seconds between two utterances


@pytest.fixture(autouse=True)
def home(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders and a model of these tests' own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("VOSK_MODEL_PATH", str(MODEL))
    return tmp_path


@pytest.fixture(scope="module")
def question() -> NDArray[np.int16]:
    return said(QUESTION)


def said(text: str) -> NDArray[np.int16]:
    """A text as somebody says it, with some quiet around it."""
    quiet = np.zeros(OUT_RATE // 2, np.int16)
    return np.concatenate((quiet, EspeakSynthesizer().speak(text, Voice()).sound, quiet))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["listen", *map(str, arguments)])


def recording(
    path: Path, sound: NDArray[np.int16], rate: int = 16_000, width: int = 2, channels: int = 1
) -> Path:
    """A wav file of a sound at OUT_RATE."""
    samples = resample(sound, OUT_RATE, rate)
    frames = np.repeat(samples, channels)
    raw = frames.astype("<i2").tobytes()
    if width == 3:
        wide = np.zeros((len(frames), 3), np.uint8)
        wide[:, 1:] = np.frombuffer(raw, np.uint8).reshape(-1, 2)
        raw = wide.tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(raw)
    return path


@pytest.mark.parametrize(
    ("rate", "width", "channels"),
    [(8_000, 2, 1), (16_000, 2, 1), (44_100, 2, 2), (48_000, 3, 1)],
    ids=["telephone", "recognizer's own", "cd", "studio"],
)
def test_any_wav_is_heard(
    tmp_path: Path, question: NDArray[np.int16], rate: int, width: int, channels: int
) -> None:
    result = run(recording(tmp_path / "a.wav", question, rate, width, channels))
    assert result.exit_code == 0, result.output
    heard = result.output.splitlines()[0]
    assert heard.startswith("you   why ")
    assert heard.endswith("calf twitching")  # a telephone takes the sound of "is"
    assert "calf" in result.output.splitlines()[1]


def test_json_is_that_of_typed_questions(tmp_path: Path, question: NDArray[np.int16]) -> None:
    heard = json.loads(run(recording(tmp_path / "a.wav", question), "--json").output)
    typed = json.loads(CliRunner().invoke(main, ["ask", "--json", QUESTION]).output)
    assert list(heard) == list(typed)
    different = {name for name in typed if heard[name] != typed[name]}
    assert different <= {"milliseconds", "speech"}
    assert heard["intent"] == "CauseIntent"


def test_several_utterances_are_one_conversation(tmp_path: Path) -> None:
    between = np.zeros(round((PAUSE - 1.0) * OUT_RATE), np.int16)  # the rest is around the words
    sound = np.concatenate((said(QUESTION), between, said(ANOTHER), between, said(QUESTION)))
    result = run(recording(tmp_path / "a.wav", sound), "--json")
    found = [json.loads(line) for line in result.output.splitlines()]
    assert [turn["heard"] for turn in found] == [QUESTION, ANOTHER, QUESTION]
    assert "eyelid" in found[1]["speech"]
    assert found[2]["speech"] != found[0]["speech"]


def test_the_answers_are_written_as_they_would_be_spoken(
    tmp_path: Path, question: NDArray[np.int16]
) -> None:
    reply = tmp_path / "reply.wav"
    result = run(recording(tmp_path / "a.wav", question), "--json", "--reply", reply)
    assert result.exit_code == 0
    with wave.open(str(reply)) as file:
        seconds = file.getnframes() / file.getframerate()
        sound = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    words = len(json.loads(result.output)["speech"].split())
    assert 1.5 < words / seconds < 4.5  # words a second
    assert loudness(sound) > 0.02


def test_a_clipped_recording_is_heard(tmp_path: Path, question: NDArray[np.int16]) -> None:
    loud = np.clip(question.astype(np.int32) * 12, -32_768, 32_767).astype(np.int16)
    result = run(recording(tmp_path / "a.wav", loud))
    assert result.exit_code in (0, 1)
    assert result.output.startswith(("you   why", "Error: Nothing that was said"))


def test_a_recording_by_pocketsphinx(
    tmp_path: Path, question: NDArray[np.int16], monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(recording(tmp_path / "a.wav", question), "--recognizer", "pocketsphinx")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("you   ")


def music() -> NDArray[np.int16]:
    """Chords that change, loud."""
    moments = np.arange(OUT_RATE) / OUT_RATE
    chords = ((262, 330, 392), (294, 349, 440), (247, 311, 370), (262, 330, 392))
    bars = [sum(np.sin(2 * np.pi * pitch * moments) for pitch in chord) for chord in chords]
    return (np.concatenate(bars) * 4000).astype(np.int16)


def test_music_is_no_error_but_that_nobody_spoke(tmp_path: Path) -> None:
    result = run(recording(tmp_path / "a.wav", music()))
    # The small test model knows speech alone, and may take a chord for a vowel.
    assert result.exit_code == 0 or result.output.startswith("Error: Nothing that was said in ")


def test_silence_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    reply = tmp_path / "reply.wav"
    quiet = np.zeros(3 * OUT_RATE, np.int16)
    result = run(recording(tmp_path / "a.wav", quiet), "--reply", reply)
    assert result.exit_code == 1
    assert result.output.startswith("Error: Nothing that was said in ")
    assert result.output.count("\n") == 1
    assert not reply.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "There is no file"),
        (b"", "is empty"),
        (b"Dear diary, my calf twitched today." * 100, "is not a sound file"),
    ],
    ids=["missing", "empty", "no wav"],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    path = tmp_path / "a.wav"
    if content is not None:
        path.write_bytes(content)
    result = run(path)
    assert result.exit_code == 1
    assert sentence in result.output
    assert result.output.startswith("Error: ")
    assert result.output.count("\n") == 1


def test_wrong_usage_has_a_status_of_its_own(tmp_path: Path) -> None:
    assert run().exit_code == 2
    assert run(tmp_path / "a.wav", "--recognizer", "parrot").exit_code == 2


def test_a_long_recording_needs_no_more_memory_than_a_short_one(
    tmp_path: Path, question: NDArray[np.int16]
) -> None:
    path = tmp_path / "night.wav"
    rate, minutes = 8_000, 20
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(resample(question, OUT_RATE, rate).tobytes())
        minute = bytes(60 * rate * 2)
        for _ in range(minutes):
            file.writeframes(minute)
    run(recording(tmp_path / "a.wav", question))
    before = psutil.Process().memory_info().rss
    result = run(path)
    assert result.exit_code == 0
    assert result.output.count("you   ") == 1
    assert psutil.Process().memory_info().rss - before < 20e6
