"""Speech as words: contractions opened, numbers as digits, spelling evened out, fillers dropped.

What is evened out is data (``knowledge/safety/words.toml``): British spelling, what recognizers
mishear, set phrases such as "can hardly". Every word keeps its place in what was said.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from skill.core.safety.numbers import join_numbers
from skill.core.safety.word import Word

_PIECE = re.compile(r"\d+\.\d+|[^\W_]+(?:'[^\W_]+)*|[.,;:!?\n…—–()\"]")
_SHORT_IS = frozenset(
    [
        "he",
        "she",
        "it",
        "that",
        "there",
        "what",
        "who",
        "how",
        "here",
        "where",
        "everything",
        "something",
    ]
)
_ENDINGS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
LONGEST_SPEECH = 20_000
"""Characters that are read; 2,000 words are about 10,000. The rest of a longer text is ignored."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How words are evened out: ``rewrites`` by their first word, longest first."""

    rewrites: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    fillers: frozenset[str]

    @classmethod
    def of(cls, rewrites: Mapping[str, str], fillers: Iterable[str]) -> "Spelling":
        """Build from plain data: a phrase and what to read instead (possibly nothing)."""
        by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for heard, meant in rewrites.items():
            phrase = tuple(heard.split())
            by_first.setdefault(phrase[0], []).append((phrase, tuple(meant.split())))
        return cls(
            {
                first: tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
                for first, pairs in by_first.items()
            },
            frozenset(fillers),
        )


def read(text: str, spelling: Spelling) -> tuple[Word, ...]:
    """The words and marks of ``text``, normalised, in the order they were said."""
    # Folding may change the length of a text, so offsets are into the folded form.
    words = _open_contractions(fold(text))
    words = join_numbers(words)
    words = _rewrite(words, spelling)
    return tuple(word for word in words if word.text not in spelling.fillers)


def fold(text: str) -> str:
    """Plain letters, typographic apostrophes made straight; case is kept for quoting."""
    text = unicodedata.normalize("NFKC", text[:LONGEST_SPEECH])
    return text.replace("\u2019", "'").replace("\u2018", "'").replace("`", "'")


def _open_contractions(text: str) -> list[Word]:
    words: list[Word] = []
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        words.extend(Word(part, start, end) for part in _parts(piece.group().lower()))
    return words


def _parts(piece: str) -> tuple[str, ...]:
    if "'" not in piece:
        return (piece,)
    if piece in {"can't", "couldn't"}:
        return ("cannot",)
    if piece == "won't":
        return ("willnot",)
    if piece.endswith("n't"):
        return (piece[:-3], "not")
    stem, _, ending = piece.rpartition("'")
    if ending == "s":
        return (stem, "is") if stem in _SHORT_IS else (stem,)
    opened = _ENDINGS.get("'" + ending)
    return (stem, opened) if opened else (piece.replace("'", ""),)


def _rewrite(words: list[Word], spelling: Spelling) -> list[Word]:
    """Replace set phrases once; what a rewrite puts in is rewritten again (chains are short)."""
    for _ in range(2):
        words = _rewrite_once(words, spelling)
    return words


def _rewrite_once(words: list[Word], spelling: Spelling) -> list[Word]:
    result: list[Word] = []
    place = 0
    while place < len(words):
        for phrase, meant in spelling.rewrites.get(words[place].text, ()):
            stretch = words[place : place + len(phrase)]
            if tuple(word.text for word in stretch) == phrase:
                result.extend(Word(text, stretch[0].start, stretch[-1].end) for text in meant)
                place += len(phrase)
                break
        else:
            result.append(words[place])
            place += 1
    return result
