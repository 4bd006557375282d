"""One turn as it is looked at: what was heard, what came before, what the words add up to."""

from dataclasses import dataclass

from skill.core.conversation import Conversation
from skill.core.intent import Heard, Intent
from skill.core.library import Library
from skill.core.profile import Profile
from skill.core.safety.model import Assessment
from skill.core.urgency import Urgency
from skill.core.wording import body_part_words, fill, variant


@dataclass(frozen=True, slots=True)
class Situation:
    """What every kind of answer is made from.

    ``conversation`` is what came before, from where the turn is decided on with what was said now
    already noted in it.
    """

    heard: Heard
    conversation: Conversation
    profile: Profile
    assessment: Assessment
    library: Library

    @property
    def intent(self) -> Intent:
        """What was asked."""
        return self.heard.intent

    @property
    def level(self) -> Urgency | None:
        """The highest level of the conversation, this turn included."""
        levels = [u for u in (self.conversation.urgency, self.assessment.urgency) if u is not None]
        return max(levels, default=None)

    @property
    def person(self) -> str:
        """Who it is about: this turn's word on it, else the conversation's."""
        return self.intent.slot("person") or self.conversation.person or "me"

    @property
    def body_part(self) -> str | None:
        """Where it is: this turn's word on it, else the conversation's."""
        return self.intent.slot("bodyPart") or self.conversation.body_part

    def says(self, template: str, **values: str) -> str:
        """A template in words for this person and body part."""
        part = self.library.name("bodyPart", self.body_part)
        return fill(template, {**body_part_words(part, self.person), **values})

    def phrase(self, key: str, **values: str) -> str:
        """The variant of a phrase whose turn it is; count its key once it is said."""
        variants = self.library.knowledge.phrases[key]
        return self.says(variant(variants, self.conversation.times(key)), **values)
