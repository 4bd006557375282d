"""Choosing what is said to a question: the most specific answer that is known."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.core.intent import TOPICAL, Intent
from skill.knowledge.model import Answer, Sentences

# That a doctor should look first changes an answer most; then a child, a baby or a pregnancy; then
# what set the twitch off; and where it is least.
WEIGHTS = {"level": 8, "person": 4, "bodyPart": 1}
USUAL_WEIGHT = 2
# What is true of a healthy adult is not added to what is said of these.
CAREFUL = {"child", "baby", "pregnant"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The answer to a question, and a second one that covers slots the first leaves out."""

    head: Answer
    support: Answer | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the answers drawn on, the head first."""
        return (self.head.id,) if self.support is None else (self.head.id, self.support.id)

    @property
    def opening(self) -> Sentences:
        """The point, then one reason: the most specific one there is."""
        reason = self.support.reason if self.support and self.support.reason else self.head.reason
        return self.head.point + reason

    @property
    def rest(self) -> Sentences:
        """What "tell me more" goes through, nothing of it said in the opening."""
        pool = self.head.more
        if self.support is not None:
            unused = self.head.reason if self.support.reason else ()
            pool = pool + unused + self.support.more
        opening = {sentence.say for sentence in self.opening}
        return tuple(sentence for sentence in pool if sentence.say not in opening)

    @property
    def why(self) -> Sentences:
        """The mechanism behind it, as far as one is known."""
        return self.head.why or (self.support.why if self.support else ()) or self.head.reason


def choose(answers: Mapping[str, tuple[Answer, ...]], intent: Intent) -> Choice | None:
    """The best of the ``answers``, by intent, to this one; None where nothing is known of it."""
    matching = [answer for answer in answers.get(intent.name, ()) if _matches(answer, intent)]
    if not matching:
        return None
    head = max(matching, key=_weight)
    if not head.when or "level" in head.when or CAREFUL & set(head.when.get("person", ())):
        return Choice(head)
    others = [a for a in matching if a.when and not set(a.when) & set(head.when)]
    return Choice(head, max(others, key=_weight, default=None))


def asked_about(intent: Intent, remembered: Mapping[str, str | None]) -> Intent:
    """A question with what earlier turns named filled into the slots it leaves open.

    What set a twitch off is carried on only into a question that names nothing itself.
    """
    takes = set(TOPICAL.get(intent.name, ()))
    if intent.slots:
        takes.discard("trigger")
    filled = {slot: value for slot, value in remembered.items() if slot in takes and value}
    return Intent(intent.name, {**filled, **intent.slots})


def _matches(answer: Answer, intent: Intent) -> bool:
    return all(intent.slot(slot) in values for slot, values in answer.when.items())


def _weight(answer: Answer) -> int:
    return sum(WEIGHTS.get(slot, USUAL_WEIGHT) for slot in answer.when)
