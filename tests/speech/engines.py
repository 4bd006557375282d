"""The recognizers under test, with everything the companion listens for."""

from pathlib import Path
from typing import Literal

from local_voice.hearing.recognizer import Recognizer
from local_voice.hearing.spelling import load_sound_alikes
from local_voice.hearing.vocabulary import vocabularies
from tests.speech.corpus import LOCALE

Engine = Literal["vosk", "pocketsphinx"]
ENGINES: tuple[Engine, ...] = ("vosk", "pocketsphinx")
TINY_MODEL = Path(__file__).parent / "vosk-model-tiny-en"
CACHE = Path(__file__).parents[2] / ".pytest_cache" / "hearing"
"""What can be made again, which takes seconds; shared by all tests and their reports."""


def recognizer_of(engine: Engine, model: Path = TINY_MODEL) -> Recognizer:
    """A recognizer; ``model`` is the folder of the Vosk model."""
    if engine == "vosk":
        from local_voice.hearing.vosk import VoskRecognizer, load_model

        return VoskRecognizer(load_model(model), vocabularies(LOCALE), load_sound_alikes(LOCALE))
    from local_voice.hearing.pocketsphinx import PocketSphinxRecognizer

    return PocketSphinxRecognizer(vocabularies(LOCALE), CACHE)
