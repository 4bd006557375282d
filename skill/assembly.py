"""Putting the assistant together from its data files: what both front ends start from."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from interaction_models import language_of
from skill.core.assistant import Assistant
from skill.core.conversation import Conversation
from skill.core.draft import Turn
from skill.core.intent import Heard
from skill.core.profile import Profile
from skill.core.routines import own_names
from skill.core.routines.model import Routine
from skill.knowledge.library import load_library

if TYPE_CHECKING:
    from skill.understanding.known import Step
    from skill.understanding.pipeline import Understanding


@dataclass(frozen=True)
class Assembly:
    """The assistant of one locale, and the understanding that free text goes through first."""

    locale: str
    assistant: Assistant

    def with_own(self, routines: Iterable[Routine]) -> "Assembly":
        """The same assistant for a person who has routines of their own, known by their names."""
        library = self.assistant.library
        own = {routine.id: routine for routine in routines}
        known = replace(library.routines, routines={**library.routines.routines, **own})
        return replace(self, assistant=Assistant(replace(library, routines=known)))

    @property
    def understanding(self) -> "Understanding":
        """Loaded when the first free text comes: an Alexa session often has none."""
        return _understanding(self.locale)

    def hear(self, text: str, conversation: Conversation) -> Heard:
        """What a line of free text means at this point of a conversation."""
        heard = self.understanding.interpret(
            text, state=conversation.listening_for, in_topic=conversation.under_way
        )
        return own_names.recognised(self.assistant.library.routines, heard)

    def explain(self, text: str, conversation: Conversation) -> "tuple[Step, ...]":
        """How a line of free text comes to mean that, stage by stage."""
        return self.understanding.explain(
            text, state=conversation.listening_for, in_topic=conversation.under_way
        )

    def respond(self, text: str, conversation: Conversation, profile: Profile) -> Turn:
        """The turn that a line of free text makes."""
        return self.assistant.respond(self.hear(text, conversation), conversation, profile)


@cache
def assemble(locale: str = "en-US") -> Assembly:
    """The assistant for a locale; raises KnowledgeError where a data file is damaged."""
    return Assembly(locale, _assistant())


@cache
def _assistant() -> Assistant:
    """One for all locales: their words are put in last."""
    with _undisturbed():
        return Assistant(load_library())


@cache
def _understanding(locale: str) -> "Understanding":
    """That of its language, which all locales of it share."""
    language = language_of(locale)
    if language != locale:
        return _understanding(language)
    from skill.understanding.pipeline import Understanding

    with _undisturbed():
        return Understanding.load(locale)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Load without looking for garbage: all that is made stays, and looking takes a third of it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if collecting:
            gc.enable()
