"""Guided sessions: which one may be led, and handing its commands to the guide."""

from dataclasses import replace

from skill.core.conversation import Conversation, Pending
from skill.core.dialogue.followups import asking, plain
from skill.core.dialogue.offers import offer
from skill.core.draft import Draft, Question, say
from skill.core.reply import Say
from skill.core.routines import choose, guide
from skill.core.routines.model import Routine
from skill.core.routines.state import GuideState, is_sound
from skill.core.situation import Situation
from skill.core.urgency import Urgency

# What can be said only while a session is led; at other times there is nothing to command.
COMMANDS = (
    "AMAZON.PauseIntent",
    "AMAZON.ResumeIntent",
    "AMAZON.NextIntent",
    "AMAZON.PreviousIntent",
    "AMAZON.StartOverIntent",
    "SlowerIntent",
    "FasterIntent",
    "QuietIntent",
    "TimeLeftIntent",
    "OtherSideIntent",
)
# What is answered with a phrase, after which the session asks its own question again.
ASKED_AGAIN = {
    "AMAZON.HelpIntent": "routine_help",
    "AMAZON.FallbackIntent": "routine_not_understood",
}
# What is wished for once is wished for next time too.
PREFERENCES = ("SlowerIntent", "FasterIntent", "QuietIntent")
GROWN_UPS_ONLY = ("child", "baby")
# What the sessions are for; anything else felt during one ends it.
NO_REASON_TO_STOP = ("twitch", "tiredness")


def start(situation: Situation) -> Draft:
    """Open the session asked for, or say why it is better not to."""
    library = situation.library.routines
    minutes = _minutes(situation.intent.slot("minutes"))
    routine = choose.find(library, situation.intent.slot("routine"), situation.body_part, minutes)
    if refusal := _refusal(situation, routine):
        return refusal
    turn = guide.start(
        library,
        routine.id,
        minutes=minutes,
        profile=situation.profile,
        safety_heard=bool(situation.conversation.times("safety")),
        checked=bool(situation.conversation.times(f"cleared:{routine.id}")),
        limits=_limits(situation),
    )
    draft = _led(situation, turn)
    return replace(draft, title=routine.name, sources=routine.sources, used=("safety",))


def command(situation: Situation) -> Draft:
    """Do as told during a session; where none is led, say so."""
    state = _state(situation)
    if state is None:
        return asking(situation, "nothing_playing")
    name = situation.intent.name
    turn = guide.command(
        situation.library.routines,
        state,
        name,
        heard=situation.heard.played if situation.conversation.keeps_time else None,
        limits=_limits(situation),
    )
    draft = _led(situation, turn)
    if state.awaits == "check" and name == "AMAZON.NoIntent":
        return replace(draft, used=(f"cleared:{state.routine}",))
    if name in PREFERENCES and (kept := draft.conversation.routine):
        profile = replace(draft.profile, pace=kept.pace, quiet=kept.quiet)
        return replace(draft, profile=profile)
    return draft


def during(situation: Situation) -> Draft | None:
    """The answer to what was said while a session is led; None where it is not for the session.

    "Yes" and the like are for it only where it asked last or is going on; its own commands always.
    """
    if _state(situation) is None:
        return None
    pending = situation.conversation.pending
    asked = pending is not None and pending.kind == "routine"
    asked = asked or situation.conversation.being_led
    name = situation.intent.name
    if name in COMMANDS or (asked and guide.handles(name)):
        return command(situation)
    if _is_unwell(situation):
        return _broken_off(situation)
    if asked and name in ASKED_AGAIN:
        return _asked_again(situation, ASKED_AGAIN[name])
    return None


def list_routines(situation: Situation) -> Draft:
    """The routines there are, a few names at a time."""
    times = situation.conversation.times("routines")
    sentences, more_follow = choose.describe_all(situation.library.routines, times)
    question = offer(situation, "more_routines" if more_follow else "routine_breathing")
    return Draft(
        parts=say(*sentences),
        conversation=situation.conversation,
        profile=situation.profile,
        question=question,
        used=("routines",),
    )


def put_aside(situation: Situation, draft: Draft) -> Draft:
    """A draft that answers something else than the session being led, which pauses meanwhile."""
    state = draft.conversation.routine
    if draft.leads or state is None or not draft.conversation.being_led:
        return draft
    waiting = guide.pause(situation.library.routines, state, situation.heard.played)
    conversation = replace(draft.conversation, routine=waiting)
    words = say(situation.phrase("routine_put_aside"))
    return replace(draft, parts=draft.parts + words, conversation=conversation)


def played_out(situation: Situation) -> Draft:
    """The end of a session that a front end has led to its end."""
    library, state = situation.library.routines, _state(situation)
    conversation = replace(situation.conversation, routine=None)
    words = () if state is None else guide.closing(library, state)
    return Draft(say(*words), conversation, situation.profile)


def _is_unwell(situation: Situation) -> bool:
    intent = situation.intent
    if situation.heard.decided_by == "other_illness":  # "ouch, that hurts"
        return True
    told = (intent.slot("symptom"), intent.slot("secondSymptom"))
    return intent.name == "SymptomIntent" and any(
        symptom is not None and symptom not in NO_REASON_TO_STOP for symptom in told
    )


def _broken_off(situation: Situation) -> Draft:
    """The end of a session in which something else than calm was felt."""
    draft = plain(situation, "routine_broken_off", "worry_check")
    conversation = replace(draft.conversation, routine=None)
    return replace(draft, conversation=conversation, urgency=situation.assessment.urgency)


def _asked_again(situation: Situation, phrase: str) -> Draft:
    """A phrase, and then the session's own question once more."""
    draft = command(situation)
    return replace(draft, parts=say(situation.phrase(phrase)) + draft.parts, used=(phrase,))


def _led(situation: Situation, turn: guide.Turn) -> Draft:
    state, output = turn
    conversation: Conversation = replace(situation.conversation, routine=state)
    question, speech = None, output.speech
    if output.reprompt is not None:
        *speech_before, last = speech
        assert isinstance(last, Say)
        speech = tuple(speech_before)
        question = Question(Pending("routine", last.text), output.reprompt)
    return Draft(speech, conversation, situation.profile, question, leads=output.leads)


def _limits(situation: Situation) -> guide.Limits | None:
    return None if situation.conversation.keeps_time else guide.USUAL_LIMITS


def _state(situation: Situation) -> GuideState | None:
    state = situation.conversation.routine
    return state if state and is_sound(situation.library.routines, state) else None


def _refusal(situation: Situation, routine: Routine) -> Draft | None:
    level = situation.level or Urgency.SELF_CARE
    if level >= Urgency.URGENT_SAME_DAY:
        return plain(situation, "routine_not_now", "doctor_visit")
    if situation.person in GROWN_UPS_ONLY:
        return plain(situation, "routine_grown_ups_only", "anything_else")
    if level is Urgency.DOCTOR_SOON and routine.group != "breathing":
        return plain(situation, "routine_breathing_only", "routine_breathing")
    return None


def _minutes(spoken: str | None) -> float | None:
    try:
        return float(spoken) if spoken else None
    except ValueError:
        return None
