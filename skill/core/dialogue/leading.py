"""What the guide says made into a draft, and what is kept of it for the next time."""

from dataclasses import replace

from skill.core.conversation import Pending
from skill.core.draft import TITLE, Draft, Question, say
from skill.core.profile import Profile
from skill.core.reply import Say
from skill.core.routines import guide
from skill.core.routines.model import Routine
from skill.core.routines.state import GuideState, is_sound
from skill.core.situation import Situation


def led(situation: Situation, turn: guide.Turn) -> Draft:
    """The draft of one turn of a session; the profile remembers where it stands."""
    state, output = turn
    shown = state or state_of(situation)
    question, speech = None, output.speech
    if output.reprompt is not None:
        *speech_before, last = speech
        assert isinstance(last, Say)
        speech = tuple(speech_before)
        question = Question(Pending("routine", last.text), output.reprompt)
    return Draft(
        parts=speech + (say(*done_words(situation, output.done)) if output.done else ()),
        conversation=replace(situation.conversation, routine=state),
        profile=_remembering(situation, turn),
        question=question,
        title=name_of(situation, shown) if shown else TITLE,
        leads=output.leads,
        guidance=output.guidance,
        shows=shown is None or not _is_for_the_dark(situation, shown),
        hint=situation.library.routines.phrases.hint[0] if output.guidance else "",
    )


def state_of(situation: Situation) -> GuideState | None:
    """The session under way, if this library can go on from it."""
    state = situation.conversation.routine
    return state if state and is_sound(situation.library.routines, state) else None


def limits_of(situation: Situation) -> guide.Limits | None:
    """How much a turn may hold; None where the front end keeps the time itself."""
    return None if situation.conversation.keeps_time else guide.USUAL_LIMITS


def played(situation: Situation) -> float | None:
    """How much of the session was heard before these words, where the front end knows."""
    return situation.heard.played if situation.conversation.keeps_time else None


def name_of(situation: Situation, state: GuideState) -> str:
    """The name of the routine that is led."""
    return situation.library.routines.routines[state.routine].name


def done_words(situation: Situation, routine_id: str) -> tuple[str, ...]:
    """A quiet count at the end, from the second session of the week on; no routine that ends in
    silence is counted aloud."""
    library, day = situation.library.routines, situation.heard.day
    if day is None or library.routines[routine_id].silent_end:
        return ()
    count = situation.profile.having_done(routine_id, day).this_week(day)
    ordinals = library.phrases.ordinals
    if not 2 <= count <= len(ordinals):
        return ()
    return (library.phrases.this_week[0].format(count=ordinals[count - 1]),)


def allowed(routine: Routine, situation: Situation) -> bool:
    """Whether this conversation has the routine's own question answered already."""
    return bool(situation.conversation.times(f"cleared:{routine.id}"))


def _is_for_the_dark(situation: Situation, state: GuideState) -> bool:
    """Whether a screen would only keep awake whom this is to let fall asleep."""
    routine = situation.library.routines.routines[state.routine]
    return routine.silent_end and under_way(state)


def _remembering(situation: Situation, turn: guide.Turn) -> Profile:
    state, output = turn
    profile, before = situation.profile, state_of(situation)
    if output.done:
        return profile.having_done(output.done, situation.heard.day)
    if state is not None:
        return replace(profile, left=state) if under_way(state) else profile
    if before is None or not under_way(before):
        return profile
    if situation.conversation.being_led:
        before = guide.pause(situation.library.routines, before, played(situation))
    return replace(profile, left=before)


def under_way(state: GuideState) -> bool:
    """Whether the session has begun: nothing is asked before it any more."""
    return state.awaits in ("next", "resume")
