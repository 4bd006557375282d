"""Listening: blocks of sound in, utterances out."""

from collections.abc import Callable

from local_voice.audio.endpointing import END_AFTER, Activity, Endpointer
from local_voice.audio.sound import BLOCK_SECONDS
from local_voice.companion.model import Began, Event, Partly, Said
from local_voice.hearing.recognizer import Hypothesis, Recognizer, State

COMMAND_ENDS = 0.3  # seconds of quiet after a whole command; a sentence may pause for longer
SECOND_HEARING = 0.7  # seconds an utterance must last to be more than a missed command
CLOSED_STATES: frozenset[State] = frozenset({"routine", "interrupt"})

Clean = Callable[[bytes], bytes]


class Ears:
    """Finds the utterances in what the microphone hears, and their words.

    The vocabulary can be changed in the middle of an utterance: what was said of it so far is
    heard again. An utterance in which a closed vocabulary finds nothing is heard once more with
    the open one, so that a question can interrupt, too.
    """

    def __init__(
        self, recognizer: Recognizer, endpointer: Endpointer, clean: Clean | None = None
    ) -> None:
        self._recognizer = recognizer
        self._endpointer = endpointer
        self._clean = clean
        self._state: State = "open"
        self._said: list[bytes] = []
        self._partial = Partly("")
        recognizer.listen_for("open")

    def listen_for(self, state: State) -> None:
        """Listen for something else from now on."""
        if state == self._state:
            return
        self._state = state
        self._recognizer.listen_for(state)
        for block in self._said:
            self._recognizer.feed(block)

    def hear(self, block: bytes) -> tuple[Event, ...]:
        """What happened in the next 20 ms."""
        if self._clean is not None:
            block = self._clean(block)
        understood = self._partial.text and self._state in CLOSED_STATES
        activity = self._endpointer.hear(block, COMMAND_ENDS if understood else END_AFTER)
        match activity.kind:
            case "began":
                return (Began(), *self._feed(activity))
            case "speaking":
                return self._feed(activity)
            case "ended":
                return self.finish()
        return ()

    def ignore(self, block: bytes) -> tuple[Event, ...]:
        """Let a block pass unheard; an utterance under way is over, without a word."""
        if self._clean is not None:
            self._clean(block)  # the canceller has to see every block to stay in step
        self._endpointer.reset()
        if not self._said:
            return ()
        seconds = len(self._said) * BLOCK_SECONDS
        self._forget()
        self._recognizer.reset()
        return (Said("", seconds),)

    def finish(self) -> tuple[Event, ...]:
        """Take what was said so far as the whole utterance."""
        heard = self._recognizer.finish()
        seconds = len(self._said) * BLOCK_SECONDS
        second = not heard.words and self._state in CLOSED_STATES and seconds >= SECOND_HEARING
        if second:
            heard = self._heard_openly()
        self._forget()
        self._endpointer.reset()
        return (Said(heard.text, seconds, second, heard.confidence),)

    def _feed(self, activity: Activity) -> tuple[Event, ...]:
        partial = self._partial
        for block in activity.blocks:
            self._said.append(block)
            heard = self._recognizer.feed(block)
            partial = Partly(heard.text, heard.suspected)
        if partial == self._partial:
            return ()
        self._partial = partial
        return (partial,)

    def _heard_openly(self) -> Hypothesis:
        self._recognizer.listen_for("open")
        for block in self._said:
            self._recognizer.feed(block)
        heard = self._recognizer.finish()
        self._recognizer.listen_for(self._state)
        return heard

    def _forget(self) -> None:
        self._said.clear()
        self._partial = Partly("")
