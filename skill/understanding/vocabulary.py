"""The words that understanding has learnt, and how strange an utterance is to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from skill.understanding.slots import Tag


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``ours`` are words of our utterances, ``others`` those only of the backgrounds."""

    ours: frozenset[str]
    others: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, ours: Iterable[str], others: Iterable[str]) -> "Vocabulary":
        """Build one; ``known`` is both together."""
        own, more = frozenset(ours), frozenset(others)
        return cls(own, more, own | more)

    def is_strange(self, tokens: Sequence[str | Tag]) -> bool:
        """Whether more than half of it is unknown: nonsense, or another language."""
        unknown = sum(isinstance(token, str) and token not in self.known for token in tokens)
        return 2 * unknown > len(tokens)

    def is_familiar(self, tokens: Sequence[str | Tag]) -> bool:
        """Whether every word is one of ours, so that nothing else can be named."""
        return all(isinstance(token, Tag) or token in self.ours for token in tokens)
