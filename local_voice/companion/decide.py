"""What the companion does next: a pure function from where it stands and what happened."""

from collections.abc import Mapping
from dataclasses import replace

from local_voice.companion.model import (
    Action,
    Adjust,
    Answered,
    Ask,
    Began,
    EndSession,
    EndUtterance,
    Event,
    Lead,
    LoopState,
    Mode,
    Partly,
    Passed,
    Play,
    Pressed,
    Said,
    SessionOver,
    Settings,
    Speech,
    SpeechOver,
    StartAfresh,
    Typed,
)
from local_voice.hearing.words import LoopWords

TALK_KEY = "space"
SESSION_KEYS: Mapping[str, str] = {
    TALK_KEY: "pause",
    "q": "stop",
    "escape": "stop",
    "s": "slower",
    "f": "faster",
    "o": "other side",
    "n": "skip",
}
"""What a key stands for while a session is led, in the words that would be spoken."""
PAUSED_KEYS: Mapping[str, str] = {**SESSION_KEYS, TALK_KEY: "resume"}
"""And while it stands still."""

FEW_WORDS = 2

Decision = tuple[LoopState, tuple[Action, ...]]


def begin(now: float, settings: Settings) -> LoopState:
    """Where the loop stands once it has greeted: it listens, for as long as the settings say."""
    return _listening(now, settings, settings.opening)


def decide(
    state: LoopState, event: Event, now: float, settings: Settings, words: LoopWords
) -> Decision:
    """The state after an event, and what to do about it; ``now`` in seconds of any clock.

    Words that interrupt are acted upon before their utterance is over; what is left of it when it
    is counts alone.
    """
    acted = state.acted
    match event:
        case Partly() if acted:
            return state, ()
        case Said(text, seconds) if acted:
            rest = _rest(text, acted)
            state = replace(state, voice_on=False, acted="")
            if not rest:
                return state, ()
            event = Said(rest, seconds)
    state, actions = _decide(state, event, now, settings, words)
    match event:
        case Partly(text) if actions:
            acted = text
        case Said():
            acted = ""
    return replace(state, acted=acted), actions


def _decide(
    state: LoopState, event: Event, now: float, settings: Settings, words: LoopWords
) -> Decision:
    match event:
        case Answered():
            return LoopState(Mode.SPEAKING, voice_on=state.voice_on, then=event), ()
        case Typed(text):
            how = words.adjustment(text)
            return (state, (Adjust(how),)) if how else _ask(state, text)
        case Began():
            ducks = state.mode in (Mode.SPEAKING, Mode.GUIDING)
            return replace(state, voice_on=True), (Speech("duck"),) if ducks else ()
        case Said(text):
            state = replace(state, voice_on=False)
            how = words.adjustment(text)
            if how is not None and state.mode is not Mode.ASLEEP:
                return state, (Adjust(how),)
    match state.mode:
        case Mode.ASLEEP:
            return _asleep(state, event, now, settings, words)
        case Mode.LISTENING:
            return _while_listening(state, event, now, settings, words)
        case Mode.SPEAKING:
            return _while_speaking(state, event, now, settings, words)
        case Mode.GUIDING:
            return _while_guiding(state, event, words)
        case Mode.THINKING:
            return state, ()


def _asleep(
    state: LoopState, event: Event, now: float, settings: Settings, words: LoopWords
) -> Decision:
    """Only its name wakes it, or a key; what follows the name in one breath is answered."""
    match event:
        case Said(text) if settings.wakes_by == "name":
            asked = words.after_name(text)
            if asked is None:
                return state, ()
            return _ask(state, asked) if asked else _wake(state, now, settings)
        case Pressed(key) if key == TALK_KEY:
            return _wake(state, now, settings)
    return state, ()


def _while_listening(
    state: LoopState, event: Event, now: float, settings: Settings, words: LoopWords
) -> Decision:
    match event:
        case Said(text):
            return _heard(state, words.without_name(text), now, settings, words)
        case Pressed() if state.voice_on:
            return state, (EndUtterance(),)
        case Pressed(key) if state.then is not None and state.then.waits:
            return _ask(state, PAUSED_KEYS[key]) if key in PAUSED_KEYS else (state, ())
        case Pressed(key) if key == TALK_KEY:
            return _wake(state, now, settings)
        case Passed() if state.until is not None and now >= state.until and not state.voice_on:
            return replace(state, mode=Mode.ASLEEP, until=None), (Play("asleep"),)
    return state, ()


def _heard(
    state: LoopState, text: str, now: float, settings: Settings, words: LoopWords
) -> Decision:
    """An utterance while nothing is spoken; an answer held in the middle may be gone on with."""
    if state.held and text in words.go_on:
        return replace(state, mode=Mode.SPEAKING, held=False, until=None), (Speech("go_on"),)
    if state.held and text in words.stop:
        return _dropped(state, now, settings)
    if not text or text in words.hesitations:
        missed = not text and settings.wakes_by != "always"
        return state, (Play("not_understood"),) if missed else ()
    return _ask(state, text)


def _while_speaking(
    state: LoopState, event: Event, now: float, settings: Settings, words: LoopWords
) -> Decision:
    match event:
        case SpeechOver():
            return _after_speech(state, now, settings)
        case Pressed(key) if key == TALK_KEY:
            return _interrupted(state, words.stop[0], now, settings, words)
        case Partly(text) if words.interrupts(text):
            return _interrupted(state, text, now, settings, words)
        case Partly(suspected=phrase) if words.interrupts(phrase) and not state.suspended:
            return replace(state, suspended=True), (Speech("hold"),)
        case Said(text) if text and text not in words.fillers:
            return _interrupted(state, words.without_name(text), now, settings, words)
        case Said():
            back: Action = Speech("go_on") if state.suspended else Speech("unduck")
            return replace(state, suspended=False), (back,)
    return state, ()


def _interrupted(
    state: LoopState, text: str, now: float, settings: Settings, words: LoopWords
) -> Decision:
    """ "Stop" ends the speaking, "wait" holds it; anything else is a new question.

    Before a session both are for the guide, which has to know.
    """
    if state.then is not None and state.then.leads:
        return _ask(state, text)
    if text in words.stop:
        return _dropped(state, now, settings)
    if text in words.pause:
        held = replace(_listening(now, settings, settings.follow_up), held=True, then=state.then)
        return held, (Speech("hold"),)
    return _ask(state, text)


def _while_guiding(state: LoopState, event: Event, words: LoopWords) -> Decision:
    match event:
        case SessionOver():
            return replace(state, mode=Mode.THINKING), (EndSession(),)
        case Pressed(key) if key in SESSION_KEYS:
            return _ask(state, SESSION_KEYS[key])
        case Partly(text) if words.interrupts(text):
            return _ask(state, text)
        case Said(text) if text and text not in words.fillers:
            return _ask(state, words.without_name(text))
        case Said():
            return state, (Speech("unduck"),)
    return state, ()


def _after_speech(state: LoopState, now: float, settings: Settings) -> Decision:
    then = state.then or Answered()
    if then.leads:
        return LoopState(Mode.GUIDING, voice_on=state.voice_on), (Lead(),)
    window = settings.opening if then.greets else settings.follow_up
    listening = _listening(now, settings, window)
    if then.ends:  # no sound of its own: the last words were goodbye, or good night
        rests = settings.wakes_by != "always"
        return LoopState(Mode.ASLEEP) if rests else listening, (StartAfresh(),)
    if then.waits:
        return LoopState(Mode.LISTENING, voice_on=state.voice_on, then=then), (Play("listening"),)
    return listening, (Play("listening"),) if listening.mode is Mode.LISTENING else ()


def _ask(state: LoopState, text: str) -> Decision:
    return LoopState(Mode.THINKING, voice_on=state.voice_on), (Play("thinking"), Ask(text))


def _wake(state: LoopState, now: float, settings: Settings) -> Decision:
    awake = LoopState(Mode.LISTENING, now + settings.follow_up, state.held, state.voice_on)
    return awake, (Play("listening"),)


def _dropped(state: LoopState, now: float, settings: Settings) -> Decision:
    return _listening(now, settings, settings.follow_up), (Speech("drop"),)


def _listening(now: float, settings: Settings, window: float) -> LoopState:
    """Listening for so many seconds; where only a key wakes it, not a moment unasked."""
    match settings.wakes_by:
        case "always":
            return LoopState(Mode.LISTENING)
        case "key":
            return LoopState(Mode.ASLEEP)
        case "name":
            return LoopState(Mode.LISTENING, until=now + window)


def _rest(text: str, acted: str) -> str:
    """What an utterance says beyond the words already acted upon.

    Heard again with other words in mind, "stop" may have become "stopped" or "stop the".
    """
    rest = f"{text} ".removeprefix(f"{acted} ").strip()
    return rest if len(rest.split()) > FEW_WORDS else ""
