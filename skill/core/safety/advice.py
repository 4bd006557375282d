"""What is said about a level of urgency: what to do first, why, what else, and what to watch."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.core.safety.emergency import Numbers
from skill.core.safety.model import Assessment
from skill.core.urgency import Urgency
from skill.core.wording import fill
from skill.knowledge.model import Sentence, Sentences


@dataclass(frozen=True, slots=True)
class Advice:
    """The sentences of one rule at one level.

    ``level`` says what to do first, ``reason`` why, ``act`` what else to do, ``watch`` what would
    make it more urgent. ``again`` is the short form repeated after an emergency; where there is
    none, ``level`` and the first of ``act`` are. ``sources`` are ids of ``sources.toml``.
    """

    urgency: Urgency
    level: Sentences
    reason: Sentences
    act: Sentences
    watch: Sentences = ()
    again: Sentences = ()
    sources: tuple[str, ...] = ()

    @property
    def sentences(self) -> Sentences:
        """All that is said, in its order: what to do comes before the reason in an emergency."""
        if self.urgency is Urgency.EMERGENCY_NOW:
            return self.level + self.act + self.reason
        return self.level + self.reason + self.act + self.watch


@dataclass(frozen=True, slots=True)
class RuleAdvice:
    """A rule's advice at its own level, and ``at`` other levels where the words must differ."""

    own: Advice
    at: Mapping[Urgency, Advice]


@dataclass(frozen=True, slots=True)
class AdviceBook:
    """All advice, by rule and by level.

    ``raised`` is the reason given where a careful case (a child, pregnancy ...) raised a rule.
    """

    rules: Mapping[str, RuleAdvice]
    levels: Mapping[Urgency, Advice]
    raised: Sentences
    still_emergency: Sentences
    reminders: Mapping[Urgency, str]

    def for_assessment(self, assessment: Assessment) -> Advice:
        """The advice of the most urgent rule, at the level it has here.

        Raises ValueError where the assessment has no level: then there is nothing to advise.
        """
        level = assessment.urgency
        if level is None:
            raise ValueError("an assessment without a level has no advice")
        written = self.rules.get(assessment.rules[0]) if assessment.rules else None
        if written is None:
            return self.levels[level]
        if level == written.own.urgency:
            return written.own
        if level in written.at:
            return written.at[level]
        if level > written.own.urgency:
            return self._raised(written.own, level)
        return self.levels[level]

    def _raised(self, own: Advice, level: Urgency) -> Advice:
        """What helps stays; how soon, and what to watch for, are those of the higher level."""
        higher = self.levels[level]
        return Advice(
            urgency=level,
            level=higher.level,
            reason=self.raised,
            act=own.act,
            watch=higher.watch,
            sources=tuple(dict.fromkeys(own.sources + higher.sources)),
        )

    def spoken(self, advice: Advice, numbers: Numbers) -> tuple[str, ...]:
        """The sentences as they are said in a place with these numbers."""
        return _said(advice.sentences, numbers)

    def emergency_sentence(self, advice: Advice, numbers: Numbers) -> tuple[str, ...]:
        """The short form of an emergency's advice, the same on every later turn."""
        short = advice.again or advice.level + advice.act[:1] + self.still_emergency
        return _said(short, numbers)

    def reminder(self, level: Urgency | None) -> str:
        """What is said before an answer about something else; empty where nothing need be."""
        return "" if level is None else self.reminders.get(level, "")


def _said(sentences: tuple[Sentence, ...], numbers: Numbers) -> tuple[str, ...]:
    return tuple(fill(sentence.say, numbers.fills) for sentence in sentences)
