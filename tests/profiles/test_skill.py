"""The whole skill with a store behind it: what it remembers, forgets, and never writes down."""

import json
import logging
import time
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.skill import build_skill
from skill.profiles.setting import store_from
from tests.alexa.envelopes import (
    USER,
    ask,
    event,
    intent_request,
    launch,
    unmatched,
)
from tests.profiles.dynamodb_server import SLOW, Manner, Table
from tests.profiles.echo import Echo, only_kept
from tests.profiles.patience import Patience

DISCLAIMER = "not medical advice"


def test_another_session_goes_on_where_the_last_one_was_left(skill: Any, path: Path) -> None:
    first = Echo(skill)
    assert DISCLAIMER in first.send(launch())
    first.send(intent_request("StartRoutineIntent", {"routine": "calm_breath"}))
    first.send(ask("SlowerIntent"))
    first.send(ask("AMAZON.StopIntent"))
    kept = only_kept(path)
    assert kept.pace > 1
    assert kept.left is not None
    second = Echo(skill)
    assert DISCLAIMER not in second.send(launch())
    assert second.profile == kept
    assert "calm breath" in second.send(ask("AMAZON.ResumeIntent"))


def test_two_devices_of_one_person_lose_nothing(skill: Any, path: Path) -> None:
    kitchen, bedroom = Echo(skill), Echo(skill)
    kitchen.send(launch())
    bedroom.send(launch())
    for device, routine in ((kitchen, "cramp_rescue"), (bedroom, "calm_breath")):
        device.send(intent_request("StartRoutineIntent", {"routine": routine}))
    for device in (kitchen, bedroom):
        for _ in range(20):
            if not device.response["shouldEndSession"]:
                device.send(ask("AMAZON.NextIntent"))
    assert dict(only_kept(path).done) == {"cramp_rescue": 1, "calm_breath": 1}
    assert len(only_kept(path).days) == only_kept(path).routines_done == 2


@pytest.mark.parametrize("how", ["intent", "words"])
def test_forget_me_deletes_at_once_and_nothing_comes_back(skill: Any, path: Path, how: str) -> None:
    device = Echo(skill)
    device.send(launch())
    device.send(intent_request("StartRoutineIntent", {"routine": "calm_breath"}))
    device.send(ask("SlowerIntent"))
    assert only_kept(path).pace > 1
    said = device.send(ask("ForgetMeIntent")) if how == "intent" else device.say("forget me")
    assert "forgot" in said
    assert b"alexa:" not in path.read_bytes()
    device.send(intent_request("CauseIntent", {"bodyPart": "eyelid"}))
    assert b"alexa:" not in path.read_bytes()
    assert DISCLAIMER in Echo(skill).send(launch())


def test_whoever_disables_the_skill_is_forgotten(skill: Any, path: Path) -> None:
    Echo(skill).send(launch())
    assert only_kept(path).greeted
    leaving = Echo(skill)
    leaving.send(event("AlexaSkillEvent.SkillDisabled"))
    assert leaving.response == {}
    assert b"alexa:" not in path.read_bytes()


def test_who_has_no_id_is_answered_and_not_kept(skill: Any, path: Path) -> None:
    body = launch()
    body["session"]["user"] = body["context"]["System"]["user"] = {}
    device = Echo(skill)
    assert DISCLAIMER in device.send(body)
    assert device.profile.greeted
    assert not path.exists()


def test_without_a_session_the_store_remembers_all_the_same(skill: Any, path: Path) -> None:
    Echo(skill).send(launch(session=False))
    assert only_kept(path).greeted


SYMPTOMS = ("my left eyelid has been jumping for three weeks", "my hand is numb and weak")
WORDS_OF_SYMPTOMS = (
    b"eyelid", b"jump", b"twitch", b"numb", b"weak", b"calf", b"chest", b"sertraline", b"three",
    b"hand", b"als", b"worr", b"finding", b"urgency", b"conversation",
)  # fmt: skip


def talk_about_symptoms(skill: Any) -> Echo:
    """A whole dialogue: symptoms, the check, medicines, an emergency, a summary, a session."""
    device = Echo(skill)
    device.send(launch())
    for words in SYMPTOMS:
        device.say(words)
    device.send(intent_request("CauseIntent", {"bodyPart": "calf"}))
    device.send(ask("CheckIntent"))
    for answer in ("yes", "for two months", "i am worried it is als"):
        device.say(answer)
    device.send(ask("MedicineIntent", unmatched("medicine", "sertraline")))
    device.send(ask("SymptomIntent", unmatched("symptom", "crushing chest pain")))
    device.send(ask("DoctorSummaryIntent"))
    other_day = Echo(skill)
    other_day.send(launch())
    other_day.send(intent_request("StartRoutineIntent", {"routine": "calm_breath"}))
    other_day.send(ask("SlowerIntent"))
    other_day.send(ask("AMAZON.StopIntent"))
    return other_day


def test_no_word_about_symptoms_is_in_the_file(skill: Any, path: Path) -> None:
    assert talk_about_symptoms(skill).profile == only_kept(path)
    for file in path.parent.iterdir():
        found = file.read_bytes().lower()
        assert b"calm_breath" in found
        assert not [word for word in WORDS_OF_SYMPTOMS if word in found]


def test_no_word_about_symptoms_is_in_the_table(table: Table) -> None:
    skill = build_skill(profiles=store_from(f"dynamodb:{table.name}"))
    talk_about_symptoms(skill)
    [item] = table.resource.scan()["Items"]
    found = json.dumps(item).lower().encode()
    assert b"calm_breath" in found
    assert not [word for word in WORDS_OF_SYMPTOMS if word in found]


@pytest.mark.parametrize(
    "manner", ["throttling", "slow", "dripping", "garbage", "hanging up", "forgetful"]
)
def test_whatever_the_table_does_the_answer_is_spoken(
    table: Table, manner: Manner, caplog: pytest.LogCaptureFixture, patience: Patience
) -> None:
    # Whatever is loaded once is loaded before time matters.
    Echo(build_skill()).send(intent_request("CauseIntent", {"bodyPart": "eyelid"}))
    if manner in ("slow", "dripping"):
        patience.short()
    device = Echo(build_skill(profiles=store_from(f"dynamodb:{table.name}")))
    table.manner = manner
    begun = time.monotonic()
    assert "eyelid" in device.send(intent_request("CauseIntent", {"bodyPart": "eyelid"})).lower()
    assert "eyelid" in device.send(ask("ReliefIntent")).lower()
    assert time.monotonic() - begun < SLOW / 6
    ours = [record for record in caplog.records if record.name.startswith("skill")]
    assert len(ours) == 2
    for record in ours:
        assert record.levelno == logging.WARNING
        assert "amzn1.echo-api.request.0001': Profiles " in record.getMessage()
        assert USER not in record.getMessage()
        assert "eyelid" not in record.getMessage()


@pytest.mark.parametrize("trouble", ["missing", "nowhere", "no credentials"])
def test_without_a_table_the_answer_is_spoken(
    aws: Table, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if trouble == "nowhere":
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1")
    if trouble == "no credentials":
        monkeypatch.delenv("AWS_ACCESS_KEY_ID")
        monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    device = Echo(build_skill(profiles=store_from(f"dynamodb:{aws.name}")))
    assert DISCLAIMER in device.send(launch())
    assert "eyelid" in device.send(intent_request("CauseIntent", {"bodyPart": "eyelid"})).lower()
    assert device.profile.greeted
