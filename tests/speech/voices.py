"""The synthetic voices of the tests, as a recognizer hears them: 16 kHz mono."""

import shutil
import subprocess
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from local_voice.audio.resample import resample
from local_voice.audio.sound import MIC_RATE, OUT_RATE
from local_voice.speech.espeak import EspeakSynthesizer
from local_voice.speech.synthesizer import Voice

Pcm = NDArray[np.int16]

PEAK = 16_000  # as loud as somebody near a microphone
QUIET = 12  # the hiss of a quiet room: no microphone gives zeros, and recognizers stumble over them
SILENCE_BEFORE = 0.3
SILENCE_AFTER = 0.8
SPOKEN = slice(int(SILENCE_BEFORE * MIC_RATE), -int(SILENCE_AFTER * MIC_RATE))
"""Where the speech is in what was padded."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks: an engine's voice, in words a minute (flite has its own rate)."""

    engine: str
    voice: str
    rate: int = 165
    pitch: int = 50

    @property
    def name(self) -> str:
        """For tables and file names: "espeak en-US+f3 190"."""
        short = self.voice.rpartition("/")[2]
        return f"{self.engine} {short} {self.rate}" if self.engine == "espeak" else f"flite {short}"


ESPEAK = (
    Speaker("espeak", "gmw/en-US", 140),
    Speaker("espeak", "gmw/en-US", 165),
    Speaker("espeak", "gmw/en-US", 200),
    Speaker("espeak", "gmw/en-US+f3", 165, 60),
    Speaker("espeak", "gmw/en", 165),
    Speaker("espeak", "gmw/en-GB-x-rp+m7", 150, 40),
)
FLITE = tuple(Speaker("flite", name) for name in ("slt", "rms", "awb", "kal"))


def speakers() -> tuple[Speaker, ...]:
    """Everybody who can speak on this machine."""
    return ESPEAK + (FLITE if shutil.which("flite") else ())


def spoken(text: str, speaker: Speaker) -> Pcm:
    """The text as speech alone, at a fixed level."""
    pcm = _flite(text, speaker.voice) if speaker.engine == "flite" else _espeak(text, speaker)
    loudest = int(np.abs(pcm.astype(np.int32)).max(initial=1))
    return (pcm.astype(np.float64) * (PEAK / loudest)).astype(np.int16)


def padded(pcm: Pcm) -> Pcm:
    """With the silence around it that people leave, in a quiet room."""
    before, after = (np.zeros(int(s * MIC_RATE), np.int16) for s in (SILENCE_BEFORE, SILENCE_AFTER))
    sound = np.concatenate((before, pcm, after))
    hiss = np.random.default_rng(len(sound)).standard_normal(len(sound)) * QUIET
    return np.clip(sound + hiss, -32768, 32767).astype(np.int16)


def read_wav(path: Path) -> tuple[Pcm, int]:
    """The samples of a mono 16-bit file, and their rate."""
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16), file.getframerate()


def write_wav(path: Path, pcm: Pcm) -> None:
    """Write samples at 16 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(MIC_RATE)
        file.writeframes(pcm.astype("<i2").tobytes())


def _espeak(text: str, speaker: Speaker) -> Pcm:
    said = _synthesizer().speak(text, Voice(speaker.voice, speaker.rate, speaker.pitch))
    return resample(said.sound, OUT_RATE, MIC_RATE)


def _flite(text: str, voice: str) -> Pcm:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spoken.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, path], check=True)
        pcm, rate = read_wav(path)
    return resample(pcm, rate, MIC_RATE)


@cache
def _synthesizer() -> EspeakSynthesizer:
    return EspeakSynthesizer()


def choose(names: Sequence[str]) -> tuple[Speaker, ...]:
    """The speakers of these names; all where none is named."""
    return tuple(speaker for speaker in speakers() if not names or speaker.name in names)
