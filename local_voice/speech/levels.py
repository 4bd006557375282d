"""Making speech of any engine start and end cleanly, and as loud as the rest we play."""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

SPEECH_DBFS = -16.0  # of the spoken parts; tones lie 10 dB below
SILENCE = 40  # of 32 768: quieter than this at either end is no speech
KEPT_SECONDS = 0.01  # of the silence at either end
FADE_SECONDS = 0.005
WINDOW_SECONDS = 0.02
SPOKEN_SHARE = 0.03  # of the loudest window: below it is a pause, which counts for no level
KNEE, CEILING = 0.6, 0.95  # of full scale: peaks above the knee are pressed under the ceiling


def spoken_part(pcm: NDArray[np.int16], rate: int) -> slice:
    """Where a sound is more than silence, with a little of the silence; empty if nowhere."""
    loud = np.flatnonzero(np.abs(pcm.astype(np.int32)) > SILENCE)
    if not len(loud):
        return slice(0, 0)
    kept = round(KEPT_SECONDS * rate)
    return slice(max(int(loud[0]) - kept, 0), min(int(loud[-1]) + kept + 1, len(pcm)))


def levelled(pcm: NDArray[np.int16], rate: int, volume: int) -> NDArray[np.int16]:
    """A sound brought to the level of speech, times ``volume`` / 100, fading in and out."""
    samples = pcm.astype(np.float32) / np.float32(32768)
    loudness = spoken_loudness(samples, rate)
    if loudness == 0:
        return pcm
    samples = _pressed(samples * np.float32(10 ** (SPEECH_DBFS / 20) / loudness))
    samples *= np.float32(volume / 100)
    fade = min(round(FADE_SECONDS * rate), len(samples) // 2)
    ramp = np.linspace(0, 1, fade, endpoint=False, dtype=np.float32)
    samples[:fade] *= ramp
    samples[len(samples) - fade :] *= ramp[::-1]
    return np.rint(samples * 32767).astype(np.int16)


def spoken_loudness(samples: Samples, rate: int) -> float:
    """The root mean square of a sound (full scale 1.0) over its spoken parts."""
    window = round(WINDOW_SECONDS * rate)
    whole = np.pad(samples, (0, -len(samples) % window)).reshape(-1, window)
    powers = np.mean(whole**2, axis=1)
    if not len(powers):
        return 0.0
    return float(np.sqrt(powers[powers >= powers.max() * SPOKEN_SHARE**2].mean()))


def _pressed(samples: Samples) -> Samples:
    """The same with its peaks bent over softly: espeak's rise 17 dB above its level."""
    pressed = samples.copy()
    high = np.abs(samples) > KNEE
    peaks, room = samples[high], CEILING - KNEE
    pressed[high] = np.sign(peaks) * (KNEE + room * np.tanh((np.abs(peaks) - KNEE) / room))
    return pressed
