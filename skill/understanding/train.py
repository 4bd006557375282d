"""Rebuild the weights and their card: ``python -m skill.understanding.train``.

Made from the interaction model and ``skill/understanding/data/`` alone, in plain Python, so the
same inputs give the same files, to the byte, on every machine.
"""

import argparse
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from interaction_models.model import ModelError, read_family
from skill.learning.fit import fit
from skill.understanding.beginning import begin
from skill.understanding.builtin import completed
from skill.understanding.card import card, card_path
from skill.understanding.compile import needs, samples, slot_types, surfaces
from skill.understanding.contradictions import refuse_contradictions
from skill.understanding.corpus import examples, rows, vocabulary
from skill.understanding.held_out import measure
from skill.understanding.language import Language
from skill.understanding.mishear import read_confusions
from skill.understanding.slots import Gazetteer
from skill.understanding.tables import DataError, read_table
from skill.understanding.weights import DATA, Weights, digests, encode, model_path, weights_path

MOST_WEIGHTS = 60_000
"""The strongest are kept: a file of less than a megabyte that still loads in a blink."""


def train(model_file: Path, data: Path = DATA, without: Collection[str] = ()) -> Weights:
    """Make the weights of an interaction model; DataError or ModelError where one cannot.

    ``without`` are utterances to leave out, so that they can be asked afterwards.
    """
    model = completed(read_family(model_file))
    language_tables = read_table(data / "language.toml")
    language = Language.from_tables(language_tables)
    own, spoken, tree = samples(model, language, model_file, data, without)
    values = surfaces(model, language, model_file)
    gazetteer = Gazetteer.of(values, language)
    refuse_contradictions(data, tree, gazetteer, language)
    learnt_from = [e for e in examples(model, data) if e.source not in without]
    ours, others = vocabulary(learnt_from, language)
    confusions = read_confusions(data / "confusions")
    found = list(rows(learnt_from, gazetteer, language, ours | others, confusions))
    learnt = fit(found, most_weights=MOST_WEIGHTS)
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
        data = options.data or _data(options.model, output)
        weights = train(model, data)
        files = {
            output: encode(weights),
            card_path(output): card(output.name, measure(model, data, train), weights),
        }
    except (DataError, ModelError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    stale = 0
    for path, text in files.items():
        if options.check:
            same = path.exists() and path.read_text(encoding="utf-8") == text
            stale += not same
            print(f"{path.name} is {'up to date' if same else 'not what training gives'}")
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{path}: {len(text) / 1000:.0f} kB")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
