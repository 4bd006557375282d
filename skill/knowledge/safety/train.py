"""Rebuild the second reader's weights: ``python -m skill.knowledge.safety.train``.

Made from ``statements/``, and from what understanding is trained on: how people ask questions and
talk of other things, as examples of what needs no doctor. In plain Python, so that the same
statements give the same file, to the byte, on every machine.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from interaction_models import IntentSpec, Model, load_model
from skill.core.safety.extract import Language, extract
from skill.core.safety.reader import CRISIS, NOTHING, features
from skill.core.urgency import Urgency
from skill.knowledge.safety.load import load_language
from skill.knowledge.safety.load_reader import FOLDER, WEIGHTS
from skill.learning.fit import Row, fit
from skill.understanding.weights import DATA

STATEMENTS = FOLDER / "statements"
LOCALE = "en-US"
CRISIS_RULE = "T16"
RUNS = 5
EPOCHS = 8
MOST_WEIGHTS = 45_000
TOLD = ("SymptomIntent", "DescribeIntent")
"""Intents whose samples are half sentences about a body: no examples of harmless talk."""

Statement = tuple[str, str]
"""What someone said, and its class."""


def statements(folder: Path = STATEMENTS) -> Iterator[Statement]:
    """All statements of the data; ValueError, naming file and entry, for a level there is not."""
    labels = {level.label for level in Urgency} | {NOTHING}
    for path in sorted(folder.glob("*.toml")):
        for rule, by_level in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for label, texts in by_level.items():
                if label not in labels:
                    raise ValueError(f"{path.name}, {rule}: there is no level {label!r}.")
                crisis = rule == CRISIS_RULE and label == Urgency.EMERGENCY_NOW.label
                for text in texts:
                    yield text, CRISIS if crisis else label


def harmless(model: Model) -> Iterator[Statement]:
    """Questions, each slot filled with one of its values in turn, and talk of other things."""
    spoken = tomllib.loads((DATA / "spoken.toml").read_text(encoding="utf-8"))
    for intent in model.intents:
        if intent.name not in TOLD:
            for number, sample in enumerate((*intent.samples, *spoken.get(intent.name, ()))):
                yield _filled(sample, intent, model, number), NOTHING
    for path in sorted((DATA / "background").glob("*.toml")):
        for text in tomllib.loads(path.read_text(encoding="utf-8"))["utterances"]:
            yield text, NOTHING


def _filled(sample: str, intent: IntentSpec, model: Model, number: int) -> str:
    """A sample with its slots filled; of each type the value whose turn it is."""
    values = {slot_type.name: list(slot_type.values.values()) for slot_type in model.types}
    for slot, kind in intent.slots.items():
        spoken = values.get(kind, [("five",)])
        sample = sample.replace("{" + slot + "}", spoken[number % len(spoken)][0])
    return sample


def train() -> str:
    """The content of the weights file for the statements as they are now."""
    language = load_language()
    told = [*statements(), *harmless(load_model(LOCALE))]
    rows = [_row(text, name, language) for text, name in told]
    learnt = fit(rows, runs=RUNS, epochs=EPOCHS, most_weights=MOST_WEIGHTS)
    stored = {
        "classes": learnt.classes,
        "bias": learnt.bias,
        "weights": learnt.weights,
    }
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Write the weights, or with --check only say whether they are up to date."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if outdated")
    check = parser.parse_args(arguments).check
    content = train()
    if not check:
        WEIGHTS.write_text(content, encoding="utf-8")
        return 0
    if WEIGHTS.exists() and WEIGHTS.read_text(encoding="utf-8") == content:
        print(f"{WEIGHTS.name} is up to date")
        return 0
    command = "python -m skill.knowledge.safety.train"
    print(f"{WEIGHTS.name} is outdated; run: {command}", file=sys.stderr)
    return 1


def _row(text: str, name: str, language: Language) -> Row:
    extraction = extract(text, language)
    words = extraction.words if name == CRISIS else extraction.real
    return tuple(features(words)), name


if __name__ == "__main__":
    sys.exit(main())
