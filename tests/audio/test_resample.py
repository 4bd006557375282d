"""Sound keeps its tones, its length and its place in time at another rate."""

import numpy as np
import pytest
from numpy.typing import NDArray

from local_voice.audio.resample import Resampler, resample, to_out_rate

LOUD = 20_000


def tone(hertz: float, rate: int, seconds: float = 1.0) -> NDArray[np.int16]:
    when = np.arange(round(rate * seconds)) / rate
    return np.rint(LOUD * np.sin(2 * np.pi * hertz * when)).astype(np.int16)


def decibels(pcm: NDArray[np.int16] | NDArray[np.float64]) -> float:
    """Level of the middle of a sound, where its edges no longer matter, beside a LOUD tone."""
    edge = len(pcm) // 5
    middle = pcm[edge:-edge].astype(np.float64)
    return float(20 * np.log10(max(middle.std(), 1e-9) / (LOUD / np.sqrt(2))))


@pytest.mark.parametrize(
    ("rate", "to"),
    [(22_050, 48_000), (16_000, 48_000), (48_000, 16_000), (44_100, 16_000), (11_025, 16_000)],
)
@pytest.mark.parametrize("hertz", [60, 440, 3000])
def test_a_tone_stays_itself_and_in_its_place(rate: int, to: int, hertz: float) -> None:
    moved = resample(tone(hertz, rate), rate, to)
    wanted = tone(hertz, to)
    assert len(moved) == len(wanted)
    assert decibels(moved.astype(np.float64) - wanted) < -65


@pytest.mark.parametrize("hertz", [8200, 9000, 10_000, 15_000, 20_000])
@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_what_a_lower_rate_cannot_carry_does_not_come_back_as_another_tone(
    rate: int, hertz: float
) -> None:
    assert decibels(resample(tone(hertz, rate), rate, 16_000)) < -60


def test_a_stream_in_pieces_gives_what_the_whole_gives() -> None:
    noise = np.random.default_rng(7).normal(0, 3000, 22_050).astype(np.float32)
    whole = Resampler(22_050, 48_000)
    expected = np.concatenate((whole.feed(noise), whole.finish()))
    pieces = Resampler(22_050, 48_000)
    got, start = [], 0
    for length in (1, 7, 146, 147, 148, 3000, 0, 22_050):
        got.append(pieces.feed(noise[start : start + length]))
        start += length
    got.append(pieces.finish())
    assert len(expected) == 48_000
    np.testing.assert_allclose(np.concatenate(got), expected, atol=0.05)


@pytest.mark.parametrize("rate", [4000, 12_345, 44_101, 192_000, 384_000])
def test_odd_rates_keep_their_length(rate: int) -> None:
    moved = resample(tone(300, rate), rate, 16_000)
    assert abs(len(moved) - 16_000) <= 1
    assert abs(decibels(moved)) < 0.1


def test_a_full_scale_square_wave_is_cut_off_and_does_not_wrap_round() -> None:
    square = np.where(tone(100, 22_050) > 0, 32_767, -32_768).astype(np.int16)
    moved = to_out_rate(square, 22_050)
    assert moved.max() == 32_767
    assert moved.min() == -32_768
    plateau = moved[40:200]  # within the first half wave: a wrapped sample would be negative
    assert plateau.min() > 25_000


def test_nothing_stays_nothing_and_the_own_rate_stays_as_it_is() -> None:
    assert len(to_out_rate(np.zeros(0, np.int16), 22_050)) == 0
    assert len(to_out_rate(np.ones(1, np.int16), 22_050)) == 2
    sound = tone(440, 48_000)
    assert to_out_rate(sound, 48_000) is sound
