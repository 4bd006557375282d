"""An Echo in front of the whole skill: what is asked of it, and what it is given to say."""

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from ask_sdk_core.skill import CustomSkill

from skill.alexa import session
from skill.alexa.envelope import read_envelope
from skill.alexa.skill import build_skill
from skill.core.conversation import Conversation
from tests.alexa.envelopes import Json, ask, intent_request, launch

_TAG = re.compile(r"<[^>]*>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, and where it came from.

    ``state`` names where the conversation stood and ``asked`` what was said then, both for people
    to read. ``screen`` tells whether the device has one.
    """

    state: str
    asked: str
    body: Json
    screen: bool = False

    @property
    def response(self) -> Json:
        """What Alexa does: speech, reprompt, card, directives."""
        found: Json = self.body["response"]
        return found

    @property
    def after(self) -> Mapping[str, Any]:
        """The session attributes to go on with."""
        found: Mapping[str, Any] = self.body.get("sessionAttributes") or {}
        return found

    @property
    def conversation(self) -> Conversation:
        """What the attributes remember of the talk."""
        return session.load(self.after, "en-US")[0]

    @property
    def ssml(self) -> str:
        """The speech as markup; empty where nothing is said."""
        return str(self.response.get("outputSpeech", {}).get("ssml", ""))

    @property
    def reprompt(self) -> str:
        """The reprompt as markup; empty where there is none."""
        return str(self.response.get("reprompt", {}).get("outputSpeech", {}).get("ssml", ""))

    @property
    def words(self) -> str:
        """The speech as plain words."""
        text = _TAG.sub(" ", self.ssml)
        for entity, character in _ENTITIES:
            text = text.replace(entity, character)
        return " ".join(text.split())

    @property
    def listens(self) -> bool:
        """Whether the microphone stays open."""
        return self.response.get("shouldEndSession") is False


@cache
def skill() -> CustomSkill:
    """The skill as Lambda and the endpoint run it."""
    return build_skill()


def answered(body: Json) -> Json:
    """The skill's answer to an envelope, as it travels."""
    answer: Json = json.loads(
        json.dumps(skill().serializer.serialize(skill().invoke(read_envelope(body), None)))
    )
    return answer


@dataclass(frozen=True, slots=True)
class Device:
    """A device at one moment of a session: asking gives an answer, and changes nothing here."""

    state: str = "a new session"
    attributes: Json | None = None
    screen: bool = False

    def open(self) -> Answer:
        """The skill opened without a question."""
        body = launch(attributes=deepcopy(self.attributes), screen=self.screen)
        return Answer(self.state, "(opens it)", answered(body), self.screen)

    def ask(self, intent: str, slots: Mapping[str, str] | None = None) -> Answer:
        """An intent whose slots Alexa has resolved."""
        return self.send(intent_request(intent, slots or {}), f"{intent} {_shown(slots)}".strip())

    def hear(self, intent: str, *slots: Json) -> Answer:
        """An intent with slots as they are given."""
        said = {slot["name"]: slot.get("value", "") for slot in slots}
        return self.send(ask(intent, *slots), f"{intent} {_shown(said)}".strip())

    def tell(self, text: str) -> Answer:
        """Words that Alexa passes on as they are."""
        return self.ask("DescribeIntent", {"description": text})

    def send(self, body: Json, asked: str) -> Answer:
        """A request in this state of the session, on this device."""
        body["session"]["attributes"] = deepcopy(self.attributes) or {}
        if self.screen:
            interfaces = body["context"]["System"]["device"]["supportedInterfaces"]
            interfaces["Alexa.Presentation.APL"] = {"runtime": {"maxVersion": "2024.3"}}
        return Answer(self.state, asked, answered(body), self.screen)

    def then(self, answer: Answer, state: str) -> "Device":
        """The device after an answer, in a state of that name."""
        return Device(state, dict(answer.after), self.screen)


def _shown(slots: Mapping[str, str] | None) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in (slots or {}).items())
