"""Everything the assistant draws on, read from the files of this package."""

from skill.core.library import Library
from skill.core.safety.engine import SafetyEngine
from skill.knowledge.load import load_knowledge
from skill.knowledge.load_local_words import load_local_words
from skill.knowledge.routines.load import load_routines
from skill.knowledge.safety.load import load_rulebook
from skill.knowledge.safety.load_advice import (
    load_advice,
    load_check,
    load_numbers,
    load_summary,
)


def load_library() -> Library:
    """The library of the shipped data files; raises KnowledgeError where one is damaged."""
    return Library.of(
        load_knowledge(),
        engine=SafetyEngine(load_rulebook()),
        advice=load_advice(),
        numbers=load_numbers(),
        check=load_check(),
        summary=load_summary(),
        routines=load_routines(),
        local_words=load_local_words(),
    )
