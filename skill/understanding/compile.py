"""From an interaction model to what exact matching and slot tagging need."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from interaction_models.model import Model
from skill.understanding.exact import SampleTree
from skill.understanding.language import Language
from skill.understanding.normalise import normalise
from skill.understanding.slots import FREE_TEXT, Options
from skill.understanding.tables import DataError, key_place, place, read_table, texts_of

Samples = dict[str, list[str]]
"""Normalised utterances by intent."""


def samples(
    model: Model, language: Language, file: Path, data: Path, without: Collection[str] = ()
) -> tuple[Samples, Samples, SampleTree]:
    """The samples and the spoken utterances of every intent, no two the same; and all as a tree.

    What is to be left out is checked, too.
    """
    tree = SampleTree()
    kinds = slot_types(model)
    spoken = data / "spoken.toml"
    extra = read_table(spoken)
    own = [(intent.name, intent.samples) for intent in model.intents]
    for name in extra:
        if name not in {intent for intent, _ in own}:
            raise DataError(f"{key_place(spoken, name)}: there is no intent {name}")
    said = [(name, tuple(texts_of(extra, name, spoken))) for name in extra]
    found: list[Samples] = []
    for source, utterances in ((file, own), (spoken, said)):
        normalised: dict[str, dict[str, None]] = {}
        for name, samples in utterances:
            for sample in samples:
                words = normalise(sample, language)
                _check(source, sample, words, kinds)
                other = tree.add(words, kinds, name)
                if other:
                    raise DataError(f"{place(source, sample)}: {other} and {name} share it")
                kept = normalised.setdefault(name, {})
                if sample not in without:
                    kept[" ".join(words)] = None
        found.append({name: list(texts) for name, texts in normalised.items()})
    return found[0], found[1], tree


def _check(source: Path, sample: str, words: Sequence[str], kinds: Mapping[str, str]) -> None:
    """DataError where an utterance says nothing or has a slot that no intent has."""
    if not words:
        raise DataError(f"{place(source, sample)}: there is nothing in it")
    for word in words:
        if word.startswith("{") and word[1:-1] not in kinds:
            raise DataError(f"{place(source, sample)}: there is no slot {word}")


def slot_types(model: Model) -> dict[str, str]:
    """The types of all slots by name, which mean the same in every intent that has them.

    An utterance may name something its intent has no slot for: "is it {condition} when my
    {bodyPart} twitches".
    """
    return {name: kind for intent in model.intents for name, kind in intent.slots.items()}


def needs(model: Model) -> dict[str, list[str]]:
    """The types of the slots that every sample of an intent has, if any."""
    found: dict[str, list[str]] = {}
    for intent in model.intents:
        needed = [
            kind
            for name, kind in intent.slots.items()
            if kind != FREE_TEXT and all("{" + name + "}" in s for s in intent.samples)
        ]
        if needed:
            found[intent.name] = needed
    return found


def surfaces(model: Model, language: Language, file: Path) -> dict[str, Options]:
    """Every way to say a slot value, normalised, with the types and ids it may stand for."""
    found: dict[str, dict[str, str]] = {}
    for kind in model.types:
        if not kind.values:
            where = key_place(file, kind.name)
            raise DataError(f"{where}: the slot type {kind.name} has no values")
        for value, forms in kind.values.items():
            for form in forms:
                surface = " ".join(normalise(form, language))
                found.setdefault(surface, {}).setdefault(kind.name, value)
    return {surface: tuple(sorted(options.items())) for surface, options in found.items()}
