"""Stage 2, tag slots: find the values people may fill slots with, longest exact match first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from skill.understanding.durations import find_duration
from skill.understanding.language import Language

NUMBER = "AMAZON.NUMBER"
DURATION = "AMAZON.DURATION"
FREE_TEXT = "AMAZON.SearchQuery"

Options = tuple[tuple[str, str], ...]
"""What a run of words may stand for: pairs of slot type and value id."""


Filled = tuple[tuple[str, str], ...]
"""Slot names and values, in the order they were said."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A run of words, ``words[start:end]``, that is a value of one or several slot types."""

    start: int
    end: int
    options: Options

    @property
    def token(self) -> str:
        """The tag as one token of a delexicalised utterance: "{BodyPart}", "{Nutrient|Trigger}"."""
        return "{" + "|".join(slot_type for slot_type, _ in self.options) + "}"


Spans = Mapping[int, Sequence[Tag]]
"""All readings of an utterance's slot values, by the word they start at."""


Unlisted = Callable[[Sequence[str], int], Sequence[Tag]]
"""The tags that start at a word, of values that are in no list."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every way to say every slot value: normalised words to types and ids.

    ``longest`` is how many words the longest one has that begins with a certain word;
    ``unlisted`` finds values that are in no list.
    """

    surfaces: Mapping[str, Sequence[Sequence[str]]]
    longest: Mapping[str, int]
    language: Language
    unlisted: Unlisted | None = None

    @classmethod
    def of(
        cls,
        surfaces: Mapping[str, Sequence[Sequence[str]]],
        language: Language,
        unlisted: Unlisted | None = None,
    ) -> "Gazetteer":
        """Build one; ``surfaces`` are normalised already."""
        longest: dict[str, int] = {}
        for surface in surfaces:
            first, _, rest = surface.partition(" ")
            size = 2 + rest.count(" ") if rest else 1
            for word in (first,) if rest else (first, first + "s"):
                if size > longest.get(word, 0):
                    longest[word] = size
        return cls(surfaces, longest, language, unlisted)

    def spans(self, words: Sequence[str]) -> dict[int, list[Tag]]:
        """All tags by the word they start at, longest first."""
        found: dict[int, list[Tag]] = {}
        for start in range(len(words)):
            tags = self._starting_at(words, start)
            if tags:
                found[start] = tags
        for start in sorted(found):
            before = start - 1
            while before >= 0 and words[before] in self.language.sides:
                longer = [Tag(before, tag.end, tag.options) for tag in found[start]]
                found.setdefault(before, []).extend(longer)
                found[before].sort(key=lambda tag: -tag.end)
                before -= 1
        return found

    def _starting_at(self, words: Sequence[str], start: int) -> list[Tag]:
        tags: list[Tag] = []
        for size in range(min(self.longest.get(words[start], 0), len(words) - start), 0, -1):
            options = self._options(words[start : start + size])
            if options:
                end = start + size
                if end < len(words) and words[end] in self.language.tails:
                    tags.append(Tag(start, end + 1, options))
                tags.append(Tag(start, end, options))
        duration = find_duration(words, start)
        if duration:
            tags.append(Tag(start, duration[0], ((DURATION, duration[1]),)))
        if words[start].isdigit():
            tags.append(Tag(start, start + 1, ((NUMBER, words[start]),)))
        if self.unlisted:
            tags += self.unlisted(words, start)
        if len(tags) > 1:
            tags.sort(key=lambda tag: -tag.end)
        return tags

    def _options(self, words: Sequence[str]) -> Options | None:
        surface = " ".join(words)
        found = self.surfaces.get(surface)
        if found is None and surface.endswith("s"):
            found = self.surfaces.get(surface[:-1])
        return tuple((kind, value) for kind, value in found) if found else None


def choose(spans: Mapping[int, Sequence[Tag]], length: int) -> tuple[Tag, ...]:
    """One reading of an utterance: from left to right the longest tag, none overlapping."""
    chosen: list[Tag] = []
    at = 0
    while at < length:
        tags = spans.get(at)
        if tags:
            chosen.append(tags[0])
            at = tags[0].end
        else:
            at += 1
    return tuple(chosen)


def split(tags: Sequence[Tag], spans: Mapping[int, Sequence[Tag]]) -> tuple[Tag, ...]:
    """The tags, those made of values themselves taken apart: an "eye twitch" is an eye, twitching.

    What a long name means for a question is seen better from its parts; as a slot value it stays
    whole.
    """
    out: list[Tag] = []
    for tag in tags:
        out.extend(_parts(tag.start, tag, spans) or (tag,))
    return tuple(out)


def _parts(at: int, whole: Tag, spans: Mapping[int, Sequence[Tag]]) -> tuple[Tag, ...] | None:
    """Shorter tags that cover a tag from ``at`` to its end, or None."""
    if at == whole.end:
        return ()
    for tag in spans.get(at, ()):
        if tag.end <= whole.end and tag.end - tag.start < whole.end - whole.start:
            rest = _parts(tag.end, whole, spans)
            if rest is not None:
                return (tag, *rest)
    return None


def delexicalise(words: Sequence[str], tags: Sequence[Tag]) -> tuple[str | Tag, ...]:
    """The utterance with every tagged run of words replaced by its tag."""
    out: list[str | Tag] = []
    at = 0
    for tag in tags:
        out.extend(words[at : tag.start])
        out.append(tag)
        at = tag.end
    out.extend(words[at:])
    return tuple(out)
