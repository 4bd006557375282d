"""What the red-flag check asks, and what its answers count as: the shape of its data."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.core.safety.check_words import AnswerWords
from skill.core.urgency import Urgency


@dataclass(frozen=True, slots=True)
class Count:
    """What a bare answer comes to: a level, and the advice that goes with it."""

    level: Urgency
    rule: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the check.

    ``ceiling`` is the highest level its answers can lead to: it is not asked once that is
    reached. ``topic`` names it in a summary. A question that a bare yes does not answer has no
    ``yes``. ``stem`` completes a clipped answer ("three weeks in my calf") to a sentence, and
    ``symptom`` does the same for an answer that came as slots only.
    """

    id: str
    topic: str
    ask: str
    reprompt: str
    again: str
    why: str
    ceiling: Urgency
    unknown: Count
    yes: Count | None = None
    stem: str = ""
    symptom: str = ""


@dataclass(frozen=True, slots=True)
class CheckScript:
    """The questions in their order, and what is said around them.

    ``labels`` stand for an answer whose words are not known, by its kind. A yes that tells nothing
    but concepts of ``explains_nothing`` (it twitches; it is a child) is still a bare yes.
    """

    questions: tuple[Question, ...]
    words: AnswerWords
    intro: str
    help: str
    gently: str
    stopped: str
    labels: Mapping[str, str]
    explains_nothing: tuple[str, ...]

    def question(self, index: int) -> Question:
        """The question of an index, or the nearest there is."""
        return self.questions[max(0, min(index, len(self.questions) - 1))]
