"""The voices of macOS and Windows, for who prefers them to the one that comes along.

Written from the source of pyttsx3 2.99 and the reports of its defects, and not tested on those
systems. Its drivers there speak only the first text or two, or hang, when an engine is used again:
so each text has an engine of its own, which writes one file that is read back.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from local_voice.audio.resample import to_out_rate
from local_voice.audio.sound import Sound, seconds, silence
from local_voice.speech.levels import levelled, spoken_part
from local_voice.speech.recording import read_recording
from local_voice.speech.synthesizer import SpeechError, Spoken, SpokenWord, Voice

DRIVERS = {"darwin": "nsss", "win32": "sapi5"}


class NativeSynthesizer:
    """Speaks with a voice of the system; raises SpeechError where there is none.

    Pitch cannot be set, ``cancel`` does nothing, and the times of words are reckoned from their
    length, since these drivers tell none while they write a file.
    """

    def __init__(self, open_engine: Callable[[], Any] | None = None) -> None:
        self._lock = Lock()
        self._open = open_engine or _system_engine()

    def speak(self, text: str, voice: Voice) -> Spoken:
        """The text in a voice of the system, its own where ``voice`` has no name."""
        if not any(character.isalnum() for character in text):
            return Spoken(text, silence(0), ())
        with self._lock, TemporaryDirectory(prefix="calm-") as folder:
            pcm, rate = self._record(text, voice, Path(folder, "speech.wav"))
        part = spoken_part(pcm, rate)
        volume = min(max(voice.volume, 0), 100)
        sound = to_out_rate(levelled(pcm[part], rate, volume), rate)
        return Spoken(text, sound, _reckoned(text, sound))

    def voices(self) -> tuple[str, ...]:
        """The identifiers of the voices of this system."""
        with self._lock:
            return tuple(voice.id for voice in self._open().getProperty("voices"))

    def cancel(self) -> None:
        """Nothing: a text is written to its end."""

    def _record(self, text: str, voice: Voice, path: Path) -> tuple[NDArray[np.int16], int]:
        engine = self._open()
        if voice.name:
            names = [known.id for known in engine.getProperty("voices")]
            if voice.name not in names:
                raise SpeechError(
                    f'There is no voice "{voice.name}" on this system: '
                    "`muscle-calm --native-voice --voice list` lists the names there are."
                )
            engine.setProperty("voice", voice.name)
        engine.setProperty("rate", min(max(voice.rate, 80), 500))
        engine.setProperty("volume", 1.0)
        try:
            engine.save_to_file(text, str(path))
            engine.runAndWait()
            return read_recording(path.read_bytes())
        except (OSError, RuntimeError, ValueError) as error:
            raise SpeechError(
                f"The voice of this system gave no sound ({error}): "
                "leave it out to use the one that comes along."
            ) from error


def _system_engine() -> Callable[[], Any]:
    driver = DRIVERS.get(sys.platform)
    if driver is None:
        raise SpeechError(
            "There are no native voices on this system: leave that out to use the one that "
            "comes along."
        )

    def open_engine() -> Any:
        import pyttsx3

        return pyttsx3.Engine(driver)

    return open_engine


def _reckoned(text: str, sound: Sound) -> tuple[SpokenWord, ...]:
    """Words as far into the sound as their letters are into the text."""
    each = seconds(sound) / max(len(text), 1)
    return tuple(
        SpokenWord(match.start(), len(match[0]), match.start() * each)
        for match in re.finditer(r"\S+", text)
    )
