"""Utterances nobody trained on as recognizers mangle them: python -m tests.speech.mangled.

Writes ``tests/understanding/mangled.toml``, texts only, so that understanding is measured on
them without any sound. What is said is ``unrehearsed.toml`` and the utterances of
``tests/understanding/paraphrases.toml``; by other voices than those of ``tests.speech.confusions``.
Takes some ten minutes.
"""

import argparse
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from local_voice.hearing.recognizer import Recognizer
from local_voice.hearing.written import as_heard
from skill.understanding.language import Language
from skill.understanding.normalise import normalise
from skill.understanding.tables import read_table
from skill.understanding.weights import DATA
from tests.speech.corpus import FOLDER, meant
from tests.speech.engines import ENGINES, Engine, recognizer_of
from tests.speech.heard import ROOMS
from tests.speech.rooms import Setting, said_in
from tests.speech.score import hear
from tests.speech.voices import Speaker

PARAPHRASES = FOLDER.parent / "understanding" / "paraphrases.toml"
OUTPUT = FOLDER.parent / "understanding" / "mangled.toml"
VOICES: Mapping[Engine, tuple[Speaker, ...]] = {
    "vosk": (
        Speaker("flite", "awb"),
        Speaker("espeak", "gmw/en-GB-scotland"),
        Speaker("flite", "kal"),
        Speaker("espeak", "gmw/en-US+f5", 190, 65),
    ),
    "pocketsphinx": (
        Speaker("flite", "awb"),
        Speaker("espeak", "gmw/en"),
        Speaker("flite", "awb"),
        Speaker("espeak", "gmw/en-US+m3", 150, 40),
    ),
}
TRIES = 3
"""Voices and rooms by which an utterance is said until it is heard wrongly."""


@dataclass(frozen=True, slots=True)
class Unrehearsed:
    """An utterance with the intents that are right for it and the slots it has to come to."""

    say: str
    intents: tuple[str, ...]
    slots: Mapping[str, str] = field(default_factory=dict)


def unrehearsed() -> list[Unrehearsed]:
    """Our own and the paraphrases; slots are those that typing them comes to, where that is right,
    else what is said of them."""
    said = [
        Unrehearsed(e["say"], tuple(g["intents"]), {n: v for n, v in e.items() if n != "say"})
        for g in _groups(FOLDER / "unrehearsed.toml")
        for e in g["says"]
    ]
    said += [
        Unrehearsed(as_heard(text), tuple(group["intents"]))
        for group in _groups(PARAPHRASES)
        if group["intents"] != ["AMAZON.FallbackIntent"]
        for text in group["texts"]
    ]
    return [replace(one, slots=_slots(one)) for one in said]


def _slots(said: Unrehearsed) -> Mapping[str, str]:
    typed = meant(said.say, "open").intent
    slots = {name: value for name, value in typed.slots.items() if name != "description"}
    return slots if typed.name in said.intents and slots.items() >= said.slots.items() else {}


def mangled(engine: Engine, recognizer: Recognizer) -> Iterator[str]:
    """A line of the file for each utterance that is heard wrongly by one voice or another."""
    language = Language.from_tables(read_table(DATA / "language.toml"))
    turns = [(voice, room) for room in ROOMS[engine] for voice in VOICES[engine]]
    for number, utterance in enumerate(unrehearsed()):
        said = normalise(utterance.say, language)
        for turn in range(TRIES):
            voice, room = turns[(number + turn * (len(VOICES[engine]) + 1)) % len(turns)]
            pcm = said_in(room, utterance.say, voice, seed=number)
            heard = hear(recognizer, "open", pcm)
            if heard and normalise(heard, language) != said:
                yield _line(engine, voice, room, utterance, heard)
                break


def _line(engine: Engine, voice: Speaker, room: Setting, utterance: Unrehearsed, heard: str) -> str:
    slots = ", ".join(f"{name} = {json.dumps(value)}" for name, value in utterance.slots.items())
    slots_of = f", slots = {{ {slots} }}" if slots else ""
    return (
        f'  {{ recognizer = "{engine}", by = "{voice.name}, {room.name}", '
        f"said = {json.dumps(utterance.say)}, heard = {json.dumps(heard)}, "
        f"intents = {json.dumps(utterance.intents)}{slots_of} }},"
    )


def _groups(path: Path) -> Sequence[Mapping[str, Any]]:
    groups: list[Mapping[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["group"]
    return groups


HEADER = """\
# Utterances nobody trained on as recognizers mangle them; made by: python -m tests.speech.mangled
# Each with the intents that are right for it, any of them, and the slots it should come to. Where a
# reader of what was heard could not tell what was meant, it is marked by hand: beyond = true.

utterance = [
"""


def main() -> None:
    """Say everything to both recognizers and write what they mangled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    output: Path = parser.parse_args().output
    lines = [line for engine in ENGINES for line in mangled(engine, recognizer_of(engine))]
    output.write_text(HEADER + "\n".join(lines) + "\n]\n", encoding="utf-8", newline="\n")
    print(f"{output}: {len(lines)} utterances")


if __name__ == "__main__":
    main()
