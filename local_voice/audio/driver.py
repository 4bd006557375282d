"""What a library of sound devices is to the companion; there are two of them."""

from typing import Protocol

from local_voice.audio.capture import CaptureQueue
from local_voice.audio.devices import Device
from local_voice.audio.errors import Kind, no_library
from local_voice.audio.mixer import Mixer

APP_NAME = "Muscle Calm"  # what the system's volume control shows

PERIODS = 3
# Milliseconds between two callbacks. What a speaker has in store is how long silence waits for a
# stop, and how long a busy machine may keep it waiting: every 20 ms, a session lost 60 to 200 ms a
# minute beside other work on two cores, every 40 ms none.
PERIOD_MS: dict[Kind, int] = {"microphone": 10, "speaker": 40}


class End:
    """What one stream leads to, a microphone's or a speaker's; counts its callbacks, which shows
    that it lives."""

    def __init__(self, half: CaptureQueue | Mixer) -> None:
        self._half = half
        self.calls = 0
        self.is_stopped = False

    def take(self, sound: bytes) -> None:
        """The microphone delivers sound: int16 mono at 16 kHz."""
        self.calls += 1
        if isinstance(self._half, CaptureQueue):
            self._half.feed(sound)

    def give(self, frames: int) -> bytes:
        """The speaker asks for sound: int16 mono at 48 kHz."""
        self.calls += 1
        return self._half.pull(frames).tobytes() if isinstance(self._half, Mixer) else b""

    def stop(self) -> None:
        """The stream was ended by the system."""
        self.is_stopped = True


class Stream(Protocol):
    """A device that is open and running."""

    device: Device
    """Which one was opened."""

    @property
    def is_astray(self) -> bool:
        """Whether the microphone is not what was chosen any more, although sound comes."""
        ...

    def close(self) -> None:
        """Give the device back; harmless when called again."""
        ...


class Driver(Protocol):
    """A library of sound devices. Its methods raise AudioError and nothing else."""

    name: str

    def devices(self) -> tuple[Device, ...]:
        """All microphones and speakers there are now."""
        ...

    def open(self, kind: Kind, name: str | None, end: End) -> Stream:
        """Open the device with (a part of) this name, or the default one, and let it run."""
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
