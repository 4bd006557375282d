"""Plays several sounds at once, each at its sample of the audio clock.

The mixer knows no device. A device's callback, a file writer or a test pulls sound out of it, and
the clock is the number of samples pulled: a whole number, so that it cannot drift.
"""

from bisect import insort
from collections.abc import Callable
from math import ceil
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from local_voice.audio.sound import OUT_RATE, Sound
from local_voice.audio.track import FADE, Track

FULL = 100 * FADE  # the gain is a whole number too, so that it arrives exactly where it should
STEP = FULL // FADE


class Mixer:
    """A speaker without a device: what is played into it comes out of ``pull``.

    Any thread may call any method. ``reference``, if given, is handed everything that was pulled,
    as echo cancellation needs it; it is called in the puller's thread and must return quickly.
    """

    def __init__(self, reference: Callable[[Sound], None] | None = None) -> None:
        self._reference = reference
        self._lock = Lock()
        self._clock = 0
        self._waiting: list[Track] = []  # in order of their start
        self._sounding: list[Track] = []
        self._gain = self._loudness = FULL
        self._is_paused = False
        self._is_closed = False

    @property
    def now(self) -> float:
        """Seconds of sound pulled so far, those of a pause not counted."""
        return self._clock / OUT_RATE

    @property
    def is_silent(self) -> bool:
        """Whether nothing is playing or scheduled; what a pause holds back is still playing."""
        with self._lock:
            return not self._waiting and not self._sounding

    def play(self, sound: Sound, at: float | None = None) -> Track:
        """Play a sound now or at a moment of the audio clock; during a pause, after it."""
        with self._lock:
            start = self._clock if at is None else max(self._clock, round(at * OUT_RATE))
            track = Track(sound, start, self._stop_one)
            if self._is_closed or not len(sound):
                track.end()
            else:
                insort(self._waiting, track, key=_start)
            return track

    def stop(self) -> None:
        """Fade out within 10 ms and drop everything, scheduled sounds included; ends a pause."""
        with self._lock:
            for track in self._waiting + self._sounding:
                self._stop(track)
            self._is_paused = False

    def pause(self) -> None:
        """Fade out within 10 ms, then stand still, clock and all."""
        self._is_paused = True

    def resume(self) -> None:
        """Go on where it stood."""
        self._is_paused = False

    def duck(self, gain: float) -> None:
        """Play everything at this gain from now on; 1.0 is as loud as it was made."""
        self._loudness = max(0, round(gain * FULL))

    def close(self) -> None:
        """Drop everything; from now on there is only silence, and what is played is done at once.

        The mixer holds no device, so that whoever pulls gives that back.
        """
        with self._lock:
            for track in self._waiting + self._sounding:
                track.end()
            self._waiting.clear()
            self._sounding.clear()
            self._is_closed = True

    def pull(self, frames: int) -> Sound:
        """The next samples to be heard, always as many as were asked for."""
        with self._lock:
            sound = self._next(frames)
        if self._reference is not None:
            self._reference(sound)
        return sound

    def _next(self, frames: int) -> Sound:
        goal, moving = self._loudness, frames
        if self._is_paused:
            # The clock goes on until the fade has ended, and not one sample longer.
            goal, moving = 0, min(frames, ceil(self._gain / STEP))
        gain = self._glide(goal, moving)
        end = self._clock + moving
        while self._waiting and self._waiting[0].start < end:
            self._sounding.append(self._waiting.pop(0))
        out = np.zeros(frames, np.int16)
        if self._sounding and moving:
            mixed = np.zeros(moving, np.float32)
            for track in self._sounding:
                track.mix_into(mixed, self._clock)
            self._sounding = [track for track in self._sounding if not track.is_done]
            np.rint(mixed * gain, out=mixed)
            out[:moving] = mixed.clip(-32768, 32767)
        self._clock = end
        return out

    def _glide(self, goal: int, frames: int) -> NDArray[np.float32] | float:
        """The gain of the next samples on its way to the goal."""
        if self._gain == goal:
            return goal / FULL
        way = STEP * np.arange(1, frames + 1)
        if goal > self._gain:
            curve = np.minimum(self._gain + way, goal)
        else:
            curve = np.maximum(self._gain - way, goal)
        if frames:
            self._gain = int(curve[-1])
        return (curve / FULL).astype(np.float32)

    def _stop_one(self, track: Track) -> None:
        with self._lock:
            self._stop(track)

    def _stop(self, track: Track) -> None:
        """End one sound: with a fade where it can be heard. The lock is held."""
        if track in self._sounding and self._gain > 0:
            track.fade_out()
            return
        track.end()
        self._waiting = [other for other in self._waiting if other is not track]
        self._sounding = [other for other in self._sounding if other is not track]


def _start(track: Track) -> int:
    return track.start
