"""Every dialogue, held with the core, on the command line and over HTTP as Alexa: same words."""

import pytest

from tests.conversations.front_ends import through_alexa, through_command_line, through_core
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
