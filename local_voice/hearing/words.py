"""The words of the voice loop, read from ``local_voice/words/LOCALE.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from interaction_models import model_for
from skill.errors import MuscleCalmError
from skill.knowledge.tables import read_table


class WordsError(MuscleCalmError):
    """A file of loop words is damaged."""


@dataclass(frozen=True, slots=True)
class LoopWords:
    """What is listened for beside the questions; phrases as a recognizer writes them.

    ``wake`` are spellings of the name that wakes. ``stop`` silence the companion while it speaks,
    ``interrupting`` are commands that may interrupt it too, ``fillers`` never do. ``commands``
    are more commands of a session by what they ask for ("louder"), beside the samples of
    ``command_intents``; ``complaints`` are a body protesting during one. ``decoys`` are other
    things said nearby. ``contractions`` map words to how they are said together. ``stories``
    name the files of red-flag statements whose words are to be heard.
    """

    wake: tuple[str, ...]
    stop: tuple[str, ...]
    interrupting: tuple[str, ...]
    fillers: tuple[str, ...]
    commands: Mapping[str, tuple[str, ...]]
    command_intents: tuple[str, ...]
    complaints: tuple[str, ...]
    decoys: tuple[str, ...]
    numbers: tuple[str, ...]
    durations: tuple[str, ...]
    contractions: Mapping[str, str]
    stories: tuple[str, ...]


@cache
def load_words(locale: str) -> LoopWords:
    """The loop words of a locale, or of one of its language; raises WordsError or ModelError."""
    name = f"{model_for(locale)}.toml"
    with resources.as_file(resources.files("local_voice.words") / name) as path:
        table = read_table(path)
    try:
        return _from_table(table)
    except (KeyError, TypeError, AttributeError) as fault:
        raise WordsError(f"The words file {name} cannot be used: {fault!r} is amiss.") from fault


def _from_table(table: Mapping[str, Any]) -> LoopWords:
    commands = {name: tuple(phrases) for name, phrases in table["commands"].items()}
    intents = commands.pop("intents")
    return LoopWords(
        wake=tuple(table["wake"]),
        stop=tuple(table["stop"]),
        interrupting=tuple(table["interrupt"]["commands"]),
        fillers=tuple(table["fillers"]),
        commands=commands,
        command_intents=intents,
        complaints=tuple(table["complaints"]),
        decoys=tuple(table["decoys"]),
        numbers=tuple(table["numbers"]),
        durations=tuple(table["durations"]),
        contractions=dict(table["contractions"]),
        stories=tuple(table["stories"]),
    )
