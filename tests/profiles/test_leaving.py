"""Whoever disables the skill is forgotten, if need be when Alexa says so once more."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.app import create_app
from skill.alexa.aws_lambda import handler_for
from skill.alexa.send_again import SendAgainError
from skill.alexa.skill import build_skill
from skill.profiles.sqlite import SqliteProfiles
from tests.alexa.envelopes import APPLICATION, event, launch
from tests.profiles.echo import Echo, only_kept
from tests.profiles.failing import FORGETTING, NOTHING, Failing

DISABLED = "AlexaSkillEvent.SkillDisabled"


@pytest.fixture
def store(path: Path) -> Failing:
    store = Failing(path)
    store.fails = FORGETTING
    Echo(build_skill(profiles=store)).send(launch())
    assert only_kept(path).greeted
    return store


def test_the_endpoint_lets_the_event_fail_until_it_is_done(
    store: Failing, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = create_app(build_skill(profiles=store)).test_client()
    answer = client.post("/", json=event(DISABLED))
    assert answer.status_code == 503
    assert answer.text == "What was kept could not be deleted yet; please send this again.\n"
    assert "Traceback" not in caplog.text
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    store.fails = NOTHING
    again = client.post("/", json=event(DISABLED))
    assert (again.status_code, again.get_json()["response"]) == (200, {})
    assert b"alexa:" not in path.read_bytes()


def test_a_function_lets_the_event_fail_until_it_is_done(store: Failing, path: Path) -> None:
    handler = handler_for(build_skill(skill_id=APPLICATION, profiles=store))
    with pytest.raises(SendAgainError, match="send this again"):
        handler(event(DISABLED), None)
    store.fails = NOTHING
    assert json.loads(json.dumps(handler(event(DISABLED), None)))["response"] == {}
    assert b"alexa:" not in path.read_bytes()


def explode(*_: object) -> Any:
    raise RuntimeError("my left buttock")


@pytest.mark.parametrize("make", [SqliteProfiles, None])
def test_where_nothing_is_kept_the_event_is_answered(
    path: Path, make: Callable[[Path], SqliteProfiles] | None
) -> None:
    client = create_app(build_skill(profiles=make(path) if make else None)).test_client()
    assert client.post("/", json=event(DISABLED)).status_code == 200


def test_a_store_that_breaks_is_one_that_is_down(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SqliteProfiles, "forget", explode)
    client = create_app(build_skill(profiles=SqliteProfiles(path))).test_client()
    answer = client.post("/", json=event(DISABLED))
    assert answer.status_code == 503
    assert "buttock" not in answer.text
