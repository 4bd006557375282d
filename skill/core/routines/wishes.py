"""Wishes for the rest of a session: longer, shorter, so many minutes, without holds, own counts."""

from dataclasses import replace

from skill.core.routines import pace
from skill.core.routines.model import BREATH_KINDS, Pattern
from skill.core.routines.reshape import (
    LONGEST_SECONDS,
    recounted,
    resized,
    same_place,
    without_holds,
)
from skill.core.routines.session import Session, Turn
from skill.core.routines.spoken import number
from skill.core.routines.state import GuideState
from skill.core.routines.turns import carry_on
from skill.core.routines.variants import CLOSE_ENOUGH

NOTCH = 60.0  # seconds "longer" adds, as nearly as whole rounds allow


def longer(session: Session) -> Turn:
    """About a minute more of what is still to come."""
    total = session.steps[-1].end
    if total + CLOSE_ENOUGH > LONGEST_SECONDS:
        return carry_on(session, session.say(session.phrases.too_long))
    return _sized(session, total + NOTCH, session.phrases.longest)


def shorter(session: Session) -> Turn:
    """About a minute less of it."""
    return _sized(session, session.steps[-1].end - NOTCH, session.phrases.shortest)


def of_minutes(session: Session, minutes: float) -> Turn:
    """The whole session in about so many minutes, as far as it is not over already."""
    seconds = min(minutes * 60, LONGEST_SECONDS)
    if abs(seconds - session.steps[-1].end) <= CLOSE_ENOUGH:
        return carry_on(session, _time_left(session))
    return _sized(session, seconds, session.phrases.shortest)


def no_holds(session: Session) -> Turn:
    """The breath without its holds."""
    pattern = without_holds(session.routine)
    if pattern is None:
        return carry_on(session, session.say(session.phrases.has_no_holds))
    return _breathing(session, pattern, session.say(session.phrases.no_holds))


def own_counts(session: Session, pattern: Pattern) -> Turn:
    """The breath to a person's own counts, as long as they are safe."""
    phrases = session.phrases
    if not pace.is_safe(pattern):
        return carry_on(session, session.say(phrases.unsafe_counts))
    words = phrases.own_counts_hold if pattern.hold else phrases.own_counts
    counts = {
        name: number(getattr(pattern, name), phrases) for name in ("inhale", "hold", "exhale")
    }
    return _breathing(session, pattern, session.say(words, **counts))


def takes(session: Session, pattern: Pattern) -> bool:
    """Whether the session being led can go over to other counts.

    To hold the breath is never begun in the middle: whom it does not suit is asked before.
    """
    breathes = session.steps[session.here].kind in BREATH_KINDS
    breathes = breathes or session.routine.group == "breathing"
    return breathes and (not pattern.hold or without_holds(session.routine) is not None)


def _sized(session: Session, seconds: float, at_limit: tuple[str, ...]) -> Turn:
    state = resized(session.library, session.state, session.here, seconds)
    if state is None:
        return carry_on(session, session.say(at_limit))
    session = _moved(session, state)
    return carry_on(session, _time_left(session))


def _breathing(session: Session, pattern: Pattern, words: str) -> Turn:
    state = recounted(session.library, session.state, session.here, pattern)
    return carry_on(_moved(session, state), words)


def _time_left(session: Session) -> str:
    return session.say(session.phrases.time_left, time=session.time_left())


def _moved(session: Session, state: GuideState) -> Session:
    """The session in its new shape, at the same round."""
    changed = session.with_state(state)
    here = same_place(session.steps, session.here, changed.steps)
    chunk = min(here, same_place(session.steps, state.chunk, changed.steps))
    return replace(changed, here=here, state=replace(state, chunk=chunk, step=max(here, chunk)))
