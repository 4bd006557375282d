"""Writing a text as the voice reads it well, without losing where its words are."""

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# What a voice has no word for: pictures, control characters (some are commands to the voice).
UNSPOKEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Sk", "So"})


@dataclass(frozen=True, slots=True)
class Respelled:
    """A text for the voice, and the way back to the text it was made of."""

    text: str
    _starts: tuple[int, ...]  # of pieces, in the respelled text
    _origins: tuple[int, ...]  # of the same pieces, in the original
    _kept: tuple[bool, ...]  # whether a piece is the same in both

    def original(self, offset: int) -> int:
        """Where in the original text that is which stands at an offset of this one."""
        piece = max(bisect_right(self._starts, offset) - 1, 0)
        within = offset - self._starts[piece] if self._kept[piece] else 0
        return self._origins[piece] + within


class Pronunciations:
    """The respellings of words, and the short forms that are said letter by letter."""

    def __init__(self, words: Mapping[str, str], letters: Iterable[str]) -> None:
        self._words = {word.lower(): written for word, written in words.items()}
        self._letters = {letters.lower() for letters in letters}
        plain = sorted(map(re.escape, self._words), key=len, reverse=True)
        joined = sorted(map(re.escape, letters), key=len, reverse=True)
        apart = [r"[. ]{1,2}".join(short) for short in joined]
        never = [r"(?!)"]  # matches nothing, where a list is empty
        self._pattern = re.compile(
            rf"(?<!\w)(?:(?P<joined>{'|'.join(joined or never)})(?P<plural>s?)"
            rf"|(?i:(?P<apart>{'|'.join(apart or never)})|(?P<word>{'|'.join(plain or never)})))"
            r"(?!\w)"
        )

    def respell(self, text: str) -> Respelled:
        """A text with all that is in the lists written as the voice should read it."""
        text = "".join(" " if unicodedata.category(char) in UNSPOKEN else char for char in text)
        pieces: list[tuple[str, int, bool]] = []
        end = 0
        for match in self._pattern.finditer(text):
            pieces.append((text[end : match.start()], end, True))
            end = match.end()
            if match["word"]:
                pieces.append((self._words[match["word"].lower()], match.start(), False))
            elif match["joined"]:
                spoken = "-".join(map(_letter, match["joined"])) + match["plural"]
                pieces.append((spoken, match.start(), False))
            else:
                pieces += [
                    (" " if char in ". " else _letter(char.upper()), match.start() + index, False)
                    for index, char in enumerate(match["apart"])
                ]
        pieces.append((text[end:], end, True))
        starts, length = [], 0
        for written, _, _ in pieces:
            starts.append(length)
            length += len(written)
        return Respelled(
            "".join(written for written, _, _ in pieces),
            tuple(starts),
            tuple(origin for _, origin, _ in pieces),
            tuple(kept for _, _, kept in pieces),
        )


@cache
def pronunciations() -> Pronunciations:
    """Those of the English voices."""
    data = tomllib.loads(files(__package__).joinpath("pronunciations.toml").read_text("utf-8"))
    return Pronunciations(data["words"], data["letters"])


def _letter(letter: str) -> str:
    # Alone, A is read as the article.
    return "eh" if letter == "A" else letter
