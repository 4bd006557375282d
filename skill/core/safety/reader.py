"""A second reader: how urgent words sound as a whole, beside the rules that look for single signs.

Nobody can list all the ways a stroke is described. The rules know what they rest on and say so;
the reader was trained on thousands of statements and only ever adds a level the rules did not
reach, where it is sure enough.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from skill.core.urgency import Urgency
from skill.learning.linear import LinearModel

CRISIS = "crisis"
NOTHING = "none"
"""Classes beside the names of the levels: speaking of death or harm, and nothing to weigh."""

LONGEST_READ = 400  # words; more than anyone says in one turn, and the reading stays quick
STEMS = ((4, 5), (6, 7))
"""Beginnings of so many letters, of words with at least so many: "drooped" is like "drooping"."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What the reader makes of a text: a level, how likely it is at that level or above (0 to 1),
    and whether it is about wanting to die.
    """

    urgency: Urgency
    likely: float
    crisis: bool = False

    @property
    def concept(self) -> str:
        """The finding it becomes, which the rules weigh like any other."""
        return "alarm_crisis" if self.crisis else f"alarm_{self.urgency.label}"


@dataclass(frozen=True, slots=True)
class Reader:
    """``sure`` is, by level, how likely a text must be at that level or above, from 0 to 1;
    ``sure_of_crisis`` how likely to be about death or harm alone; ``surer_than_a_rule`` how likely
    it must be to go above a red flag that the rules know, emergencies excepted.

    Texts of fewer than ``fewest_words`` words are commands and answers, and are not read.
    """

    model: LinearModel
    sure: Mapping[Urgency, float]
    sure_of_crisis: float
    surer_than_a_rule: float
    fewest_words: int

    def listen(self, words: Sequence[str], real: Sequence[str]) -> Alarm | None:
        """How urgent a text sounds: for crisis all its words count, else only the ``real`` ones."""
        whole = self.read(words)
        if whole is None or whole.crisis or words == real:
            return whole
        return self.read(real)

    def read(self, words: Sequence[str]) -> Alarm | None:
        """How urgent the words sound, or None where nothing is likely enough."""
        if len(words) < self.fewest_words:
            return None
        odds = dict(zip(self.model.classes, self._odds(words), strict=True))
        if odds[CRISIS] >= self.sure_of_crisis:
            return Alarm(Urgency.EMERGENCY_NOW, odds[CRISIS], crisis=True)
        at_least = 0.0
        for level in sorted(Urgency, reverse=True):
            at_least += odds[level.label]
            if at_least >= self.sure[level]:
                return Alarm(level, at_least)
        return None

    def _odds(self, words: Sequence[str]) -> list[float]:
        scores = self.model.scores(features(words))
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        return [power / sum(powers) for power in powers]


def features(words: Sequence[str]) -> list[str]:
    """What the model sees of a text: its words, their neighbours, and how long words begin."""
    words = words[:LONGEST_READ]
    found = dict.fromkeys(words)
    found.update(dict.fromkeys(f"{a} {b}" for a, b in pairwise(("^", *words, "$"))))
    for size, fewest_letters in STEMS:
        found.update(dict.fromkeys("~" + w[:size] for w in words if len(w) >= fewest_letters))
    return list(found)
