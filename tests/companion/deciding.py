"""Where the loop may stand, and what it comes to when this and that happens."""

from local_voice.companion.decide import begin, decide
from local_voice.companion.model import (
    Action,
    Answered,
    Ask,
    Event,
    LoopState,
    Mode,
    Settings,
)
from local_voice.hearing.words import load_words

BY_NAME = Settings()
BY_KEY = Settings(wakes_by="key")
ALWAYS = Settings(wakes_by="always")
ANSWER = Answered()


def after(
    state: LoopState, *events: Event, settings: Settings = BY_NAME, now: float = 0.0
) -> tuple[LoopState, tuple[Action, ...]]:
    """The state after several events, and all that was done."""
    done: tuple[Action, ...] = ()
    for event in events:
        state, actions = decide(state, event, now, settings, load_words("en-US"))
        done += actions
    return state, done


def asked(actions: tuple[Action, ...]) -> list[str]:
    return [action.text for action in actions if isinstance(action, Ask)]


LISTENING = begin(0.0, BY_NAME)
ASLEEP = LoopState(Mode.ASLEEP)
SPEAKING = LoopState(Mode.SPEAKING, then=ANSWER)
GUIDING = LoopState(Mode.GUIDING)
