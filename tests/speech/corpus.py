"""The utterances of ``corpus.toml``, and what typing them would come to."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from local_voice.hearing.recognizer import State
from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.core.intent import Heard
from skill.core.profile import Profile
from skill.understanding.states import State as Expecting

FOLDER = Path(__file__).parent
LOCALE = "en-US"
EXPECTING: Mapping[State, Expecting] = {
    "open": "open",
    "answer": "check",
    "routine": "routine",
    "interrupt": "routine",
}


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said, in which state, and what it should come to.

    An intent of "" is nothing at all; None is any, where only the ``urgency`` counts.
    """

    say: str
    intent: str | None = None
    state: State = "open"
    slots: Mapping[str, str] = field(default_factory=dict)
    urgency: str | None = None


def load_corpus(path: Path = FOLDER / "corpus.toml") -> tuple[Utterance, ...]:
    """Every utterance, in the order of the file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(Utterance(**entry) for entry in table["utterance"])


def meant(text: str, state: State) -> Heard:
    """What the understanding makes of the words in a state."""
    return assemble(LOCALE).understanding.interpret(text, state=EXPECTING[state])


def urgency(text: str) -> str | None:
    """How urgent the answer is to these words said first of all."""
    turn = assemble(LOCALE).respond(text, Conversation(locale=LOCALE), Profile())
    return turn.reply.urgency.label if turn.reply.urgency is not None else None


def expected(utterance: Utterance) -> dict[str, Any]:
    """What hearing the utterance should give, as JSON; the names are those of ``ask --json``."""
    return {
        "heard": utterance.say,
        "state": utterance.state,
        "intent": utterance.intent,
        "slots": dict(utterance.slots),
        "urgency": utterance.urgency,
    }
