"""Stage 4, correct: what a person takes back while speaking is taken back.

"My calf, I mean my thigh" is about the thigh, "start box, sorry, belly breathing" wants the
latter, and "my my eyelid" says it once. The words as they were said, and as they would have been
without the second thought, go on as ``readings``: what is urgent in either still counts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import eq

from skill.understanding.known import Known, Step
from skill.understanding.language import Phrases, Words, by_first_word, phrase_at
from skill.understanding.slots import Gazetteer, Tag
from skill.understanding.utterance import Utterance, tagged

STAGE = "correct"
MOST_CORRECTIONS = 3
"""Looked for in one utterance, so that the work is bounded."""
FARTHEST_BACK = 8
"""Words before a correction among which its beginning is looked for."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The table ``corrections`` of ``data/speech.toml``.

    ``strong`` phrases take something back by themselves, ``weak`` ones only two different ones
    together; a "no" alone takes back values of the types ``bare``. Values of the types ``kept``
    are never taken back. ``articles`` may stand before a value; after ``restarts`` one begins anew.
    """

    strong: Phrases
    weak: frozenset[str]
    bare: frozenset[str]
    kept: frozenset[str]
    articles: frozenset[str]
    restarts: Phrases

    @classmethod
    def from_table(cls, table: Mapping[str, Sequence[str]]) -> "Corrections":
        """Read the table as TOML or JSON gives it; nothing is ever taken back without one."""
        return cls(
            _phrases(table.get("strong", ())),
            frozenset(table.get("weak", ())),
            frozenset(table.get("bare", ())),
            frozenset(table.get("kept", ())),
            frozenset(table.get("articles", ())),
            _phrases(table.get("restarts", ())),
        )


@dataclass(frozen=True, slots=True)
class _Marker:
    """The words that take back: where they begin and end, and whether it is only a "no"."""

    start: int
    end: int
    bare: bool


@dataclass(frozen=True, slots=True)
class _Mended:
    """The words without what was taken back, and, where known, without what came instead."""

    words: Words
    before: Words | None = None


class Correct:
    """Self-correction, mended before anything is compared."""

    def __init__(self, corrections: Corrections, gazetteer: Gazetteer) -> None:
        self._corrections = corrections
        self._gazetteer = gazetteer
        self._first_words = {*corrections.strong, *corrections.weak, *corrections.restarts}

    def __call__(self, known: Known) -> Step | None:
        """The words without those taken back and those said twice in a row."""
        heard = known.heard
        said = _once(heard.words)
        if said == heard.words and self._first_words.isdisjoint(said):
            return None
        readings = self._sides(heard.words)
        now = heard if said == heard.words else tagged(said, self._gazetteer)
        for _ in range(MOST_CORRECTIONS):
            mended = self._mended(now, known.state == "routine")
            if mended is None:
                break
            readings += [" ".join(words) for words in (mended.words, mended.before) if words]
            now = tagged(mended.words, self._gazetteer)
        if now is heard:
            if not readings:
                return None
            later = replace(known, readings=tuple(readings))
            return Step(STAGE, "none", "no value was taken back", later)
        why = "something was taken back" if readings else "words were said twice"
        later = replace(known, words=now.words, heard=now, corrected=True, readings=tuple(readings))
        return Step(STAGE, " ".join(now.words), why, later)

    def _sides(self, words: Words) -> list[str]:
        """What stands before and after the words that take back, if there are any."""
        for at in range(1, len(words)):
            if words[at] not in self._first_words:
                continue
            restart = phrase_at(words, at, self._corrections.restarts)
            marker = _Marker(at, at + len(restart), False) if restart else self._marker(words, at)
            if marker is not None and not marker.bare:
                sides = (words[: marker.start], words[marker.end :])
                return [" ".join(side) for side in sides if side]
        return []

    def _mended(self, heard: Utterance, led: bool) -> _Mended | None:
        words = heard.words
        for at in range(len(words)):
            if words[at] not in self._first_words:
                continue
            restart = phrase_at(words, at, self._corrections.restarts)
            if restart and at and len(words) - at - len(restart) > 1:
                return _Mended(words[at + len(restart) :])
            marker = self._marker(words, at)
            if marker is None or marker.end == len(words):
                continue
            if marker.start == 0 and not (marker.bare or led):
                return _Mended(words[marker.end :])
            found = self._value_taken_back(heard, marker)
            if found is None and not marker.bare:
                found = _said_anew(words, marker)
            if found is not None:
                return found
        return None

    def _marker(self, words: Words, at: int) -> _Marker | None:
        """The words that take back at a place, if any begin there."""
        weak: set[str] = set()
        end, strong = at, False
        while end < len(words):
            phrase = phrase_at(words, end, self._corrections.strong)
            if phrase is not None:
                strong = True
                end += len(phrase)
            elif words[end] in self._corrections.weak:
                weak.add(words[end])
                end += 1
            else:
                break
        if strong or {"no", "wait"} <= weak:
            return _Marker(at, end, False)
        return _Marker(at, end, True) if "no" in weak else None

    def _value_taken_back(self, heard: Utterance, marker: _Marker) -> _Mended | None:
        """A value just before the marker, where one of its kind comes just after."""
        words, articles = heard.words, self._corrections.articles
        second = _past(words, marker.end, articles)
        first_end = marker.start
        while first_end > 0 and words[first_end - 1] in articles | {"or"}:
            first_end -= 1
        found = self._value_before(heard, first_end, second, marker.bare)
        if found is None:
            return None
        start, second_end = found
        articles_anew = second - marker.end
        introduced = start in heard.spans and start > 0 and words[start - 1] in articles
        if marker.bare and introduced and not articles_anew:
            return None  # "my calf, no foot": the calf, and nothing in the foot
        while articles_anew and start > 0 and words[start - 1] in articles:
            start -= 1
            articles_anew -= 1
        before = words[:first_end] + words[second_end:]
        return _Mended(words[:start] + words[marker.end :], before)

    def _value_before(
        self, heard: Utterance, end: int, second: int, bare: bool
    ) -> tuple[int, int] | None:
        """Where the value that ends before the marker starts, and where the one after it ends."""
        words, sides = heard.words, self._gazetteer.language.sides
        if second >= len(words) or end == 0:
            return None
        if words[end - 1] in sides and words[second] in sides:
            return end - 1, second + 1
        after = heard.spans.get(second, ())
        for start in range(max(0, end - FARTHEST_BACK), end):
            before = [tag for tag in heard.spans.get(start, ()) if tag.end == end]
            shared = {k for k in _kinds(before) & _kinds(after) if k not in self._corrections.kept}
            if shared & self._corrections.bare if bare else shared:
                return start, max(tag.end for tag in after)
        if self._begins_a_value(words[end - 1], after):
            return end - 1, max(tag.end for tag in after)
        return None

    def _begins_a_value(self, word: str, like: Sequence[Tag]) -> bool:
        """Whether values of the type of some tags begin with a word: "box" breathing."""
        kinds = _kinds(like) - self._corrections.kept
        return bool(kinds) and any(
            surface.startswith(word + " ") and any(kind in kinds for kind, _ in options)
            for surface, options in self._gazetteer.surfaces.items()
        )


def _said_anew(words: Words, marker: _Marker) -> _Mended | None:
    """What follows begins with a word from just before: "why is my, I mean why is this"."""
    first = words[marker.end]
    for start in range(marker.start - 1, max(marker.start - FARTHEST_BACK, 0) - 1, -1):
        if words[start] == first:
            return _Mended(words[:start] + words[marker.end :])
    return None


def _once(words: Words) -> Words:
    """Words without those that only stammer: "why is why is my my eyelid"."""
    repeats = any(map(eq, words, words[1:]))
    if not repeats and not any(map(eq, words, words[2:])):
        return words
    kept: list[str] = []
    for word in words:
        if not kept or word != kept[-1] or word.isdigit():
            kept.append(word)
        if len(kept) > 3 and kept[-2:] == kept[-4:-2] and not word.isdigit():
            del kept[-2:]
    return tuple(kept)


def _past(words: Words, at: int, skipped: Collection[str]) -> int:
    """The first place from here on that has none of some words."""
    while at < len(words) and words[at] in skipped:
        at += 1
    return at


def _kinds(tags: Sequence[Tag]) -> set[str]:
    return {kind for tag in tags for kind, _ in tag.options}


def _phrases(texts: Sequence[str]) -> Phrases:
    return by_first_word(tuple(text.split()) for text in texts)
