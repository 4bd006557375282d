"""The loop: hears, decides, answers, speaks and leads, one block of sound at a time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from time import perf_counter

from local_voice.audio.tones import chime
from local_voice.companion.decide import begin, decide
from local_voice.companion.model import (
    Action,
    Adjust,
    Adjustment,
    Answered,
    Ask,
    EndSession,
    EndUtterance,
    Event,
    Lead,
    Mode,
    Passed,
    Play,
    Said,
    SessionOver,
    Settings,
    Speech,
    SpeechOver,
    StartAfresh,
)
from local_voice.companion.parts import Exchange, Parts
from local_voice.hearing.recognizer import State
from local_voice.hearing.words import LoopWords
from local_voice.speech.changes import faster, louder, quieter, slower
from skill.core.conversation import Conversation
from skill.core.draft import Turn
from skill.core.forgetting import not_forgotten_yet
from skill.core.intent import FALLBACK, Heard, Intent
from skill.core.profile import Profile
from skill.core.routines.cues import Led
from skill.core.routines.live import led
from skill.core.urgency import Urgency

EXPECTED: Mapping[str, State] = {
    "open": "open",
    "check": "answer",
    "question": "answer",
    "routine": "answer",
}
"""What is listened for, by what the conversation expects; anything can be said at any time."""

CHANGES = {"louder": louder, "quieter": quieter, "slower": slower, "faster": faster}
PACE_OF_SPEECH: Mapping[str, Adjustment] = {"SlowerIntent": "slower", "FasterIntent": "faster"}

TYPING = frozenset({Mode.LISTENING, Mode.ASLEEP})
FEWEST_WORDS = 3  # of a question that interrupts; fewer are a sound taken for a word
SURE_ENOUGH = 0.7
ECHO_LASTS = 0.3  # seconds a room goes on sounding after the last word
PATIENCE = 0.1  # seconds to wait for a block before time is looked at anyway


class Companion:
    """One spoken conversation after another, until it is left."""

    def __init__(
        self,
        parts: Parts,
        settings: Settings,
        words: LoopWords,
        profile: Profile,
        today: Callable[[], int | None] = lambda: None,
    ) -> None:
        self._parts = parts
        self._settings = settings
        self._words = words
        self._today = today
        self._profile = profile
        self._conversation = self._new_conversation()
        self._state = begin(parts.clock(), settings)
        self._last: Answered | None = None
        self._led: Led | None = None
        self._deaf_until = 0.0

    @property
    def mode(self) -> Mode:
        """What it is doing now."""
        return self._state.mode

    @property
    def _takes_lines(self) -> bool:
        """Whether letters begin a line; during a session they are commands, save where it asks."""
        then = self._state.then
        asks = then is not None and then.asks
        return self._state.mode in TYPING and (self._conversation.routine is None or asks)

    def greet(self) -> None:
        """Say hello, and listen."""
        assistant = self._parts.assembly.assistant
        self._take(assistant.welcome(self._conversation, self._profile), greets=True)

    def step(self) -> bool:
        """Go through 20 ms; False once there is nothing more to hear."""
        parts = self._parts
        block = parts.microphone.read(PATIENCE)
        if block == b"":
            return False
        for event in parts.input.poll(self._takes_lines):
            self._happened(event)
        if block is not None:
            for event in self._hear(block):
                self._happened(event)
        self._look_on()
        if self._state.until is not None and parts.clock() >= self._state.until:
            self._happened(Passed())
        return not (parts.input.is_over and self._takes_lines)

    def _hear(self, block: bytes) -> Iterable[Event]:
        now, parts = self._parts.clock(), self._parts
        if not self._settings.full_duplex:
            if parts.mouth.is_speaking or parts.player.is_speaking:
                self._deaf_until = now + ECHO_LASTS
            if now < self._deaf_until:
                return parts.ears.ignore(block)
        if self._settings.wakes_by == "key" and self._state.mode is Mode.ASLEEP:
            return parts.ears.ignore(block)
        return parts.ears.hear(block)

    def _look_on(self) -> None:
        """Notice what came to its end, and keep a session going."""
        parts = self._parts
        if self._state.mode is Mode.SPEAKING:
            parts.captions.saying(parts.mouth.said)
            if not parts.mouth.is_speaking and not self._state.suspended:
                self._happened(SpeechOver())
        elif self._state.mode is Mode.GUIDING:
            parts.player.advance()
            if self._led is not None:
                parts.captions.leading(self._led, parts.player.played, parts.player.caption)
            if parts.player.is_over:
                self._happened(SessionOver())

    def _happened(self, event: Event) -> None:
        if isinstance(event, Said):
            event = self._for_us(event)
        parts, before = self._parts, self._state.mode
        if isinstance(event, Said) and self._state.acted:
            parts.captions.happened(replace(event, text=self._state.acted))
        else:
            parts.captions.happened(event)
        self._state, actions = decide(
            self._state, event, parts.clock(), self._settings, self._words
        )
        for action in actions:
            self._do(action)
        if self._state.mode is not before:
            parts.captions.mode(self._state.mode, self._conversation.routine is not None)
        parts.ears.listen_for(self._listening_for())

    def _do(self, action: Action) -> None:
        parts = self._parts
        match action:
            case Play(name):
                parts.speaker.play(chime(name))
            case Speech(how):
                getattr(parts.mouth, how)()
            case Ask(text):
                self._ask(text)
            case Adjust(how):
                self._adjust(how)
            case Lead():
                self._lead()
            case EndSession():
                parts.player.stop()
                assistant = parts.assembly.assistant
                self._take(assistant.played_out(self._conversation, self._profile, self._today()))
            case EndUtterance():
                for event in parts.ears.finish():
                    self._happened(event)
            case StartAfresh():
                self._conversation = self._new_conversation()

    def _lead(self) -> None:
        parts, state = self._parts, self._conversation.routine
        assert state is not None, "a session is led only after an answer that starts one"
        self._led = led(parts.assembly.assistant.library.routines, state)
        parts.player.voice = parts.mouth.voice
        parts.player.lead(self._led)

    def _ask(self, text: str) -> None:
        began = perf_counter()
        parts = self._parts
        played = None if parts.player.is_stopped else parts.player.played
        parts.player.stop()
        heard = parts.assembly.hear(text, self._conversation)
        heard = replace(heard, played=played, day=self._today())
        if self._conversation.routine is None and heard.intent.name in PACE_OF_SPEECH:
            self._adjust(PACE_OF_SPEECH[heard.intent.name])
            return
        parts.captions.asked(text)
        turn = parts.assembly.assistant.respond(heard, self._conversation, self._profile)
        parts.record(Exchange(text, heard, turn, (perf_counter() - began) * 1000))
        self._take(turn)

    def _adjust(self, how: Adjustment) -> None:
        """Speak otherwise from now on: an answer under way begins again, the last one is repeated,
        a session goes on."""
        mouth, mode = self._parts.mouth, self._state.mode
        before, mouth.voice = mouth.voice, CHANGES[how](mouth.voice)
        mouth.unduck()
        if mode is Mode.GUIDING:
            self._parts.player.voice = mouth.voice
        elif self._last is None:
            heard = Heard(Intent("AMAZON.RepeatIntent"), day=self._today())
            assistant = self._parts.assembly.assistant
            self._take(assistant.respond(heard, self._conversation, self._profile))
        else:
            mouth.again(self._words.limits[how] if mouth.voice == before else "")
            if mode is not Mode.SPEAKING:
                self._happened(self._last)

    def _take(self, turn: Turn, *, greets: bool = False) -> None:
        """Make a turn's outcome the state to go on from, and speak its reply."""
        parts = self._parts
        if not parts.keep(turn.profile, forgets=turn.forgets):
            turn = not_forgotten_yet(turn)
        self._conversation, self._profile = turn.conversation, turn.profile
        parts.captions.answer(turn.reply)
        parts.mouth.say(turn.reply.speech)
        routine = self._conversation.routine
        self._last = Answered(
            greets=greets,
            leads=self._conversation.being_led,
            waits=routine is not None,
            asks=routine is not None and self._conversation.listening_for != "routine",
            # After an emergency the companion stays, and so does what was said.
            ends=turn.reply.ends and self._conversation.urgency is not Urgency.EMERGENCY_NOW,
        )
        self._happened(self._last)

    def _for_us(self, said: Said) -> Said:
        """An utterance nobody was asked for, without its words where they mean nothing here."""
        if self._state.acted:
            return replace(said, alarms=self._is_alarming(said.text))
        overheard = self._settings.overhears and self._state.mode is Mode.LISTENING
        if said.text and (said.second or overheard) and not self._means_something(said):
            return replace(said, text="")
        return said

    def _means_something(self, said: Said) -> bool:
        """Whether it is a red flag, or plainly a question of ours; while it speaks or leads, what
        seems to be one may be its own voice come back from the room, where that can be heard."""
        unsure = len(said.text.split()) < FEWEST_WORDS or said.confidence < SURE_ENOUGH
        if said.second and unsure:
            return not self._settings.full_duplex and self._is_alarming(said.text)
        heard = self._parts.assembly.hear(said.text, self._conversation)
        is_ours = heard.intent.name != FALLBACK.name and not (said.second and heard.rivals)
        return is_ours or self._is_alarming(said.text)

    def _is_alarming(self, text: str) -> bool:
        engine = self._parts.assembly.assistant.library.engine
        return bool(engine.assess(text, {}, (), "me").rules)

    def _listening_for(self) -> State:
        match self._state.mode:
            case Mode.SPEAKING | Mode.THINKING:
                return "interrupt"
            case Mode.GUIDING:
                return "routine"
            case Mode.ASLEEP:
                return "open"
            case Mode.LISTENING:
                return EXPECTED[self._conversation.listening_for]

    def _new_conversation(self) -> Conversation:
        return Conversation(locale=self._parts.assembly.locale, keeps_time=True)
