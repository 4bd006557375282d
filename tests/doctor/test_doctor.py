"""`muscle-calm doctor` as a process on a virtual sound card."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from local_voice.audio.sound import MIC_RATE
from tests.companion.process import COMMAND, ROOT, begun, homely
from tests.rig import Rig


@pytest.fixture
def room(rig: Rig) -> Iterator[Rig]:
    """A sound card whose microphone stands before its speaker."""
    way = ("module-loopback", "source=speaker.monitor", "sink=mic_feed", "latency_msec=40")
    number = rig.control("load-module", *way)
    yield rig
    rig.control("unload-module", number)


def test_all_is_well_where_it_is(room: Rig, tmp_path: Path, cache: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "doctor"],
        env=homely(tmp_path, cache, room.variables) | {"COLUMNS": "200"},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "Say something now: the microphone is measured.\n"
        question = "why is my calf twitching, and what about my other leg"
        room.hear(begun(question), MIC_RATE)
        lines, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    found = {line.split()[0]: line for line in lines.splitlines()}
    for part in ("microphone", "speaker", "echo", "voice", "model", "recognizer", "memory"):
        assert " good: " in found[part], lines
    assert "Rig_Microphone, loudest at" in found["microphone"]
    assert "the microphone heard its tone" in found["speaker"]
    assert str(tmp_path) not in lines


def test_without_sound_it_says_so_in_one_sentence(tmp_path: Path, cache: Path) -> None:
    nowhere = {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": "/nowhere"}
    done = subprocess.run(
        [*COMMAND, "doctor"],
        env=homely(tmp_path, cache, nowhere) | {"COLUMNS": "200"},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: It cannot hear or speak on this machine")
    assert done.stderr.count("\n") == 1
    assert "broken: No sound server answers" in done.stdout
    assert "recognizer  good: " in done.stdout
