"""Whether an intent may be meant at all, going by what the utterance speaks of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from skill.understanding.known import Known
from skill.understanding.topic import Topic
from skill.understanding.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Admission:
    """What must hold of an utterance before an intent that was guessed may be meant by it.

    ``kinds`` are the types of what every intent's utterances name, be it a slot of theirs or not.
    """

    topic: Topic
    vocabulary: Vocabulary
    kinds: Mapping[str, Collection[str]]

    def admits(self, intent: str, known: Known) -> bool:
        """Whether the utterance is on the topic and has no word that the intent never has."""
        tokens = known.heard.tokens
        return self.topic.fits(
            intent, tokens, self.kinds[intent], self.vocabulary.ours
        ) and self._is_ours(intent, known)

    def admits_misheard(self, intent: str, known: Known) -> bool:
        """The same where the words are taken to be misheard: only the slot values count."""
        tokens = known.heard.tokens
        return (
            intent in self.kinds
            and self.topic.has_use(intent, tokens, self.kinds[intent])
            and self._is_ours(intent, known)
        )

    def on_topic(self, intent: str, known: Known) -> bool:
        """Whether the talk is about what the intent is about."""
        as_said = known.misheard or known.heard
        return (
            known.in_topic
            or self.topic.allows(intent, known.heard.tokens)
            or self.topic.is_pointed_at(intent, as_said.tokens, self.vocabulary.ours)
        )

    def is_familiar(self, known: Known) -> bool:
        """Whether every word is one of ours."""
        return self.vocabulary.is_familiar(known.heard.tokens)

    def _is_ours(self, intent: str, known: Known) -> bool:
        foreign = self.topic.is_foreign(intent, known.heard.tokens, self.vocabulary.others)
        return not foreign and self.on_topic(intent, known)
