"""An assistant that tells what it was given, so that only the translation is tested."""

from dataclasses import dataclass, replace
from typing import Any

from skill.alexa.skill import build_skill
from skill.core.conversation import Conversation
from skill.core.draft import Turn
from skill.core.intent import Heard, Intent
from skill.core.profile import Profile
from skill.core.reply import Card, Reply, Say, Screen

CLOSED = "AMAZON.StopIntent"
BROKEN = "BrokenIntent"
SECRET = "my left buttock"


def describe(heard: Heard) -> str:
    """What was heard, as one line."""
    slots = ", ".join(f"{name}={value}" for name, value in sorted(heard.intent.slots.items()))
    return f"{heard.intent.name}({slots}) {heard.words!r}"


@dataclass(frozen=True)
class Echo:
    """Both the assistant and its assembly; says back what it heard, and in which turn."""

    locale: str = "en-US"

    @property
    def assistant(self) -> "Echo":
        """The assistant of the assembly."""
        return self

    def hear(self, text: str, conversation: Conversation) -> Heard:
        """Free text, whatever it is, names the state it was said in."""
        return Heard(Intent("CauseIntent", {"state": conversation.listening_for}))

    def respond(self, heard: Heard, conversation: Conversation, profile: Profile) -> Turn:
        """Say back what was heard."""
        if heard.intent.name == BROKEN:
            raise ValueError(f"cannot make sense of {SECRET}")
        return self._turn(describe(heard), heard.intent.name != CLOSED, conversation, profile)

    def welcome(self, conversation: Conversation, profile: Profile) -> Turn:
        """Greet."""
        return self._turn("Welcome.", True, conversation, replace(profile, greeted=True))

    def _turn(self, text: str, asks: bool, conversation: Conversation, profile: Profile) -> Turn:
        words = f"{conversation.turns} {conversation.locale} {text}"
        reply = Reply(
            speech=(Say(words),),
            reprompt="Anything else?" if asks else None,
            card=Card("Muscle Calm", words),
            screen=Screen("Muscle Calm", words),
            ends=not asks,
        )
        return Turn(reply, replace(conversation, turns=conversation.turns + 1), profile)


def echo_skill(skill_id: str | None = None) -> Any:
    """The skill with the echo for an assistant."""
    return build_skill(Echo, skill_id=skill_id)  # type: ignore[arg-type]
