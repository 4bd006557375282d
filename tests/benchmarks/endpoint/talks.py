"""What the clients say: a mix of conversations as Alexa sends them, half of them with a screen."""

import json
from collections.abc import Iterator

from tests.alexa.envelopes import Json, ask, ended, launch, matched, plain
from tests.alexa.serving.process import Client

STORY = "my eyelid has been twitching for three weeks and i drink a lot of coffee"


def _slot(name: str, value: str) -> Json:
    return matched(name, value.replace("_", " "), value)


TALKS: tuple[tuple[Json, ...], ...] = (
    (
        launch(),
        ask("CauseIntent", _slot("bodyPart", "eyelid")),
        ask("MoreIntent"),
        ask("ReliefIntent", _slot("bodyPart", "eyelid")),
        ask("AMAZON.StopIntent"),
        ended(),
    ),
    (
        launch(),
        ask("CheckIntent"),
        ask("AMAZON.NoIntent"),
        ask("AMAZON.NoIntent"),
        ask("SymptomIntent", _slot("symptom", "weakness"), _slot("bodyPart", "hand")),
        ask("AMAZON.YesIntent"),
        ended(),
    ),
    (
        ask("StartRoutineIntent", _slot("routine", "box_breathing")),
        ask("AMAZON.NoIntent"),
        ask("AMAZON.NextIntent"),
        ask("SlowerIntent"),
        ask("AMAZON.PauseIntent"),
        ask("AMAZON.ResumeIntent"),
        ask("AMAZON.StopIntent"),
    ),
    (
        ask("DescribeIntent", plain("description", STORY)),
        ask("WhyIntent"),
        ask("ConditionWorryIntent", _slot("condition", "als")),
        ask("AMAZON.HelpIntent"),
        ask("MedicineIntent", _slot("medicine", "antidepressant")),
        ended(),
    ),
)


def recorded(client: Client) -> Iterator[bytes]:
    """Every request of all talks with the attributes that the skill there gave the turn before.

    Skills keep nothing themselves, so that the same requests can be sent again and again.
    """
    for screen in (False, True):
        for talk in TALKS:
            attributes: object = {}
            for turn in talk:
                body = json.dumps(_in_session(turn, attributes, screen)).encode()
                assert client.post(body).status == 200, client.said
                yield body
                attributes = json.loads(client.said).get("sessionAttributes") or {}


def _in_session(turn: Json, attributes: object, screen: bool) -> Json:
    body: Json = json.loads(json.dumps(turn))
    body["session"]["attributes"] = attributes
    if screen:
        shown = launch(screen=True)["context"]
        body["context"] = shown
    return body
