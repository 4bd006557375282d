"""The recognizer and its model, tried on a sentence of our own voice."""

import time
from pathlib import Path

from local_voice.audio.resample import resample
from local_voice.audio.sound import BLOCK_BYTES, MIC_RATE, OUT_RATE, silence
from local_voice.doctor.check import Check
from local_voice.doctor.speech import bundled_voice
from local_voice.hearing.choose import recognizer_for
from local_voice.hearing.install import OFFICIAL
from local_voice.hearing.recognizer import Recognizer
from local_voice.hearing.vosk_check import check_model
from local_voice.hearing.vosk_models import Places, find_model
from local_voice.speech.synthesizer import Voice

SENTENCE = "why is my calf twitching"


def model(places: Places, cache: Path) -> Check:
    """Whether there is a speech model, and a sound one."""
    path = find_model(places)
    if path is None:
        size = (OFFICIAL.archive.size or 0) / 1e6
        return Check(
            "model",
            "could be better",
            "there is none, so what is built in hears, which understands less",
            f"muscle-calm model download fetches one, {size:.0f} MB",
        )
    check_model(path, cache)
    size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return Check("model", "good", f"{path.name} in {path.parent}, {size / 1e6:.0f} MB, sound")


def recognizer(locale: str, places: Places, cache: Path) -> Check:
    """The recognizer a conversation would take, and what it understands of our own voice."""
    began = time.perf_counter()
    chosen = recognizer_for(None, locale, places, cache)
    ready = time.perf_counter() - began
    spoken = bundled_voice(locale).speak(SENTENCE, Voice()).sound
    sound = resample(spoken, OUT_RATE, MIC_RATE)
    began = time.perf_counter()
    text = understood(chosen, sound.tobytes())
    factor = (time.perf_counter() - began) / (len(sound) / MIC_RATE)
    speed = f"ready in {ready:.1f} s, needs {100 * factor:.0f} % of the time of what is said"
    if text == SENTENCE:
        return Check("recognizer", "good", f"{chosen.name} understood our own voice; {speed}")
    heard = f'"{text}"' if text else "nothing"
    return Check(
        "recognizer",
        "could be better",
        f'{chosen.name} understood {heard} where our own voice said "{SENTENCE}"; {speed}',
        "try how it understands you, who are no machine; else muscle-calm model download",
    )


def understood(recognizer: Recognizer, sound: bytes) -> str:
    """The words of an utterance (int16, 16 kHz), heard as a question."""
    recognizer.listen_for("open")
    quiet = resample(silence(0.3), OUT_RATE, MIC_RATE).tobytes()
    heard = quiet + sound + quiet
    for start in range(0, len(heard), BLOCK_BYTES):
        recognizer.feed(heard[start : start + BLOCK_BYTES].ljust(BLOCK_BYTES, b"\0"))
    return recognizer.finish().text
