"""What an utterance must speak of before it gets an answer that was not asked for word by word."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from skill.understanding.slots import DURATION, NUMBER, Tag


@dataclass(frozen=True, slots=True)
class Topic:
    """The topic, as ``data/topic.toml`` has it; a model without one has no guarded intents.

    ``guarded`` intents are answered only on the topic: where one of the ``kinds`` of slot, the
    ``values`` ("Symptom:twitch") or the ``words`` is heard. ``closed`` intents take only utterances
    made of our own words, but for a few. ``stated`` intents may instead rest
    on one of ``stated_kinds``: people speaking of themselves do not name the topic.
    ``plain`` values are the topic itself ("Condition:twitching"): they alone are never meant by
    an intent of ``fears``, and any other value named goes before them.
    ``pointing`` words stand for the topic where nothing else is named that they could stand for,
    but not after a word of ``empty_after``.
    """

    guarded: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    stated: frozenset[str] = frozenset()
    stated_kinds: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    fears: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    empty_after: frozenset[str] = frozenset()

    @classmethod
    def from_tables(cls, tables: Mapping[str, Collection[str]]) -> "Topic":
        """Read the lists as TOML or JSON gives them."""
        return cls(**{name: frozenset(texts) for name, texts in tables.items()})

    def fits(
        self,
        intent: str,
        tokens: Sequence[str | Tag],
        kinds: Collection[str],
        ours: Collection[str],
    ) -> bool:
        """Whether nothing in the utterance is foreign to a ``closed`` intent.

        Those are short and all alike: a word of theirs in an utterance about something else,
        or a slot value they never name, means that they were not meant. One strange word
        in five is let pass, since it may be one of ours misheard.
        """
        if intent not in self.closed:
            return True
        strange = sum(isinstance(token, str) and token not in ours for token in tokens)
        return 5 * strange <= len(tokens) and self.has_use(intent, tokens, kinds)

    def is_foreign(self, intent: str, tokens: Sequence[str | Tag], others: Collection[str]) -> bool:
        """Whether a ``closed`` intent's words stand beside one that only ``others`` use."""
        return intent in self.closed and any(
            isinstance(token, str) and token in others for token in tokens
        )

    def has_use(self, intent: str, tokens: Sequence[str | Tag], kinds: Collection[str]) -> bool:
        """Whether a ``closed`` intent names something of the type of every value that was said."""
        named = {*kinds, DURATION} if NUMBER in kinds else kinds
        return intent not in self.closed or all(
            isinstance(token, str) or any(kind in named for kind, _ in token.options)
            for token in tokens
        )

    def is_plain(self, kind: str, value: str) -> bool:
        """Whether a slot value is the topic itself."""
        return f"{kind}:{value}" in self.plain

    def without(self, intent: str) -> frozenset[str]:
        """The values, with their types, that are not meant by an intent."""
        return self.plain if intent in self.fears else frozenset()

    def allows(self, intent: str, tokens: Sequence[str | Tag]) -> bool:
        """Whether this intent may be answered, going by what the utterance speaks of."""
        if intent in self.guarded:
            return self.is_named(tokens)
        if intent in self.stated:
            return self._named(tokens, self.kinds | self.stated_kinds)
        return True

    def is_named(self, tokens: Sequence[str | Tag]) -> bool:
        """Whether an utterance speaks of the topic."""
        return self._named(tokens, self.kinds)

    def is_pointed_at(
        self, intent: str, tokens: Sequence[str | Tag], ours: Collection[str]
    ) -> bool:
        """Whether "this" is the topic in a question of a ``guarded`` intent: every word is ours.

        In "is it bad to swim" the "it" stands for nothing.
        """
        before = ("", *tokens)
        points = any(
            token in self.pointing and previous not in self.empty_after
            for previous, token in zip(before, tokens, strict=False)
        )
        return (
            points
            and intent in self.guarded
            and all(isinstance(token, Tag) or token in ours for token in tokens)
        )

    def is_itself(self, tokens: Sequence[str | Tag]) -> bool:
        """Whether it speaks of the topic outright, and does not only name a part of the body."""
        return self._named(tokens, frozenset())

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
