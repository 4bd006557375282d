"""What a person can say while a session runs, one small function each."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from skill.core.reply import Say
from skill.core.routines import pace
from skill.core.routines.model import Routine, Side
from skill.core.routines.session import Session, Turn
from skill.core.routines.timeline import TimedStep
from skill.core.routines.turns import ask, carry_on, farewell, lead, over
from skill.core.routines.wishes import longer, no_holds, shorter

Command = Callable[[Session], Turn]


def stop(session: Session) -> Turn:
    """End at once, with one warm sentence and no question."""
    return over([Say(session.say(session.phrases.stopped))])


def go_on(session: Session) -> Turn:
    """Lead the next part, and say where we are after a pause."""
    if session.state.awaits == "resume":
        return resume(session)
    return lead(session, session.here, [], fresh=session.interrupted)


def resume(session: Session) -> Turn:
    """Say where we are and lead on from there."""
    step, phrases = session.steps[session.here], session.phrases
    left = session.time_left()
    if step.side is None:
        place = session.say(phrases.where, place=step.label, time=left)
    else:
        side = session.side_name(step.side)
        place = session.say(phrases.where_side, place=step.label, side=side, time=left)
    return lead(session, session.here, [place], fresh=True)


def _decline(session: Session) -> Turn:
    return stop(session) if session.state.awaits == "resume" else _pause(session)


def _pause(session: Session) -> Turn:
    return ask(replace(session, state=replace(session.state, awaits="resume")), [])


def _next(session: Session) -> Turn:
    """Go on; or, said in the middle of an exercise, skip what is left of it."""
    if not session.interrupted:
        return go_on(session)
    later = [run for run in _runs(session.steps) if run > session.here]
    if not later:
        return farewell(session)
    return lead(session, later[0], [session.say(session.phrases.skipped)], fresh=True)


def _previous(session: Session) -> Turn:
    """Back to the start of the exercise last led, or from its start to the one before."""
    here = _heard_last(session)
    earlier = [run for run in _runs(session.steps) if run < here]
    first = earlier[-1] if earlier else 0
    return lead(session, first, [session.say(session.phrases.back)], fresh=True)


def _repeat(session: Session) -> Turn:
    words = [session.say(session.phrases.again)]
    return lead(session, _heard_last(session), words, fresh=True)


def _start_over(session: Session) -> Turn:
    return lead(session, 0, [session.say(session.phrases.from_the_start)], fresh=True)


def _slower(session: Session) -> Turn:
    phrases = session.phrases
    return _at_pace(session, pace.slower, phrases.slower, phrases.slowest)


def _faster(session: Session) -> Turn:
    phrases = session.phrases
    return _at_pace(session, pace.faster, phrases.faster, phrases.fastest)


def _at_pace(
    session: Session,
    change: Callable[[float, Routine], float],
    changed: tuple[str, ...],
    at_limit: tuple[str, ...],
) -> Turn:
    state = session.state
    factor = change(state.pace, session.routine)
    words = at_limit if factor == state.pace else changed
    return carry_on(session.with_state(replace(state, pace=factor)), session.say(words))


def _quiet(session: Session) -> Turn:
    words = session.say(session.phrases.quiet)
    return carry_on(session.with_state(replace(session.state, quiet=True)), words)


def _talk(session: Session) -> Turn:
    words = session.say(session.phrases.talking)
    return carry_on(session.with_state(replace(session.state, quiet=False)), words)


def _time_left(session: Session) -> Turn:
    return carry_on(session, session.say(session.phrases.time_left, time=session.time_left()))


def _other_side(session: Session) -> Turn:
    """Go over to the second side; or swap the sides, before the first and during the second."""
    steps, here, phrases = session.steps, session.here, session.phrases
    side = steps[here].side
    first_side = session.state.first_side
    if side == first_side and not steps[here].first:
        second = next(i for i in _runs(steps) if i > here)
        return carry_on(replace(session, here=second))
    if side not in (None, first_side) and steps[here].first and not session.interrupted:
        return carry_on(session)
    ahead: Side | None = next((step.side for step in steps[here:] if step.side), None)
    if ahead is None:
        return carry_on(session, session.say(phrases.no_sides))
    swapped: Side = "right" if first_side == "left" else "left"
    turned: Side = "right" if ahead == "left" else "left"
    turned_session = session.with_state(replace(session.state, first_side=swapped))
    if side is not None:  # the step itself says which side it is for
        return carry_on(turned_session)
    words = session.say(phrases.swapped, side=session.side_name(turned))
    return carry_on(turned_session, words)


def _heard_last(session: Session) -> int:
    return session.here if session.interrupted else session.state.chunk


def _runs(steps: tuple[TimedStep, ...]) -> list[int]:
    """Where each block begins, on each of its sides."""
    return [index for index, step in enumerate(steps) if step.first]


STOPS = frozenset({"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"})

COMMANDS: Mapping[str, Command] = {
    **dict.fromkeys(STOPS, stop),
    "AMAZON.YesIntent": go_on,
    "AMAZON.ResumeIntent": resume,
    "AMAZON.NoIntent": _decline,
    "AMAZON.PauseIntent": _pause,
    "AMAZON.NextIntent": _next,
    "AMAZON.PreviousIntent": _previous,
    "AMAZON.RepeatIntent": _repeat,
    "AMAZON.StartOverIntent": _start_over,
    "SlowerIntent": _slower,
    "FasterIntent": _faster,
    "QuietIntent": _quiet,
    "TalkIntent": _talk,
    "LongerIntent": longer,
    "ShorterIntent": shorter,
    "NoHoldsIntent": no_holds,
    "TimeLeftIntent": _time_left,
    "OtherSideIntent": _other_side,
}
