"""One session led by keys alone: the assistant's turns, the voice and the player in step."""

from collections.abc import Mapping

from local_voice.companion.mouth import Mouth
from local_voice.guiding.player import Player
from local_voice.guiding.session_view import SessionView
from local_voice.memory import Keep, keep_nothing
from skill.assembly import Assembly
from skill.core.conversation import Conversation
from skill.core.draft import Turn
from skill.core.forgetting import not_forgotten_yet
from skill.core.intent import Heard, Intent
from skill.core.profile import Profile
from skill.core.routines.cues import Led
from skill.core.routines.live import led

STOPS = ("q", "escape")
ANSWERS: Mapping[str, str] = {"y": "AMAZON.YesIntent", "n": "AMAZON.NoIntent"}
GOES_ON: Mapping[str, str] = {"space": "AMAZON.ResumeIntent", "y": "AMAZON.ResumeIntent"}
COMMANDS: Mapping[str, str] = {
    "space": "AMAZON.PauseIntent",
    "s": "SlowerIntent",
    "f": "FasterIntent",
    "o": "OtherSideIntent",
    "n": "AMAZON.NextIntent",
}


class KeyedSession:
    """A session from its first question to its last word; ``step`` is called again and again."""

    def __init__(
        self,
        assembly: Assembly,
        mouth: Mouth,
        player: Player,
        view: SessionView,
        profile: Profile,
        day: int | None = None,
        keep: Keep = keep_nothing,
    ) -> None:
        self._assembly = assembly
        self._mouth = mouth
        self._player = player
        self._view = view
        self._day = day
        self._keep = keep
        self._conversation = Conversation(locale=assembly.locale, keeps_time=True)
        self._led: Led | None = None
        self._is_to_lead = False
        self.profile = profile
        """The person's preferences, as the session has left them."""
        self.words = ""
        """What the assistant said last."""
        self.asks = False
        """Whether these words wait for an answer."""
        self.was_led_out = False
        """Whether it was led to its end, and not stopped."""

    def start(self, routine: str, minutes: float | None = None) -> None:
        """Ask for a routine by its id."""
        slots = {"routine": routine}
        if minutes is not None:
            slots["minutes"] = f"{minutes:g}"
        self._tell(Intent("StartRoutineIntent", slots))

    def press(self, key: str) -> None:
        """Do what a key stands for now; one that stands for nothing does nothing."""
        if key in STOPS:
            self._tell(Intent("AMAZON.StopIntent"))
        elif intent := self._meanings.get(key):
            self._tell(Intent(intent))

    def say(self, text: str) -> None:
        """Take a typed line."""
        heard = self._assembly.hear(text, self._conversation)
        self._tell(heard.intent, heard.words)

    def step(self) -> None:
        """Lead on once the words before it are spoken, close once all was led, and show it."""
        if self._mouth.is_speaking:
            pass
        elif self._player.is_over:
            self._player.stop()
            self.was_led_out = True
            assistant = self._assembly.assistant
            self._take(assistant.played_out(self._conversation, self.profile, self._day))
        elif self._is_to_lead and self._led is not None:
            self._is_to_lead = False
            self._player.lead(self._led)
        else:
            self._player.advance()
        if self._led is not None:
            played = 0.0 if self._is_to_lead else self._player.played
            self._view.leading(self._led, played, caption=self._caption, paused=self.is_paused)

    def fall_silent(self) -> None:
        """Stop every sound of it."""
        self._mouth.drop()
        self._player.stop()

    @property
    def is_over(self) -> bool:
        """Whether the last word is spoken and nothing is to follow."""
        goes_on = self.asks or self._conversation.being_led
        return not goes_on and not self._mouth.is_speaking

    @property
    def is_paused(self) -> bool:
        """Whether it stands still until someone goes on."""
        routine = self._conversation.routine
        return routine is not None and routine.awaits == "resume"

    @property
    def is_dark(self) -> bool:
        """Whether the terminal is to show no light."""
        return self._led is not None and self._led.routine.dark_screen

    @property
    def _caption(self) -> str:
        return self._player.caption if self._player.is_leading else self.words

    @property
    def _meanings(self) -> Mapping[str, str]:
        if self.is_paused:
            return GOES_ON
        return ANSWERS if self.asks else COMMANDS

    def _tell(self, intent: Intent, words: str = "") -> None:
        played = None if self._player.is_stopped else self._player.played
        self._player.stop()
        heard = Heard(intent, words, played=played, day=self._day)
        self._take(self._assembly.assistant.respond(heard, self._conversation, self.profile))

    def _take(self, turn: Turn) -> None:
        if not self._keep(turn.profile, forgets=turn.forgets):
            turn = not_forgotten_yet(turn)
        self._conversation, self.profile = turn.conversation, turn.profile
        self.words, self.asks = turn.reply.text, turn.reply.reprompt is not None
        routine = self._conversation.routine
        self._is_to_lead = self._conversation.being_led
        if routine is not None and self._is_to_lead:
            self._led = led(self._assembly.assistant.library.routines, routine)
        self._mouth.say(turn.reply.speech)
        self._view.tell(self.words, asks=self.asks)
