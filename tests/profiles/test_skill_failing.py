"""The whole skill when its store or something of its own fails: it speaks, and loses nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.handlers import APOLOGY
from skill.alexa.skill import build_skill
from skill.core.forgetting import NOT_FORGOTTEN_YET
from skill.core.profile import Profile
from skill.profiles.sqlite import SqliteProfiles
from tests.alexa.envelopes import (
    ask,
    ended,
    intent_request,
    launch,
)
from tests.profiles.echo import Echo, only_kept
from tests.profiles.failing import EVERYTHING, NOTHING, Failing

DISCLAIMER = "not medical advice"


def test_what_could_not_be_saved_is_saved_at_the_next_turn(path: Path) -> None:
    store = Failing(path)
    device = Echo(build_skill(profiles=store))
    device.send(launch())
    store.fails = EVERYTHING
    device.send(intent_request("StartRoutineIntent", {"routine": "calm_breath"}))
    device.send(ask("SlowerIntent"))
    assert device.profile.pace > 1
    assert only_kept(path) == Profile(greeted=True)
    store.fails = NOTHING
    device.send(ask("AMAZON.HelpIntent"))
    assert only_kept(path) == device.profile
    assert device.profile.pace > 1


def test_what_could_not_be_saved_is_saved_at_the_end_of_the_session(path: Path) -> None:
    store = Failing(path)
    device = Echo(build_skill(profiles=store))
    store.fails = EVERYTHING
    device.send(launch())
    assert not path.exists()
    store.fails = NOTHING
    device.send(ended())
    assert only_kept(path).greeted


def test_a_session_that_changed_nothing_ends_without_asking_the_store(path: Path) -> None:
    store = Failing(path)
    device = Echo(build_skill(profiles=store))
    device.send(launch())
    store.fails = EVERYTHING
    device.send(ended())
    assert device.response == {}


def test_who_cannot_be_forgotten_yet_is_told_so_and_is_forgotten_at_the_next_turn(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = Failing(path)
    device = Echo(build_skill(profiles=store))
    device.send(launch())
    device.send(intent_request("StartRoutineIntent", {"routine": "calm_breath"}))
    store.fails = EVERYTHING
    assert "not deleted yet" in device.send(ask("ForgetMeIntent"))
    assert "not deleted yet" in device.send(ask("AMAZON.RepeatIntent"))
    assert device.response["shouldEndSession"] is False
    assert "The disc is not there." in caplog.text
    assert device.profile == Profile(greeted=True)
    assert only_kept(path).left is not None
    store.fails = NOTHING
    device.send(ask("AMAZON.HelpIntent"))
    assert b"alexa:" not in path.read_bytes()


def test_what_is_said_instead_of_forgetting_asks_a_question_and_waits() -> None:
    assert NOT_FORGOTTEN_YET.text.endswith("?")
    assert NOT_FORGOTTEN_YET.reprompt
    assert not NOT_FORGOTTEN_YET.ends


def explode(*_: object, **__: object) -> Any:
    raise RuntimeError("my left buttock")


@pytest.mark.parametrize(
    "place",
    [
        "skill.assembly.assemble",
        "skill.assembly.Assembly.hear",
        "skill.core.assistant.Assistant.respond",
        "skill.alexa.handlers.heard",
        "skill.alexa.handlers.render",
        "skill.alexa.session.load",
        "skill.alexa.session.keep",
        "skill.profiles.keeping.merged",
    ],
)
def test_wherever_it_breaks_there_is_an_apology_and_the_session_survives(
    skill: Any,
    place: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    device = Echo(skill)
    device.send(launch())
    before = dict(device.attributes)
    if place.endswith("merged"):
        del device.attributes["kept"]  # so that there is something to merge
        before = dict(device.attributes)
    render: Callable[..., Any] = __import__("skill.alexa.response", fromlist=["render"]).render
    broken = explode
    if place.endswith("render"):

        def broken(reply: Any, **options: Any) -> Any:
            return render(reply, **options) if reply is APOLOGY else explode()

    with monkeypatch.context() as patch:
        patch.setattr(place, broken)
        assert "went wrong on my side" in device.say("why does my eyelid twitch")
    assert device.response["shouldEndSession"] is False
    assert device.attributes == before
    [record] = caplog.records
    assert "amzn1.echo-api.request.0001': RuntimeError at" in record.getMessage()
    assert "buttock" not in caplog.text
    assert "eyelid" in device.say("why does my eyelid twitch").lower()


@pytest.mark.parametrize("method", ["load", "save", "forget"])
def test_a_store_that_breaks_costs_a_log_line_and_no_answer(
    path: Path,
    method: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    device = Echo(build_skill(profiles=SqliteProfiles(path)))
    with monkeypatch.context() as patch:
        patch.setattr(SqliteProfiles, method, explode)
        said = device.send(ask("ForgetMeIntent") if method == "forget" else launch())
    assert ("not deleted yet" if method == "forget" else DISCLAIMER) in said
    [record] = caplog.records
    assert record.getMessage().endswith("Profiles could not be reached (RuntimeError).")
    device.send(ask("AMAZON.HelpIntent"))
    if method != "forget":
        assert only_kept(path).greeted


def test_a_request_without_an_id_is_given_one_in_the_log(
    skill: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("skill.assembly.assemble", explode)
    body = ask("AMAZON.HelpIntent")
    del body["request"]["requestId"]
    Echo(skill).send(body)
    [record] = caplog.records
    assert "request without id " in record.getMessage()
