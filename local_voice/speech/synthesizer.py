"""What a synthesizer is to the companion, whichever engine is behind it."""

from dataclasses import dataclass
from typing import Protocol

from local_voice.audio.sound import Sound
from skill.errors import MuscleCalmError


class SpeechError(MuscleCalmError):
    """It cannot speak, or not in this voice."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How it speaks: the engine's name of the voice, words a minute, pitch 0-99, volume 0-100."""

    name: str = ""
    rate: int = 165
    pitch: int = 50
    volume: int = 70


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """Where one word of a text begins: as an offset in characters, and in seconds of its sound."""

    offset: int
    length: int
    at: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text as sound, trimmed of the silence around it, and when each of its words is heard.

    ``is_whole`` is False where ``cancel`` ended it early.
    """

    text: str
    sound: Sound
    words: tuple[SpokenWord, ...]
    is_whole: bool = True


class Synthesizer(Protocol):
    """Turns text into sound, at once and without playing it."""

    def speak(self, text: str, voice: Voice) -> Spoken:
        """The text in a voice; raises SpeechError where there is no such voice or it fails."""
        ...

    def voices(self) -> tuple[str, ...]:
        """The names of the voices there are."""
        ...

    def cancel(self) -> None:
        """Make a ``speak`` under way in another thread return early with what it has."""
        ...
