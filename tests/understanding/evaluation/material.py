"""What every engine is given: the same utterances, values and foreign talk, normalised alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from interaction_models.model import Model
from skill.understanding.compile import slot_types
from skill.understanding.language import Language
from skill.understanding.normalise import normalise, strip_fillers
from skill.understanding.slots import DURATION, FREE_TEXT, NUMBER
from skill.understanding.tables import read_table
from skill.understanding.variations import AMAZON_VALUES, Draw, pattern_utterances

FILLINGS = 12
"""Times each sample with slots is written out for engines that know no slots."""
FOREIGN = 200
"""Utterances of the backgrounds that rejection is set by."""
_UNITS = {
    "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D",
    "week": "P{}W", "month": "P{}M", "year": "P{}Y",
}  # fmt: skip


@dataclass(frozen=True)
class Material:
    """A model with its data.

    ``samples`` holds by intent every utterance we train on ourselves, slots as ``{name}``;
    ``declined`` are utterances of our backgrounds, for those who can learn what to decline, and
    ``foreign`` others of them, which set the score below which an engine declines.
    """

    model: Model
    language: Language
    samples: Mapping[str, list[str]]
    declined: list[str]
    foreign: list[str]

    @classmethod
    def of(cls, model: Model, data: Path) -> "Material":
        """Gather it from a model and a folder like ``skill/understanding/data``."""
        language = Language.from_tables(read_table(data / "language.toml"))
        samples: dict[str, list[str]] = {}
        spoken = read_table(data / "spoken.toml")
        for intent in model.intents:
            for text in (*intent.samples, *spoken.get(intent.name, [])):
                words = " ".join(normalise(text, language))
                if words not in samples.setdefault(intent.name, []):
                    samples[intent.name].append(words)
        return cls(model, language, samples, *_backgrounds(data, language))

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The types of all slots by name."""
        return slot_types(self.model)

    @cached_property
    def values(self) -> dict[str, dict[str, str]]:
        """By type, each way to say a value (normalised) with the value; free text has none."""
        found: dict[str, dict[str, str]] = {
            NUMBER: {str(number): str(number) for number in range(1, 61)},
            DURATION: _durations(),
        }
        for kind in self.model.types:
            said = found.setdefault(kind.name, {})
            for value, forms in kind.values.items():
                for form in forms:
                    said.setdefault(" ".join(normalise(form, self.language)), value)
        return found

    def expanded(self, fillings: int = FILLINGS) -> list[tuple[str, str, dict[str, str]]]:
        """Every utterance with its slots filled, its intent, and the slots."""
        draw = Draw(seed=5)
        found: dict[str, tuple[str, dict[str, str]]] = {}
        for intent, samples in self.samples.items():
            for sample in samples:
                times = fillings if "{" in sample else 1
                for _ in range(times):
                    text, slots = self._filled(sample, draw)
                    found.setdefault(text, (intent, slots))
        return [(text, intent, slots) for text, (intent, slots) in found.items()]

    def _filled(self, sample: str, draw: Draw) -> tuple[str, dict[str, str]]:
        slots: dict[str, str] = {}
        words: list[str] = []
        for word in sample.split():
            if not word.startswith("{"):
                words.append(word)
                continue
            said = self.values.get(self.kinds[word[1:-1]], {})
            text = draw.one(list(said) or AMAZON_VALUES[FREE_TEXT])
            words.append(text)
            slots[word[1:-1]] = said.get(text, text)
        return " ".join(words), slots


def heard(text: str, language: Language) -> str:
    """An utterance as every engine is given it: numbers as digits, no fillers."""
    return " ".join(strip_fillers(normalise(text, language), language))


def _durations() -> dict[str, str]:
    found: dict[str, str] = {}
    for unit, iso in _UNITS.items():
        for number in range(1, 31):
            found[f"{number} {unit}{'s' if number > 1 else ''}"] = iso.format(number)
        found[f"{'an' if unit == 'hour' else 'a'} {unit}"] = iso.format(1)
        found[f"a couple of {unit}s"] = iso.format(2)
        found[f"a few {unit}s"] = iso.format(3)
    return found


def _backgrounds(data: Path, language: Language) -> tuple[list[str], list[str]]:
    """What is not to be answered, to learn from, and foreign requests kept apart to reject by."""
    draw = Draw(seed=9)
    by_name: dict[str, list[str]] = {}
    for path in sorted((data / "background").glob("*.toml")):
        table = read_table(path)
        texts = list(table.get("utterances", []))
        for pattern in table.get("patterns", []):
            texts += pattern_utterances(pattern, draw)
        by_name[path.stem] = [heard(text, language) for text in texts]
    foreign = by_name.get("foreign", [])
    apart = draw.some(foreign, min(FOREIGN, len(foreign) // 2))
    kept = set(apart)
    return [text for texts in by_name.values() for text in texts if text not in kept], apart
