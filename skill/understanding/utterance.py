"""An utterance on its way through the stages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skill.understanding.slots import Gazetteer, Tag, choose, delexicalise, split


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said, in words, with every reading of its slot values.

    ``spans`` are all tags by the word they start at, ``tags`` one reading of them with the parts
    of long values added, ``tokens`` the words with tags in place of the shortest such values.
    """

    words: tuple[str, ...]
    spans: Mapping[int, Sequence[Tag]]
    tags: tuple[Tag, ...]
    tokens: tuple[str | Tag, ...]


def tagged(words: tuple[str, ...], gazetteer: Gazetteer) -> Utterance:
    """Find the slot values in normalised words."""
    spans = gazetteer.spans(words)
    tags = choose(spans, len(words))
    parts = split(tags, spans)
    inner = tuple(part for part in parts if part not in tags)
    return Utterance(words, spans, tags + inner, delexicalise(words, parts))


NOTHING_SAID = Utterance((), {}, (), ())
