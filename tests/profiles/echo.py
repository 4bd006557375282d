"""An Echo in somebody's kitchen, in front of a skill that keeps profiles."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from ask_sdk_model import RequestEnvelope

from skill.core.profile import Profile
from tests.alexa.envelopes import USER, Json, intent_request


class Echo:
    """An Echo in somebody's kitchen; it carries the attributes from turn to turn."""

    def __init__(self, skill: Any) -> None:
        self.skill = skill
        self.attributes: Json = {}
        self.response: Json = {}

    def send(self, body: Json) -> str:
        """What is said to this request, without its markup."""
        if "session" in body:
            body["session"]["attributes"] = self.attributes
        request = self.skill.serializer.deserialize(json.dumps(body), RequestEnvelope)
        answer = self.skill.serializer.serialize(self.skill.invoke(request, None))
        self.attributes = json.loads(json.dumps(answer.get("sessionAttributes") or {}))
        self.response = answer["response"]
        speech: Json = self.response.get("outputSpeech") or {"ssml": ""}
        return str(speech["ssml"]).replace("&apos;", "'")

    def say(self, words: str) -> str:
        return self.send(intent_request("DescribeIntent", {"description": words}))

    @property
    def profile(self) -> Profile:
        return Profile.from_json(self.attributes["profile"])


def only_kept(path: Path) -> Profile:
    """The one profile in a file."""
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT person, profile FROM profiles").fetchall()
    database.close()
    [(person, profile)] = rows
    assert person.startswith("alexa:")
    assert USER not in person
    return Profile.from_json(json.loads(profile))
