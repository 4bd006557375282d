"""Whether an answer says yes, no, or that nobody can say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Spoken = Literal["yes", "no", "unknown"]

_NO_WORD = re.compile(r"[^\w']+")


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words that mean yes, no or unknown.

    ``alone`` count only as the whole answer ("i have"), ``openings`` also at its beginning
    ("no, nothing like that"), ``unknown_anywhere`` wherever they stand. ``fillers`` before an
    answer are skipped.
    """

    alone: Mapping[str, Spoken]
    openings: Mapping[str, Spoken]
    unknown_anywhere: tuple[str, ...]
    fillers: tuple[str, ...]

    def read(self, words: str) -> tuple[Spoken | None, str]:
        """What the words say, and what follows; None where they say none of the three."""
        spoken = self._plain(words)
        text = " ".join(spoken)
        if text in self.alone:
            return self.alone[text], ""
        for end in range(len(spoken), 0, -1):  # the longest first: "no idea" is not a "no"
            kind = self.openings.get(" ".join(spoken[:end]))
            if kind is not None:
                return kind, " ".join(spoken[end:])
        if any(f" {phrase} " in f" {text} " for phrase in self.unknown_anywhere):
            return "unknown", ""
        return None, text

    def _plain(self, words: str) -> list[str]:
        """Lower case, without punctuation and without the little words before an answer."""
        spoken = _NO_WORD.sub(" ", words.lower().replace("’", "'")).split()
        while spoken and spoken[0] in self.fillers:
            spoken.pop(0)
        return spoken
