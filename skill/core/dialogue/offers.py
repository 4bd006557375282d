"""The one question at the end of an answer: what this person would want next."""

from collections.abc import Iterator

from skill.core.answers import Choice
from skill.core.conversation import Pending
from skill.core.draft import Question
from skill.core.intent import Intent
from skill.core.routines import choose
from skill.core.situation import Situation
from skill.core.urgency import Urgency
from skill.core.wording import variant

LAST_RESORT = "anything_else"
# Routines are for grown-ups without red flags: those of the content say so themselves.
NO_ROUTINES_FOR = {"child", "baby", "pregnant", "someone_else"}


def next_question(situation: Situation, choice: Choice, intent: Intent) -> Question:
    """The first fitting offer that was not made yet in this conversation."""
    for id in _candidates(choice):
        if not situation.conversation.times(f"offer:{id}") and _fits(situation, id, intent):
            return offer(situation, id)
    return offer(situation, LAST_RESORT)


def offer(situation: Situation, id: str) -> Question:
    """An offer of ``offers.toml`` as a question, in the wording whose turn it is."""
    known = situation.library.knowledge.offers[id]
    text = situation.says(variant(known.ask, situation.conversation.times(f"offer:{id}")))
    return Question(Pending(id, text, known.yes), situation.says(known.reprompt))


def _candidates(choice: Choice) -> Iterator[str]:
    if choice.head.offer:
        yield choice.head.offer
    if choice.support and choice.support.offer:
        yield choice.support.offer
    if choice.rest:
        yield "more"
    yield from ("worry_check", "relief")


def _fits(situation: Situation, id: str, intent: Intent) -> bool:
    yes = situation.library.knowledge.offers[id].yes
    if yes.name == intent.name:
        return False
    level = situation.level or Urgency.SELF_CARE
    if yes.name == "StartRoutineIntent":
        routines, offered = situation.library.routines, situation.library.knowledge.offers[id]
        group = choose.group_meant(routines, offered.ask[0]) if "routine" not in yes.slots else None
        suits = group is None or choose.suits(routines, group, situation.body_part)
        allowed = level < Urgency.DOCTOR_SOON and situation.person not in NO_ROUTINES_FOR
        return allowed and suits
    if yes.name == "DoctorSummaryIntent" and not situation.conversation.findings:
        return False
    if yes.name == "CheckIntent":
        return level < Urgency.DOCTOR_SOON and not situation.conversation.times("check")
    return level < Urgency.URGENT_SAME_DAY
