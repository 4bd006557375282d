"""The espeak-ng library that comes with the package, as far as speaking needs it.

The library has one state a process: it is started once, and one text is spoken at a time. It is
bound here and not through pyttsx3's own binding, which looks for a copy installed on the system
and ends the process where its data is missing.
"""

import ctypes
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import espeakng_loader

from local_voice.speech.synthesizer import SpeechError

SYNCHRONOUS = 2  # speaking returns when all of the sound was handed over
DONT_EXIT = 0x8000  # an error is returned; without it the library ends the process
UTF8 = 1
PAUSE_AT_END = 0x1000  # without it the last sound of a text may be cut short
BUFFER_MS = 200  # how much sound is handed over at once, so how soon speaking can be ended
LONGEST_PATH = 140  # bytes; the library keeps 160 for the path of its data and a name in it

END_OF_EVENTS, WORD = 0, 1
RATE, VOLUME, PITCH = 1, 2, 3


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),  # characters, counted from 1
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_void_p),
    ]


class _Voice(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("unused", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    ]


_Receiver = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text is spoken: voice, words a minute 80-500, pitch 0-99, volume 0-100."""

    voice: str
    rate: int
    pitch: int
    volume: int


@dataclass(frozen=True, slots=True)
class WordStart:
    """Where a word begins: the offset in characters, and the sample of the sound."""

    offset: int
    length: int
    sample: int


@dataclass(frozen=True, slots=True)
class Take:
    """What the library made of a text: int16 mono samples as bytes, and its words."""

    pcm: bytes
    words: tuple[WordStart, ...]


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """A voice the library has: the identifier it is chosen by, its name and its language."""

    identifier: str
    name: str
    language: str


class EspeakLibrary:
    """The started library; ``rate`` is that of its samples in Hz."""

    def __init__(self, library: str, data: str) -> None:
        self._lock = Lock()
        if not Path(data, "phontab").is_file():  # the library would tell of it on the terminal
            raise _no_start(f"no voices in {data}")
        self._shortcut = _shortcut(data)
        try:
            self._library = ctypes.CDLL(library)
        except OSError as error:
            raise _no_start(str(error)) from error
        path = str(Path(self._shortcut.name, "data")) if self._shortcut else data
        self._library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self.rate: int = self._library.espeak_Initialize(
            SYNCHRONOUS, BUFFER_MS, os.fsencode(path), DONT_EXIT
        )
        if self.rate <= 0:
            raise _no_start(f"no voices in {data}")
        self._pcm: list[bytes] = []
        self._words: list[WordStart] = []
        self._ends: Callable[[], bool] = bool
        self._interrupted: BaseException | None = None
        self._receiver = _Receiver(self._receive)  # kept: the library calls it from now on
        self._library.espeak_SetSynthCallback(self._receiver)

    def speak(self, text: str, manner: Manner, ends: Callable[[], bool] = bool) -> Take:
        """Make sound of a text; what it has so far where ``ends`` comes true meanwhile.

        Raises ValueError where there is no such voice.
        """
        with self._lock:
            self._pcm, self._words, self._ends, self._interrupted = [], [], ends, None
            # The voice first: choosing one sets all the rest back.
            self._choose(manner.voice)
            for parameter, value in (
                (RATE, manner.rate), (PITCH, manner.pitch), (VOLUME, manner.volume),
            ):  # fmt: skip
                self._library.espeak_SetParameter(parameter, value, 0)
            encoded = _encoded(text)
            flags = UTF8 | PAUSE_AT_END
            failed = self._library.espeak_Synth(
                encoded, ctypes.c_size_t(len(encoded) + 1), 0, 1, 0, flags, None, None
            )
            if self._interrupted is not None:
                raise self._interrupted
            if failed:
                raise RuntimeError(f"espeak-ng answered {failed}")
            take = Take(b"".join(self._pcm), tuple(self._words))
            self._pcm, self._words = [], []
            return take

    def check(self, voice: str) -> None:
        """Raise ValueError where there is no such voice."""
        with self._lock:
            self._choose(voice)

    def voices(self) -> tuple[VoiceEntry, ...]:
        """All voices there are, by identifier."""
        with self._lock:
            listed = self._library.espeak_ListVoices(None)
            entries, index = [], 0
            while listed[index]:
                voice = listed[index].contents
                # The first byte of a language is its priority.
                entries.append(
                    VoiceEntry(
                        voice.identifier.decode(), voice.name.decode(), voice.languages[1:].decode()
                    )
                )
                index += 1
        return tuple(sorted(entries, key=lambda entry: entry.identifier))

    def phonemes(self, text: str, voice: str) -> str:
        """How a voice would pronounce a text, in the library's own letters for sounds."""
        with self._lock:
            self._choose(voice)
            rest = ctypes.c_char_p(_encoded(text))
            clauses = []
            while rest.value:
                clause = self._library.espeak_TextToPhonemes(ctypes.byref(rest), UTF8, 0)
                clauses.append(clause.decode())
        return " ".join(clauses)

    def _choose(self, voice: str) -> None:
        if self._library.espeak_SetVoiceByName(_encoded(voice)):
            raise ValueError(f"no voice named {voice}")

    def _receive(self, samples: Any, count: int, events: Any) -> int:
        """Called by the library for each buffer; 1 makes it end there."""
        try:
            index = 0
            while (event := events[index]).type != END_OF_EVENTS:
                if event.type == WORD:
                    word = WordStart(event.text_position - 1, event.length, event.sample)
                    self._words.append(word)
                index += 1
            if count > 0 and samples:
                self._pcm.append(ctypes.string_at(samples, 2 * count))
            return int(self._ends())
        except BaseException as error:  # Ctrl-C too: what is raised here would be lost
            self._interrupted = error
            return 1


@cache
def espeak_library() -> EspeakLibrary:
    """The library of this process, started at the first call; raises SpeechError."""
    try:
        data = espeakng_loader.get_data_path()
    except RuntimeError as error:
        raise _no_start(str(error)) from error
    return EspeakLibrary(espeakng_loader.get_library_path(), data)


def _encoded(text: str) -> bytes:
    """A text as the library takes it, which ends at the first NUL."""
    return text.replace("\0", " ").encode("utf-8", "replace")


def _shortcut(data: str) -> "TemporaryDirectory[str] | None":
    """A folder of this process with a link to data that lies too deep for the library."""
    if len(os.fsencode(data)) <= LONGEST_PATH:
        return None
    folder = TemporaryDirectory(prefix="calm-")
    link = Path(folder.name, "data")
    if len(os.fsencode(link)) > LONGEST_PATH:
        raise _no_start(f"the path {data} is too long")
    try:
        link.symlink_to(data, target_is_directory=True)
    except OSError as error:
        raise _no_start(f"the path {data} is too long") from error
    return folder


def _no_start(reason: str) -> SpeechError:
    return SpeechError(
        f"The voice cannot start ({reason}): "
        "install it again with `pip install --force-reinstall espeakng-loader`."
    )
