"""What an engine is: text in, a guess out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from skill.core.intent import FALLBACK
from skill.understanding.states import State

__all__ = ["FALLBACK_NAME", "Engine", "Guess", "State"]

FALLBACK_NAME = FALLBACK.name


@dataclass(frozen=True, slots=True)
class Guess:
    """What an engine makes of an utterance.

    ``intent`` is the fallback where it declines; ``score`` is the higher the surer it is, on
    whatever scale; ``rivals`` are the intents it offers beside ("did you mean").
    """

    intent: str
    slots: Mapping[str, str] = field(default_factory=dict)
    score: float = 0.0
    rivals: tuple[str, ...] = ()

    @property
    def offered(self) -> frozenset[str]:
        """The intent with its rivals."""
        return frozenset({self.intent, *self.rivals})


DECLINED = Guess(FALLBACK_NAME, score=float("-inf"))


class Engine(Protocol):
    """Something that understands one utterance after the other."""

    def guess(self, text: str, state: State = "open") -> Guess:
        """What is meant; ``state`` is what the conversation expects, for those who use it."""
