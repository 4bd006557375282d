"""The skill answers every kind of request as Alexa wants it, and survives its own mistakes."""

import json
import logging
from typing import Any

import pytest
from ask_sdk_core.exceptions import AskSdkException
from ask_sdk_model import RequestEnvelope

from skill.alexa.session import LARGEST
from tests.alexa.envelopes import (
    APPLICATION,
    Json,
    ask,
    can_fulfill,
    ended,
    envelope,
    event,
    launch,
    matched,
    plain,
)
from tests.alexa.fakes import BROKEN, CLOSED, SECRET, echo_skill

SKILL = echo_skill()


def invoke(body: Json, skill: Any = SKILL) -> Any:
    request = skill.serializer.deserialize(json.dumps(body), RequestEnvelope)
    return json.loads(json.dumps(skill.serializer.serialize(skill.invoke(request, None))))


def spoken(body: Json) -> str:
    ssml: str = invoke(body)["response"]["outputSpeech"]["ssml"]
    return ssml.removeprefix("<speak>").removesuffix("</speak>")


def test_opening_the_skill_welcomes() -> None:
    found = invoke(launch())
    assert found["version"] == "1.0"
    assert found["response"]["outputSpeech"]["ssml"] == "<speak>0 en-US Welcome.</speak>"
    assert found["response"]["shouldEndSession"] is False
    assert found["sessionAttributes"]["profile"]["greeted"] is True


def test_a_question_reaches_the_assistant_with_its_slots() -> None:
    body = ask("CauseIntent", matched("bodyPart", "eye lid", "eyelid"), locale="en-GB")
    assert spoken(body) == "0 en-GB CauseIntent(bodyPart=eyelid) ''"


def test_free_text_is_understood_in_the_state_of_the_conversation() -> None:
    body = ask("DescribeIntent", plain("description", "it jumps"))
    assert spoken(body) == "0 en-US CauseIntent(state=open) 'it jumps'"


def test_the_session_is_open_or_closed_in_so_many_words() -> None:
    assert invoke(ask("AMAZON.HelpIntent"))["response"]["shouldEndSession"] is False
    assert invoke(ask(CLOSED))["response"]["shouldEndSession"] is True


def test_the_conversation_goes_on_from_its_attributes() -> None:
    attributes = invoke(launch())["sessionAttributes"]
    for turn in range(1, 4):
        found = invoke(ask("MoreIntent", attributes=attributes))
        assert f"<speak>{turn} " in found["response"]["outputSpeech"]["ssml"]
        attributes = found["sessionAttributes"]
    assert attributes["version"] == 1
    assert attributes["profile"]["greeted"] is True


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        [],
        "conversation",
        {"version": 0, "conversation": {"version": 1, "turns": 7}},
        {"version": "1"},
        {"version": 1, "conversation": None, "profile": None},
        {"version": 1, "conversation": {"version": 99, "turns": 7}},
        {"version": 1, "conversation": {"version": 1, "turns": "seven"}},
        {"version": 1, "conversation": [], "profile": {"pace": "fast"}},
        {"version": 1, "conversation": {"version": 1, "no_such_field": 1}},
    ],
)
def test_attributes_that_do_not_fit_begin_a_new_conversation(attributes: object) -> None:
    body = ask("MoreIntent", attributes=attributes)
    assert spoken(body).startswith("0 en-US MoreIntent")


def test_a_damaged_profile_does_not_cost_the_conversation() -> None:
    attributes = invoke(launch())["sessionAttributes"] | {"profile": {"pace": "fast"}}
    assert spoken(ask("MoreIntent", attributes=attributes)).startswith("1 ")


def test_attributes_grown_beyond_all_reason_are_let_go_of() -> None:
    huge = {"version": 1, "conversation": {"version": 1, "said": {"x" * 2 * LARGEST: 1}}}
    found = invoke(ask("MoreIntent", attributes=huge))
    assert len(json.dumps(found)) < 120 * 1024
    assert "said" not in found["sessionAttributes"]["conversation"]


def test_without_a_session_there_is_an_answer_and_nothing_is_kept() -> None:
    found = invoke(launch(session=False))
    assert "outputSpeech" in found["response"]
    assert "sessionAttributes" not in found


def test_the_end_of_a_session_is_met_with_silence(caplog: pytest.LogCaptureFixture) -> None:
    assert invoke(ended())["response"] == {}
    assert not caplog.records


def test_an_end_that_is_our_fault_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    body = ended("ERROR", {"type": "INVALID_RESPONSE", "message": SECRET})
    assert invoke(body)["response"] == {}
    assert "INVALID_RESPONSE" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "kind",
    [
        "AlexaSkillEvent.SkillEnabled",
        "AlexaSkillEvent.SkillDisabled",
        "AudioPlayer.PlaybackStopped",
        "System.ExceptionEncountered",
        "Alexa.Presentation.APL.UserEvent",
        "Alexa.Brand.New",
    ],
)
@pytest.mark.parametrize("session", [True, False])
def test_events_are_met_with_silence(kind: str, session: bool) -> None:
    assert invoke(event(kind, session=session))["response"] == {}


def test_an_event_leaves_the_conversation_as_it_was() -> None:
    attributes = invoke(launch())["sessionAttributes"]
    body = event("Alexa.Presentation.APL.UserEvent", session=True, attributes=attributes)
    assert invoke(body)["sessionAttributes"] == attributes


def test_nobody_is_answered_who_did_not_ask_for_the_skill() -> None:
    found = invoke(can_fulfill("CauseIntent", matched("bodyPart", "eye", "eyelid")))
    assert found["response"] == {"canFulfillIntent": {"canFulfill": "NO"}}


def test_a_new_kind_of_request_is_answered_like_words_not_understood() -> None:
    body = envelope({"type": "TelepathyRequest"})
    assert spoken(body) == "0 en-US AMAZON.FallbackIntent() ''"


def test_a_screen_is_drawn_on_devices_that_have_one() -> None:
    without, drawn = invoke(launch()), invoke(launch(screen=True))
    [directive] = drawn["response"].pop("directives")
    assert directive["datasources"]["screen"]["text"] == "0 en-US Welcome."
    assert drawn == without


def test_an_error_is_apologised_for_and_the_session_survives() -> None:
    attributes = invoke(launch())["sessionAttributes"]
    found = invoke(ask(BROKEN, attributes=attributes))
    assert "sorry" in found["response"]["outputSpeech"]["ssml"]
    assert found["response"]["shouldEndSession"] is False
    assert "reprompt" in found["response"]
    assert found["sessionAttributes"] == attributes


def test_an_error_is_logged_with_an_id_and_a_place_and_nothing_personal(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        invoke(ask(BROKEN, matched("bodyPart", SECRET, "buttock")))
    [record] = caplog.records
    assert "amzn1.echo-api.request.0001" in record.message
    assert "ValueError at fakes.py:" in record.message
    assert SECRET not in caplog.text
    assert "buttock" not in caplog.text


def test_a_request_id_cannot_forge_log_lines(caplog: pytest.LogCaptureFixture) -> None:
    body = ask(BROKEN)
    body["request"]["requestId"] = "x\nERROR forged " + "y" * 1000
    invoke(body)
    [record] = caplog.records
    assert "\n" not in record.message
    assert len(record.message) < 400


def test_another_skills_request_is_not_answered() -> None:
    with pytest.raises(AskSdkException):
        invoke(launch(), echo_skill("amzn1.ask.skill.other"))
    assert invoke(launch(), echo_skill(APPLICATION))["response"]
