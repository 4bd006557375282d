"""What scenes in real time are told with: a front end that plays sessions on a clock of its own."""

from dataclasses import dataclass, field

from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.core.draft import Turn
from skill.core.intent import Heard, Intent
from skill.core.profile import Profile
from skill.core.reply import Reply
from skill.core.routines.cues import Led
from skill.core.routines.live import led
from skill.core.routines.state import GuideState

LIBRARY = assemble().assistant.library.routines


@dataclass
class Companion:
    """Talks with the assistant and plays its sessions, without a sound or a second."""

    conversation: Conversation = field(default_factory=lambda: Conversation(keeps_time=True))
    profile: Profile = field(default_factory=lambda: Profile(greeted=True))

    def say(self, text: str, played: float | None = None) -> Reply:
        """Someone says this, so many seconds into the session."""
        heard = assemble().hear(text, self.conversation)
        return self.tell(heard.intent, played, heard.words)

    def tell(self, intent: Intent, played: float | None = None, words: str = "") -> Reply:
        heard = Heard(intent, words, played=played)
        return self._took(assemble().assistant.respond(heard, self.conversation, self.profile))

    def start(self, routine: str) -> Reply:
        """Start a routine, its own question answered with no."""
        reply = self.tell(Intent("StartRoutineIntent", {"routine": routine}))
        return reply if reply.reprompt is None else self.tell(Intent("AMAZON.NoIntent"))

    def play_out(self) -> Reply:
        """The session is led to its end."""
        assert self.led
        return self._took(assemble().assistant.played_out(self.conversation, self.profile))

    @property
    def state(self) -> GuideState:
        state = self.conversation.routine
        assert state is not None
        return state

    @property
    def led(self) -> Led:
        """What is played now."""
        assert self.conversation.being_led
        return led(LIBRARY, self.state)

    def _took(self, turn: Turn) -> Reply:
        self.conversation, self.profile = turn.conversation, turn.profile
        return turn.reply
