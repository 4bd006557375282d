""" "Stop" and "pause" in a session: in every way they are said, and never out of other talk."""

import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from interaction_models.model import load_model
from skill.understanding import Understanding
from skill.understanding.corpus import examples
from skill.understanding.weights import DATA

STOP, PAUSE = "AMAZON.StopIntent", "AMAZON.PauseIntent"
ENDING_OR_HOLDING = {STOP, PAUSE, "AMAZON.CancelIntent"}
SAID = {
    "stop": STOP,
    "stop it": STOP,
    "stop this": STOP,
    "pause": PAUSE,
    "wait": PAUSE,
    "hold on": PAUSE,
}
FRAMES = (
    "{}", "please {}", "{} please", "okay {}", "oh {}", "no {}", "no no {}", "hey {}", "uh {}",
    "um {}", "{} now", "{} right now", "{} {}", "{} {} {}", "just {}", "can you {}",
    "can you {} please",
    "could you {}", "could you please {}", "would you {}", "let us {}", "let's {}", "i want to {}",
    "i need to {}", "i'd like to {}", "i have to {}", "i said {}", "muscle calm {}",
    "hey muscle calm {}", "{} for now", "{} for a moment", "{} the exercise", "{} the session",
    "{} it hurts", "ow {}", "ouch {} that hurts", "{} i feel dizzy", "{} my phone is ringing",
    "{} there is someone at the door", "yes {}", "alright {}", "sorry {}", "{} a moment",
    "{} thank you",
)  # fmt: skip
MISSED = 0.005
FIRED = 0.001
EVERY = 4
"""Of the thousands of other things that are said, one in so many."""


def ways() -> Iterator[tuple[str, str]]:
    for (command, intent), frame in product(SAID.items(), FRAMES):
        yield frame.replace("{}", command), intent


def other_talk() -> Iterator[str]:
    """Questions, foreign requests and chat, and what is said in a room where a session runs."""
    commands = tomllib.loads((Path(__file__).parent / "commands.toml").read_text("utf-8"))
    yield from commands["other"]
    allowed = {*ENDING_OR_HOLDING, "QuietIntent"}
    texts = [e.text for e in examples(load_model("en-US"), DATA) if e.name not in allowed]
    yield from (text for text in texts[::EVERY] if text != "wait a second")


def test_stop_and_pause_are_heard_however_they_are_said(us: Understanding) -> None:
    missed = [
        text for text, intent in ways() if us.interpret(text, state="routine").intent.name != intent
    ]
    assert len(missed) <= MISSED * len(list(ways())), missed


def test_other_talk_neither_stops_nor_holds(us: Understanding) -> None:
    talk = list(other_talk())
    fired = [
        text
        for text in talk
        if us.interpret(text, state="routine").intent.name in ENDING_OR_HOLDING
    ]
    assert len(talk) > 2000
    assert len(fired) <= FIRED * len(talk), fired


@pytest.mark.parametrize("word", ["paus", "pawse", "puase", "stopp", "stahp"])
def test_a_word_that_sounds_and_looks_like_a_command_is_one(us: Understanding, word: str) -> None:
    assert us.interpret(word, state="routine").intent.name in {STOP, PAUSE}


@pytest.mark.parametrize("word", ["bus", "what", "white", "pizza", "anna", "stops", "step"])
def test_a_word_that_only_sounds_like_a_command_is_none(us: Understanding, word: str) -> None:
    assert us.interpret(word, state="routine").intent.name not in ENDING_OR_HOLDING
