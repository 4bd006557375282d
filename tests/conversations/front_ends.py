"""The four ways into the assistant that every dialogue is held through."""

import html
import json
import re
from collections.abc import Sequence
from http.client import HTTPConnection
from typing import Any

from click.testing import CliRunner

from local_voice.command_line import main
from local_voice.companion.model import Mode, Settings
from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.core.intent import Heard
from skill.core.profile import Profile
from tests.alexa.envelopes import intent_request
from tests.companion.told import Conversation as Spoken
from tests.companion.told import Keys
from tests.conversations.script import Said

# Alexa's own understanding sends what is a sample as its intent; the rest comes as free text.
SAMPLE_STAGES = {"exact"}


def through_core(lines: Sequence[str]) -> list[Said]:
    """The lines handed straight to the assistant."""
    assembly = assemble()
    conversation, profile = Conversation(), Profile()
    answers = []
    for line in lines:
        turn = assembly.respond(line, conversation, profile)
        conversation, profile, reply = turn.conversation, turn.profile, turn.reply
        level = reply.urgency.label if reply.urgency is not None else None
        answers.append(Said(reply.text, reply.reprompt, level, not reply.ends))
    return answers


def through_command_line(lines: Sequence[str]) -> list[Said]:
    """The lines typed into `muscle-calm ask --conversation --json`."""
    typed = "".join(f"{line}\n" for line in lines)
    result = CliRunner().invoke(main, ["ask", "--conversation", "--json"], input=typed)
    assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in result.output.splitlines()]
    return [Said(f["speech"], f["reprompt"], f["urgency"], not f["ends"]) for f in found]


def through_alexa(lines: Sequence[str], port: int) -> list[Said]:
    """The lines as Alexa envelopes over HTTP, until the session ends."""
    assembly = assemble()
    attributes: dict[str, Any] = {}
    answers: list[Said] = []
    for line in lines:
        conversation = Conversation.from_json(attributes.get("conversation"))
        envelope = _as_alexa_hears(assembly.hear(line, conversation), line, attributes)
        body = post(port, envelope)
        attributes = body.get("sessionAttributes", {})
        response = body["response"]
        reprompt = response.get("reprompt")
        answers.append(
            Said(
                _words(response["outputSpeech"]["ssml"]),
                _words(reprompt["outputSpeech"]["ssml"]) if reprompt else None,
                None,
                not response["shouldEndSession"],
            )
        )
        if response["shouldEndSession"]:
            break
    return answers


def through_voice(lines: Sequence[str]) -> list[Said]:
    """The lines spoken to the companion, whose ears are told the words, until it says goodbye,
    leads a session, which by voice goes on in real time, or does itself what it is told: "slower".

    What it says is cut short after a moment, as somebody in a hurry does with the space bar.
    """
    keys = Keys()
    talk = Spoken(Settings(full_duplex=True), input=keys)
    answers: list[Said] = []
    for line in lines:
        talk.say(line)
        if len(talk.exchanges) == len(answers):
            break
        turn = talk.exchanges[len(answers)].turn
        if turn.conversation.routine is not None:
            break
        reply = turn.reply
        level = reply.urgency.label if reply.urgency is not None else None
        answers.append(Said(reply.text, reply.reprompt, level, not reply.ends))
        if reply.ends:
            break
        keys.press("space")
        talk.wait_for(Mode.LISTENING)
    return answers


def post(port: int, envelope: dict[str, Any]) -> dict[str, Any]:
    """One request to a running endpoint; its JSON answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("POST", "/", json.dumps(envelope), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read().decode()
    finally:
        connection.close()
    assert answer.status == 200, text
    found: dict[str, Any] = json.loads(text)
    return found


def _as_alexa_hears(heard: Heard, line: str, attributes: dict[str, Any]) -> dict[str, Any]:
    if heard.decided_by in SAMPLE_STAGES and not heard.readings:
        return intent_request(heard.intent.name, dict(heard.intent.slots), attributes=attributes)
    return intent_request("DescribeIntent", {"description": line}, attributes=attributes)


def _words(ssml: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", ssml)).split())
