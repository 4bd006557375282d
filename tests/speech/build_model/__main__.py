"""Build the tiny Vosk model of the tests: python -m tests.speech.build_model FOLDER."""

import argparse
import random
import tempfile
import time
from pathlib import Path

from tests.speech.build_model import corpus
from tests.speech.build_model.graph import write_graph
from tests.speech.build_model.lexicon import lexicon, write_spoken_forms
from tests.speech.build_model.speak import Espeak

CONF = corpus.DATA / "conf"
SENTENCES = 12_000  # from the templates, beside our own


def main() -> None:
    """Train and write the model, or with --graph-only give a trained one today's words."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the model's folder")
    parser.add_argument("--graph-only", action="store_true", help="keep am/final.mdl")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the training speech")
    parser.add_argument("--copies", type=int, default=2, help="roughened copies of an utterance")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--width", type=int, default=192, help="of the network's layers")
    options = parser.parse_args()
    started = time.monotonic()
    words = corpus.vocabulary()
    if not options.graph_only:
        _train(words, options)
    sentences = [text.split() for text in corpus.template_sentences(SENTENCES, random.Random(2))]
    sentences += corpus.own_sentences()
    with tempfile.TemporaryDirectory() as work:
        said = lexicon(words, Espeak())
        sayable = [sentence for sentence in sentences if said.keys() >= set(sentence)]
        write_graph(options.folder / "graph", Path(work), said, sayable, corpus.prior(list(said)))
    (options.folder / "conf").mkdir(exist_ok=True)
    for source in CONF.iterdir():
        (options.folder / "conf" / source.name).write_bytes(source.read_bytes())
    size = sum(file.stat().st_size for file in options.folder.rglob("*") if file.is_file())
    took = time.monotonic() - started
    print(f"{options.folder}: {len(said)} words, {size / 1e6:.2f} MB, {took:.0f} s")


def _train(words: list[str], options: argparse.Namespace) -> None:
    # Only a training needs torch and kaldi_native_fbank.
    from tests.speech.build_model import acoustic, training_data

    jobs = training_data.plan(words, options.scale, options.copies, seed=1)
    pairs, seen = training_data.prepare(jobs)
    write_spoken_forms(seen)
    model, priors = acoustic.train(pairs, options.epochs, seed=1, width=options.width)
    acoustic.export(model, priors, options.folder / "am" / "final.mdl")


if __name__ == "__main__":
    main()
