"""One turn of a session: what its state means, and the few things a turn can give."""

from dataclasses import dataclass, replace

from skill.core.reply import Earcon, Part, Say
from skill.core.routines import render, spoken
from skill.core.routines.model import Library, Routine
from skill.core.routines.phrases import Phrases, pick
from skill.core.routines.render import Limits, Manner
from skill.core.routines.state import GuideState, shaped, timeline
from skill.core.routines.timeline import TimedStep


@dataclass(frozen=True, slots=True)
class GuideOutput:
    """What one turn of a session says.

    ``reprompt`` is None exactly when ``finished`` is true; otherwise the speech ends with a
    question or an invitation to speak. ``seconds`` is about how long the speech takes.
    """

    speech: tuple[Part, ...]
    reprompt: str | None
    finished: bool
    seconds: float


Turn = tuple[GuideState | None, GuideOutput]


@dataclass(frozen=True, slots=True)
class Session:
    """A state with all that follows from it.

    ``here`` is the step the person has come to: in the middle of a part where they
    ``interrupted`` it, else the first step not given yet.
    """

    library: Library
    state: GuideState
    limits: Limits
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
    library: Library, state: GuideState, limits: Limits, heard: float | None = None
) -> Session:
    """The session a state stands for, once the last part was heard for so many seconds."""
    steps = timeline(library, state)
    interrupted = heard is not None and state.awaits == "next" and heard < state.given
    led, here = state.given, state.step
    if heard is not None and interrupted:
        led = max(0.0, heard)
        here = _position(steps, state, led)
    later = replace(state, elapsed=state.elapsed + led, given=0.0, turn=state.turn + 1)
    return Session(library, later, limits, shaped(library, state), steps, here, interrupted)


def begin(session: Session, words: list[str]) -> Turn:
    """Lead from the first step, with the safety sentence where it was never heard."""
    state, phrases, routine = session.state, session.phrases, session.routine
    lines = list(words)
    if not state.safety_said:
        lines.append(routine.safety or phrases.safety[0])
    if routine.announced:
        length = spoken.time(session.steps[-1].end, phrases)
        lines.append(session.say(phrases.intro, name=routine.name, time=length))
    ready = replace(session, state=replace(state, safety_said=True))
    return lead(ready, 0, lines, fresh=False)


def lead(session: Session, first: int, words: list[str], *, fresh: bool) -> Turn:
    """Give the next part of the session, and ask whether to go on unless it was the last.

    ``fresh`` says the first round in full again.
    """
    state, phrases = session.state, session.phrases
    question = session.say(phrases.go_on)
    opening: list[Part] = [Say(line) for line in words]
    if first == 0:
        opening.append(Earcon("start"))
    lead_in = render.seconds(opening)
    ending = _ending(session)
    closing = max(spoken.speaking_seconds(question), render.seconds(ending))
    room = session.limits.seconds - lead_in - closing
    manner = Manner(
        quiet=state.quiet,
        fresh=fresh,
        halfway_said=state.halfway_said or not session.routine.announced,
        silent_end=session.routine.silent_end,
        turn=state.turn,
    )
    limits = replace(session.limits, seconds=room)
    part = render.chunk(session.steps, first, manner, limits, phrases)
    if part.stop == len(session.steps):
        return over(session, [*opening, *part.parts, *ending])
    speech = (*opening, *part.parts, Say(question))
    after = replace(
        state,
        awaits="next",
        chunk=first,
        step=part.stop,
        lead_in=lead_in,
        given=render.seconds(speech),
        halfway_said=state.halfway_said or part.halfway_said,
    )
    reprompt = session.say(phrases.go_on_reprompt)
    return after, GuideOutput(speech, reprompt, finished=False, seconds=after.given)


def ask(session: Session, words: list[str]) -> Turn:
    """Say the words, and then again what the session is waiting for."""
    question, reprompt = _question(session)
    speech = tuple(Say(line) for line in [*words, question])
    waiting = replace(session.state, step=session.here)
    return waiting, GuideOutput(speech, reprompt, finished=False, seconds=render.seconds(speech))


def over(session: Session, speech: list[Part]) -> Turn:
    """End the session with these parts."""
    return None, GuideOutput(
        tuple(speech), reprompt=None, finished=True, seconds=render.seconds(speech)
    )


def farewell(session: Session) -> Turn:
    """End where the routine is done, with its end tone and a warm line."""
    return over(session, _ending(session) or [Earcon("end"), Say(session.steps[-1].cue)])


def _ending(session: Session) -> list[Part]:
    if session.routine.silent_end:
        return []
    return [Earcon("end"), Say(session.say(session.phrases.closing))]


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
    """The round that was being led when the person spoke."""
    reached = steps[state.chunk].start + heard - state.lead_in
    here = state.chunk
    for index in range(state.chunk, state.step):
        if steps[index].opens and steps[index].start <= reached:
            here = index
    return here
