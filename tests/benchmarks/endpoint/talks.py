"""What the clients say: a mix of conversations as Alexa sends them, half of them with a screen."""

import json
from collections.abc import Callable, Iterator

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


def recorded_by(answer: Callable[[Json], Json]) -> Iterator[Json]:
    """Every request of all talks with the attributes that the skill there gave the turn before.

    Skills keep nothing themselves, so that the same requests can be sent again and again.
    """
    for screen in (False, True):
        for talk in TALKS:
            attributes: object = {}
            for turn in talk:
                request = _in_session(turn, attributes, screen)
                attributes = answer(request).get("sessionAttributes") or {}
                yield request


def recorded(client: Client) -> Iterator[bytes]:
    """The bodies of those requests to the skill that a client talks with."""

    def answer(request: Json) -> Json:
        assert client.post(json.dumps(request).encode()).status == 200, client.said
        answered: Json = json.loads(client.said)
        return answered

    for request in recorded_by(answer):
        yield json.dumps(request).encode()


def _in_session(turn: Json, attributes: object, screen: bool) -> Json:
    body: Json = json.loads(json.dumps(turn))
    body["session"]["attributes"] = attributes
    if screen:
        shown = launch(screen=True)["context"]
        body["context"] = shown
    return body
