"""What a library of sound devices is to the companion; there are two of them."""

from dataclasses import dataclass
from typing import Protocol

from local_voice.audio.capture import CaptureQueue
from local_voice.audio.devices import Device
from local_voice.audio.errors import no_library
from local_voice.audio.mixer import Mixer

APP_NAME = "Muscle Calm"  # what the system's volume control shows

# 10 ms three times over: heard 6-11 ms after it is played, silent 18-24 ms after a stop.
PERIOD_MS = 10
PERIODS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """Which devices to use, by (a part of) their names; None is the system's default one."""

    microphone: str | None = None
    speaker: str | None = None
    hears: bool = True
    speaks: bool = True


class Ends:
    """What the streams of one opening lead to; counts their callbacks, which shows they live."""

    def __init__(self, microphone: CaptureQueue | None, speaker: Mixer | None) -> None:
        self._microphone = microphone
        self._speaker = speaker
        self._taken = self._given = 0
        self.is_stopped = False

    @property
    def counts(self) -> tuple[int, ...]:
        """How often each end was called back."""
        taken = (self._taken,) if self._microphone else ()
        given = (self._given,) if self._speaker else ()
        return taken + given

    def take(self, sound: bytes) -> None:
        """The microphone delivers sound: int16 mono at 16 kHz."""
        self._taken += 1
        if self._microphone:
            self._microphone.feed(sound)

    def give(self, frames: int) -> bytes:
        """The speaker asks for sound: int16 mono at 48 kHz."""
        self._given += 1
        return self._speaker.pull(frames).tobytes() if self._speaker else b""

    def stop(self) -> None:
        """A stream was ended by the system."""
        self.is_stopped = True


class Streams(Protocol):
    """Devices that are open and running."""

    devices: tuple[Device, ...]
    """Which ones were opened."""

    @property
    def is_astray(self) -> bool:
        """Whether the microphone is not what was chosen any more, although sound comes."""
        ...

    def close(self) -> None:
        """Give the devices back; harmless when called again."""
        ...


class Driver(Protocol):
    """A library of sound devices. Its methods raise AudioError and nothing else."""

    name: str

    def devices(self) -> tuple[Device, ...]:
        """All microphones and speakers there are now."""
        ...

    def open(self, choice: Choice, ends: Ends) -> Streams:
        """Open the chosen devices and let them run."""
        ...


def find_driver() -> Driver:
    """The driver of this installation; raises AudioError where it has none."""
    try:
        from local_voice.audio.miniaudio_driver import MiniaudioDriver
    except ImportError:
        pass
    else:
        return MiniaudioDriver()
    try:
        from local_voice.audio.sounddevice_driver import SounddeviceDriver
    except (ImportError, OSError):  # OSError: the package is there, PortAudio itself is not
        raise no_library() from None
    return SounddeviceDriver()


def list_devices() -> tuple[Device, ...]:
    """All microphones and speakers there are now; raises AudioError."""
    return find_driver().devices()
