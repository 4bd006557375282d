"""The skill meets Alexa's checklist, and the checklist sees what does not."""

import json
import logging
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from skill.alexa import session
from skill.alexa.request import heard
from skill.assembly import assemble
from skill.core.intent import Heard
from tests.alexa.envelopes import ask, matched
from tests.certification import walk
from tests.certification.checklist import CHECKLIST, Item, as_table
from tests.certification.checks import UNKNOWN, nothing_logged, with_more
from tests.certification.device import Answer, Device
from tests.certification.evidence import Evidence
from tests.certification.rules import RULES
from tests.certification.states import states

DOCUMENT = Path(__file__).parents[2] / "docs" / "certification.md"
LIBRARY = assemble().assistant.library
ASKS = "<speak>Shall we go on?</speak>"
RESPONSE = {
    "outputSpeech": {"type": "SSML", "ssml": ASKS},
    "reprompt": {"outputSpeech": {"type": "SSML", "ssml": ASKS}},
    "card": {"type": "Simple", "title": "A title", "content": "Its text"},
    "shouldEndSession": False,
}


def spoken(ssml: str, **more: Any) -> Mapping[str, Any]:
    return {"outputSpeech": {"type": "SSML", "ssml": ssml}, **more}


FAULTS: dict[str, Mapping[str, Any]] = {
    "is_small": {"directives": ["x" * 130_000]},
    "speech_is_short": spoken(f"<speak>{'long ' * 1_600}?</speak>"),
    "says_something": spoken("<speak></speak>"),
    "markup_is_sound": spoken("<speak>salt & pepper?</speak>"),
    "breaks_are_short": spoken('<speak>Ready? <break time="10001ms"/></speak>'),
    "sounds_are_few": spoken('<speak><audio src="https://example.org/a.mp3"/>Ready?</speak>'),
    "microphone_is_told": {"shouldEndSession": None},
    "questions_are_waited_for": {"shouldEndSession": True},
    "card_is_short": {"card": {"title": "", "content": "x" * 8_001}},
    "nothing_is_diagnosed": spoken("<speak>You don't have ALS. Shall we go on?</speak>"),
    "attributes_are_plain": {"attributes": {}},
    "screen_is_extra": {"directives": [{"type": "Alexa.Presentation.APL.RenderDocument"}]},
}


def answer(**changes: Any) -> Answer:
    attributes = changes.pop("attributes", {"version": 1})
    body = {"response": {**RESPONSE, **changes}, "sessionAttributes": attributes}
    return Answer("a test", "a question", deepcopy(body))


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """Gathered once for all items."""
    return Evidence(tmp_path_factory.mktemp("certification"))


@pytest.mark.parametrize("item", CHECKLIST, ids=lambda item: item.demand)
def test_the_item_holds(item: Item, evidence: Evidence) -> None:
    assert list(item.problems(evidence)) == []


def test_a_slot_value_in_a_log_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def careless(*arguments: Any) -> Heard:
        found = heard(*arguments)
        logging.getLogger("skill.careless").info("asked about %s", found.intent.slot("bodyPart"))
        return found

    def one_question() -> Iterator[Answer]:
        yield Device().ask("CauseIntent", {"bodyPart": "calf"})

    monkeypatch.setattr("skill.alexa.handlers.heard", careless)
    monkeypatch.setattr(walk, "PARTS", {"one question": one_question})
    assert list(nothing_logged(Evidence(tmp_path))) == ["asked about calf"]


def test_an_exception_in_a_log_is_seen() -> None:
    lines: list[str] = []
    with walk.listening(lines):
        try:
            raise ValueError("no such place: calf")
        except ValueError:
            logging.getLogger("skill.careless").debug("it broke", exc_info=True)
    assert "no such place: calf" in lines[0]


def test_every_answer_there_is_was_among_them(evidence: Evidence) -> None:
    known = {answer.id for answer in LIBRARY.knowledge.answers}
    assert known - evidence.walked.told == set()


def test_the_states_are_all_there_are() -> None:
    named = " ".join(device.state for device in states())
    assert set(LIBRARY.routines.routines) <= {word.strip(",") for word in named.split()}
    expected = {"open", "check", "routine", "causes", "relief", "worry_check", "anything_else"}
    kept = [session.load(device.attributes, "en-US")[0] for device in states()]
    assert expected <= {talk.pending.kind for talk in kept if talk.pending}
    assert any(talk.routine and talk.routine.awaits == "resume" for talk in kept)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_sees_its_fault_and_nothing_else(name: str) -> None:
    assert RULES[name](answer()) is None
    assert RULES[name](answer(**FAULTS[name]))


@pytest.mark.parametrize(
    "said",
    [
        "I can call an ambulance for you.",
        "This will cure your twitching.",
        "We can treat that.",
        "Take two hundred milligrams of magnesium.",
        "There is no need to see a doctor.",
    ],
)
def test_what_must_not_be_said_is_heard(said: str) -> None:
    assert RULES["nothing_is_diagnosed"](answer(**spoken(f"<speak>{said}</speak>")))


@pytest.mark.parametrize("text", ["<speak>hi</speak>", "<b>hi</b>", "one<br/>two"])
@pytest.mark.parametrize("part", ["title", "content", "text"])
def test_markup_on_a_card_is_seen(part: str, text: str) -> None:
    assert RULES["card_is_short"](answer(card={part: text})) == "markup on a card"


def test_a_screen_may_be_drawn_on_where_there_is_one() -> None:
    drawn = answer(**FAULTS["screen_is_extra"])
    assert RULES["screen_is_extra"](replace(drawn, screen=True)) is None


def test_an_unknown_property_is_put_into_every_object() -> None:
    body = with_more(ask("CauseIntent", matched("bodyPart", "eyelid", "eyelid")))
    slots = body["request"]["intent"]["slots"]
    (authority,) = slots["bodyPart"]["resolutions"]["resolutionsPerAuthority"]
    (found,) = authority["values"]
    device = body["context"]["System"]["device"]
    for each in (body, device, slots["bodyPart"], authority, found, found["value"]):
        assert each.items() >= UNKNOWN.items()
    assert (set(slots), body["session"]["attributes"]) == ({"bodyPart"}, {})


def test_the_document_is_the_checklist() -> None:
    assert as_table(lambda _: True) in DOCUMENT.read_text(encoding="utf-8")


def test_attributes_come_back_as_they_went() -> None:
    for device in states():
        again = Device(device.state, json.loads(json.dumps(device.attributes)))
        assert again.ask("AMAZON.HelpIntent") == device.ask("AMAZON.HelpIntent")
