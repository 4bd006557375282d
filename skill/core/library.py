"""Everything the assistant draws on, handed to it once: it reads no file itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skill.core.local_words import LocalWords
from skill.core.routines.model import Library as Routines
from skill.core.safety.advice import AdviceBook
from skill.core.safety.check_script import CheckScript
from skill.core.safety.emergency import NumberBook
from skill.core.safety.engine import SafetyEngine
from skill.core.told import SummaryPhrases
from skill.knowledge.model import Answer, Knowledge


@dataclass(frozen=True, slots=True)
class Library:
    """What is known, what is a red flag, how the check asks, which routines there are, and which
    words are other ones in some countries.

    ``answers`` are those of ``knowledge``, by intent.
    """

    knowledge: Knowledge
    engine: SafetyEngine
    advice: AdviceBook
    numbers: NumberBook
    check: CheckScript
    summary: SummaryPhrases
    routines: Routines
    local_words: LocalWords
    answers: Mapping[str, tuple[Answer, ...]]

    @classmethod
    def of(cls, knowledge: Knowledge, **parts: Any) -> "Library":
        """A library with the answers filed under the intents they are for."""
        filed: dict[str, list[Answer]] = {}
        for answer in knowledge.answers:
            for name in answer.intents:
                filed.setdefault(name, []).append(answer)
        return cls(knowledge, answers={name: tuple(of) for name, of in filed.items()}, **parts)

    def name(self, slot: str, value: str | None) -> str | None:
        """How a slot's value is said aloud; the value itself where no name is known."""
        if value is None:
            return None
        names: Mapping[str, str] = self.knowledge.names.get(slot, {})
        return names.get(value, value.replace("_", " "))
