"""How well each word of a result fits its sound: what rejects what only resembles a phrase.

A closed list takes anything for its nearest phrase, so the result is laid over the sound once
more, phone by phone. A true word fits everywhere; another one fits badly in some of its phones,
however well it fits in most of the time. So phones count alike, not their length.
"""

import math
from dataclasses import dataclass
from typing import Any

from local_voice.hearing.recognizer import Word

FRAME = 0.01  # seconds
_SCORE = 1024 * math.log(1.0001)  # nats in one unit of PocketSphinx's acoustic score


@dataclass(frozen=True, slots=True)
class Certainty:
    """From fit to confidence: a logistic curve, ``even`` being the fit of as likely as not."""

    even: float
    slope: float

    def of(self, fit: float) -> float:
        """The confidence, 0 to 1, for a fit in nats per frame, 0 being the best there is."""
        return 1 / (1 + math.exp(min(50.0, self.slope * (self.even - fit))))


def is_word(name: str) -> bool:
    """Whether a segment is a word, rather than silence or another sound that is none."""
    return name[0] not in "<[("


def spelled(name: str) -> str:
    """The word without the number of its pronunciation: stop(2) is stop."""
    return name.partition("(")[0]


@dataclass(frozen=True, slots=True)
class Fit:
    """A word with the fit of each of its phones, in nats per frame."""

    text: str
    start: float
    end: float
    phones: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The fit of the word."""
        return sum(self.phones) / len(self.phones)

    def sure(self, certainty: Certainty) -> Word:
        """The word with its confidence."""
        return Word(self.text, self.start, self.end, certainty.of(self.mean))


def fits(decoder: Any, sound: bytes, offset: float = 0.0) -> list[Fit]:
    """The words of the decoder's last result, laid over the same sound once more.

    ``offset`` seconds of the utterance come before the sound. Nothing where the words cannot be
    laid over it. The decoder's search has to be chosen anew afterwards.
    """
    try:
        decoder.set_alignment()
        decoder.start_utt()
        decoder.process_raw(sound, full_utt=True)
        decoder.end_utt()
        return [_fit(word, offset) for word in decoder.get_alignment() if is_word(word.name)]
    except RuntimeError:
        return []


def _fit(word: Any, offset: float) -> Fit:
    phones = tuple(phone.score * _SCORE / phone.duration for phone in word)
    start = word.start * FRAME + offset
    return Fit(spelled(word.name), start, start + word.duration * FRAME, phones)


def mean_fit(words: list[Fit]) -> float:
    """The fit of all phones of a phrase."""
    phones = [fit for word in words for fit in word.phones]
    return sum(phones) / len(phones)
