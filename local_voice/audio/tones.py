"""All sounds that are not speech, made here: short signs, and tones that keep time with a breath.

They are sines with a few soft overtones, start and end at nothing, and are the same each time.
Levels are in dB below full scale; speech lies at -16, so that words stay clear above a tone.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from local_voice.audio.sound import OUT_RATE, Sound, silence
from skill.core.reply import BeatKind, EarconKind

ChimeKind = Literal["listening", "thinking", "asleep", "not_understood", "error"]

Wave = NDArray[np.float32]

TONE_DBFS = -26.0
PULSE_DBFS = -24.0  # short things are heard as softer than they are
SIGN_DBFS = -22.0
THINKING_DBFS = -30.0
TICK_DBFS = -30.0

OVERTONES = (1.0, 0.22, 0.08)  # how strong the fundamental, the octave and the twelfth are
BREATH_LOW, BREATH_HIGH = 196.0, 392.0  # Hz; a breath in rises an octave, a breath out falls it
HOLD = 294.0  # Hz, between the two
STRETCH = (196.0, 294.0)  # Hz: a fifth, as low as a laptop's speaker goes
TICK = 523.0  # Hz
FADE = 0.25  # seconds in which a long tone comes and goes
RISE = 0.012  # seconds in which a short one comes
PULSE_SECONDS = 0.45
TICK_SECONDS = 0.08


@dataclass(frozen=True, slots=True)
class Note:
    """One note of a sign: Hz, its length and the silence after it in seconds."""

    pitch: float
    seconds: float
    rest: float = 0.0


C4, E4, G4, A4, C5, E5, G5, C6 = 262.0, 330.0, 392.0, 440.0, 523.0, 659.0, 784.0, 1047.0

# What the companion does now.
CHIMES: dict[ChimeKind, tuple[Note, ...]] = {
    "listening": (Note(C5, 0.09), Note(G5, 0.14)),  # up: your turn
    "thinking": (Note(G4, 0.06),),
    "asleep": (Note(G4, 0.12), Note(C4, 0.22)),  # down: gone
    "not_understood": (Note(E4, 0.12, 0.04), Note(E4, 0.16)),
    "error": (Note(C4, 0.16, 0.05), Note(C4, 0.16, 0.05), Note(C4 / 2, 0.30)),
}
# Where a session is.
SIGNS: dict[EarconKind, tuple[Note, ...]] = {
    "start": (Note(C5, 0.15), Note(E5, 0.15), Note(G5, 0.30)),
    "side": (Note(E5, 0.12), Note(C5, 0.12), Note(E5, 0.20)),
    "halfway": (Note(G5, 0.15, 0.08), Note(G5, 0.25)),
    "end": (Note(G5, 0.20), Note(E5, 0.20), Note(C5, 0.45)),
    "attention": (Note(C6, 0.10, 0.06), Note(C6, 0.10, 0.06), Note(C6, 0.18)),
}


def chime(kind: ChimeKind) -> Sound:
    """The short sound that tells what the companion does now; the one for thinking is soft."""
    return _melody(CHIMES[kind], THINKING_DBFS if kind == "thinking" else SIGN_DBFS)


def sign(kind: EarconKind) -> Sound:
    """The short sound that tells where a session is."""
    return _melody(SIGNS[kind], SIGN_DBFS)


def tone(kind: BeatKind, seconds: float) -> Sound:
    """The tone of one beat, exactly as long to the sample.

    Rising for a breath in, falling for one out, a pulse each second for a hold, low and steady
    for a stretch, and one soft tick, then silence, for what is done without keeping time.
    """
    count = _samples(max(seconds, 0.0))
    fade = _samples(FADE)
    if kind == "inhale":
        return _sounding(_swelling(_gliding(BREATH_LOW, BREATH_HIGH, count), fade, fade), TONE_DBFS)
    if kind == "exhale":
        return _sounding(_swelling(_gliding(BREATH_HIGH, BREATH_LOW, count), fade, fade), TONE_DBFS)
    if kind == "stretch":
        low, high = (_steady(pitch, count) for pitch in STRETCH)
        return _sounding(_swelling((low + high) / np.float32(2**0.5), fade, fade), TONE_DBFS)
    if kind == "hold":
        return _sounding(_pulses(count), PULSE_DBFS)
    return _sounding(_tick(count), TICK_DBFS)


def _melody(notes: tuple[Note, ...], dbfs: float) -> Sound:
    return np.concatenate([_note(note, dbfs) for note in notes])


def _note(note: Note, dbfs: float) -> Sound:
    wave = _steady(note.pitch, _samples(note.seconds))
    wave = _swelling(wave, _samples(RISE), _samples(note.seconds * 0.6))
    return np.concatenate((_sounding(wave, dbfs), silence(note.rest)))


def _pulses(count: int) -> Wave:
    wave = np.zeros(count, np.float32)
    half = _samples(PULSE_SECONDS / 2)
    for start in range(0, count, OUT_RATE):
        size = min(2 * half, count - start)
        wave[start : start + size] = _swelling(_steady(HOLD, size), half, half)
    return wave


def _tick(count: int) -> Wave:
    wave = np.zeros(count, np.float32)
    size = min(_samples(TICK_SECONDS), count)
    wave[:size] = _swelling(_steady(TICK, size), _samples(RISE), size)
    return wave


def _gliding(first: float, last: float, count: int) -> Wave:
    """From one pitch to another in steps that are even to the ear, which hears ratios."""
    return _voiced(np.cumsum(np.geomspace(first, last, count)) / OUT_RATE)


def _steady(pitch: float, count: int) -> Wave:
    return _voiced(np.arange(count) * (pitch / OUT_RATE))


def _voiced(cycles: NDArray[np.floating[Any]]) -> Wave:
    """A soft voice, given how often it has swung by each sample; its root mean square is 1."""
    phase = (2 * np.pi * (cycles - np.floor(cycles))).astype(np.float32)
    wave = np.zeros(len(cycles), np.float32)
    for number, strength in enumerate(OVERTONES, start=1):
        wave += np.float32(strength) * np.sin(np.float32(number) * phase)
    power = sum(strength**2 for strength in OVERTONES) / 2
    wave /= np.float32(power**0.5)
    return wave


def _swelling(wave: Wave, rise: int, fall: int) -> Wave:
    """A wave made to come from nothing and go to nothing, sooner where it is short."""
    if rise + fall > len(wave):
        rise = rise * len(wave) // (rise + fall)
        fall = len(wave) - rise
    wave[:rise] *= _slope(rise)
    wave[len(wave) - fall :] *= _slope(fall)[::-1]
    wave[:1] = wave[-1:] = 0.0
    return wave


def _slope(count: int) -> Wave:
    slope: Wave = ((1 - np.cos(np.linspace(0, np.pi, count))) / 2).astype(np.float32)
    return slope


def _sounding(wave: Wave, dbfs: float) -> Sound:
    """A wave whose root mean square is 1 where it is full, at a level."""
    sound: Sound = np.rint(wave * np.float32(10 ** (dbfs / 20) * 32767)).astype(np.int16)
    return sound


def _samples(seconds: float) -> int:
    return round(seconds * OUT_RATE)
