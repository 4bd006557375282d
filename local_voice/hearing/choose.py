"""Which recognizer hears on this machine."""

from pathlib import Path
from typing import Literal

from local_voice.hearing.recognizer import Recognizer
from local_voice.hearing.vocabulary import vocabularies
from local_voice.hearing.vosk_models import MEND, ModelError, Places, find_model

Engine = Literal["vosk", "pocketsphinx"]


def recognizer_for(
    engine: Engine | None,
    locale: str,
    places: Places,
    cache: Path,
    own_routines: tuple[str, ...] = (),
) -> Recognizer:
    """The recognizer asked for; by itself Vosk where there is a model, else PocketSphinx.

    ``places`` are where models may be, ``cache`` a folder for what can be made again,
    ``own_routines`` what the person's own are called. Raises
    ModelError where the model to be used is damaged, or Vosk is asked for and there is none;
    RecognizerError where PocketSphinx cannot be used.
    """
    if engine != "pocketsphinx":
        model = find_model(places)
        if model is not None:
            return _vosk(model, locale, cache, own_routines)
        if engine == "vosk":
            raise ModelError(f"There is no speech model for Vosk; {MEND}")
    from local_voice.hearing.pocketsphinx import PocketSphinxRecognizer

    return PocketSphinxRecognizer(vocabularies(locale, own_routines), cache)


def _vosk(model: Path, locale: str, cache: Path, own_routines: tuple[str, ...]) -> Recognizer:
    from local_voice.hearing.spelling import load_sound_alikes
    from local_voice.hearing.vosk import VoskRecognizer, load_model
    from local_voice.hearing.vosk_check import check_model

    check_model(model, cache)
    vocabulary = vocabularies(locale, own_routines)
    return VoskRecognizer(load_model(model), vocabulary, load_sound_alikes(locale))
