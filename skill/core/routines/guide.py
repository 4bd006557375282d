"""The guide: leads a session turn by turn, and does as it is told on the way.

A pure state machine. :func:`start` opens a session, :func:`command` answers an intent; both give
the state to keep (None when the session is over) and what to say. Neither reads a clock.
"""

from dataclasses import replace

from skill.core.profile import Profile
from skill.core.reply import Say
from skill.core.routines import pace, spoken
from skill.core.routines.commands import COMMANDS, STOPS, resume, stop
from skill.core.routines.model import Library, Pattern
from skill.core.routines.render import Limits
from skill.core.routines.reshape import without_holds
from skill.core.routines.session import GuideOutput, Session, Turn, read
from skill.core.routines.state import Awaits, GuideState
from skill.core.routines.timeline import total_seconds
from skill.core.routines.turns import ask, begin, carry_on, closing_words, over
from skill.core.routines.variants import fit, for_pattern, with_pattern
from skill.core.routines.wishes import of_minutes, own_counts, takes

__all__ = [
    "GuideOutput",
    "GuideState",
    "Limits",
    "Turn",
    "change",
    "closing",
    "command",
    "handles",
    "pause",
    "reopen",
    "start",
]

PLAIN_PROFILE = Profile()
USUAL_LIMITS = Limits()


def start(
    library: Library,
    routine_id: str,
    *,
    minutes: float | None = None,
    pattern: Pattern | None = None,
    profile: Profile = PLAIN_PROFILE,
    safety_heard: bool = False,
    checked: bool = False,
    limits: Limits | None = USUAL_LIMITS,
) -> Turn:
    """Open a session with a routine of the library (KeyError for any other id).

    ``pattern`` are own counts for the breath: where the routine does not breathe like that,
    one that does is led. ``safety_heard``: the safety sentence was said before. ``checked``: the
    routine's own question was answered with no in this conversation and need not come again.
    """
    phrases = library.phrases
    routine = library.routines[routine_id]
    remarks: list[str] = []
    if pattern is not None and not pace.is_safe(pattern):
        remarks.append(phrases.unsafe_counts[0])
        pattern = None
    if pattern is not None:
        chosen = for_pattern(library, routine, pattern)
        checked = checked and chosen.id == routine_id
        routine = with_pattern(chosen, pattern, phrases)
    factor = pace.clamp(profile.pace, routine)
    if minutes is not None:
        routine, remark = fit(routine, minutes, factor)
        length = spoken.time(total_seconds(routine, factor), phrases)
        if remark is not None:
            words = getattr(phrases, remark)[0].format(name=routine.name, time=length)
            remarks.append(spoken.sentence(words))
    state = GuideState(
        routine=routine.id,
        repeats=tuple(block.repeat for block in routine.blocks),
        awaits="check" if routine.ask_first and not checked else "next",
        pattern=pattern,
        pace=factor,
        quiet=profile.quiet,
        safety_said=safety_heard,
    )
    session = read(library, state, limits)
    return ask(session, remarks) if state.awaits == "check" else begin(session, remarks)


def command(
    library: Library,
    state: GuideState,
    intent_name: str,
    *,
    heard: float | None = None,
    limits: Limits | None = USUAL_LIMITS,
) -> Turn:
    """Answer one intent given during a session.

    ``heard`` is how many seconds of the last output were played before the person spoke; None
    when it was heard to its end. An intent the guide does not know only repeats its question, or
    leads on. Without ``limits`` the front end keeps the time: ``heard`` then counts what was played
    of the session itself, and None is none of it.
    """
    session = read(library, state, limits, heard)
    if intent_name in STOPS:
        return stop(session)
    if state.awaits == "check":
        return _checked(session, intent_name)
    if state.awaits == "instead":
        return _offered(session, intent_name)
    if handler := COMMANDS.get(intent_name):
        return handler(session)
    return carry_on(session) if limits is None else ask(session, [])


def change(
    library: Library,
    state: GuideState,
    wish: Pattern | float,
    *,
    heard: float | None = None,
    limits: Limits | None = USUAL_LIMITS,
) -> Turn | None:
    """Go on breathing to a person's own counts, or so that it takes so many minutes in all.

    None where that needs another session: one that has begun must not hold the breath unasked.
    """
    session = read(library, state, limits, heard)
    if state.awaits not in ("next", "resume"):
        return None
    if isinstance(wish, Pattern):
        fits = takes(session, wish) or not pace.is_safe(wish)
        return own_counts(session, wish) if fits else None
    return of_minutes(session, wish)


def reopen(
    library: Library,
    state: GuideState,
    *,
    checked: bool = False,
    limits: Limits | None = USUAL_LIMITS,
) -> Turn:
    """Go on with a session left some time ago; its own question comes first."""
    asks = bool(library.routines[state.routine].ask_first) and not checked
    awaits: Awaits = "check" if asks else "resume"
    session = read(library, replace(state, awaits=awaits, given=0.0), limits)
    return ask(session, []) if asks else resume(session)


def pause(library: Library, state: GuideState, heard: float | None) -> GuideState:
    """The session put aside for something else while a front end with a clock was leading it."""
    waiting, _ = command(library, state, "AMAZON.PauseIntent", heard=heard, limits=None)
    assert waiting is not None
    return waiting


def closing(library: Library, state: GuideState) -> tuple[str, ...]:
    """The last words of a session that was led to its end; none where it ends in silence."""
    return closing_words(read(library, state, None))


def handles(intent_name: str) -> bool:
    """Whether an intent given during a session is one for the guide."""
    return intent_name in COMMANDS


def _checked(session: Session, intent_name: str) -> Turn:
    """The answer to the question a routine asks first: only a no opens it."""
    if intent_name == "AMAZON.NoIntent":
        if session.state.step:
            return resume(session)
        return begin(replace(session, state=replace(session.state, awaits="next")), [])
    if intent_name == "NoHoldsIntent" and without_holds(session.routine):
        return _instead(session)
    if intent_name == "AMAZON.YesIntent":
        offering = replace(session, state=replace(session.state, awaits="instead"))
        return ask(offering, [session.routine.if_yes])
    return ask(session, [])


def _offered(session: Session, intent_name: str) -> Turn:
    """The answer to the offer of another routine."""
    if intent_name == "AMAZON.YesIntent":
        return _instead(session)
    if intent_name == "AMAZON.NoIntent":
        return over([Say(session.say(session.phrases.declined))])
    return ask(session, [])


def _instead(session: Session) -> Turn:
    """The routine for those whom this one does not suit, about as long."""
    state = session.state
    return start(
        session.library,
        session.routine.instead,
        minutes=total_seconds(session.routine, state.pace) / 60,
        profile=Profile(pace=state.pace, quiet=state.quiet),
        safety_heard=state.safety_said,
        limits=session.limits,
    )
