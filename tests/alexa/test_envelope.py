"""Only what is no Alexa request is refused; what Amazon adds one day does no harm."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope, ResponseEnvelope
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.alexa.envelope import EnvelopeSerializer, read_envelope
from skill.alexa.refusal import RefusedRequestError
from skill.alexa.response import render
from skill.core.reply import Card, Reply, Say, Screen
from tests.alexa.envelopes import (
    APPLICATION,
    DEVICE,
    USER,
    Json,
    ask,
    ended,
    event,
    launch,
    matched,
    plain,
    unmatched,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@pytest.mark.parametrize(
    "body",
    [
        launch(),
        launch(screen=True),
        ask("CauseIntent", matched("bodyPart", "eye", "eyelid"), unmatched("trigger", "tea")),
        ask("StartRoutineIntent", plain("minutes", "5"), screen=True),
        ended("ERROR", {"type": "INVALID_RESPONSE", "message": "bad"}),
    ],
    ids=["launch", "launch with screen", "slots", "number", "ended"],
)
def test_what_is_read_is_what_the_sdk_reads(body: Json) -> None:
    ours = read_envelope(body)
    theirs = DefaultSerializer().deserialize(json.dumps(body), RequestEnvelope)
    assert type(ours.request) is type(theirs.request)
    for field in ("object_type", "request_id", "timestamp", "locale"):
        assert getattr(ours.request, field) == getattr(theirs.request, field)
    assert ours.session == theirs.session
    assert ours.context.system.application == theirs.context.system.application
    assert ours.context.system.user == theirs.context.system.user
    assert ours.context.system.device.device_id == theirs.context.system.device.device_id
    if hasattr(ours.request, "intent"):
        assert ours.request.intent.name == theirs.request.intent.name
        for name, slot in theirs.request.intent.slots.items():
            assert ours.request.intent.slots[name].value == slot.value
            if slot.resolutions:
                assert ours.request.intent.slots[name].resolutions.to_dict() == (
                    slot.resolutions.to_dict() | _with_values(slot.resolutions.to_dict())
                )
    if hasattr(ours.request, "reason"):
        assert ours.request.reason == theirs.request.reason
        assert ours.request.error.object_type == theirs.request.error.object_type


def _with_values(resolutions: dict[str, Any]) -> dict[str, Any]:
    found = resolutions["resolutions_per_authority"]
    return {
        "resolutions_per_authority": [each | {"values": each["values"] or []} for each in found]
    }


def test_what_is_written_is_what_the_sdk_writes() -> None:
    reply = Reply(
        speech=(Say("Hello."),),
        reprompt="Yes?",
        card=Card("Muscle Calm", "Hello."),
        screen=Screen("Muscle Calm", "Hello."),
        ends=False,
    )
    attributes = {"conversation": {"turns": [1, {"a": None}]}}
    whole = ResponseEnvelope("1.0", attributes, response=render(reply, screens=True))
    assert EnvelopeSerializer().serialize(whole) == DefaultSerializer().serialize(whole)


def test_session_attributes_are_shared_and_not_copied() -> None:
    found = read_envelope(launch(attributes={"conversation": {"turns": 1}})).session.attributes
    assert found == {"conversation": {"turns": 1}}
    assert deepcopy(found) is found


def test_who_and_when_is_read_for_those_who_check_it() -> None:
    envelope = read_envelope(launch())
    assert envelope.request.timestamp == datetime(2025, 1, 1, 12, tzinfo=UTC)
    assert envelope.context.system.application.application_id == APPLICATION
    assert envelope.context.system.user.user_id == USER
    assert envelope.context.system.device.device_id == DEVICE


def test_new_enum_values_and_unknown_parts_do_no_harm() -> None:
    body = ask("CauseIntent", matched("bodyPart", "eye", "eyelid"), screen=True)
    body["context"]["Viewport"]["shape"] = "TRIANGLE"
    body["context"]["Viewports"][0]["type"] = "HOLOGRAM"
    body["context"]["Brand.New"] = {"a": 1}
    body["request"]["dialogState"] = "DREAMING"
    body["request"]["intent"]["confirmationStatus"] = "MAYBE"
    body["request"]["intent"]["slots"]["bodyPart"]["confirmationStatus"] = "MAYBE"
    body["extra"] = None
    assert read_envelope(body).request.intent.slots["bodyPart"].value == "eye"


def test_null_contexts_are_absent_ones() -> None:
    body = launch()
    body["context"] |= {"Viewport": None, "Viewports": None, "AudioPlayer": None}
    body["context"]["System"]["device"] = None
    body["context"]["System"]["user"] = None
    assert read_envelope(body).context.system.device.device_id is None


def test_without_a_context_the_application_is_that_of_the_session() -> None:
    body = launch() | {"context": None}
    assert read_envelope(body).context.system.application.application_id == APPLICATION


def test_a_new_type_of_request_is_read_with_its_type() -> None:
    assert read_envelope(event("Alexa.Brand.New")).request.object_type == "Alexa.Brand.New"


def test_a_new_reason_for_the_end_is_no_reason() -> None:
    assert read_envelope(ended("BORED")).request.reason is None


@pytest.mark.parametrize("stamp", [None, 7, "yesterday", "2025-13-45T99:00:00Z"])
def test_an_unreadable_time_is_none(stamp: object) -> None:
    body = launch()
    body["request"]["timestamp"] = stamp
    assert read_envelope(body).request.timestamp is None


@pytest.mark.parametrize(
    "stamp", ["2025-01-01T12:00:00.123Z", "2025-01-01T12:00:00+00:00", "2025-01-01T12:00:00.1234Z"]
)
def test_a_time_may_be_finer_than_a_second(stamp: str) -> None:
    body = launch()
    body["request"]["timestamp"] = stamp
    found = read_envelope(body).request.timestamp
    assert found.replace(microsecond=0) == datetime(2025, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("session", [None, [], "session", {}, {"attributes": []}])
def test_an_odd_session_is_an_empty_one(session: object) -> None:
    found = read_envelope(launch() | {"session": session}).session
    assert found is None or found.attributes == {}


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "hello",
        7,
        {},
        {"request": None},
        {"request": {"type": "LaunchRequest"}},
        {"request": {"type": "LaunchRequest"}, "context": None, "session": None},
        launch(session=False) | {"context": None},
        launch() | {"request": {"type": 7}},
        launch() | {"request": {"type": ""}},
        launch() | {"request": []},
    ],
)
def test_what_is_no_alexa_request_is_refused(body: object) -> None:
    with pytest.raises(RefusedRequestError, match=r"^The body is not an Alexa request\.$"):
        read_envelope(body)


@pytest.mark.parametrize(
    "text", ["", "{", "\ufeff{}", "[" * 100_000, "9" * 10_000, '{"a": }', "[NaN]", "[-1e999]"]
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(RefusedRequestError):
        EnvelopeSerializer().deserialize(text, RequestEnvelope)


@given(JSON)
def test_any_json_is_read_or_refused(body: object) -> None:
    with pytest.raises(RefusedRequestError):
        read_envelope(body)


@given(data=st.data())
@settings(max_examples=300)
def test_an_envelope_with_any_part_replaced_is_read_or_refused(data: st.DataObject) -> None:
    body = ask("SymptomIntent", matched("bodyPart", "eye", "eyelid"), screen=True)
    holder: Any = body
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = data.draw(st.sampled_from(keys))
        if not holder[key] or not isinstance(holder[key], dict | list) or data.draw(st.booleans()):
            break
        holder = holder[key]
    holder[key] = data.draw(JSON)
    try:
        envelope = read_envelope(body)
    except RefusedRequestError:
        return
    assert envelope.context.system.application.application_id
    assert isinstance(envelope.request.object_type, str)
