"""Sound files: heard block by block as though spoken now."""

from collections.abc import Generator, Iterator
from pathlib import Path

import numpy as np

from local_voice.audio.resample import Resampler, Samples, to_int16
from local_voice.audio.sound import BLOCK_BYTES, MIC_RATE, SILENT_BLOCK
from skill.errors import MuscleCalmError

FRAMES_AT_ONCE = 8192  # of the file's rate: what is in memory of a file, however long it is
# A recording may end with its last word; this much quiet after it lets the word end too.
QUIET_AFTER_BLOCKS = 50  # 1 s


class WavError(MuscleCalmError):
    """A sound file that cannot be read or written."""


def read_blocks(path: Path) -> Iterator[bytes]:
    """A sound file as the microphone would give it: 20 ms blocks, the last filled with silence.

    Wav of any rate, width and number of channels; flac, ogg and mp3 besides. A file cut short
    gives what is there. Raises WavError at once, before the first block is asked for.
    """
    rate, _ = _rate_and_length(path)
    return _blocks(_decoded(path, rate), rate)


def length_of(path: Path) -> float:
    """How long a sound file is, in seconds. Raises WavError."""
    _, length = _rate_and_length(path)
    return length


class FileMicrophone:
    """A recording in the place of a microphone: never waits, and ends with a second of quiet."""

    def __init__(self, path: Path) -> None:
        self._blocks = self._with_quiet_after(read_blocks(path))

    def read(self, timeout: float) -> bytes | None:
        """The next block at once, whatever the timeout; b"" at the end."""
        return next(self._blocks, b"")

    def close(self) -> None:
        """Close the file; harmless when called again."""
        self._blocks.close()

    @staticmethod
    def _with_quiet_after(blocks: Iterator[bytes]) -> Generator[bytes, None, None]:
        yield from blocks
        for _ in range(QUIET_AFTER_BLOCKS):
            yield SILENT_BLOCK


def _rate_and_length(path: Path) -> tuple[int, float]:
    """Rate in Hz and length in seconds of a file that holds sound; WavError of any other."""
    _check_readable(path)
    import miniaudio  # here, because most commands of the companion touch no sound file

    readers = (
        miniaudio.wav_get_file_info,
        miniaudio.flac_get_file_info,
        miniaudio.vorbis_get_file_info,
        miniaudio.mp3_get_file_info,
    )
    for info_of in readers:
        try:
            info = info_of(str(path))
        except miniaudio.MiniaudioError:
            continue
        if info.num_frames == 0:
            raise WavError(f"{path} holds no sound: record it again.")
        return info.sample_rate, info.duration
    raise WavError(f"{path} is not a sound file that can be read here: give a wav file.")


def _check_readable(path: Path) -> None:
    try:
        if path.is_dir():
            raise WavError(f"{path} is a folder: name one sound file in it.")
        if not path.exists():
            raise WavError(f"There is no file {path}: check its name and its folder.")
        if not path.is_file():
            raise WavError(f"{path} is not a file: name a sound file.")
        with path.open("rb") as file:
            first = file.read(1)
    except PermissionError as error:
        raise WavError(f"{path} may not be read: allow yourself to read it.") from error
    except OSError as error:
        raise WavError(f"{path} cannot be read: {cause_of(error)}.") from error
    if not first:
        raise WavError(f"{path} is empty: give a file with sound in it.")


def _decoded(path: Path, rate: int) -> Iterator[Samples]:
    """The samples of a file as mono at its own rate, in int16's range."""
    import miniaudio

    try:
        pieces = miniaudio.stream_file(
            str(path), miniaudio.SampleFormat.FLOAT32, 1, rate, FRAMES_AT_ONCE
        )
        for piece in pieces:
            samples = np.frombuffer(piece, np.float32)
            # A float file may hold anything, "not a number" included.
            yield np.nan_to_num(samples, posinf=1.0, neginf=-1.0) * np.float32(32768)
    except miniaudio.MiniaudioError as error:
        raise WavError(f"{path} is damaged: make the recording again.") from error


def _blocks(pieces: Iterator[Samples], rate: int) -> Iterator[bytes]:
    rest = bytearray()
    for samples in pieces if rate == MIC_RATE else _at_mic_rate(pieces, rate):
        rest += to_int16(samples).tobytes()
        whole = len(rest) - len(rest) % BLOCK_BYTES
        for start in range(0, whole, BLOCK_BYTES):
            yield bytes(rest[start : start + BLOCK_BYTES])
        del rest[:whole]
    if rest:
        yield bytes(rest).ljust(BLOCK_BYTES, b"\0")


def _at_mic_rate(pieces: Iterator[Samples], rate: int) -> Iterator[Samples]:
    resampler = Resampler(rate, MIC_RATE)
    for samples in pieces:
        yield resampler.feed(samples)
    yield resampler.finish()


def cause_of(error: OSError) -> str:
    """What the system says went wrong, to stand in a sentence."""
    return (error.strerror or str(error)).lower()
