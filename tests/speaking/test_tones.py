"""The sounds made here: exact lengths, no clicks, soft enough, and told apart by ear."""

from itertools import combinations, pairwise
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from local_voice.audio.sound import OUT_RATE, Sound
from local_voice.audio.tones import CHIMES, SIGNS, ChimeKind, chime, sign, tone
from skill.core.reply import BeatKind, EarconKind

BEATS = get_args(BeatKind)
TICKS = ("rest", "move", "massage", "look")
ALL_SHORT = [chime(kind) for kind in CHIMES] + [sign(kind) for kind in SIGNS]
# The steepest sine here is C6 at the level of a sign; any step above would be heard as a click.
STEEPEST = 0.03 * 32_768


def level(sound: Sound) -> float:
    """The root mean square in dB below full scale."""
    return 20 * np.log10(np.sqrt(np.mean((sound / 32_768) ** 2)))


def pitches(sound: Sound, window: float = 0.25) -> NDArray[np.float64]:
    """The strongest frequency in Hz of each stretch of a sound."""
    size = round(window * OUT_RATE)
    stretches = sound[: len(sound) // size * size].reshape(-1, size) * np.hanning(size)
    spectra = np.abs(np.fft.rfft(stretches, 4 * size, axis=1))
    return np.argmax(spectra, axis=1) * OUT_RATE / (4 * size)


def loudness(sound: Sound, window: float = 0.05) -> NDArray[np.float64]:
    """The root mean square of each stretch of a sound, of full scale 1."""
    size = round(window * OUT_RATE)
    stretches = sound[: len(sound) // size * size].reshape(-1, size) / 32_768
    return np.sqrt(np.mean(stretches**2, axis=1))


def test_there_is_a_sound_for_every_kind() -> None:
    assert set(SIGNS) == set(get_args(EarconKind))
    assert set(CHIMES) == set(get_args(ChimeKind))


@pytest.mark.parametrize("kind", BEATS)
@pytest.mark.parametrize("length", [0.0, 1 / OUT_RATE, 0.0007, 0.1, 0.5, 3.3, 4.00001, 61.7])
def test_a_tone_is_as_long_as_its_beat_and_has_no_click(kind: BeatKind, length: float) -> None:
    sound = tone(kind, length)
    assert sound.dtype == np.int16
    assert len(sound) == round(length * OUT_RATE)
    assert not sound[:1].any()
    assert not sound[-1:].any()
    assert np.abs(np.diff(sound.astype(int))).max(initial=0) < STEEPEST
    assert np.abs(sound.astype(int)).max(initial=0) < 32_768 * 10 ** (-18 / 20)


def test_a_negative_length_is_none() -> None:
    assert len(tone("inhale", -3.0)) == 0


@pytest.mark.parametrize("seconds", [2.0, 4.0, 7.5])
def test_a_breath_in_rises_and_a_breath_out_falls(seconds: float) -> None:
    rising, falling = pitches(tone("inhale", seconds)), pitches(tone("exhale", seconds))
    assert all(one < later for one, later in pairwise(rising))
    assert all(one > later for one, later in pairwise(falling))
    assert rising[-1] > 1.7 * rising[0]
    assert falling[0] > 1.7 * falling[-1]


def test_a_stretch_stays_as_it_is() -> None:
    sound = tone("stretch", 10.0)
    assert np.ptp(pitches(sound)) < 2.0
    assert np.ptp(loudness(sound)[10:-10]) < 0.1 * loudness(sound).max()


def test_a_hold_pulses_once_a_second() -> None:
    sounding = loudness(tone("hold", 5.0)) > 0.002
    starts = np.flatnonzero(np.diff(np.concatenate(([0], sounding.astype(int)))) == 1)
    assert len(starts) == 5
    assert np.diff(starts) * 0.05 == pytest.approx([1.0] * 4, abs=0.05)
    assert not sounding[-8:].any()


@pytest.mark.parametrize("kind", TICKS)
def test_what_keeps_no_time_is_one_tick_and_silence(kind: BeatKind) -> None:
    sound = tone(kind, 8.0)
    assert sound[: OUT_RATE // 10].any()
    assert not sound[OUT_RATE // 10 :].any()
    assert level(sound[: round(0.08 * OUT_RATE)]) < -32


@pytest.mark.parametrize("kind", ["inhale", "exhale", "stretch"])
def test_a_long_tone_lies_ten_decibels_below_speech(kind: BeatKind) -> None:
    assert level(tone(kind, 6.0)) == pytest.approx(-26, abs=1.0)


@pytest.mark.parametrize("sound", ALL_SHORT)
def test_the_short_ones_are_short_soft_and_without_clicks(sound: Sound) -> None:
    assert 0.05 <= len(sound) / OUT_RATE <= 0.9
    assert sound[0] == sound[-1] == 0
    assert np.abs(np.diff(sound.astype(int))).max() < STEEPEST
    assert np.abs(sound.astype(int)).max() < 32_768 * 10 ** (-15 / 20)
    assert -36 < level(sound) < -20


def test_thinking_is_the_softest_and_shortest() -> None:
    others = [chime(kind) for kind in CHIMES if kind != "thinking"]
    assert level(chime("thinking")) < min(map(level, others)) - 5
    assert len(chime("thinking")) < min(map(len, others)) / 2


def test_no_two_are_taken_for_each_other() -> None:
    for one, other in combinations(ALL_SHORT, 2):
        length = max(len(one), len(other))
        first, second = (np.pad(s.astype(float), (0, length - len(s))) for s in (one, other))
        alike = first @ second / np.sqrt((first @ first) * (second @ second))
        assert alike < 0.9


def test_the_same_is_made_each_time() -> None:
    assert np.array_equal(tone("inhale", 4.0), tone("inhale", 4.0))
    assert np.array_equal(sign("end"), sign("end"))
