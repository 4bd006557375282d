"""What a recognizer hears of many utterances, each said by one voice in one room."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from local_voice.hearing.recognizer import Recognizer
from local_voice.hearing.written import as_heard
from tests.speech.engines import Engine
from tests.speech.rooms import SETTINGS, Setting, said_in
from tests.speech.score import hear
from tests.speech.voices import Speaker

Plan = Iterator[tuple[str, Speaker, Setting]]

ROOMS: dict[Engine, tuple[Setting, ...]] = {
    "vosk": SETTINGS,
    "pocketsphinx": tuple(s for s in SETTINGS if s.decibels != 10),
}
"""At 10 dB PocketSphinx hears next to nothing, and nothing heard is nothing misheard."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance and what was heard of it, by whom it was said and where."""

    said: str
    heard: str
    voice: str
    room: str


def plan(texts: Iterable[str], voices: Sequence[Speaker], rooms: Sequence[Setting]) -> Plan:
    """Voices and rooms by turns, so that in the end every voice has spoken in every room."""
    for number, text in enumerate(texts):
        voice = voices[number % len(voices)]
        yield text, voice, rooms[(number // len(voices)) % len(rooms)]


def heard_of(recognizer: Recognizer, said: Plan) -> Iterator[Heard]:
    """What the recognizer hears of each utterance with all of its open vocabulary."""
    for number, (text, voice, room) in enumerate(said):
        words = as_heard(text)
        pcm = said_in(room, words, voice, seed=number)
        yield Heard(words, hear(recognizer, "open", pcm), voice.name, room.name)
