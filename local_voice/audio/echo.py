"""Takes the companion's own voice out of what its microphone hears.

WebRTC's echo canceller (AEC3) from the optional package livekit. It finds the delay between the
two streams by itself; the reference is what the speaker's callback pulled, in that order.
"""

import atexit
import time
from collections import deque
from typing import TYPE_CHECKING

import numpy as np

from local_voice.audio.sound import BLOCK_SAMPLES, MIC_RATE, OUT_RATE, Sound

if TYPE_CHECKING:
    from livekit.rtc import AudioFrame, AudioProcessingModule

# The canceller takes 10 ms at once.
OUT_FRAME = OUT_RATE // 100
MIC_FRAME = MIC_RATE // 100
# Pulls of the speaker (5 to 20 ms each) that are kept where nobody asks for clean blocks.
KEPT_PULLS = 200
LAST_REPORT = 0.05  # seconds; it takes one turn of another thread


class EchoCanceller:
    """Cleans the microphone's blocks of the companion's own sound, of noise and of rumble.

    The audio thread may call ``hear_own``; ``clean`` belongs to one thread alone, and needs
    every block of the microphone, also those that nobody listens to.
    """

    def __init__(self, module: "AudioProcessingModule", frame: "type[AudioFrame]") -> None:
        self._module = module
        self._frame = frame
        self._own: deque[Sound] = deque(maxlen=KEPT_PULLS)  # threads may append and pop at once
        self._rest = np.zeros(0, np.int16)

    def hear_own(self, sound: Sound) -> None:
        """Take what the speaker plays next; the array must not be changed afterwards."""
        self._own.append(sound)

    def clean(self, block: bytes) -> bytes:
        """A block of the microphone without the echo of what was heard of our own before."""
        self._take_own()
        cleaned = bytearray()
        samples = np.frombuffer(block, np.int16)
        for start in range(0, BLOCK_SAMPLES, MIC_FRAME):
            frame = self._framed(samples[start : start + MIC_FRAME], MIC_RATE)
            self._module.process_stream(frame)
            cleaned += bytes(frame.data)
        return bytes(cleaned)

    def _take_own(self) -> None:
        pulls = [self._rest]
        while self._own:
            pulls.append(self._own.popleft())
        own = np.concatenate(pulls)
        whole = len(own) - len(own) % OUT_FRAME
        for start in range(0, whole, OUT_FRAME):
            frame = self._framed(own[start : start + OUT_FRAME], OUT_RATE)
            self._module.process_reverse_stream(frame)
        self._rest = own[whole:]

    def _framed(self, samples: Sound, rate: int) -> "AudioFrame":
        return self._frame(bytearray(samples.tobytes()), rate, 1, len(samples))


def echo_canceller() -> EchoCanceller | None:
    """An echo canceller; None where the package for it is not installed or does not load."""
    try:
        from livekit.rtc import AudioFrame, AudioProcessingModule
    except (ImportError, OSError):  # its library may be built for another system
        return None
    # Its library reports its own end to Python from another thread, and aborts the process where
    # Python ends meanwhile. What is registered before it is called after it.
    atexit.register(time.sleep, LAST_REPORT)
    try:
        module = AudioProcessingModule(
            echo_cancellation=True, noise_suppression=True, high_pass_filter=True
        )
    except (ImportError, OSError):  # the library is loaded only now
        return None
    return EchoCanceller(module, AudioFrame)
