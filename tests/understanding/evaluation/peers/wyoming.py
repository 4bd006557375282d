"""wyoming-vosk's scheme: the nearest of all expanded sentences by weighted edit distance.

Weights 1, 1 and 3 for insertion, deletion and substitution are its own; its cut-off is a distance
the user sets, here per character and set by the rule for all.
"""

from skill.understanding.language import Language
from tests.understanding.evaluation.engine import DECLINED, Engine, Guess, State
from tests.understanding.evaluation.material import Material, heard

Prepared = tuple[list[tuple[str, str, dict[str, str]]], Language]


def prepare(material: Material) -> Prepared:
    """The expanded sentences."""
    return material.expanded(), material.language


def load(prepared: Prepared) -> Engine:
    """Hold the sentences ready."""
    return Expanded(*prepared)


class Expanded:
    """The sentence that is nearest."""

    def __init__(
        self, sentences: list[tuple[str, str, dict[str, str]]], language: Language
    ) -> None:
        from rapidfuzz.distance import Levenshtein
        from rapidfuzz.process import extractOne

        self._nearest = extractOne
        self._scorer = Levenshtein.distance
        self._texts = [text for text, _, _ in sentences]
        self._meant = [(intent, slots) for _, intent, slots in sentences]
        self._language = language

    def guess(self, text: str, state: State = "open") -> Guess:
        """Scored by the negative distance per character."""
        words = heard(text, self._language)
        if not words:
            return DECLINED
        found = self._nearest(
            words, self._texts, scorer=self._scorer, scorer_kwargs={"weights": (1, 1, 3)}
        )
        intent, slots = self._meant[found[2]]
        return Guess(intent, slots, -found[1] / len(words))
