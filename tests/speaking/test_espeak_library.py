"""The bundled library: started anywhere, never ending the process, and interruptible."""

from pathlib import Path

import espeakng_loader
import pytest

from local_voice.speech.espeak_library import LONGEST_PATH, Manner, espeak_library
from tests.speaking.processes import run_python

MANNER = Manner("gmw/en-US", rate=165, pitch=50, volume=100)
LONG = "A muscle that is tired may twitch for a while. " * 100

START = """
import sys
from local_voice.speech.espeak_library import EspeakLibrary, Manner
from local_voice.speech.synthesizer import SpeechError
import espeakng_loader
try:
    library = EspeakLibrary(sys.argv[1] or espeakng_loader.get_library_path(), sys.argv[2])
    library.speak("Hello there.", Manner(sys.argv[3], 165, 50, 100)).pcm[0]
except (SpeechError, ValueError) as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""


def test_speaking_prints_nothing() -> None:
    done = run_python(START, "", espeakng_loader.get_data_path(), "gmw/en-US")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_data_that_lies_too_deep_is_reached_by_a_shortcut(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a" * 60] * 4)
    deep.mkdir(parents=True)
    data = deep / "espeak-ng-data"
    data.symlink_to(espeakng_loader.get_data_path(), target_is_directory=True)
    assert len(str(data)) > LONGEST_PATH
    done = run_python(START, "", str(data), "gmw/en")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("missing", ["library", "data"])
def test_a_broken_installation_is_told_in_one_line(tmp_path: Path, missing: str) -> None:
    nowhere = str(tmp_path / "nowhere")
    library = nowhere if missing == "library" else ""
    done = run_python(START, library, nowhere, "gmw/en-US")
    assert done.returncode == 1
    assert done.stderr.startswith("SpeechError: The voice cannot start")
    assert "pip install --force-reinstall espeakng-loader" in done.stderr
    assert done.stderr.count("\n") == 1


def test_ctrl_c_while_it_speaks_is_not_lost(capfd: pytest.CaptureFixture[str]) -> None:
    def interrupt() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        espeak_library().speak(LONG, MANNER, interrupt)
    assert capfd.readouterr() == ("", "")
    assert len(espeak_library().speak("Yes.", MANNER).pcm) > 10_000


def test_it_ends_within_a_few_buffers_where_it_is_told_to() -> None:
    buffers = iter([False] * 5 + [True] * 1000)
    library = espeak_library()
    take = library.speak(LONG, MANNER, lambda: next(buffers))
    assert 0.5 < len(take.pcm) / 2 / library.rate < 3.0


def test_word_positions_count_characters_and_not_bytes() -> None:
    text = "Café naïve word."
    offsets = [word.offset for word in espeak_library().speak(text, MANNER).words]
    assert offsets == [0, 5, 11]


def test_an_unknown_voice_leaves_the_last_one_as_it_was() -> None:
    library = espeak_library()
    before = len(library.speak("Good morning to you.", MANNER).pcm)
    with pytest.raises(ValueError, match="no voice named"):
        library.speak("Hello.", Manner("no/such", 400, 0, 10))
    after = len(library.speak("Good morning to you.", MANNER).pcm)
    assert after == pytest.approx(before, abs=2 * 0.03 * library.rate)


def test_both_dialects_of_ours_are_there() -> None:
    named = {voice.identifier: voice.name for voice in espeak_library().voices()}
    assert named["gmw/en-US"] == "English (America)"
    assert named["gmw/en"] == "English (Great Britain)"
