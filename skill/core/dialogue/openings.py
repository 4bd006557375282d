"""Opening a session: which one is wanted, whether it may be led, and which there are."""

import math
from dataclasses import replace

from skill.core.conversation import Pending
from skill.core.dialogue.followups import asking, plain
from skill.core.dialogue.leading import (
    allowed,
    led,
    limits_of,
    name_of,
    played,
    state_of,
    under_way,
)
from skill.core.dialogue.offers import offer
from skill.core.draft import Draft, Question, say
from skill.core.intent import Intent
from skill.core.routines import choose, guide
from skill.core.routines.model import Pattern, Routine
from skill.core.routines.pace import is_safe
from skill.core.routines.state import is_sound
from skill.core.routines.variants import for_pattern
from skill.core.situation import Situation
from skill.core.urgency import Urgency

GROWN_UPS_ONLY = ("child", "baby")


def start(situation: Situation) -> Draft:
    """Open the session asked for, or say why it is better not to."""
    library, intent = situation.library.routines, situation.intent
    minutes, words = _number(intent.slot("minutes")), situation.heard.words
    named = {"routine", "bodyPart"} & set(intent.slots)
    if minutes is not None and not named and (changed := _changed(situation, minutes)):
        return changed
    if not named and (name := choose.unknown_name(library, words)):
        return _did_you_mean(situation, name)
    routine = choose.find(
        library,
        intent.slot("routine"),
        situation.body_part,
        minutes,
        group=choose.group_meant(library, words or _offered(situation)),
        usual=situation.profile.favourite if choose.means_usual(library, words) else None,
    )
    return _opened(situation, routine, minutes=minutes)


def unknown(situation: Situation) -> Draft | None:
    """The nearest routine to one that was not understood, where one was asked for."""
    library, words = situation.library.routines, situation.heard.words
    name = choose.unknown_name(library, words)
    if name is None or not choose.asks_to_start(library, words):
        return None
    return _did_you_mean(situation, name)


def own_counts(situation: Situation) -> Draft:
    """Breathe to the counts named, in the session being led or in one that suits them."""
    library, intent = situation.library.routines, situation.intent
    counts = {name: _number(intent.slot(name)) for name in ("inhale", "exhale", "hold")}
    inhale = counts["inhale"] or counts["exhale"] or 0.0
    pattern = Pattern(inhale, counts["exhale"] or inhale, counts["hold"] or 0.0)
    if changed := _changed(situation, pattern):
        return changed
    routine = library.routines[library.phrases.default_routine]
    if is_safe(pattern):
        routine = for_pattern(library, routine, pattern)
    return _opened(situation, routine, pattern=pattern)


def without_holds(situation: Situation) -> Draft:
    """A breath without holds, where none is led that could do without them."""
    library = situation.library.routines
    return _opened(situation, library.routines[library.phrases.default_routine])


def resume_left(situation: Situation) -> Draft:
    """Go on with the session that was left last time; from its start where it has changed since."""
    library, left = situation.library.routines, situation.profile.left
    routine = library.routines.get(left.routine) if left else None
    if left is None or routine is None:
        return asking(situation, "nothing_playing")
    if refusal := _refusal(situation, routine):
        return refusal
    if not is_sound(library, left):
        again = _opened(situation, routine)
        words = situation.phrase("routine_changed", name=routine.name)
        return replace(again, parts=say(words) + again.parts)
    checked = allowed(routine, situation)
    turn = guide.reopen(library, left, checked=checked, limits=limits_of(situation))
    draft = led(situation, turn)
    words = situation.phrase("routine_resumed", name=routine.name)
    parts = say(words) + draft.parts
    return replace(draft, parts=parts, title=routine.name, sources=routine.sources)


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


def _opened(
    situation: Situation,
    routine: Routine,
    *,
    minutes: float | None = None,
    pattern: Pattern | None = None,
) -> Draft:
    if refusal := _refusal(situation, routine):
        return refusal
    before = state_of(situation)
    safety_heard = situation.conversation.times("safety") or situation.profile.routines_done
    turn = guide.start(
        situation.library.routines,
        routine.id,
        minutes=minutes,
        pattern=pattern,
        profile=situation.profile,
        safety_heard=bool(safety_heard),
        checked=allowed(routine, situation),
        limits=limits_of(situation),
    )
    draft = led(situation, turn)
    if before is not None and under_way(before) and before.routine != routine.id:
        words = situation.phrase("routine_switched", name=name_of(situation, before))
        draft = replace(draft, parts=say(words) + draft.parts)
    if routine.own:  # so that what was said before it is not taken for its source
        draft = replace(draft, conversation=replace(draft.conversation, sources=()))
    return replace(draft, title=routine.name, sources=routine.sources, used=("safety",))


def _offered(situation: Situation) -> str:
    """The question this is the yes to."""
    pending = situation.conversation.pending
    return pending.text if pending and situation.heard.decided_by == "question" else ""


def _changed(situation: Situation, wish: Pattern | float) -> Draft | None:
    """The session under way with this wish granted, if it can be."""
    state, library = state_of(situation), situation.library.routines
    if state is None:
        return None
    turn = guide.change(library, state, wish, heard=played(situation), limits=limits_of(situation))
    return led(situation, turn) if turn else None


def _did_you_mean(situation: Situation, name: str) -> Draft:
    """What was asked for is not there: the nearest there is."""
    routine, is_alike = choose.nearest(situation.library.routines, name)
    key = "routine_did_you_mean" if is_alike else "routine_unknown"
    text = situation.phrase(key, name=routine.name)
    yes = Intent("StartRoutineIntent", {"routine": routine.id})
    return Draft(
        parts=(),
        conversation=situation.conversation,
        profile=situation.profile,
        question=Question(Pending("routine_unknown", text, yes), text),
        used=(key,),
    )


def _refusal(situation: Situation, routine: Routine) -> Draft | None:
    level = situation.level or Urgency.SELF_CARE
    if level >= Urgency.URGENT_SAME_DAY:
        return plain(situation, "routine_not_now", "doctor_visit")
    if situation.person in GROWN_UPS_ONLY:
        return plain(situation, "routine_grown_ups_only", "anything_else")
    if level is Urgency.DOCTOR_SOON and (routine.own or routine.group != "breathing"):
        return plain(situation, "routine_breathing_only", "routine_breathing")
    return None


def _number(spoken: str | None) -> float | None:
    try:
        number = float(spoken) if spoken else None
    except ValueError:
        return None
    return number if number is None or math.isfinite(number) else None
