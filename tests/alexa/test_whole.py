"""The whole skill, core and knowledge included, as Lambda invokes it."""

import json
import re
from typing import Any
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from interaction_models import load_model
from skill.alexa.aws_lambda import handler_for
from skill.alexa.skill import build_skill
from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.core.profile import Profile
from tests.alexa.envelopes import (
    APPLICATION,
    Json,
    ask,
    intent_request,
    launch,
    matched,
    plain,
    unmatched,
)

handler = handler_for(build_skill(skill_id=APPLICATION))
MODEL = load_model("en-US")
VALUES = {kind.name: sorted(kind.values) for kind in MODEL.types}
PLAIN = {
    "AMAZON.DURATION": st.sampled_from(["P3W", "P2Y", "PT5M", "P1D", "PT", "?", "nonsense"]),
    "AMAZON.NUMBER": st.sampled_from(["5", "0", "-3", "1000000", "?", "five"]),
    "AMAZON.SearchQuery": st.text(max_size=60)
    | st.sampled_from([sample for intent in MODEL.intents for sample in intent.samples]),
}


@st.composite
def requests(draw: st.DrawFn) -> Json:
    """Any intent of the model, with any of its slots filled, matched or not."""
    intent = draw(st.sampled_from(MODEL.intents))
    slots = []
    for name, kind in intent.slots.items():
        how = draw(st.sampled_from(["empty", "matched", "unmatched"]))
        if kind in PLAIN and how != "empty":
            slots.append(plain(name, draw(PLAIN[kind])))
        elif how == "matched":
            value = draw(st.sampled_from(VALUES[kind]))
            slots.append(intent_request("", {name: value})["request"]["intent"]["slots"][name])
        elif how == "unmatched":
            slots.append(unmatched(name, draw(st.text(min_size=1, max_size=30))))
    return ask(intent.name, *slots, screen=draw(st.booleans()))


def answer(body: Json, attributes: object = None) -> Any:
    if attributes is not None:
        body["session"]["attributes"] = attributes
    return json.loads(json.dumps(handler(body, None)))


def words(ssml: str) -> str:
    return " ".join("".join(ElementTree.fromstring(ssml).itertext()).split())


def test_opening_asks_a_question_and_waits_for_it() -> None:
    response = answer(launch())["response"]
    assert words(response["outputSpeech"]["ssml"]).endswith("?")
    assert response["shouldEndSession"] is False
    assert words(response["reprompt"]["outputSpeech"]["ssml"])


def test_alexa_hears_the_same_words_as_a_line_typed() -> None:
    line = "why is my eyelid twitching"
    typed = assemble().respond(line, Conversation(), Profile()).reply
    for body in (
        intent_request("CauseIntent", {"bodyPart": "eyelid"}),
        intent_request("DescribeIntent", {"description": line}),
    ):
        assert words(answer(body)["response"]["outputSpeech"]["ssml"]) == typed.text


def test_a_body_part_is_remembered_through_the_attributes() -> None:
    first = answer(intent_request("CauseIntent", {"bodyPart": "calf"}))
    second = answer(ask("ReliefIntent"), first["sessionAttributes"])
    assert re.search(r"\bcal(f|ves)\b", words(second["response"]["outputSpeech"]["ssml"]))


def test_an_emergency_in_an_unmatched_slot_is_not_missed() -> None:
    body = ask("SymptomIntent", unmatched("symptom", "crushing chest pain and i can't breathe"))
    assert words(answer(body)["response"]["outputSpeech"]["ssml"]).startswith("Call nine one one")


def test_an_unmatched_slot_does_not_hide_what_the_others_say() -> None:
    chest = matched("symptom", "chest pain", "chest_pain")
    alone = answer(ask("SymptomIntent", chest))
    beside = answer(ask("SymptomIntent", chest, unmatched("secondSymptom", "funny elbow")))
    assert words(beside["response"]["outputSpeech"]["ssml"]) == (
        words(alone["response"]["outputSpeech"]["ssml"])
    )


@given(st.lists(requests(), min_size=1, max_size=6))
@settings(max_examples=60)
def test_any_conversation_is_within_the_limits_and_never_left_hanging(turns: list[Json]) -> None:
    attributes: Any = {}
    for body in turns:
        found = answer(body, attributes)
        response, attributes = found["response"], found["sessionAttributes"]
        assert len(json.dumps(found)) < 120 * 1024
        assert "something went wrong" not in response["outputSpeech"]["ssml"]
        assert words(response["outputSpeech"]["ssml"])
        assert len(response["outputSpeech"]["ssml"]) < 8_000
        assert response["shouldEndSession"] is ("reprompt" not in response)
        if "reprompt" in response:
            assert re.search(r"\?|\b[Ss]ay\b", words(response["outputSpeech"]["ssml"]))
        assert (
            Conversation.from_json(attributes["conversation"]).to_json()
            == (attributes["conversation"])
        )
