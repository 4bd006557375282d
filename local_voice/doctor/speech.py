"""The voice, and what keeps it out of its own ears."""

import time

import numpy as np

from local_voice.audio.echo import EchoCanceller, echo_canceller
from local_voice.audio.meter import decibels
from local_voice.audio.resample import resample
from local_voice.audio.sound import (
    BLOCK_BYTES,
    BLOCK_SAMPLES,
    BLOCK_SECONDS,
    MIC_RATE,
    OUT_RATE,
    Sound,
    silence,
)
from local_voice.doctor.check import Check
from local_voice.speech.synthesizer import Synthesizer, Voice

SENTENCE = "Most twitches come from tiredness, stress or a lot of coffee, and they pass."
WARM_UP = "One."
ECHO_DELAY = 0.06  # seconds: what a laptop's own sound needs to its microphone
ECHO_LOSS = 12.0  # dB
ADAPTING = 2.0  # seconds a canceller is given to learn the room
ENOUGH = 10.0  # dB; less does not keep words from being understood


def voice(locale: str) -> Check:
    """Speak a sentence, unheard."""
    synthesizer = bundled_voice(locale)
    synthesizer.speak(WARM_UP, Voice())
    began = time.perf_counter()
    sound = synthesizer.speak(SENTENCE, Voice()).sound
    took = time.perf_counter() - began
    if not sound.any():
        mend = "pip install --force-reinstall espeakng-loader pyttsx3"
        return Check("voice", "broken", "it speaks silence", mend)
    length = len(sound) / OUT_RATE
    return Check("voice", "good", f"a sentence of {length:.1f} s is made in {1000 * took:.0f} ms")


def echo(locale: str) -> Check:
    """Whether its own voice is taken out of what the microphone hears."""
    canceller = echo_canceller()
    if canceller is None:
        return Check(
            "echo",
            "could be better",
            "there is no echo cancelling, so that only the space bar interrupts it",
            "pip install 'muscle-calm[echo]', or wear headphones and give --headset",
        )
    sound = bundled_voice(locale).speak(SENTENCE, Voice()).sound
    gain = cancelled(canceller, sound)
    found = f"{gain:.0f} dB of an echo of its own voice are taken away"
    if gain < ENOUGH:
        mend = "pip install --upgrade livekit, or wear headphones and give --headset"
        return Check("echo", "could be better", f"only {found}", mend)
    return Check("echo", "good", found)


def bundled_voice(locale: str) -> Synthesizer:
    """The voice that comes with the package; where it does not load, that is found here."""
    from local_voice.speech.espeak import EspeakSynthesizer

    return EspeakSynthesizer(locale)


def cancelled(canceller: EchoCanceller, sound: Sound) -> float:
    """How much of an echo of this sound is taken away, in dB, once the canceller knows it."""
    late = np.concatenate((silence(ECHO_DELAY), sound))[: len(sound)]
    echo = resample(late, OUT_RATE, MIC_RATE).astype(np.float64) * 10 ** (-ECHO_LOSS / 20)
    before, after = bytearray(), bytearray()
    pulled = round(BLOCK_SECONDS * OUT_RATE)
    for number in range(len(echo) // BLOCK_SAMPLES):
        canceller.hear_own(sound[number * pulled : (number + 1) * pulled])
        block = echo[number * BLOCK_SAMPLES : (number + 1) * BLOCK_SAMPLES]
        before += np.rint(block).astype(np.int16).tobytes()
        after += canceller.clean(bytes(before[-BLOCK_BYTES:]))
    return _loudness(before) - _loudness(after)


def _loudness(sound: bytearray) -> float:
    samples = np.frombuffer(bytes(sound), np.int16)[round(ADAPTING * MIC_RATE) :]
    return decibels(float(np.sqrt(np.mean(samples.astype(np.float64) ** 2))))
