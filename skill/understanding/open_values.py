"""Values nobody listed: a name of a city that stands where the samples have a city.

Slot types of Alexa's own take more values than a model lists. Words that no training utterance
knows, standing after a word that such a slot follows in a sample, are taken for a value of it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from skill.understanding.builtin import is_open
from skill.understanding.slots import Tag

MOST_WORDS = 3
"""The longest such value: "Newcastle upon Tyne"."""
_START = "^"


@dataclass(frozen=True, slots=True)
class OpenValues:
    """``after`` are the open types that follow a word in a sample; no ``known`` word is a value."""

    after: Mapping[str, tuple[str, ...]]
    known: Collection[str]

    def __call__(self, words: Sequence[str], start: int) -> list[Tag]:
        """The runs of unknown words from here on that may be such a value, longest first."""
        kinds = self.after.get(words[start - 1] if start else _START)
        if not kinds:
            return []
        end = start
        while end < min(len(words), start + MOST_WORDS) and self._is_unknown(words[end]):
            end += 1
        return [
            Tag(start, stop, tuple((kind, " ".join(words[start:stop])) for kind in kinds))
            for stop in range(end, start, -1)
        ]

    def _is_unknown(self, word: str) -> bool:
        return word not in self.known and not word.isdigit()


def unlisted_values(
    samples: Mapping[str, Iterable[str]], kinds: Mapping[str, str], known: Collection[str]
) -> OpenValues | None:
    """Read off the samples what stands before slots of open types; None where there are none.

    ``kinds`` are the types of the slots by name.
    """
    if not any(map(is_open, kinds.values())):
        return None
    after: dict[str, dict[str, None]] = {}
    for texts in samples.values():
        for text in texts:
            words = [_START, *text.split()]
            for before, word in pairwise(words):
                if word.startswith("{") and is_open(kinds[word[1:-1]]):
                    after.setdefault(before, {})[kinds[word[1:-1]]] = None
    return OpenValues({before: tuple(sorted(found)) for before, found in after.items()}, known)
