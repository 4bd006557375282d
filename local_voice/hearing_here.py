"""What hears at this person's machine, and an offer of something better."""

import os
import sys
from collections.abc import Callable

from rich.console import Console

from local_voice.folders import cache_folder
from local_voice.hearing.choose import Engine, recognizer_for
from local_voice.hearing.download import DownloadError
from local_voice.hearing.install import choose
from local_voice.hearing.recognizer import Recognizer
from local_voice.hearing.vosk_models import ModelError, find_model
from local_voice.models import download, offer_download, places

NAMED = 5  # words named at once


def recognizer_here(
    engine: Engine | None,
    locale: str,
    console: Console,
    note: Callable[[str], None],
    names: tuple[str, ...] = (),
) -> Recognizer:
    """The recognizer of this machine; where it would be the built-in one, a model is offered once.

    Words that it cannot hear are noted, also those of the person's own ``names``: of routines, or
    to wake it by.
    Raises ModelError and RecognizerError.
    """
    cache = cache_folder()
    here = places(cache)
    somebody_types = sys.stdin is not None and sys.stdin.isatty()
    if engine is None and somebody_types and find_model(here) is None:
        offered = choose(os.environ, None, None)
        try:
            offer_download(console.input, lambda: download(offered, cache, console), cache, offered)
        except (DownloadError, ModelError) as problem:
            note(str(problem))
    recognizer = recognizer_for(engine, locale, here, cache, names)
    if unheard := recognizer.unknown_words:
        more = f" and {len(unheard) - NAMED} more" if len(unheard) > NAMED else ""
        note(f"I cannot hear these words here: {', '.join(unheard[:NAMED])}{more}.")
    return recognizer
