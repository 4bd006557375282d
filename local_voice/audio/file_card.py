"""A recording in the place of the microphone and a file in that of the speaker, on one clock."""

from collections.abc import Callable
from pathlib import Path

from local_voice.audio.mixer import Mixer
from local_voice.audio.sound import BLOCK_SECONDS, OUT_RATE, SILENT_BLOCK, Sound, silence
from local_voice.audio.wav import FileMicrophone

FRAMES = round(BLOCK_SECONDS * OUT_RATE)
BETWEEN = 0.6  # seconds of quiet between two replies


class FileCard:
    """Time passes with each block read: 20 ms of the recording, and 20 ms of what is played.

    While ``waits()`` the recording stands still, as a polite person does who is being answered.
    What is played goes to ``write``, without the quiet of listening. The recording is not over
    before what is playing is, where someone keeps it.
    """

    def __init__(self, path: Path, write: Callable[[Sound], None] | None = None) -> None:
        self.speaker = Mixer()
        self.waits: Callable[[], bool] = lambda: False
        self._file = FileMicrophone(path)
        self._write = write
        self._blocks = 0

    def clock(self) -> float:
        """Seconds since the beginning."""
        return self._blocks * BLOCK_SECONDS

    def read(self, timeout: float) -> bytes | None:
        """The next block, whatever the timeout; b"" once nothing is left to hear."""
        self._blocks += 1
        sounds = not self.speaker.is_silent
        played = self.speaker.pull(FRAMES)
        if sounds and self._write is not None:
            self._write(played)
            if self.speaker.is_silent:
                self._write(silence(BETWEEN))
        if self.waits():
            return SILENT_BLOCK
        block = self._file.read(timeout)
        if block == b"" and sounds and self._write is not None:
            return SILENT_BLOCK
        return block

    def close(self) -> None:
        """Close the recording; harmless when called again."""
        self._file.close()
