"""Sound files of every kind are heard as a microphone would give them; broken ones are named."""

import os
import struct
import tracemalloc
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from local_voice.audio.sound import BLOCK_BYTES, MIC_RATE, SILENT_BLOCK
from local_voice.audio.wav import FileMicrophone, WavError, length_of, read_blocks

FLOAT, PCM, EXTENSIBLE = 3, 1, 0xFFFE


def wave_file(
    samples: NDArray[np.float64], rate: int, bits: int = 16, kind: int = PCM, channels: int = 1
) -> bytes:
    """A wav file's bytes; samples from -1 to 1, the same on every channel."""
    full = np.repeat(samples[:, None], channels, axis=1)
    width = bits // 8
    if bits == 8:
        data = (full * 127 + 128).astype(np.uint8).tobytes()
    elif kind == FLOAT:
        data = full.astype(f"<f{width}").tobytes()
    else:
        whole = np.clip(full * 2.0 ** (bits - 1), -(2.0 ** (bits - 1)), 2.0 ** (bits - 1) - 1)
        words = whole.astype("<i8").tobytes()
        data = b"".join(words[at : at + width] for at in range(0, len(words), 8))
    block = channels * width
    form = struct.pack("<HHIIHH", kind, channels, rate, rate * block, block, bits)
    if kind == EXTENSIBLE:
        guid = struct.pack("<H", PCM) + bytes.fromhex("000000001000800000aa00389b71")
        form += struct.pack("<HHI", 22, bits, 0) + guid
    chunks = b"fmt " + struct.pack("<I", len(form)) + form
    chunks += b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def tone(rate: int, seconds: float = 0.5, hertz: float = 440) -> NDArray[np.float64]:
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(round(rate * seconds)) / rate)


def heard(path: Path) -> NDArray[np.int16]:
    return np.frombuffer(b"".join(read_blocks(path)), np.int16)


@pytest.fixture
def put(tmp_path: Path) -> Callable[[bytes], Path]:
    def put(data: bytes) -> Path:
        path = tmp_path / "said.wav"
        path.write_bytes(data)
        return path

    return put


@pytest.mark.parametrize("rate", [8000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000])
@pytest.mark.parametrize(
    ("bits", "kind", "channels"),
    [
        (8, PCM, 1),
        (16, PCM, 1),
        (16, PCM, 2),
        (16, EXTENSIBLE, 8),
        (24, PCM, 2),
        (24, EXTENSIBLE, 6),
        (32, PCM, 1),
        (32, FLOAT, 1),
        (64, FLOAT, 2),
    ],
)
def test_every_kind_of_wav_is_heard_the_same(
    put: Callable[[bytes], Path], rate: int, bits: int, kind: int, channels: int
) -> None:
    path = put(wave_file(tone(rate, 0.08), rate, bits, kind, channels))
    got, wanted = heard(path), tone(MIC_RATE, 0.08) * 32_768
    assert len(got) == len(wanted)
    off = (got - wanted)[200:-200]
    assert np.abs(off).max() < (300 if bits == 8 else 12)
    assert length_of(path) == pytest.approx(0.08)


def test_a_file_in_the_microphones_own_format_is_heard_unchanged(
    put: Callable[[bytes], Path],
) -> None:
    pcm = np.random.default_rng(3).integers(-32_768, 32_768, 1000).astype(np.int16)
    path = put(wave_file(pcm / 32_768, MIC_RATE))
    blocks = list(read_blocks(path))
    assert [len(block) for block in blocks] == [BLOCK_BYTES] * 4
    assert np.array_equal(np.frombuffer(b"".join(blocks), np.int16)[:1000], pcm)
    assert not any(b"".join(blocks)[2000:])


def test_a_tone_too_high_for_the_recognizer_is_not_heard_as_a_lower_one(
    put: Callable[[bytes], Path],
) -> None:
    got = heard(put(wave_file(tone(48_000, 1.0, 10_000), 48_000)))[2000:-2000]
    assert got.std() / (0.5 * 32_768 / np.sqrt(2)) < 10 ** (-60 / 20)


def test_a_file_cut_short_gives_what_is_there(put: Callable[[bytes], Path]) -> None:
    whole = wave_file(tone(MIC_RATE), MIC_RATE)
    path = put(whole[: 44 + 2 * 4000 + 1])
    assert len(heard(path)) == 4160  # 4000 samples and the filling of the last block
    assert length_of(path) == pytest.approx(0.25)


def test_a_header_that_does_not_know_its_length_is_no_hindrance(
    put: Callable[[bytes], Path],
) -> None:
    whole = wave_file(tone(MIC_RATE), MIC_RATE)
    piped = whole[:4] + b"\xff" * 4 + whole[8:40] + b"\xff" * 4 + whole[44:]
    assert len(heard(put(piped))) == 8000


def test_a_float_file_with_nonsense_in_it_is_heard_as_silence_or_as_loud_as_can_be(
    put: Callable[[bytes], Path],
) -> None:
    samples = np.concatenate([np.full(320, value) for value in (np.nan, np.inf, -np.inf, 7.0)])
    got = heard(put(wave_file(samples, MIC_RATE, 32, FLOAT)))
    assert [int(got[at]) for at in (10, 330, 650, 970)] == [0, 32_767, -32_768, 32_767]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"Why is my calf twitching?" * 50, "is not a sound file"),
        (np.random.default_rng(1).bytes(50_000), "is not a sound file"),
        (wave_file(tone(8000), 8000)[:30], "is not a sound file"),
        (wave_file(np.zeros(0), 8000), "holds no sound"),
    ],
    ids=["empty", "text", "noise", "half a header", "header only"],
)
def test_what_is_no_sound_is_named_at_once(
    put: Callable[[bytes], Path], data: bytes, why: str
) -> None:
    path = put(data)
    for ask in (read_blocks, length_of, FileMicrophone):
        with pytest.raises(WavError, match=why) as caught:
            ask(path)
        assert str(path) in str(caught.value)


def test_damaged_headers_never_take_the_program_down(put: Callable[[bytes], Path]) -> None:
    chance = np.random.default_rng(11)
    whole = wave_file(tone(44_100, 0.05), 44_100, 24, EXTENSIBLE, 2)
    for _ in range(300):
        broken = bytearray(whole)
        for at in chance.integers(0, 68, 3):
            broken[at] = chance.integers(0, 256)
        try:
            assert all(len(block) == BLOCK_BYTES for block in read_blocks(put(bytes(broken))))
        except WavError:
            continue


def test_a_missing_file_a_folder_and_a_device_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(WavError, match="There is no file"):
        read_blocks(tmp_path / "nothing.wav")
    with pytest.raises(WavError, match="is a folder"):
        read_blocks(tmp_path)
    with pytest.raises(WavError, match="is not a file"):
        read_blocks(Path(os.devnull))


@pytest.fixture
def as_a_stranger() -> Iterator[None]:
    """Root may read everything: be nobody for a while."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65_534)
    yield
    os.seteuid(was)


def test_a_file_one_may_not_read_is_said_to_be_so(
    put: Callable[[bytes], Path], as_a_stranger: None, request: pytest.FixtureRequest
) -> None:
    os.seteuid(os.getuid())
    path = put(wave_file(tone(8000), 8000))
    path.chmod(0)
    if os.getuid() == 0:
        os.seteuid(65_534)
    with pytest.raises(WavError, match="may not be read"):
        read_blocks(path)


def test_a_long_file_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    second = (tone(44_100, 1.0) * 32_767).astype("<i2").tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44_100)
        for _ in range(60):
            file.writeframes(second)
    next(read_blocks(path))  # what is imported and laid out once is not counted
    tracemalloc.start()
    count = sum(1 for _ in read_blocks(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 60 * 50
    assert peak < 1_500_000


def test_a_recording_in_the_place_of_a_microphone_ends_with_quiet(
    put: Callable[[bytes], Path],
) -> None:
    microphone = FileMicrophone(put(wave_file(tone(MIC_RATE), MIC_RATE)))
    blocks = [microphone.read(timeout=60.0) for _ in range(25 + 50)]
    assert all(block is not None and len(block) == BLOCK_BYTES for block in blocks)
    assert blocks[25:] == [SILENT_BLOCK] * 50
    assert microphone.read(0.0) == b""
    microphone.close()
    microphone.close()
    assert microphone.read(0.0) == b""
