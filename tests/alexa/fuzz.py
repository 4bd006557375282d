"""Sends spoilt requests to the whole skill over HTTP: ``python -m tests.alexa.fuzz [COUNT]``.

All are signed as by Alexa, so that they are let in and reach whatever they might break.
"""

import json
import logging
import sys
from collections import Counter
from http.client import HTTPConnection
from random import Random
from typing import Any

from skill.alexa.app import create_app
from skill.alexa.skill import build_skill
from tests.alexa.envelopes import APPLICATION
from tests.alexa.mutator import mutated, requests
from tests.alexa.server import serving
from tests.alexa.trust.pki import alexa

LARGEST_ANSWER = 120 * 1024
LONGEST_SPEECH = 8000
APOLOGY = "something went wrong"


class Complaints(logging.Handler):
    """Keeps what is logged as an error, or with a traceback, inside its block."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def __enter__(self) -> "Complaints":
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line that should not be there."""
        if record.levelno >= logging.ERROR or record.exc_info:
            self.lines.append(self.format(record))


def fuzz(count: int, seed: int = 1) -> tuple[Counter[str], list[str]]:
    """How ``count`` spoilt requests were answered, and everything that was wrong with that."""
    random, kinds, complaints = Random(seed), requests(), Complaints()
    outcomes: Counter[str] = Counter()
    attributes: Any = {}
    app = create_app(build_skill(skill_id=APPLICATION), trust=alexa().trust())
    with serving(app) as port, complaints:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        for _ in range(count):
            body = random.choice(kinds)
            if "session" in body:
                body["session"]["attributes"] = attributes
            raw = mutated(body, random)
            connection.request("POST", "/", raw, alexa().headers(raw))
            answer = connection.getresponse()
            text = answer.read()
            outcomes[str(answer.status)] += 1
            complaints.lines += [f"{each}: {raw!r}" for each in faults(answer.status, text)]
            if answer.status == 200 and b"sessionAttributes" in text:
                attributes = json.loads(text)["sessionAttributes"]
        connection.close()
    return outcomes, complaints.lines


def faults(status: int, text: bytes) -> list[str]:
    """What is wrong with an answer."""
    if status == 400:
        return []
    if status != 200:
        return [f"status {status}"]
    response = json.loads(text, parse_constant=lambda name: f"not JSON: {name}")["response"]
    said = [response, response.get("reprompt", {})]
    speech = [each.get("outputSpeech", {}).get("ssml", "") for each in said]
    found = {
        "larger than Alexa takes": len(text) > LARGEST_ANSWER,
        "longer than Alexa says": max(len(each) for each in speech) >= LONGEST_SPEECH,
        "an apology": APOLOGY in speech[0],
    }
    return [fault for fault, is_so in found.items() if is_so]


def main() -> None:
    """Send as many as asked for, and say how they were answered."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    logging.getLogger("skill").addHandler(logging.NullHandler())
    outcomes, wrong = fuzz(count)
    print(f"{count} spoilt requests: {dict(outcomes)}, {len(wrong)} answered wrongly")
    for line in wrong[:20]:
        print(line[:500])
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
