"""What an utterance must speak of before it gets an answer that was not asked for word by word."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from skill.understanding.slots import Tag


@dataclass(frozen=True, slots=True)
class Topic:
    """The topic, as ``data/topic.toml`` has it; a model without one has no guarded intents.

    ``guarded`` intents are answered only on the topic: where one of the ``kinds`` of slot, the
    ``values`` ("Symptom:twitch") or the ``words`` is heard. ``stated`` intents may instead rest
    on one of ``stated_kinds``: people speaking of themselves do not name the topic.
    """

    guarded: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    stated: frozenset[str] = frozenset()
    stated_kinds: frozenset[str] = frozenset()

    @classmethod
    def from_tables(cls, tables: Mapping[str, Collection[str]]) -> "Topic":
        """Read the lists as TOML or JSON gives them."""
        return cls(**{name: frozenset(texts) for name, texts in tables.items()})

    def allows(self, intent: str, tokens: Sequence[str | Tag]) -> bool:
        """Whether this intent may be answered, going by what the utterance speaks of."""
        if intent in self.guarded:
            return self._named(tokens, self.kinds)
        if intent in self.stated:
            return self._named(tokens, self.kinds | self.stated_kinds)
        return True

    def _named(self, tokens: Sequence[str | Tag], kinds: frozenset[str]) -> bool:
        for token in tokens:
            if isinstance(token, str):
                if token in self.words:
                    return True
            elif any(
                kind in kinds or f"{kind}:{value}" in self.values for kind, value in token.options
            ):
                return True
        return False
