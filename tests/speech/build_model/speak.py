"""Synthetic speech with the times of its phones, from espeak-ng (ctypes) and flite (a program)."""

import ctypes
import re
import subprocess
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import espeakng_loader
import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from tests.speech.build_model.phones import SIL, from_espeak, from_flite

RATE = 16_000
Samples = NDArray[np.float32]
Segment = tuple[str, float, float]

_SYNCHRONOUS, _PHONEME_EVENTS = 2, 1
_RATE, _PITCH = 1, 3
_WORD, _PHONEME = 1, 7
_STRESS_MARKS = re.compile(r"^[',%=|]+")


@dataclass
class Utterance:
    """16 kHz mono samples in [-1, 1], the phones with start and end in seconds, and words with
    the phones they were said in."""

    audio: Samples
    segments: list[Segment]
    words: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


class _EventId(ctypes.Union):
    _fields_ = (
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    )


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("uid", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Espeak:
    """The espeak-ng library of espeakng-loader; one instance a process."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self._rate = self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, _PHONEME_EVENTS)
        # Some voices add noise, otherwise seeded by the clock.
        self._library.espeak_ng_SetRandSeed(ctypes.c_long(1))
        self._callback = _Callback(self._take)
        self._library.espeak_SetSynthCallback(self._callback)
        self._voice = ""
        self._audio: list[NDArray[np.int16]] = []
        self._events: list[tuple[int, int, int, float, str]] = []

    def say(self, text: str, voice: str, rate: int = 175, pitch: int = 50) -> Utterance:
        """Speak; ``voice`` is a voice file ("gmw/en-US+f3"), ``rate`` in words a minute."""
        self._audio.clear()
        self._events.clear()
        if voice != self._voice and self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice}")
        self._voice = voice
        self._library.espeak_SetParameter(_RATE, rate, 0)
        self._library.espeak_SetParameter(_PITCH, pitch, 0)
        data = text.encode() + b"\0"
        self._library.espeak_Synth(data, len(data), 0, 1, 0, 1, None, None)
        self._library.espeak_Synchronize()
        audio = np.concatenate(self._audio).astype(np.float32) / 32768
        segments, words = self._aligned(text, len(audio) / self._rate, rhotic="en-US" in voice)
        return Utterance(resample_poly(audio, 320, 441).astype(np.float32), segments, words)

    def _take(self, samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            self._audio.append(np.ctypeslib.as_array(samples, shape=(count,)).copy())
        index = 0
        while events[index].type:
            event = events[index]
            name = event.id.string.decode("latin1") if event.type == _PHONEME else ""
            time = event.sample / self._rate
            self._events.append((event.type, event.text_position, event.length, time, name))
            index += 1
        return 0

    def _aligned(
        self, text: str, total: float, *, rhotic: bool
    ) -> tuple[list[Segment], list[tuple[str, tuple[str, ...]]]]:
        """The phones with their times, and the words whose own phones are known."""
        marks: list[tuple[float, list[str]]] = []
        words: list[tuple[str, list[str]]] = []
        spans: list[tuple[int, int]] = []
        for kind, position, length, time, name in self._events:
            if kind == _WORD:
                words.append((text[position - 1 : position - 1 + length], []))
                spans.append((position - 1, position - 1 + length))
            elif kind == _PHONEME:
                bare = _STRESS_MARKS.sub("", name)
                phones = from_espeak(bare, rhotic=rhotic)
                if not phones and not bare.startswith("_") and marks:
                    continue  # a glottal stop or a mark: the phone before it goes on
                marks.append((time, phones or [SIL]))
                if words:
                    words[-1][1].extend(phones)
        # espeak-ng says pairs such as "for the" as one word event: leave out words whose
        # neighbour had none.
        nexts = [start for start, _ in spans[1:]] + [len(text)]
        alone = [
            (word, tuple(phones))
            for (word, phones), (_, end), following in zip(words, spans, nexts, strict=True)
            if not text[end:following].strip()
        ]
        return _segments(marks, total), alone


def _segments(marks: Sequence[tuple[float, list[str]]], total: float) -> list[Segment]:
    timed: list[tuple[float, list[str]]] = []
    for (start, phones), (end, _) in pairwise([*marks, (total, [])]):
        if end <= start and timed and SIL not in phones + timed[-1][1]:
            timed[-1] = (timed[-1][0], timed[-1][1] + phones)  # an "l" within the vowel before it
        else:
            timed.append((start, phones))
    segments = []
    for (start, phones), (following, _) in pairwise([*timed, (total, [])]):
        step = (min(following, total) - start) / len(phones)
        segments += [
            (phone, start + i * step, start + (i + 1) * step)
            for i, phone in enumerate(phones)
            if step > 0
        ]
    return segments


def flite(text: str, voice: str, stretch: float = 1.0) -> Utterance:
    """Speak with a voice built into flite: kal, slt, rms or awb."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spoken.wav"
        options = ["-voice", voice, "--setf", f"duration_stretch={stretch}", "-psdur"]
        run = subprocess.run(
            ["flite", *options, "-t", text, path], capture_output=True, text=True, check=True
        )
        with wave.open(str(path)) as file:
            rate = file.getframerate()
            pcm = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    audio = pcm.astype(np.float32) / 32768
    if rate != RATE:
        audio = resample_poly(audio, RATE, rate).astype(np.float32)
    segments, start = [], 0.0
    for item in run.stdout.split():
        name, _, end = item.rpartition(":")
        segments.append((from_flite(name), start, float(end)))
        start = float(end)
    return Utterance(audio, segments)
