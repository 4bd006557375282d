"""Who only says something: in "my wife thinks it's stress" the twitch is the speaker's own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from skill.understanding.slots import Tag
from skill.understanding.utterance import Utterance

_NEAR = 3
"""Words after a value among which it says something: "my wife keeps on saying"."""


@dataclass(frozen=True, slots=True)
class Hearsay:
    """Types of slot whose values can speak, words for speaking, and those for someone spoken of."""

    kinds: frozenset[str] = frozenset()
    sayings: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    @classmethod
    def from_table(cls, table: Mapping[str, Collection[str]]) -> "Hearsay":
        """The table ``hearsay`` of ``data/speech.toml``; without one nobody says anything."""
        return cls(**{name: frozenset(words) for name, words in table.items()})

    def meant(self, heard: Utterance) -> tuple[Tag, ...]:
        """The values of an utterance without those that only say what it is about."""
        return tuple(tag for tag in heard.tags if not self._only_says(tag, heard.words))

    def _only_says(self, tag: Tag, words: tuple[str, ...]) -> bool:
        if self.kinds.isdisjoint(kind for kind, _ in tag.options):
            return False
        says = not self.sayings.isdisjoint(words[tag.end : tag.end + _NEAR])
        return says and self.others.isdisjoint(words[tag.end :])
