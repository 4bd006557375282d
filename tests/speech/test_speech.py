"""Speech through the real recognizers: words, intents, slots, red flags, and what must not fire.

Floors lie below what was measured, which is in README.md beside this file; the whole report is
``python -m tests.speech.report``.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from local_voice.hearing.recognizer import Recognizer
from tests.parts import needs
from tests.speech import human
from tests.speech.corpus import Utterance, load_corpus, meant, urgency
from tests.speech.engines import ENGINES, Engine, recognizer_of
from tests.speech.make_wavs import clips
from tests.speech.noise import Room
from tests.speech.score import Score, hear, score, total
from tests.speech.voices import ESPEAK, FLITE, Speaker, read_wav

Recognizers = Callable[[Engine], Recognizer]

recordings = pytest.mark.skipif(
    not human.FOLDER.is_dir(), reason=f"there are no recordings of people in {human.FOLDER}"
)
EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.wav"))


@dataclass(frozen=True, slots=True)
class Floor:
    """The most words wrong and the fewest intents and slots right, as shares of all."""

    wrong: float
    intents: float
    slots: float


FLOORS: Mapping[Room, Floor] = {
    "clean": Floor(0.08, 0.92, 0.90),
    "white": Floor(0.12, 0.90, 0.85),
}


@pytest.fixture(scope="module")
def recognizers() -> Iterator[Recognizers]:
    """Each is made once; Vosk's have to be gone before Python clears up its modules."""
    make = cache(recognizer_of)
    yield make
    make.cache_clear()


def _heard(
    recognizer: Recognizer, voice: Speaker, room: Room, utterances: Sequence[Utterance]
) -> Score:
    return total(
        score(utterance, hear(recognizer, utterance.state, pcm))
        for _, _, utterance, pcm in clips(utterances, voice, (room,))
    )


@pytest.mark.parametrize(("room", "every"), [("clean", 2), ("white", 4)])
def test_synthetic_speech_is_heard(recognizers: Recognizers, room: Room, every: int) -> None:
    found = _heard(recognizers("vosk"), ESPEAK[1], room, load_corpus()[::every])
    floor = FLOORS[room]
    assert found.word_error_rate <= floor.wrong
    assert found.intent_accuracy >= floor.intents
    assert found.slot_accuracy >= floor.slots
    assert found.false_fires == 0


def test_another_synthesizer_is_heard(recognizers: Recognizers) -> None:
    needs("flite")
    found = _heard(recognizers("vosk"), FLITE[0], "clean", load_corpus()[::4])
    assert found.intent_accuracy >= 0.9


def test_pocketsphinx_hears_a_voice_made_of_recordings(recognizers: Recognizers) -> None:
    needs("flite")  # espeak's buzz is nothing PocketSphinx has learnt from
    found = _heard(recognizers("pocketsphinx"), FLITE[1], "clean", load_corpus()[::4])
    assert found.word_error_rate <= 0.25
    assert found.intent_accuracy >= 0.75
    assert found.false_fires <= 1  # what it hears depends a little on what it heard before


def test_red_flags_are_heard(recognizers: Recognizers) -> None:
    flags = tuple(utterance for utterance in load_corpus() if utterance.urgency is not None)
    found = _heard(recognizers("vosk"), ESPEAK[3], "clean", flags)
    assert found.raised == found.urgent == len(flags)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_to_its_json(recognizers: Recognizers, path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    pcm, _ = read_wav(path)
    text = hear(recognizers("vosk"), wanted["state"], pcm)
    assert text == wanted["heard"]
    if wanted["intent"] is not None:
        intent = meant(text, wanted["state"]).intent
        assert (intent.name, dict(intent.slots)) == (wanted["intent"], wanted["slots"])
    if wanted["urgency"] is not None:
        assert urgency(text) == wanted["urgency"]


@recordings
@pytest.mark.parametrize("engine", ENGINES)
def test_people_who_command_nothing_fire_nothing(recognizers: Recognizers, engine: Engine) -> None:
    found = [human.heard_of(recognizers(engine), "routine", what) for what in human.NOTHING]
    assert sum(heard.fired for heard in found) <= 0.1 * sum(heard.clips for heard in found)


@recordings
def test_commands_of_people_are_heard(recognizers: Recognizers) -> None:
    recognizer = recognizers("pocketsphinx")  # the tiny Vosk model has never heard a person
    found = [human.heard_of(recognizer, "routine", what) for what in human.COMMANDS]
    assert sum(heard.right for heard in found) >= 0.7 * sum(heard.clips for heard in found)
