"""The few things a turn of a session can be: leading on, asking, and ending."""

from collections.abc import Sequence
from dataclasses import replace

from skill.core.reply import Beat, Earcon, Guidance, Part, Pause, Say
from skill.core.routines import render, spoken
from skill.core.routines.live import manner
from skill.core.routines.session import GuideOutput, Session, Turn
from skill.core.routines.telling import told
from skill.core.routines.timeline import TimedStep


def begin(session: Session, words: list[str]) -> Turn:
    """Lead from the first step, with the safety sentence where it was never heard.

    A breath led in real time is not kept waiting: it gets the short sentence, or the introduction.
    Of a person's own routine it is always said that nobody checked it.
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
    if routine.own:
        lines.append(session.say(phrases.own))
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
    cues = told(session.steps, first, manner(session.routine, state), session.phrases)
    part = render.chunk(session.steps, first, cues, limits)
    shown = _guidance(session, session.steps[first : part.stop], lead_in)
    if part.stop == len(session.steps):
        ended = over([*opening, *part.parts, *ending], done=session.routine.id)
        return None, replace(ended[1], guidance=shown)
    speech = (*opening, *part.parts, Say(question))
    given = render.seconds(speech)
    after = replace(state, step=part.stop, lead_in=lead_in, given=given)
    reprompt = session.say(session.phrases.go_on_reprompt)
    return after, GuideOutput(speech, reprompt, finished=False, seconds=given, guidance=shown)


def ask(session: Session, words: list[str]) -> Turn:
    """Say the words, and then again what the session is waiting for."""
    question, reprompt = _question(session)
    speech = tuple(Say(line) for line in [*words, question])
    led_last = session.here if session.interrupted else session.state.chunk
    waiting = replace(session.state, chunk=led_last, step=session.here)
    return waiting, GuideOutput(speech, reprompt, finished=False, seconds=render.seconds(speech))


def carry_on(session: Session, *words: str) -> Turn:
    """Say what was changed and lead on; while paused, wait on."""
    if session.state.awaits == "resume":
        return ask(session, list(words))
    return lead(session, session.here, list(words), fresh=session.interrupted)


def over(speech: Sequence[Part], *, done: str | None = None) -> Turn:
    """End the session with these parts."""
    length = render.seconds(speech)
    return None, GuideOutput(tuple(speech), None, finished=True, seconds=length, done=done)


def farewell(session: Session) -> Turn:
    """End where the routine is done, with its end tone and a warm line."""
    last: list[Part] = [Earcon("end"), Say(session.steps[-1].cue)]
    return over(_ending(session) or last, done=session.routine.id)


def _guidance(session: Session, steps: Sequence[TimedStep], lead_in: float) -> Guidance | None:
    if session.routine.silent_end:
        return None
    first = next((step for step in steps if step.kind != "say"), steps[0])
    left = session.steps[-1].end - steps[0].start
    moves = (
        Pause(step.seconds) if step.kind == "say" else Beat(step.kind, step.seconds)
        for step in steps
    )
    place = first.label
    if first.side is not None:
        place = f"{place}, {session.side_name(first.side)}"
    return Guidance(
        step=spoken.sentence(place),
        left=session.say(session.phrases.time_left, time=spoken.time(left, session.phrases)),
        after=lead_in,
        moves=tuple(moves),
    )


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
