"""Requests of Alexa's with something wrong in them: always the same ones for the same seed."""

import json
from copy import deepcopy
from random import Random
from typing import Any

from interaction_models import load_model
from tests.alexa.envelopes import (
    Json,
    ask,
    can_fulfill,
    ended,
    event,
    intent_request,
    launch,
    matched,
    plain,
    unmatched,
)

ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1e308,
    10**400,
    "",
    " ",
    "?",
    "x" * 9000,
    "<speak>&</speak>",
    "\x00\x1b[2J\u202e\ud800",
    "my chest hurts & I can't breathe",
    "my calf has been twitching for three weeks",
    "٣",
    "P3W",
    "PT9999999999H",
    "AMAZON.StopIntent",
    "IntentRequest",
    "LaunchRequest",
    "ER_SUCCESS_MATCH",
    "en-GB",
    "de-DE",
    "9999-12-31T23:59:59Z",
    [],
    [[]],
    [None, 7, "x"],
    {},
    {"type": None},
    {"name": "bodyPart", "value": "eye"},
    {"a": {"b": {"c": {"d": {}}}}},
)
"""What may stand where something else should."""


def requests() -> list[Json]:
    """One proper request of every kind, and of every intent."""
    model = load_model("en-US")
    values = {kind.name: sorted(kind.values)[0] for kind in model.types}
    of_intents = [
        intent_request(
            intent.name,
            {name: values.get(kind, "P3W") for name, kind in intent.slots.items()},
            screen=number % 2 == 0,
        )
        for number, intent in enumerate(model.intents)
    ]
    said = (
        plain("description", "my left thumb twitches when i type"),
        matched("bodyPart", "eye", "eyelid", dynamic=True),
        unmatched("trigger", "too much tea", "ER_ERROR_TIMEOUT"),
    )
    return [
        launch(screen=True),
        launch(session=False),
        ended(),
        ended("ERROR", {"type": "INVALID_RESPONSE", "message": "bad"}),
        event("AlexaSkillEvent.SkillEnabled"),
        event("Alexa.Presentation.APL.UserEvent", session=True, screen=True),
        can_fulfill("CauseIntent", plain("bodyPart", "eye")),
        *of_intents,
        *(ask("DescribeIntent", each, screen=True) for each in said),
    ]


def mutated(body: Json, random: Random) -> bytes:
    """``body`` with one to four things wrong in it, now and then no JSON any more."""
    body = deepcopy(body)
    for _ in range(random.randint(1, 4)):
        _spoil(body, random)
    raw = json.dumps(body).encode()
    if random.random() < 0.15:
        for _ in range(random.randint(1, 3)):
            at = random.randrange(len(raw) + 1)
            raw = raw[:at] + random.randbytes(random.randint(0, 3)) + raw[at + 1 :]
    return raw


def _spoil(body: Json, random: Random) -> None:
    holder: Any = body
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not keys:
            return
        key = random.choice(keys)
        inner = holder[key]
        if not isinstance(inner, dict | list) or not inner or random.random() < 0.2:
            break
        holder = inner
    match random.randrange(5):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[random.choice(["name", "type", "value", "Brand.New"])] = holder.pop(key)
        case 2 if isinstance(inner, str):
            at = random.randrange(len(inner) + 1)
            holder[key] = inner[:at] + chr(random.randrange(0xD7FF)) + inner[at + 1 :]
        case _:
            holder[key] = deepcopy(random.choice(ODD))
