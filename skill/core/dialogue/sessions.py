"""Guided sessions: handing their commands to the guide, and what else may happen during one."""

from dataclasses import replace

from skill.core.dialogue.followups import asking, plain
from skill.core.dialogue.leading import done_words, led, limits_of, played, state_of
from skill.core.dialogue.openings import resume_left
from skill.core.draft import Draft, say
from skill.core.routines import guide
from skill.core.situation import Situation

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
    "TalkIntent",
    "LongerIntent",
    "ShorterIntent",
    "NoHoldsIntent",
    "TimeLeftIntent",
    "OtherSideIntent",
)
# What is answered with a phrase, after which the session asks its own question again.
ASKED_AGAIN = {
    "AMAZON.HelpIntent": "routine_help",
    "AMAZON.FallbackIntent": "routine_not_understood",
}
# What is wished for once is wished for next time too.
PREFERENCES = ("SlowerIntent", "FasterIntent", "QuietIntent", "TalkIntent")
# What the sessions are for; anything else felt during one ends it.
NO_REASON_TO_STOP = ("twitch", "tiredness")


def command(situation: Situation) -> Draft:
    """Do as told during a session; where none is led, say so."""
    state, name = state_of(situation), situation.intent.name
    if state is None:
        if name == "AMAZON.ResumeIntent":
            return resume_left(situation)
        return asking(situation, "nothing_playing")
    turn = guide.command(
        situation.library.routines,
        state,
        name,
        heard=played(situation),
        limits=limits_of(situation),
    )
    draft = led(situation, turn)
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
    if state_of(situation) is None:
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


def put_aside(situation: Situation, draft: Draft) -> Draft:
    """A draft with what it means for the session under way.

    One that is led in real time pauses while something else is answered; one that was ended for
    how someone feels is not gone on with another day.
    """
    before, state = situation.conversation.routine, draft.conversation.routine
    if before is not None and state is None and draft.urgency is not None:
        return replace(draft, profile=replace(draft.profile, left=None))
    if draft.leads or state is None or not draft.conversation.being_led:
        return draft
    waiting = guide.pause(situation.library.routines, state, situation.heard.played)
    return replace(
        draft,
        parts=draft.parts + say(situation.phrase("routine_put_aside")),
        conversation=replace(draft.conversation, routine=waiting),
        profile=replace(draft.profile, left=waiting),
    )


def played_out(situation: Situation) -> Draft:
    """The end of a session that a front end has led to its end."""
    library, state = situation.library.routines, state_of(situation)
    conversation = replace(situation.conversation, routine=None)
    if state is None:
        return Draft((), conversation, situation.profile)
    words = (*guide.closing(library, state), *done_words(situation, state.routine))
    profile = situation.profile.having_done(state.routine, situation.heard.day)
    return Draft(say(*words), conversation, profile)


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
    return replace(
        draft,
        conversation=replace(draft.conversation, routine=None),
        profile=replace(draft.profile, left=None),
        urgency=situation.assessment.urgency,
    )


def _asked_again(situation: Situation, phrase: str) -> Draft:
    """A phrase, and then the session's own question once more."""
    draft = command(situation)
    return replace(draft, parts=say(situation.phrase(phrase)) + draft.parts, used=(phrase,))
