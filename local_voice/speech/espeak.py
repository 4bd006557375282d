"""The voice that comes with the package: espeak through pyttsx3, on every system alike."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np

from local_voice.audio.resample import to_out_rate
from local_voice.audio.sound import silence
from local_voice.speech.espeak_driver import LIMITS, SOUND, new_engine, stop_speaking
from local_voice.speech.espeak_library import WordStart
from local_voice.speech.levels import levelled, spoken_part
from local_voice.speech.pronunciations import Respelled, pronunciations
from local_voice.speech.synthesizer import SpeechError, Spoken, SpokenWord, Voice

VOICES = {"en-US": "gmw/en-US", "en-GB": "gmw/en"}
LONGEST_TEXT = 20_000  # characters: some twenty minutes, whose sound takes 120 MB


@dataclass(frozen=True, slots=True)
class _Made:
    pcm: bytes
    rate: int
    words: tuple[WordStart, ...]
    is_whole: bool


class EspeakSynthesizer:
    """Speaks English with espeak; threads may share it, and take turns.

    A ``Voice`` without a name gets that of the locale. Rate (80-500 words a minute), pitch (0-99)
    and volume (0-100) beyond their ends are taken at them.
    """

    def __init__(self, locale: str = "en-US") -> None:
        self._default = VOICES.get(locale, VOICES["en-US"])
        self._lock = Lock()
        self._engine = new_engine()  # kept: its driver holds only a weak reference
        self._sounds: list[dict[str, Any]] = []
        self._errors: list[Exception] = []
        self._completed = True
        self._cancels = 0  # counted, so that one that comes before the first sound is not lost
        self._cancels_before = 0
        self._engine.connect("started-utterance", self._on_started)
        self._engine.connect(SOUND, lambda **sound: self._sounds.append(sound))
        self._engine.connect("error", lambda **error: self._errors.append(error["exception"]))
        self._engine.connect("finished-utterance", self._on_finished)

    def speak(self, text: str, voice: Voice) -> Spoken:
        """The text in a voice, as ``Synthesizer`` has it; a text without words is no sound.

        Raises SpeechError for an unknown voice and a text of more than ``LONGEST_TEXT``.
        """
        cancels = self._cancels
        if len(text) > LONGEST_TEXT:
            raise SpeechError(
                f"A text of {len(text)} characters is too long to be spoken at once: "
                f"give it in parts of at most {LONGEST_TEXT}."
            )
        respelled = pronunciations().respell(text)
        if not any(character.isalnum() for character in respelled.text):
            return Spoken(text, silence(0), ())
        with self._lock:
            self._cancels_before = cancels
            made = self._make(respelled.text, voice)
        pcm = np.frombuffer(made.pcm, np.int16)
        part = spoken_part(pcm, made.rate)
        volume = _limited("volume", voice.volume)
        sound = to_out_rate(levelled(pcm[part], made.rate, volume), made.rate)
        words = _words(text, respelled, made, part)
        return Spoken(text, sound, words, made.is_whole)

    def voices(self) -> tuple[str, ...]:
        """The names of all voices espeak has; those of English begin with "gmw/en"."""
        with self._lock:
            return tuple(entry.id for entry in self._engine.getProperty("voices"))

    def cancel(self) -> None:
        """Make every ``speak`` under way in another thread return with what it has."""
        self._cancels += 1
        stop_speaking(self._engine)

    def _make(self, text: str, voice: Voice) -> _Made:
        name = voice.name or self._default
        self._sounds.clear()
        self._errors.clear()
        self._engine.setProperty("voice", name)
        self._engine.setProperty("rate", _limited("rate", voice.rate))
        self._engine.setProperty("pitch", _limited("pitch", voice.pitch))
        self._engine.setProperty("volume", 1.0)  # its level is ours to set
        self._engine.say(text)
        self._engine.runAndWait()
        if any(isinstance(error, ValueError) for error in self._errors):
            raise SpeechError(
                f'There is no voice "{name}": `muscle-calm --voice list` lists the names there are.'
            )
        if self._errors or not self._sounds:
            raise SpeechError(
                "The voice failed in the middle of a sentence: start muscle-calm again."
            ) from (self._errors[0] if self._errors else None)
        sound = self._sounds.pop()
        return _Made(sound["pcm"], sound["rate"], sound["words"], self._completed)

    def _on_started(self, **_: Any) -> None:
        if self._cancels != self._cancels_before:
            stop_speaking(self._engine)

    def _on_finished(self, completed: bool, **_: Any) -> None:
        self._completed = completed


def _limited(name: str, value: int) -> int:
    lowest, highest = LIMITS[name]
    return min(max(value, lowest), highest)


def _words(text: str, respelled: Respelled, made: _Made, part: slice) -> tuple[SpokenWord, ...]:
    """The words of the original text as the eye sees them, each at its first sound.

    espeak runs some small words together ("of the"): those it does not tell lie between others.
    """
    shown = [match for match in re.finditer(r"\S+", text) if any(map(str.isalnum, match[0]))]
    starts = [match.start() for match in shown]
    heard: dict[int, float] = {}
    last = -1
    for word in made.words:
        place = bisect_right(starts, respelled.original(word.offset)) - 1
        if place > last:
            last = place
            sample = min(max(word.sample, part.start), part.stop)
            heard[place] = (sample - part.start) / made.rate
    if made.is_whole:
        heard[len(shown)] = (part.stop - part.start) / made.rate
    if not heard:
        return ()
    known = [*starts, len(text)]
    moments = np.interp(starts, [known[place] for place in heard], list(heard.values()))
    return tuple(
        SpokenWord(match.start(), len(match[0]), float(at))
        for place, (match, at) in enumerate(zip(shown, moments, strict=True))
        if made.is_whole or place <= last
    )
