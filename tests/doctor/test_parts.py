"""What is found of each part, and the line that mends it."""

import shutil
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from local_voice.audio.echo import echo_canceller
from local_voice.audio.errors import denied, no_sound_system
from local_voice.audio.sound import MIC_RATE
from local_voice.doctor import hearing, machine, sound, speech
from local_voice.doctor.check import Check, guarded, impersonal
from local_voice.doctor.echo_path import LATEST, SWEEP_SECONDS, echo_path, sweep
from local_voice.doctor.examine import TypedOnlyError, page, verdict
from local_voice.doctor.remedies import is_locked_out, silent_microphone, sound_server
from local_voice.hearing.vosk_models import Places
from skill.errors import MuscleCalmError
from tests.audio.signals import to_microphone
from tests.companion.process import MODEL

GOOD = Check("voice", "good", "it speaks")


def in_a_room(loudness: float, delay: float, noise: float) -> bytes:
    """What a microphone hears of the sweep, in int16 steps of noise."""
    room = np.random.default_rng(3).normal(0, noise, round((SWEEP_SECONDS + LATEST) * MIC_RATE))
    echo, at = to_microphone(sweep()), round(delay * MIC_RATE)
    room[at : at + len(echo)] += loudness * echo
    return np.rint(room).astype(np.int16).tobytes()


@pytest.mark.parametrize(("decibels", "delay"), [(-6, 0.02), (-20, 0.08), (-30, 0.35)])
def test_an_echo_is_measured(decibels: float, delay: float) -> None:
    way = echo_path(in_a_room(10 ** (decibels / 20), delay, noise=30))
    assert way is not None
    assert way.decibels == pytest.approx(decibels, abs=1)
    assert way.delay == pytest.approx(delay, abs=0.002)


def test_a_tone_that_nobody_heard_is_not_claimed() -> None:
    assert echo_path(in_a_room(0.0, 0.1, noise=300)) is None
    assert echo_path(bytes(round(1.2 * MIC_RATE) * 2)) is None
    assert echo_path(b"") is None


@pytest.mark.parametrize(
    ("peak", "state", "words"),
    [
        (0, "broken", "perfect silence"),
        (100, "could be better", "nobody spoke up"),
        (6000, "good", "loudest at 15 dB below"),
        (32_767, "could be better", "too loud"),
    ],
)
def test_a_measurement_is_judged(peak: int, state: str, words: str) -> None:
    block = np.zeros(8000, np.int16)
    block[4000] = peak
    check = sound.judged("Webcam", block.tobytes())
    assert check.state == state
    assert words in check.found
    assert bool(check.mend) == (state != "good")


def test_each_system_is_mended_in_its_own_way(tmp_path: Path) -> None:
    assert "Privacy & Security > Microphone" in silent_microphone("Darwin")
    assert "desktop apps" in silent_microphone("Windows")
    assert silent_microphone("Linux").startswith("pactl ")
    installed = {"dnf": "/usr/bin/dnf"}
    assert sound_server("Linux", installed.get) == "sudo dnf install pipewire-pulseaudio"
    installed["pulseaudio"] = "/usr/bin/pulseaudio"
    assert sound_server("Linux", installed.get) == "pulseaudio --start"
    assert sound_server("Linux", lambda program: None).startswith("install PipeWire")
    assert not is_locked_out(tmp_path, lambda card: False)
    (tmp_path / "pcmC0D0c").touch()
    assert is_locked_out(tmp_path, lambda card: False)
    assert not is_locked_out(tmp_path, lambda card: True)


def test_a_refusal_and_a_missing_server_get_the_lines_of_this_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sound, "SYSTEM", "Darwin")

    def refuse(**_: object) -> None:
        raise denied("microphone")

    monkeypatch.setattr(sound, "open_card", refuse)
    check = sound.microphone(lambda text: None)
    assert (check.state, check.found) == (
        "broken",
        "The system does not allow this program to use the microphone",
    )
    assert (
        check.mend
        == "System Settings > Privacy & Security > Microphone: allow your terminal program"
    )

    def nothing(**_: object) -> None:
        raise no_sound_system()

    monkeypatch.setattr(sound, "SYSTEM", "Linux")
    monkeypatch.setattr(sound, "open_card", nothing)
    assert sound.speaker().mend == sound_server("Linux", shutil.which)


def test_the_recognizer_hears_our_own_voice(tmp_path: Path) -> None:
    places = Places(MODEL, ())
    assert hearing.model(places, tmp_path).state == "good"
    check = hearing.recognizer("en-US", places, tmp_path)
    assert check.state == "good"
    assert "vosk understood" in check.found


def test_a_missing_and_a_damaged_model_are_told_with_what_mends_them(tmp_path: Path) -> None:
    check = hearing.model(Places(None, ()), tmp_path)
    assert (check.state, check.mend) == (
        "could be better",
        "muscle-calm model download fetches one, 41 MB",
    )
    damaged = shutil.copytree(MODEL, tmp_path / "vosk-model-en")
    (damaged / "graph" / "Gr.fst").write_bytes(b"")
    check = guarded("model", lambda: hearing.model(Places(damaged, ()), tmp_path))
    assert check.state == "broken"
    assert "graph/Gr.fst is missing or empty" in check.found
    assert "muscle-calm model download" in check.found + check.mend


def test_the_voice_and_the_echo_cancelling_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    assert speech.voice("en-US").state == "good"
    assert speech.echo("en-US").state == ("good" if echo_canceller() else "could be better")
    monkeypatch.setattr(speech, "echo_canceller", lambda: None)
    assert "pip install 'muscle-calm[echo]'" in speech.echo("en-US").mend


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    assert machine.folder(tmp_path / "new" / "data", "profiles.sqlite").state == "good"
    (tmp_path / "file").touch()
    check = machine.folder(tmp_path / "file" / "data", "profiles.sqlite")
    assert check.state == "could be better"
    assert "nothing is kept" in check.found


def test_what_fails_unforeseen_is_a_finding_too() -> None:
    def fail() -> Check:
        raise ZeroDivisionError("by zero")

    def miss() -> Check:
        raise ModuleNotFoundError("No module named 'vosk'")

    assert guarded("voice", fail).found == "it fails (ZeroDivisionError: by zero)"
    assert "pip install" in guarded("recognizer", miss).mend


def test_the_page_names_no_person() -> None:
    text = "Anna’s AirPods and Bob's Yeti in /home/anna/.cache/vosk"
    assert impersonal(text, Path("/home/anna")) == "AirPods and Yeti in ~/.cache/vosk"


@pytest.mark.parametrize("width", [40, 80])
def test_the_page_can_be_read_in_any_window_without_colour(width: int) -> None:
    written = StringIO()
    console = Console(width=width, no_color=True, file=written)
    lost = Check("microphone", "broken", "No microphone was found", "connect one " * 10)
    console.print(page((GOOD, lost), Path.home()))
    text = written.getvalue()
    assert max(len(line) for line in text.splitlines()) <= width
    assert "good: it speaks" in text
    assert "broken: No microphone was" in text
    assert "-> connect one" in text


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ({"microphone"}, r"^It cannot hear on"),
        ({"recognizer"}, r"^It cannot hear on"),
        ({"voice"}, r"^It cannot speak on"),
        ({"speaker", "microphone"}, r"^It cannot hear or speak on"),
    ],
)
def test_one_sentence_says_that_only_typing_works(broken: set[str], sentence: str) -> None:
    with pytest.raises(TypedOnlyError, match=sentence) as raised:
        verdict([Check(name, "broken", "gone") for name in sorted(broken)])
    assert "muscle-calm --typed" in str(raised.value)
    assert isinstance(raised.value, MuscleCalmError)
    verdict((GOOD, Check("echo", "could be better", "none"), Check("memory", "broken", "full")))
