"""The tables of confusions: words laid side by side rightly, and counted."""

import tomllib

import pytest

from tests.speech.alignment import Mistake, mistakes
from tests.speech.confusions import VOICES, counted, table
from tests.speech.heard import ROOMS, Heard, plan
from tests.speech.mangled import VOICES as OTHER_VOICES

HEARD = [
    Heard("my calf is twitching", "my cough is twitching", "anna", "clean"),
    Heard("my calf is twitching", "my half is twitching", "bert", "clean"),
    Heard("my calf is twitching", "my cough is twitching", "bert", "white 20"),
    Heard("my eyelid jumps a lot", "my i did jumps a lot", "anna", "clean"),
    Heard("stop my calf now", "stop calf now", "anna", "clean"),
    Heard("stop my calf now", "stop calf now", "bert", "clean"),
    Heard("my back hurts", "a a well", "bert", "white 20"),
    Heard("my back hurts", "", "anna", "white 20"),
]


@pytest.mark.parametrize(
    ("said", "heard", "found"),
    [
        ("my calf hurts", "my calf hurts", []),
        ("my calf hurts", "my cough hurts", [("calf", "cough")]),
        ("my eyelid jumps", "my i did jumps", [("eyelid", "i did")]),
        ("is it all over", "is it over", [("all", "")]),
        ("is it over", "is it all over", [("", "all")]),
        ("the calf twitches", "a half twitches", [("the", "a"), ("calf", "half")]),
        ("hello", "", [("hello", "")]),
    ],
)
def test_words_are_laid_side_by_side(said: str, heard: str, found: list[tuple[str, str]]) -> None:
    wanted = [Mistake(tuple(one.split()), tuple(other.split())) for one, other in found]
    assert list(mistakes(said.split(), heard.split())) == wanted


def test_what_was_heard_is_counted_and_a_muddle_is_not() -> None:
    found = counted(HEARD)
    assert found["calf"] == {"cough": 2, "half": 1}
    assert found["eyelid"] == {"i did": 1}
    assert found["my"] == {"": 2}
    assert "back" not in found


def test_a_table_can_be_read_and_says_how_it_was_made() -> None:
    text = table("vosk", HEARD)
    assert "# Voices: anna, bert." in text
    tables = tomllib.loads(text)
    assert list(tables["instead"]["calf"].items()) == [("cough", 2), ("half", 1)]
    assert tables["lost"] == {"my": 2}
    assert table("vosk", HEARD) == text


def test_every_voice_speaks_in_every_room() -> None:
    voices, rooms = VOICES["vosk"], ROOMS["vosk"]
    texts = ["hello"] * (len(voices) * len(rooms))
    assert len({(voice, room) for _, voice, room in plan(texts, voices, rooms)}) == len(texts)


@pytest.mark.parametrize("engine", ["vosk", "pocketsphinx"])
def test_what_is_measured_is_said_by_other_voices(engine: str) -> None:
    ours = {voice.name for voice in VOICES[engine]}  # type: ignore[index]
    assert not ours & {voice.name for voice in OTHER_VOICES[engine]}  # type: ignore[index]
