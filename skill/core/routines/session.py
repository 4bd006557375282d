"""One turn of a session: what its state means, and the few things a turn can give."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from skill.core.reply import Earcon, Part, Say
from skill.core.routines import render, spoken
from skill.core.routines.live import manner
from skill.core.routines.model import Library, Routine
from skill.core.routines.phrases import Phrases, pick
from skill.core.routines.render import Limits
from skill.core.routines.state import GuideState, shaped, timeline
from skill.core.routines.telling import told
from skill.core.routines.timeline import TimedStep


@dataclass(frozen=True, slots=True)
class GuideOutput:
    """What one turn of a session says.

    ``reprompt`` is None exactly when ``finished`` is true; otherwise the speech ends with a
    question or an invitation to speak; but where the front end keeps the time, the speech is only
    what comes before the session goes on, and ``leads`` is true. ``done`` says the session was led
    to its end. ``seconds`` is about how long the speech takes.
    """

    speech: tuple[Part, ...]
    reprompt: str | None
    finished: bool
    seconds: float
    leads: bool = False
    done: bool = False


Turn = tuple[GuideState | None, GuideOutput]


@dataclass(frozen=True, slots=True)
class Session:
    """A state with all that follows from it.

    ``here`` is the step the person has come to: in the middle of a part where they
    ``interrupted`` it, else the first step not given yet. ``limits`` are None where the front end
    keeps the time itself.
    """

    library: Library
    state: GuideState
    limits: Limits | None
    routine: Routine
    steps: tuple[TimedStep, ...]
    here: int
    interrupted: bool

    @property
    def phrases(self) -> Phrases:
        """The guide's words."""
        return self.library.phrases

    def say(self, variants: tuple[str, ...], **values: str) -> str:
        """This turn's variant, filled in."""
        return spoken.sentence(pick(variants, self.state.turn).format(**values))

    def time_left(self) -> str:
        """What is left from here, as it is said."""
        return spoken.time(self.steps[-1].end - self.steps[self.here].start, self.phrases)

    def with_state(self, state: GuideState) -> "Session":
        """The same turn going on from another state, at the same step."""
        routine, steps = shaped(self.library, state), timeline(self.library, state)
        return replace(self, state=state, routine=routine, steps=steps)


def read(
    library: Library, state: GuideState, limits: Limits | None, heard: float | None = None
) -> Session:
    """The session a state stands for, once the last part was heard for so many seconds."""
    steps = timeline(library, state)
    if limits is None:  # only a front end that keeps the time knows how much was heard
        heard = min(heard or 0.0, state.given)
    led, here, interrupted = state.given, state.step, False
    if state.awaits == "next" and heard is not None and (limits is None or heard < state.given):
        last = state.step if limits is not None else len(steps)
        led, interrupted = max(0.0, heard), True
        here = _position(steps[:last], state, led)
    later = replace(state, elapsed=state.elapsed + led, given=0.0, turn=state.turn + 1)
    return Session(library, later, limits, shaped(library, state), steps, here, interrupted)


def begin(session: Session, words: list[str]) -> Turn:
    """Lead from the first step, with the safety sentence where it was never heard.

    A breath led in real time is not kept waiting: it gets the short sentence, or the introduction.
    """
    state, phrases, routine = session.state, session.phrases, session.routine
    lines = list(words)
    at_once = session.limits is None and routine.group == "breathing"
    if not state.safety_said:
        usual = phrases.safety_short if at_once else phrases.safety
        lines.append(routine.safety or usual[0])
    if routine.announced and (state.safety_said or not at_once):
        length = spoken.time(session.steps[-1].end, phrases)
        lines.append(session.say(phrases.intro, name=routine.name, time=length))
    ready = replace(session, state=replace(state, safety_said=True))
    return lead(ready, 0, lines, fresh=False)


def lead(session: Session, first: int, words: list[str], *, fresh: bool) -> Turn:
    """Give the next part of the session, and ask whether to go on unless it was the last.

    ``fresh`` says the first round in full again.
    """
    state = replace(session.state, awaits="next", chunk=first, fresh=fresh)
    opening = tuple(Say(line) for line in words)
    lead_in = render.seconds(opening)
    if session.limits is None:
        left = session.steps[-1].end - session.steps[first].start
        after = replace(state, step=first, lead_in=0.0, given=left)
        return after, GuideOutput(opening, None, finished=False, seconds=lead_in, leads=True)
    question = session.say(session.phrases.go_on)
    ending = _ending(session)
    closing = max(spoken.speaking_seconds(question), render.seconds(ending))
    limits = replace(session.limits, seconds=session.limits.seconds - lead_in - closing)
    cues = tuple(told(session.steps, first, manner(session.routine, state), session.phrases))
    part = render.chunk(session.steps, first, cues, limits)
    if part.stop == len(session.steps):
        return over([*opening, *part.parts, *ending], done=True)
    speech = (*opening, *part.parts, Say(question))
    given = render.seconds(speech)
    after = replace(state, step=part.stop, lead_in=lead_in, given=given)
    reprompt = session.say(session.phrases.go_on_reprompt)
    return after, GuideOutput(speech, reprompt, finished=False, seconds=given)


def ask(session: Session, words: list[str]) -> Turn:
    """Say the words, and then again what the session is waiting for."""
    question, reprompt = _question(session)
    speech = tuple(Say(line) for line in [*words, question])
    led_last = session.here if session.interrupted else session.state.chunk
    waiting = replace(session.state, chunk=led_last, step=session.here)
    return waiting, GuideOutput(speech, reprompt, finished=False, seconds=render.seconds(speech))


def over(speech: Sequence[Part], *, done: bool = False) -> Turn:
    """End the session with these parts."""
    length = render.seconds(speech)
    return None, GuideOutput(tuple(speech), None, finished=True, seconds=length, done=done)


def farewell(session: Session) -> Turn:
    """End where the routine is done, with its end tone and a warm line."""
    return over(_ending(session) or [Earcon("end"), Say(session.steps[-1].cue)], done=True)


def closing_words(session: Session) -> tuple[str, ...]:
    """What is said after the end tone; nothing where the routine ends in silence."""
    if session.routine.silent_end:
        return ()
    return (session.say(session.phrases.closing),)


def _ending(session: Session) -> list[Part]:
    words = closing_words(session)
    return [Earcon("end"), *map(Say, words)] if words else []


def _question(session: Session) -> tuple[str, str]:
    phrases, routine = session.phrases, session.routine
    match session.state.awaits:
        case "check":
            return routine.ask_first, phrases.ask_first_reprompt[0]
        case "instead":
            name = session.library.routines[routine.instead].name
            return session.say(phrases.offer_instead, name=name), phrases.offer_instead_reprompt[0]
        case "next":
            return session.say(phrases.go_on), session.say(phrases.go_on_reprompt)
        case "resume":
            return session.say(phrases.paused), session.say(phrases.paused_reprompt)


def _position(steps: tuple[TimedStep, ...], state: GuideState, heard: float) -> int:
    """The round that was being led when the person spoke, of the steps that were given."""
    reached = steps[state.chunk].start + heard - state.lead_in
    here = state.chunk
    for index in range(state.chunk, len(steps)):
        if steps[index].opens and steps[index].start <= reached:
            here = index
    return here
