"""A driver of our own for pyttsx3: it makes sound and plays none.

pyttsx3's stock driver for espeak plays through another program, so that speech cannot be
interrupted, speaks only the last of several queued texts and may return before its file is
written. This one works at once: every utterance in the queue is spoken, in order, before
``runAndWait`` returns, and is handed over with the event of ``SOUND``.
"""

import sys
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event
from typing import Any

import pyttsx3
from pyttsx3.voice import Voice as VoiceEntry

from local_voice.speech.espeak_library import Manner, espeak_library

DRIVER = "muscle_calm_espeak"
SOUND = "sound"
"""The event beside those of pyttsx3: name, pcm (int16 mono), rate (Hz), words."""

FIRST_MANNER = Manner("gmw/en-US", rate=165, pitch=50, volume=100)
LIMITS = {"rate": (80, 500), "pitch": (0, 99), "volume": (0, 100)}


def new_engine() -> pyttsx3.Engine:
    """A pyttsx3 engine on this driver, with a manner of speaking of its own.

    Keep it: pyttsx3's driver holds only a weak reference to its engine. Raises SpeechError.
    """
    sys.modules[f"pyttsx3.drivers.{DRIVER}"] = sys.modules[__name__]
    return pyttsx3.Engine(DRIVER)


def stop_speaking(engine: pyttsx3.Engine) -> None:
    """End what an engine of this driver is speaking, from another thread.

    pyttsx3's own ``stop`` empties its queue as well, under the hands of the thread working on it.
    """
    engine.proxy._driver.stop()


def buildDriver(proxy: Any) -> "EspeakDriver":  # noqa: N802 - the name pyttsx3 looks for
    """The driver for one engine."""
    return EspeakDriver(proxy)


class EspeakDriver:
    """What pyttsx3's engine calls, by the names it calls it."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._library = espeak_library()
        self._manner = FIRST_MANNER
        self._is_speaking = False
        self._stopped = Event()

    def say(self, text: str) -> None:
        """Speak a text, handing its sound over; ``stop`` ends it early with what there is."""
        with self._utterance():
            take = self._library.speak(str(text), self._manner, self._stopped.is_set)
            for word in take.words:
                if self._stopped.is_set():
                    break
                self._proxy.notify("started-word", location=word.offset, length=word.length)
            self._proxy.notify(SOUND, pcm=take.pcm, rate=self._library.rate, words=take.words)

    def save_to_file(self, text: str, filename: str) -> None:
        """Speak a text into a wav file."""
        with self._utterance():
            take = self._library.speak(str(text), self._manner, self._stopped.is_set)
            with wave.open(filename, "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(self._library.rate)
                file.writeframes(take.pcm)

    def stop(self) -> None:
        """End what is being spoken, from any thread or from a listener to its events."""
        if self._is_speaking:
            self._stopped.set()

    def getProperty(self, name: str) -> Any:  # noqa: N802
        """``voices``, or ``voice``, ``rate``, ``pitch``, ``volume`` (0.0-1.0) as they are set."""
        if name == "voices":
            return [
                VoiceEntry(entry.identifier, entry.name, [entry.language])
                for entry in self._library.voices()
            ]
        if name == "volume":
            return self._manner.volume / 100
        if name in ("voice", "rate", "pitch"):
            return getattr(self._manner, name)
        raise KeyError(f"unknown property {name}")

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802
        """Set one of them; numbers beyond their range are taken at its end.

        Raises ValueError for an unknown voice, which leaves all as it was.
        """
        if name == "voice":
            self._library.check(str(value))
            self._manner = replace(self._manner, voice=str(value))
            return
        if name not in LIMITS:
            raise KeyError(f"unknown property {name}")
        lowest, highest = LIMITS[name]
        number = round(100 * value) if name == "volume" else round(value)
        limited: dict[str, Any] = {name: min(max(number, lowest), highest)}
        self._manner = replace(self._manner, **limited)

    def startLoop(self) -> None:  # noqa: N802
        """Work through the queue; returns when all of it is spoken."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802
        """The loop ends by itself."""

    def iterate(self) -> Iterator[None]:
        """Work through the queue once for each call of an engine in a loop of its user."""
        while True:
            self._proxy.setBusy(False)
            yield

    def destroy(self) -> None:
        """The library stays for the next engine."""

    @contextmanager
    def _utterance(self) -> Iterator[None]:
        self._stopped.clear()
        self._is_speaking = True
        self._proxy.notify("started-utterance")
        try:
            yield
        finally:
            self._is_speaking = False
        self._proxy.notify("finished-utterance", completed=not self._stopped.is_set())
