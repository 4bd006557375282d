"""What the companion needs of a microphone and a speaker: devices, files and fakes are these."""

from typing import Protocol

from local_voice.audio.sound import Sound


class Microphone(Protocol):
    """A source of blocks: 20 ms of int16 mono at 16 kHz each."""

    def read(self, timeout: float) -> bytes | None:
        """The next block; None where none came within ``timeout`` seconds, b"" at the end."""
        ...

    def close(self) -> None:
        """Give the device back; harmless when called again."""
        ...


class Playing(Protocol):
    """One sound handed to the speaker."""

    @property
    def position(self) -> float:
        """Seconds of it that have been played; 0 before its time has come."""
        ...

    @property
    def is_done(self) -> bool:
        """Whether it was played to its end or stopped."""
        ...

    def stop(self) -> None:
        """End this sound alone, without a click; the others go on."""
        ...


class Speaker(Protocol):
    """Plays sounds over each other, each at its moment of the audio clock."""

    @property
    def now(self) -> float:
        """The audio clock: seconds of sound played since it was opened; stands still in a pause."""
        ...

    @property
    def is_silent(self) -> bool:
        """Whether nothing is playing or scheduled."""
        ...

    def play(self, sound: Sound, at: float | None = None) -> Playing:
        """Play a sound now, or where ``at`` is given at that moment of the audio clock, to the
        sample; a moment already past means now."""
        ...

    def stop(self) -> None:
        """Fade out within 10 ms and drop everything, scheduled sounds included."""
        ...

    def pause(self) -> None:
        """Fade out within 10 ms and stand still, keeping everything."""
        ...

    def resume(self) -> None:
        """Go on where it stood."""
        ...

    def duck(self, gain: float) -> None:
        """Play everything at this gain from now on; 1.0 is as loud as it was made."""
        ...

    def close(self) -> None:
        """Give the device back; harmless when called again."""
        ...
