"""On Lambda, too, the skill answers requests to itself alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

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


def called(**environment: str) -> str:
    """What Lambda would log of a call, with these variables."""
    run = subprocess.run(
        [sys.executable, "-c", CALL],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (run.returncode == 0) is (run.stderr == "")
    return run.stderr


def test_its_id_and_its_profiles_are_named_by_the_environment(tmp_path: Path) -> None:
    kept = tmp_path / "profiles.sqlite"
    assert "MissingSkillIdError" in called(MUSCLE_CALM_SKILL_ID="")
    assert called(MUSCLE_CALM_SKILL_ID=APPLICATION, MUSCLE_CALM_PROFILES=f"sqlite:{kept}") == ""
    assert kept.exists()


def test_profiles_in_a_place_that_is_none_stop_it_at_once() -> None:
    told = called(MUSCLE_CALM_SKILL_ID=APPLICATION, MUSCLE_CALM_PROFILES="nowhere")
    assert "ProfileError: MUSCLE_CALM_PROFILES is 'nowhere'" in told
