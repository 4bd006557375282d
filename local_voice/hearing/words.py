"""The words of the voice loop, read from ``local_voice/words/LOCALE.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, Literal

from interaction_models import language_of
from skill.errors import MuscleCalmError
from skill.knowledge.tables import read_table

MOST_BEFORE_NAME = 2


class WordsError(MuscleCalmError):
    """A file of loop words is damaged."""


@dataclass(frozen=True, slots=True)
class LoopWords:
    """What is listened for beside the questions; phrases as a recognizer writes them.

    ``wake`` are spellings of the name that wakes. ``stop`` silence the companion while it speaks,
    ``urgent`` being those of them that must not be missed,
    ``pause`` hold it and ``go_on`` go on, ``interrupting`` are commands that may interrupt it too,
    ``fillers`` never do; ``hesitations`` come before words and mean nothing. ``commands``
    are more commands of a session by what they ask for ("louder"), beside the samples of
    ``command_intents``; ``complaints`` are a body protesting during one. ``decoys`` are other
    things said nearby. ``contractions`` map words to how they are said together. ``stories``
    name the files of red-flag statements whose words are to be heard. ``limits`` is what it says
    when its voice can be changed no further.
    """

    wake: tuple[str, ...]
    stop: tuple[str, ...]
    urgent: tuple[str, ...]
    pause: tuple[str, ...]
    go_on: tuple[str, ...]
    hesitations: tuple[str, ...]
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
    limits: Mapping[str, str]

    def interrupts(self, text: str) -> bool:
        """Whether these words end or hold what is being spoken, whatever follows them."""
        return text in self.stop or text in self.pause

    def adjustment(self, text: str) -> Literal["louder", "quieter"] | None:
        """How these words want the voice, at any moment."""
        if text in self.commands["louder"]:
            return "louder"
        return "quieter" if text in self.commands["quieter"] else None

    def after_name(self, text: str) -> str | None:
        """What was said after the name, "" where nothing; None where it was not called.

        A word or two before the name is a greeting or a sigh; more is talk that mentions it.
        """
        words = f" {text} "
        for name in sorted(self.wake, key=len, reverse=True):
            before, found, after = words.partition(f" {name} ")
            if found and len(before.split()) <= MOST_BEFORE_NAME:
                return after.strip()
        return None

    def without_name(self, text: str) -> str:
        """The utterance without the name it may begin with."""
        asked = self.after_name(text)
        return text if asked is None else asked

    def called(self, name: str) -> "LoopWords":
        """These words with another name to wake the companion by, as a recognizer writes it."""
        letters = "".join(c if c.isalpha() or c == "'" else " " for c in name.lower())
        return replace(self, wake=(" ".join(letters.split()),))


@cache
def load_words(locale: str) -> LoopWords:
    """The loop words of a locale, or of one of its language; raises WordsError or ModelError."""
    name = f"{language_of(locale)}.toml"
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
        urgent=tuple(table["urgent"]),
        pause=tuple(table["pause"]),
        go_on=tuple(table["go_on"]),
        hesitations=tuple(table["hesitations"]),
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
        limits=dict(table["limits"]),
    )
