"""Sound from one rate to another, without the false tones that plain interpolation makes.

A windowed-sinc low-pass filter is laid out once for a pair of rates: the places where output
samples fall between input samples repeat after ``taken`` input samples, so each stretch of
output is one product of a stretch of input with one small matrix.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from local_voice.audio.sound import OUT_RATE, Sound

Samples = NDArray[np.float32]

CROSSINGS = 24  # zero crossings of the sinc on each side, at the lower of the two rates
KAISER_BETA = 6.8  # false tones 70 dB down
CUTOFF = 0.93  # of half the lower rate: leaves the filter room to fall
# Rates with no small ratio (44 101 Hz) are taken at the nearest: off by less than 3 in a million.
LONGEST_PERIOD = 640
SHORTEST_STRETCH = 64  # output samples a product, so that matrices are worth their call


@dataclass(frozen=True, slots=True)
class _Bank:
    taken: int  # input samples a stretch
    given: int  # output samples a stretch
    reach: int  # input samples looked at before and after a stretch
    weights: Samples  # (reach + taken + reach) x given


class Resampler:
    """Turns a stream of samples at one rate into another, keeping time: no delay is added."""

    def __init__(self, rate: int, to: int) -> None:
        self._bank = _bank(rate, to)
        self._waiting = np.zeros(self._bank.reach, np.float32)
        self._heard = 0
        self._given = 0

    def feed(self, samples: Samples) -> Samples:
        """The output that is settled once these samples, the next of the stream, are known."""
        bank = self._bank
        self._heard += len(samples)
        waiting = np.concatenate((self._waiting, samples))
        stretches = max(0, (len(waiting) - 2 * bank.reach) // bank.taken)
        self._waiting = waiting[stretches * bank.taken :]
        self._given += stretches * bank.given
        if not stretches:
            return np.zeros(0, np.float32)
        windows = np.lib.stride_tricks.sliding_window_view(waiting, len(bank.weights))
        chosen = np.ascontiguousarray(windows[:: bank.taken][:stretches])
        output: Samples = (chosen @ bank.weights).reshape(-1)
        return output

    def finish(self) -> Samples:
        """The rest of the output, as though silence followed the stream."""
        bank = self._bank
        due = round(self._heard * bank.given / bank.taken) - self._given
        rest = self.feed(np.zeros(2 * (bank.reach + bank.taken), np.float32))
        return rest[: max(0, due)]


def resample(pcm: NDArray[np.int16], rate: int, to: int) -> NDArray[np.int16]:
    """A whole mono int16 sound at another rate (Hz), as long as before."""
    if rate == to:
        return pcm
    resampler = Resampler(rate, to)
    return to_int16(np.concatenate((resampler.feed(pcm.astype(np.float32)), resampler.finish())))


def to_out_rate(pcm: NDArray[np.int16], rate: int) -> Sound:
    """A sound ready for the speaker."""
    return resample(pcm, rate, OUT_RATE)


def to_int16(samples: Samples) -> NDArray[np.int16]:
    """Samples in int16's range rounded, and what is louder cut off at its ends."""
    rounded = np.rint(samples)
    np.clip(rounded, -32768, 32767, out=rounded)
    return rounded.astype(np.int16)


@lru_cache(maxsize=8)
def _bank(rate: int, to: int) -> _Bank:
    ratio = Fraction(to, rate).limit_denominator(LONGEST_PERIOD)
    repeats = -(-SHORTEST_STRETCH // ratio.numerator)
    given, taken = ratio.numerator * repeats, ratio.denominator * repeats
    narrowing = min(1.0, to / rate)  # the filter of a lower output rate is lower and longer
    reach = int(np.ceil(CROSSINGS / narrowing))
    places = np.arange(given) * taken / given
    distance = places[None, :] - (np.arange(2 * reach + taken) - reach)[:, None]
    inside = np.clip(1 - (distance * narrowing / CROSSINGS) ** 2, 0, None)
    weights = np.sinc(distance * narrowing * CUTOFF) * np.i0(KAISER_BETA * np.sqrt(inside))
    weights[inside == 0] = 0.0
    weights /= weights.sum(axis=0)
    return _Bank(taken, given, reach, weights.astype(np.float32))
