"""What the companion would say, as a wav file: whole or not there at all."""

import os
import wave
from pathlib import Path

import numpy as np
import pytest

from local_voice.audio.sound import BLOCK_SAMPLES, OUT_RATE
from local_voice.audio.wav import WavError
from local_voice.audio.wav_writer import WavWriter, write


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "reply.wav"
    sounds = [
        np.arange(480, dtype=np.int16),
        np.zeros(0, np.int16),
        -np.arange(960, dtype=np.int16),
    ]
    write(path, iter(sounds))
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, OUT_RATE)
        got = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    assert np.array_equal(got, np.concatenate(sounds))
    assert [entry.name for entry in tmp_path.iterdir()] == ["reply.wav"]


def test_an_answer_of_no_sound_is_still_a_wav_file(tmp_path: Path) -> None:
    write(tmp_path / "reply.wav", [])
    with wave.open(str(tmp_path / "reply.wav")) as file:
        assert file.getnframes() == 0


def test_a_break_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "reply.wav"
    path.write_bytes(b"of yesterday")
    writer = WavWriter(path)

    def speak_until_control_c() -> None:
        with writer:
            writer.write(np.ones(BLOCK_SAMPLES, np.int16))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        speak_until_control_c()
    assert path.read_bytes() == b"of yesterday"
    assert [entry.name for entry in tmp_path.iterdir()] == ["reply.wav"]


def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "reply.wav"
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (100_000, limits[1])
    )  # the system ends the file there
    try:
        with pytest.raises(WavError, match="cannot be written: file too large"):
            write(path, [np.ones(OUT_RATE, np.int16)] * 3)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(WavError, match="There is no folder"):
        write(tmp_path / "missing" / "reply.wav", [])
    with pytest.raises(WavError, match="is a folder"):
        write(tmp_path, [])
    with pytest.raises(WavError, match="is not a file"):
        write(Path(os.devnull), [])
