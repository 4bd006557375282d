"""A reply becomes a response Alexa accepts, whatever the reply."""

import json
from typing import Any

from ask_sdk_core.serialize import DefaultSerializer
from hypothesis import given

from skill.alexa.apl import render_document
from skill.alexa.card import CardImages, card
from skill.alexa.response import render, silence
from skill.core.reply import Card, Reply, Say, Screen
from tests.alexa.replies import replies

QUESTION = Reply(speech=(Say("Which part twitches?"),), reprompt="Which part is it?", ends=False)
PICTURE = CardImages(small="https://example.com/s.png", large="https://example.com/l.png")


def as_json(response: object) -> Any:
    return json.loads(json.dumps(DefaultSerializer().serialize(response)))


def test_a_question_leaves_the_microphone_open_and_asks_again() -> None:
    assert as_json(render(QUESTION)) == {
        "outputSpeech": {"type": "SSML", "ssml": "<speak>Which part twitches?</speak>"},
        "reprompt": {"outputSpeech": {"type": "SSML", "ssml": "<speak>Which part is it?</speak>"}},
        "shouldEndSession": False,
    }


def test_an_answer_without_a_question_closes_the_session() -> None:
    response = as_json(render(Reply(speech=(Say("It is common."),))))
    assert response["shouldEndSession"] is True
    assert "reprompt" not in response


def test_a_reprompt_is_escaped_too() -> None:
    reply = Reply(speech=(Say("Well?"),), reprompt="a & b <c>", ends=False)
    spoken = as_json(render(reply))["reprompt"]["outputSpeech"]["ssml"]
    assert spoken == "<speak>a &amp; b &lt;c&gt;</speak>"


def test_silence_says_nothing_and_decides_nothing() -> None:
    assert as_json(silence()) == {}


def test_a_simple_card_holds_plain_text() -> None:
    assert as_json(card(Card("Eyelid", "a & b <c>\nline two"))) == {
        "type": "Simple",
        "title": "Eyelid",
        "content": "a & b <c>\nline two",
    }


def test_a_standard_card_holds_the_picture_as_well() -> None:
    assert as_json(card(Card("Eyelid", "It is common."), PICTURE)) == {
        "type": "Standard",
        "title": "Eyelid",
        "text": "It is common.",
        "image": {
            "smallImageUrl": "https://example.com/s.png",
            "largeImageUrl": "https://example.com/l.png",
        },
    }


def test_a_long_card_ends_with_a_whole_sentence() -> None:
    shown = card(Card("Eyelid", "This is a sentence. " * 1000))
    assert shown.content.endswith("This is a sentence.")
    assert 7_900 < len(shown.title) + len(shown.content) <= 8_000


def test_a_screen_is_drawn_only_where_there_is_one() -> None:
    reply = Reply(speech=(Say("Hello."),), screen=Screen("Hello", "You said <b> & more.", "Try"))
    without, with_screen = as_json(render(reply)), as_json(render(reply, screens=True))
    [directive] = with_screen.pop("directives")
    assert with_screen == without
    assert directive["type"] == "Alexa.Presentation.APL.RenderDocument"
    assert directive["datasources"]["screen"] == {
        "title": "Hello",
        "text": "You said &lt;b&gt; &amp; more.",
        "hint": "Try",
    }


def test_a_reply_without_a_screen_draws_none() -> None:
    assert "directives" not in as_json(render(QUESTION, screens=True))


def test_the_document_shows_all_of_its_data_and_nothing_else() -> None:
    directive = as_json(render_document(Screen("Title", "Text", "Hint")))
    template = directive["document"]["mainTemplate"]
    assert template["parameters"] == list(directive["datasources"])
    bound = json.dumps(template["items"])
    for name in directive["datasources"]["screen"]:
        assert f"${{screen.{name}}}" in bound


def test_the_document_uses_only_colours_and_sizes_it_defines() -> None:
    document = as_json(render_document(Screen("Title", "Text", "Hint")))["document"]
    defined = document["resources"][0]
    names = {*defined["colors"], *defined["dimensions"]}
    for variant in document["resources"][1:]:
        assert set(variant["dimensions"]) <= names
    used = {word.split('"')[0] for word in json.dumps(document["mainTemplate"]).split('"@')[1:]}
    assert used
    assert used <= names


@given(replies())
def test_any_reply_is_within_the_limits(reply: Reply) -> None:
    response = as_json(render(reply, screens=True, images=PICTURE))
    assert len(json.dumps(response)) < 60_000
    assert response["shouldEndSession"] is reply.ends
    for speech in (response, response.get("reprompt", {})):
        assert len(speech.get("outputSpeech", {}).get("ssml", "")) < 8_000
    shown = response.get("card", {})
    assert len(shown.get("title", "")) + len(shown.get("text", "")) <= 8_000
