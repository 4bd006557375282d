"""Rebuild the weights: ``python -m skill.understanding.train``.

Made from the interaction model and ``skill/understanding/data/`` alone, in plain Python, so the
same inputs give the same file, to the byte, on every machine.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from interaction_models.model import ModelError, read_family
from skill.learning.fit import fit
from skill.understanding.beginning import begin
from skill.understanding.builtin import completed
from skill.understanding.compile import needs, samples, slot_types, surfaces
from skill.understanding.corpus import labelled, rows, vocabulary
from skill.understanding.language import Language
from skill.understanding.mishear import read_confusions
from skill.understanding.slots import Gazetteer
from skill.understanding.tables import DataError, read_table
from skill.understanding.weights import DATA, Weights, digests, encode, model_path, weights_path


def train(model_file: Path, data: Path = DATA) -> Weights:
    """Make the weights of an interaction model; DataError or ModelError where one cannot."""
    model = completed(read_family(model_file))
    language_tables = read_table(data / "language.toml")
    language = Language.from_tables(language_tables)
    own, spoken = samples(model, language, model_file, data)
    values = surfaces(model, language, model_file)
    utterances = labelled(model, data)
    ours, others = vocabulary(utterances, language)
    gazetteer = Gazetteer.of(values, language)
    confusions = read_confusions(data / "confusions")
    learnt = fit(list(rows(utterances, gazetteer, language, ours | others, confusions)))
    return Weights(
        inputs=digests(model_file, data),
        kinds=slot_types(model),
        slots={intent.name: dict(intent.slots) for intent in model.intents},
        samples=own,
        spoken=spoken,
        needs=needs(model),
        surfaces={surface: values[surface] for surface in sorted(values)},
        language=language_tables,
        states=read_table(data / "states.toml"),
        topic=read_table(data / "topic.toml"),
        speech=read_table(data / "speech.toml"),
        ours=sorted(ours),
        others=sorted(others),
        classes=learnt.classes,
        bias=learnt.bias,
        features=learnt.weights,
    )


def _data(model: Path | None, output: Path) -> Path:
    """Our data for our models; beside the weights of another one, a folder to start from."""
    if model is None:
        return DATA
    folder = output.with_suffix(".data")
    if not folder.exists():
        begin(folder, completed(read_family(model)))
    return folder


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: 0 where the file is written (or, with --check, is up to date), else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--locale", default="en-US")
    parser.add_argument("--model", type=Path, help="an Alexa interaction model, instead of ours")
    parser.add_argument(
        "--data",
        type=Path,
        help="a folder like data/; for another model, one to start from is made",
    )
    parser.add_argument("--output", type=Path, help="where to write the weights")
    parser.add_argument("--check", action="store_true", help="write nothing, compare only")
    options = parser.parse_args(arguments)
    model = options.model or model_path(options.locale)
    output = options.output or (
        model.with_name(f"weights.{model.stem}.json")
        if options.model
        else weights_path(options.locale)
    )
    try:
        text = encode(train(model, options.data or _data(options.model, output)))
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
