"""A wav file written as it is said, which appears only when all of it is there."""

import contextlib
import wave
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from local_voice.audio.sound import OUT_RATE, Sound
from local_voice.audio.wav import WavError, cause_of


class WavWriter:
    """Writes a wav file (48 kHz, 16 bit, mono) piece by piece.

    The file appears under its name when all of it is there: a full disk or a break leaves what
    was there before, and nothing half written. Raises WavError.
    """

    def __init__(self, path: Path) -> None:
        _check_target(path)
        self._path = path
        target = path.resolve()
        self._target = target
        self._part = target.with_name(f"{target.name}.part")
        try:
            self._file = self._part.open("wb")
        except OSError as error:
            raise _cannot_write(path, error) from error
        self._wav = wave.open(self._file, "wb")  # noqa: SIM115 - closed in close and discard
        self._wav.setnchannels(1)
        self._wav.setsampwidth(2)
        self._wav.setframerate(OUT_RATE)

    def write(self, sound: Sound) -> None:
        """Add a sound to the end."""
        try:
            self._wav.writeframesraw(sound.astype("<i2").tobytes())
        except OSError as error:
            self.discard()
            raise _cannot_write(self._path, error) from error

    def close(self) -> None:
        """Finish the file and give it its name."""
        try:
            self._wav.close()
            self._file.close()
            self._part.replace(self._target)
        except OSError as error:
            self.discard()
            raise _cannot_write(self._path, error) from error

    def discard(self) -> None:
        """Leave nothing behind; harmless when called again."""
        for close in (self._wav.close, self._file.close):
            with contextlib.suppress(OSError, ValueError):
                close()
        with contextlib.suppress(OSError):
            self._part.unlink(missing_ok=True)

    def __enter__(self) -> "WavWriter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.discard()


def write(path: Path, sounds: Iterable[Sound]) -> None:
    """Write sounds one after the other into a wav file. Raises WavError."""
    with WavWriter(path) as writer:
        for sound in sounds:
            writer.write(sound)


def _check_target(path: Path) -> None:
    if not path.parent.is_dir():
        raise WavError(f"There is no folder {path.parent}: make it first, or name another.")
    if path.is_dir():
        raise WavError(f"{path} is a folder: name the wav file to write in it.")
    if path.exists() and not path.is_file():
        raise WavError(f"{path} is not a file: name a wav file to write.")


def _cannot_write(path: Path, error: OSError) -> WavError:
    return WavError(
        f"{path} cannot be written: {cause_of(error)}; make room, or name another place."
    )
