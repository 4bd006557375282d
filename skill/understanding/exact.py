"""Stage 3, exact: an utterance that is one of the samples, word for word, slots apart.

The samples form a tree of words and slots; an utterance is walked down it with every reading of
its tags, so a word that could be a slot value ("is it a cramp") still matches as a plain word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from skill.understanding.slots import FREE_TEXT, Tag

Filled = tuple[tuple[str, str], ...]
"""Slot names and values, in the order they were said."""

_SAMPLE = ""


@dataclass(slots=True)
class _Node:
    words: dict[str, "_Node"] = field(default_factory=dict)
    slots: dict[tuple[str, str], "_Node"] = field(default_factory=dict)
    intent: str = _SAMPLE


class SampleTree:
    """All samples of a model, ready to be matched."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, sample: Sequence[str], slots: Mapping[str, str], intent: str) -> str:
        """Add a normalised sample; the intent that has it already, if another one does."""
        node = self._root
        for word in sample:
            if word.startswith("{"):
                name = word[1:-1]
                node = node.slots.setdefault((name, slots[name]), _Node())
            else:
                node = node.words.setdefault(word, _Node())
        taken = node.intent
        node.intent = taken or intent
        return taken if taken != intent else ""

    def match(
        self,
        words: Sequence[str],
        spans: Mapping[int, Sequence[Tag]],
        *,
        free_text: bool = False,
    ) -> tuple[str, Filled] | None:
        """The intent whose sample this is, with its slots, or None.

        Of several, the one that takes most words literally, then the one with the longest values.
        Samples that end in free text match only where asked for: they match almost anything.
        """
        return self._walk(self._root, words, 0, spans, free_text)

    def _walk(
        self,
        node: _Node,
        words: Sequence[str],
        at: int,
        spans: Mapping[int, Sequence[Tag]],
        free_text: bool,
    ) -> tuple[str, Filled] | None:
        if at == len(words):
            return (node.intent, ()) if node.intent else None
        literal = node.words.get(words[at])
        if literal is not None:
            found = self._walk(literal, words, at + 1, spans, free_text)
            if found:
                return found
        for (name, kind), below in node.slots.items():
            for tag in spans.get(at, ()):
                for option, value in tag.options:
                    if option == kind:
                        found = self._walk(below, words, tag.end, spans, free_text)
                        if found:
                            return found[0], ((name, value), *found[1])
            if free_text and kind == FREE_TEXT and below.intent:
                return below.intent, ((name, " ".join(words[at:])),)
        return None
