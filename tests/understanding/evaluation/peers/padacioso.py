"""padacioso: patterns with wildcards, and a fuzzy tier with any one word left open.

As shipped it starts a pool of processes for each utterance and compiles the fuzzy patterns anew
each time; here both are done once, which changes no answer and is many times faster.
"""

from functools import cached_property
from typing import Any

from skill.understanding.language import Language
from tests.understanding.evaluation.engine import DECLINED, Engine, Guess, State
from tests.understanding.evaluation.material import Material, heard

Prepared = tuple[dict[str, list[str]], dict[str, dict[str, str]], Language]


def prepare(material: Material) -> Prepared:
    """The samples by intent, and the ways to say the values by slot; no slot twice in a sample."""
    said = {name: material.values.get(kind, {}) for name, kind in material.kinds.items()}
    samples = {
        intent: [text for text in texts if all(text.count("{" + name + "}") < 2 for name in said)]
        for intent, texts in material.samples.items()
    }
    return samples, said, material.language


def load(prepared: Prepared) -> Engine:
    """Register intents and entities, and compile the fuzzy patterns."""
    return Patterns(*prepared)


class Patterns:
    """The pattern with the highest confidence."""

    def __init__(
        self, samples: dict[str, list[str]], said: dict[str, dict[str, str]], language: Language
    ) -> None:
        from padacioso import IntentContainer

        self._container: Any = IntentContainer(fuzz=False)
        for name, values in said.items():
            # Its captures are matched with entities by name, which it lowers on one side only.
            self._container.entity_samples[name] = frozenset(values)
        for intent, texts in samples.items():
            if texts:
                self._container.add_intent(intent, texts)
        self._said = said
        self._language = language
        self._fuzzy  # noqa: B018 (compiled now, not at the first utterance)

    @cached_property
    def _fuzzy(self) -> list[tuple[str, str, Any]]:
        """Every sample with one word left open, or with more before or after."""
        import simplematch

        return [
            (intent, fuzzed, simplematch.Matcher(fuzzed, case_sensitive=False))
            for intent, samples in self._container.intent_samples.items()
            for sample in samples
            for fuzzed in self._container._get_fuzzed(sample)
        ]

    def guess(self, text: str, state: State = "open") -> Guess:
        """Confidence as it gives it, of the patterns first, of the fuzzy ones where none fits."""
        words = heard(text, self._language)
        found = [
            (match["conf"], match["name"], match["entities"])
            for intent, samples in self._container.intent_samples.items()
            if (match := self._container._match(words, intent, samples))
        ] or self._fuzzy_matches(words)
        if not found:
            return DECLINED
        confidence, intent, captured = max(found, key=lambda match: match[0])
        slots = {
            name: self._said[name].get(str(value), str(value))
            for name, value in captured.items()
            if name in self._said and (str(value) in self._said[name] or not self._said[name])
        }
        return Guess(intent, slots, confidence)

    def _fuzzy_matches(self, words: str) -> list[tuple[float, str, dict[str, str]]]:
        from padacioso import fuzzy_match

        found = []
        for intent, pattern, matcher in self._fuzzy:
            captured = matcher.match(words)
            if captured is not None:
                # Its own arithmetic: half how alike the texts are, half a penalty for looseness.
                longer = max(len(pattern) - len(words), 0)
                loose = min(0.35 + (0.05 if "{" in pattern else 0) + 0.01 * longer, 1.0)
                found.append(((fuzzy_match(pattern, words) + loose) / 2, intent, captured))
        return found
