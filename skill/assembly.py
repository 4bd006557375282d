"""Putting the assistant together from its data files: what both front ends start from."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from interaction_models import model_for
from skill.core.assistant import Assistant
from skill.core.conversation import Conversation
from skill.core.draft import Turn
from skill.core.intent import Heard
from skill.core.profile import Profile
from skill.knowledge.library import load_library

if TYPE_CHECKING:
    from skill.understanding.pipeline import Understanding


@dataclass(frozen=True)
class Assembly:
    """The assistant of one locale, and the understanding that free text goes through first."""

    locale: str
    assistant: Assistant

    @cached_property
    def understanding(self) -> "Understanding":
        """Loaded when the first free text comes: an Alexa session often has none."""
        from skill.understanding.pipeline import Understanding

        return Understanding.load(model_for(self.locale))

    def hear(self, text: str, conversation: Conversation) -> Heard:
        """What a line of free text means at this point of a conversation."""
        return self.understanding.interpret(
            text, state=conversation.listening_for, in_topic=conversation.under_way
        )

    def respond(self, text: str, conversation: Conversation, profile: Profile) -> Turn:
        """The turn that a line of free text makes."""
        return self.assistant.respond(self.hear(text, conversation), conversation, profile)


@cache
def assemble(locale: str = "en-US") -> Assembly:
    """The assistant for a locale; raises KnowledgeError where a data file is damaged."""
    return Assembly(locale, Assistant(load_library()))
