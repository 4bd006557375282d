"""What the companion does next: a pure function from where it stands and what happened."""

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
from local_voice.companion.session_keys import SESSION_KEYS, TALK_KEY, command_of
from local_voice.hearing.words import LoopWords

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
    is counts alone. Only a red flag is heard whole: "stop, chest pain" is no more than two words.
    """
    acted = state.acted
    match event:
        case Partly() if acted:
            return state, ()
        case Said(text) if acted:
            rest = text if event.alarms else _rest(text, acted)
            state = replace(state, voice_on=False, acted="")
            if not rest:
                return state, ()
            event = replace(event, text=rest)
    state, actions = _decide(state, event, now, settings, words)
    match event:
        case Partly(text) if actions and not state.suspended:
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
        case Typed(text) if state.held and text in (*words.go_on, *words.stop):
            return _heard(state, text, now, settings, words)
        case Typed(text):
            how = words.adjustment(text)
            if how is None:
                return _ask(state, text)
            return replace(state, suspended=False), (Adjust(how),)
        case Began():
            ducks = state.mode in (Mode.SPEAKING, Mode.GUIDING)
            return replace(state, voice_on=True), (Speech("duck"),) if ducks else ()
        case Said(text):
            state = replace(state, voice_on=False)
            how = words.adjustment(words.without_name(text))
            if how is not None and state.mode is not Mode.ASLEEP:
                return replace(state, suspended=False), (Adjust(how),)
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
            if how := words.adjustment(asked):
                return state, (Adjust(how),)
            if not asked:
                return _wake(state, now, settings)
            return _heard(state, asked, now, settings, words)
        case Pressed(key) if key == TALK_KEY:
            return _wake(state, now, settings)
    return state, ()


def _while_listening(
    state: LoopState, event: Event, now: float, settings: Settings, words: LoopWords
) -> Decision:
    match event:
        case Said(text) if words.after_name(text) == "":
            return _wake(state, now, settings)
        case Said(text):
            return _heard(state, words.without_name(text), now, settings, words)
        case Pressed() if state.voice_on:
            return state, (EndUtterance(),)
        case Pressed(key) if command := command_of(key, state.then):
            return _ask(state, command)
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
        case Pressed(key) if command := command_of(key, state.then):
            return _ask(state, command)
        case Pressed(key) if key == TALK_KEY:  # and who silences it with the key may speak
            return _awake(state, now, settings), (Speech("drop"),)
        case Partly(text) if words.interrupts(text):
            return _interrupted(state, text, now, settings, words)
        case Partly(suspected=phrase) if words.interrupts(phrase) and not state.suspended:
            return replace(state, suspended=True), (Speech("hold"),)
        case Said(text) if text and text not in words.fillers:
            asked = words.without_name(text) or words.pause[0]  # called by name, it listens
            return _interrupted(state, asked, now, settings, words)
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
        held = replace(_silenced(state, now, settings), held=True, then=state.then)
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
        case Said(text) if (asked := words.without_name(text)) and asked not in words.fillers:
            return _ask(state, asked)
        case Said():
            return state, (Speech("unduck"),)
    return state, ()


def _after_speech(state: LoopState, now: float, settings: Settings) -> Decision:
    then = state.then or Answered()
    if then.leads:
        return LoopState(Mode.GUIDING, voice_on=state.voice_on), (Lead(),)
    window = settings.opening if then.greets else settings.follow_up
    listening = replace(_listening(now, settings, window), voice_on=state.voice_on)
    up: tuple[Action, ...] = (Speech("unduck"),) if state.voice_on else ()
    if then.ends:  # no sound of its own: the last words were goodbye, or good night
        rests = settings.wakes_by != "always"
        asleep = LoopState(Mode.ASLEEP, voice_on=state.voice_on)
        return asleep if rests else listening, (*up, StartAfresh())
    if then.waits:
        return _awake(state, now, settings), (*up, Play("listening"))
    return listening, (*up, Play("listening")) if listening.mode is Mode.LISTENING else up


def _ask(state: LoopState, text: str) -> Decision:
    return LoopState(Mode.THINKING, voice_on=state.voice_on), (Play("thinking"), Ask(text))


def _wake(state: LoopState, now: float, settings: Settings) -> Decision:
    awake = replace(_awake(state, now, settings), held=state.held, then=state.then)
    return awake, (Play("listening"),)


def _awake(state: LoopState, now: float, settings: Settings) -> LoopState:
    """Listening because someone wants to speak; as long as it takes where a session waits."""
    waits = state.then is not None and state.then.waits
    stays = waits or settings.wakes_by == "always"
    return LoopState(
        Mode.LISTENING,
        until=None if stays else now + settings.follow_up,
        voice_on=state.voice_on,
        then=state.then if waits else None,
    )


def _silenced(state: LoopState, now: float, settings: Settings) -> LoopState:
    """Listening after an interruption; a session that stood still does so on."""
    if state.then is not None and state.then.waits:
        return _awake(state, now, settings)
    listening = _listening(now, settings, settings.follow_up)
    return replace(listening, voice_on=state.voice_on)


def _dropped(state: LoopState, now: float, settings: Settings) -> Decision:
    return _silenced(state, now, settings), (Speech("drop"),)


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
