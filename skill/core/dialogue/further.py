"""Further questions asked in the same breath: offered once the first one is answered."""

from dataclasses import replace

from skill.core.conversation import Pending
from skill.core.draft import Draft, Question
from skill.core.intent import Intent
from skill.core.situation import Situation
from skill.core.urgency import Urgency
from skill.core.wording import fill

KIND = "also"


def offered(situation: Situation, draft: Draft) -> Draft:
    """The answer to the first question, with the next one as its offer.

    Where the answer asks for something itself, leads a session, or someone should be seen today,
    that goes before.
    """
    asked = situation.heard.also
    level = draft.conversation.urgency or Urgency.SELF_CARE
    asks_itself = draft.question is None or draft.question.pending.yes is None
    if not asked or draft.leads or asks_itself or level >= Urgency.URGENT_SAME_DAY:
        return draft
    text = situation.phrase("also_asked", what=_called(situation, asked[0]))
    question = Question(Pending(KIND, text, asked[0], after=asked[1:]), text)
    return replace(draft, question=question, used=(*draft.used, "also_asked"))


def still_asked(situation: Situation) -> tuple[Intent, ...]:
    """The questions that remain after the one a yes has just taken up."""
    pending = situation.conversation.pending
    return pending.after if pending is not None else ()


def _called(situation: Situation, intent: Intent) -> str:
    """A question as it is called to mind: "what may help", "about ALS"."""
    library, names = situation.library, situation.library.knowledge.names
    said = {slot: library.name(slot, value) or value for slot, value in intent.slots.items()}
    template = names["asked_by_name"].get(intent.name, "")
    if any("{" + slot + "}" in template for slot in said):
        words = fill(template, said)
        return words[0].lower() + words[1:]
    return names["asked"].get(intent.name, names["intent"][intent.name])
