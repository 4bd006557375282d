"""Rebuild the weights: ``python -m skill.understanding.train``.

Made from the interaction model and ``skill/understanding/data/`` alone, in plain Python, so the
same inputs give the same file, to the byte, on every machine.
"""

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from interaction_models.model import Model, ModelError, parse_model
from skill.understanding.corpus import (
    FILLINGS,
    ROUGHENED,
    Draw,
    filled,
    pattern_utterances,
    roughened,
)
from skill.understanding.exact import SampleTree
from skill.understanding.features import features
from skill.understanding.fit import Row, fit
from skill.understanding.language import Language
from skill.understanding.normalise import normalise, strip_fillers
from skill.understanding.slots import FREE_TEXT, Gazetteer, Options, choose, delexicalise, split
from skill.understanding.weights import DATA, Weights, digests, encode, model_path, weights_path

RARE = 2
"""A word of the backgrounds said less often than this stays unknown, as most foreign words are."""


HIDDEN = 4
"""One word in so many is hidden in the roughened utterances."""


class DataError(ValueError):
    """Training data contradicts itself; the message names file, line and utterance."""


def train(model_file: Path, data: Path = DATA) -> Weights:
    """Make the weights of an interaction model; DataError or ModelError where one cannot."""
    model = parse_model(model_file.stem, json.loads(model_file.read_text(encoding="utf-8")))
    language_tables = _table(data / "language.toml")
    language = Language.from_tables(language_tables)
    samples, spoken = _samples(model, language, model_file, data)
    surfaces = _surfaces(model, language, model_file)
    labelled = _labelled(model, data)
    ours, others = _vocabulary(labelled, language)
    gazetteer = Gazetteer.of(surfaces, language)
    rows = list(_rows(labelled, gazetteer, language, ours | others))
    learnt = fit(rows)
    return Weights(
        inputs=digests(model_file, data),
        kinds=_slot_types(model),
        slots={intent.name: dict(intent.slots) for intent in model.intents},
        samples=samples,
        spoken=spoken,
        needs=_needs(model),
        surfaces={surface: surfaces[surface] for surface in sorted(surfaces)},
        language=language_tables,
        states=_table(data / "states.toml"),
        topic=_table(data / "topic.toml"),
        ours=sorted(ours),
        others=sorted(others),
        classes=learnt.classes,
        bias=learnt.bias,
        features=learnt.weights,
    )


def _samples(
    model: Model, language: Language, file: Path, data: Path
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The normalised samples and the spoken utterances of every intent; no two share one."""
    tree = SampleTree()
    kinds = _slot_types(model)
    spoken = data / "spoken.toml"
    extra = _table(spoken)
    own = [(intent.name, intent.samples) for intent in model.intents]
    strangers = set(extra) - {name for name, _ in own}
    if strangers:
        raise DataError(f"{spoken.name}: there is no intent {min(strangers)}")
    found: list[dict[str, list[str]]] = []
    for source, utterances in ((file, own), (spoken, list(extra.items()))):
        normalised: dict[str, dict[str, None]] = {}
        for name, samples in utterances:
            for sample in samples:
                words = normalise(sample, language)
                _check(source, sample, words, kinds)
                other = tree.add(words, kinds, name)
                if other:
                    raise DataError(f"{_place(source, sample)}: {other} and {name} share it")
                normalised.setdefault(name, {})[" ".join(words)] = None
        found.append({name: list(texts) for name, texts in normalised.items()})
    return found[0], found[1]


def _check(source: Path, sample: str, words: Sequence[str], kinds: Mapping[str, str]) -> None:
    """DataError where an utterance says nothing or has a slot that no intent has."""
    if not words:
        raise DataError(f"{_place(source, sample)}: there is nothing in it")
    for word in words:
        if word.startswith("{") and word[1:-1] not in kinds:
            raise DataError(f"{_place(source, sample)}: there is no slot {word}")


def _slot_types(model: Model) -> dict[str, str]:
    """The types of all slots by name, which mean the same in every intent that has them.

    An utterance may name something its intent has no slot for: "is it {condition} when my
    {bodyPart} twitches".
    """
    return {name: kind for intent in model.intents for name, kind in intent.slots.items()}


def _needs(model: Model) -> dict[str, list[str]]:
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


def _surfaces(model: Model, language: Language, file: Path) -> dict[str, Options]:
    """Every way to say a slot value, normalised, with the types and ids it may stand for."""
    found: dict[str, dict[str, str]] = {}
    for kind in model.types:
        if not kind.values:
            raise DataError(f"{file.name}: the slot type {kind.name} has no values")
        for value, forms in kind.values.items():
            for form in forms:
                surface = " ".join(normalise(form, language))
                found.setdefault(surface, {}).setdefault(kind.name, value)
    return {surface: tuple(sorted(options.items())) for surface, options in found.items()}


def _labelled(model: Model, data: Path) -> list[tuple[str, str]]:
    """Every training utterance with its class: an intent, or a background's name after "_"."""
    draw = Draw(seed=7)
    found: dict[str, str] = {}
    kinds = _slot_types(model)
    sources = [(intent.name, intent.samples) for intent in model.intents]
    for name, texts in (*sources, *_table(data / "spoken.toml").items()):
        for text in texts:
            for utterance in filled(text, kinds, model, FILLINGS, draw):
                found.setdefault(utterance, name)
    for path in sorted((data / "background").glob("*.toml")):
        table = _table(path)
        for utterance in table.get("utterances", []):
            if found.get(utterance, "_")[0] != "_":
                raise DataError(f"{_place(path, utterance)}: it is a sample of {found[utterance]}")
            found[utterance] = "_" + path.stem
        for pattern in table.get("patterns", []):
            for utterance in pattern_utterances(pattern, draw):
                found.setdefault(utterance, "_" + path.stem)
    return list(found.items())


def _vocabulary(
    labelled: Iterable[tuple[str, str]], language: Language
) -> tuple[set[str], set[str]]:
    """The words the linear model learns: all of ours, and what more others use repeatedly."""
    ours: set[str] = set()
    others: Counter[str] = Counter()
    for text, name in labelled:
        words = normalise(text, language)
        if name.startswith("_"):
            others.update(words)
        else:
            ours.update(words)
    return ours, {word for word, count in others.items() if count >= RARE} - ours


def _rows(
    labelled: Iterable[tuple[str, str]],
    gazetteer: Gazetteer,
    language: Language,
    known: set[str],
) -> Iterable[Row]:
    """What the linear model learns from: each utterance as it is, and roughened.

    In the roughened ones some words are hidden, so that the model learns what to make of an
    utterance, and of a word's letters, when it meets a word it does not know.
    """
    draw = Draw(seed=11)
    for text, name in labelled:
        for number in range(1 + ROUGHENED):
            utterance = roughened(text, draw) if number else text
            words = strip_fillers(normalise(utterance, language), language)
            spans = gazetteer.spans(words)
            tokens = delexicalise(words, split(choose(spans, len(words)), spans))
            hidden = {w for w in words if number and draw.below(HIDDEN) == 0}
            yield tuple(features(words, tokens, known - hidden if hidden else known)), name


def _table(path: Path) -> dict[str, Any]:
    """A TOML file; an empty table where there is none."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _place(path: Path, utterance: str) -> str:
    """File, line and utterance, for an error."""
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next((n for n, text in enumerate(lines, 1) if f'"{utterance}"' in text), 1)
    return f"{path.name}, line {line}, {utterance!r}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: 0 where the file is written (or, with --check, is up to date), else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--locale", default="en-US")
    parser.add_argument("--model", type=Path, help="an Alexa interaction model, instead of ours")
    parser.add_argument("--data", type=Path, default=DATA, help="a folder like data/")
    parser.add_argument("--output", type=Path, help="where to write the weights")
    parser.add_argument("--check", action="store_true", help="write nothing, compare only")
    options = parser.parse_args(arguments)
    model = options.model or model_path(options.locale)
    output = options.output or weights_path(options.locale)
    try:
        text = encode(train(model, options.data))
    except (DataError, ModelError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    if options.check:
        same = output.exists() and output.read_text(encoding="utf-8") == text
        print(f"{output.name} is {'up to date' if same else 'not what training gives'}")
        return 0 if same else 1
    output.write_text(text, encoding="utf-8", newline="\n")
    print(f"{output}: {len(text) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
