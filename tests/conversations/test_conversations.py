"""Every dialogue, held with the core, on the command line over HTTP as Alexa and
by voice: same words."""

import re

import pytest

from tests.conversations.front_ends import (
    through_alexa,
    through_command_line,
    through_core,
    through_voice,
)
from tests.conversations.script import Script, read_scripts

SCRIPTS = list(read_scripts())


def test_there_are_enough_dialogues() -> None:
    assert len(SCRIPTS) >= 150


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_dialogue(script: Script, alexa_port: int) -> None:
    lines = [exchange.user for exchange in script.exchanges]
    answers = through_core(lines)
    for exchange, said in zip(script.exchanges, answers, strict=True):
        assert not exchange.misses(said), f"U: {exchange.user}\nA: {said.speech}"
    assert through_command_line(lines) == answers
    heard_by_alexa = through_alexa(lines, alexa_port)
    words = [" ".join(said.speech.split()) for said in answers[: len(heard_by_alexa)]]
    assert [said.speech for said in heard_by_alexa] == words
    assert [said.reprompt for said in heard_by_alexa] == [
        said.reprompt for said in answers[: len(heard_by_alexa)]
    ]


def can_be_spoken(script: Script) -> bool:
    """Whether every line is words alone."""
    return all(re.fullmatch(r"[a-z][a-z' ]{1,150}", exchange.user) for exchange in script.exchanges)


@pytest.mark.parametrize(
    "script", [s for s in SCRIPTS if can_be_spoken(s)], ids=lambda script: script.name
)
def test_spoken_dialogue(script: Script) -> None:
    lines = [exchange.user for exchange in script.exchanges]
    spoken = through_voice(lines)
    assert spoken == through_core(lines)[: len(spoken)]
