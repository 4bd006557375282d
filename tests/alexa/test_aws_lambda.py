"""On Lambda, too, the skill answers requests to itself alone."""

import json
import os
import subprocess
import sys

import pytest
from ask_sdk_core.exceptions import AskSdkException

from skill.alexa.aws_lambda import handler_for
from skill.alexa.refusal import RefusedRequestError
from skill.alexa.skill_id import MissingSkillIdError
from tests.alexa.envelopes import APPLICATION, launch
from tests.alexa.fakes import echo_skill

CALL = f"from skill.alexa.aws_lambda import handler; handler({launch()!r}, None)"


def test_a_request_to_the_skill_is_answered() -> None:
    answer = handler_for(echo_skill(APPLICATION))(launch(), None)
    assert "Welcome" in json.loads(json.dumps(answer))["response"]["outputSpeech"]["ssml"]


def test_a_request_to_another_skill_is_not() -> None:
    with pytest.raises(AskSdkException):
        handler_for(echo_skill(APPLICATION))(launch(application="amzn1.ask.skill.other"), None)


@pytest.mark.parametrize("event", [{}, {"request": None}, {"Records": []}, [], None])
def test_an_event_of_something_else_is_refused(event: object) -> None:
    with pytest.raises(RefusedRequestError, match="not an Alexa request"):
        handler_for(echo_skill(APPLICATION))(event, None)  # type: ignore[arg-type]


def test_without_its_id_it_answers_nobody() -> None:
    with pytest.raises(MissingSkillIdError, match=r"^[^.]*set MUSCLE_CALM_SKILL_ID"):
        handler_for(echo_skill())(launch(), None)


@pytest.mark.parametrize(("skill_id", "answers"), [("", False), (APPLICATION, True)])
def test_the_id_comes_from_the_environment(skill_id: str, answers: bool) -> None:
    run = subprocess.run(
        [sys.executable, "-c", CALL],
        env=os.environ | {"MUSCLE_CALM_SKILL_ID": skill_id},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (run.returncode == 0) is answers, run.stderr
    assert ("MissingSkillIdError" in run.stderr) is not answers
