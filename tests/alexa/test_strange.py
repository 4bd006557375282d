"""What Alexa signed is answered usefully, however strange: over HTTP, by the whole skill."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from skill.alexa.app import create_app
from skill.alexa.skill import build_skill
from tests.alexa.envelopes import APPLICATION, Json, ask, ended, event, launch, matched, plain
from tests.alexa.trust.pki import alexa

ABSENT = object()
EYELID = "your eyelid"

Answer = Callable[[Json], Any]


@pytest.fixture(scope="module")
def answer() -> Answer:
    """Signs a request as Alexa does, and gives the response to it."""
    app = create_app(build_skill(skill_id=APPLICATION), trust=alexa().trust())
    client: FlaskClient = app.test_client()

    def post(body: Json) -> Any:
        raw = json.dumps(body).encode()
        answer = client.post("/", data=raw, headers=alexa().headers(raw))
        assert answer.status_code == 200, answer.text
        return answer.get_json()["response"]

    return post


def question(path: str = "", value: object = None) -> Json:
    """A question about an eyelid, with what is at ``path`` replaced or left out."""
    body = ask("CauseIntent", matched("bodyPart", "eye", "eyelid"), screen=True)
    if path:
        *above, last = path.split("/")
        holder = body
        for name in above:
            holder = holder[name]
        if value is ABSENT:
            del holder[last]
        else:
            holder[last] = value
    return body


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("request/dialogState", "DREAMING"),
        ("request/requestId", None),
        ("request/locale", None),
        ("request/locale", ABSENT),
        ("request/locale", "de-DE"),
        ("request/locale", "../../etc/passwd"),
        ("request/intent/confirmationStatus", "PERHAPS"),
        ("request/intent/slots/bodyPart/confirmationStatus", "PERHAPS"),
        ("request/intent/slots/bodyPart/source", "DREAM"),
        ("request/intent/slots/bodyPart/slotValue", {"type": "List", "values": None}),
        ("request/intent/slots/brandNew", {"name": "brandNew", "value": "soon"}),
        ("request/intent/slots/brandNew", None),
        ("request/brandNew", {"nobody": "knows"}),
        ("context/Viewport", None),
        ("context/Viewport/shape", "TRIANGLE"),
        ("context/Viewports", [None]),
        ("context/Brand.New", {"state": "DREAMING"}),
        ("context/AudioPlayer", {"playerActivity": "DREAMING"}),
        ("context/System/user", None),
        ("context/System/user", ABSENT),
        ("context/System/device", None),
        ("context/System/device/supportedInterfaces", None),
        ("context/System/device/supportedInterfaces", {"Brand.New": None}),
        ("context/System/device/supportedInterfaces", {"Alexa.Presentation.APL": None}),
        ("context/System/unit", {"unitId": None}),
        ("session", None),
        ("session", ABSENT),
        ("session/attributes", None),
        ("session/attributes", {"conversation": 7}),
        ("session/attributes", {"version": 99, "conversation": {}, "profile": []}),
        ("session/user", None),
        ("session/new", "yes"),
        ("version", "2.0"),
        ("version", None),
    ],
)
def test_strange_surroundings_change_nothing(answer: Answer, path: str, value: object) -> None:
    response = answer(question(path, value))
    assert EYELID in response["outputSpeech"]["ssml"]
    assert response["shouldEndSession"] is False


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("request/intent/slots", None),
        ("request/intent/slots", ABSENT),
        ("request/intent/slots", [1]),
        ("request/intent/slots/bodyPart", None),
        ("request/intent/slots/bodyPart", {"name": "bodyPart", "confirmationStatus": "NONE"}),
        ("request/intent/slots/bodyPart/resolutions/resolutionsPerAuthority", [None]),
        ("request/intent/slots/bodyPart", plain("bodyPart", "spleen of Mars")),
        ("request/intent/slots/bodyPart", plain("bodyPart", "\ud800\x00")),
    ],
)
def test_a_missing_slot_is_a_question_without_it(answer: Answer, path: str, value: object) -> None:
    response = answer(question(path, value))
    assert "Most twitches" in response["outputSpeech"]["ssml"]
    assert response["shouldEndSession"] is False


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("request/intent", None),
        ("request/intent", ABSENT),
        ("request/intent/name", None),
        ("request/intent/name", 7),
        ("request/intent/name", "BrandNewIntent"),
        ("request/intent/name", "AMAZON.BrandNewIntent"),
        ("request/intent/name", "\ud800"),
        ("request/type", "BrandNewRequest"),
    ],
)
def test_what_nobody_knows_is_answered_with_what_can_be_asked(
    answer: Answer, path: str, value: object
) -> None:
    response = answer(question(path, value))
    assert "I can tell you" in response["outputSpeech"]["ssml"]
    assert response["shouldEndSession"] is False


def test_opening_without_a_context_is_a_welcome(answer: Answer) -> None:
    response = answer(launch() | {"context": None})
    assert "Muscle Calm" in response["outputSpeech"]["ssml"]


@pytest.mark.parametrize(
    "body",
    [
        ended("BORED"),
        ended("ERROR", {"type": "BRAND_NEW", "message": None}),
        event("AlexaSkillEvent.BrandNew"),
        event("Alexa.Presentation.APL.UserEvent", session=True),
        event("System.ExceptionEncountered"),
        event("Brand.New"),
    ],
    ids=["reason", "error", "skill event", "touch", "exception", "interface"],
)
def test_where_nobody_listens_nothing_is_said(answer: Answer, body: Json) -> None:
    assert answer(body) == {}
