"""How well training data teaches what it does not say: some utterances left out, then asked."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from interaction_models.model import read_family
from skill.core.intent import FALLBACK, Heard
from skill.understanding.builtin import completed
from skill.understanding.corpus import Example, examples
from skill.understanding.pipeline import Understanding
from skill.understanding.weights import Weights

ONE_IN = 5
"""One utterance in so many is left out."""

Train = Callable[[Path, Path, Collection[str]], Weights]


@dataclass(frozen=True, slots=True)
class Score:
    """Of so many utterances, how many were heard right, and how many taken for something else.

    Right is the intent, or an offer of two with it; of what is not ours, to decline it.
    """

    total: int
    right: int
    wrong: int


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What was learnt from, by class, and the scores on utterances that were left out."""

    learnt: Mapping[str, Counter[str]]
    ours: Score
    not_ours: Score


def measure(model_file: Path, data: Path, train: Train) -> HeldOut:
    """Leave out every fifth utterance that somebody wrote, train, and ask those."""
    found = examples(completed(read_family(model_file)), data)
    learnt: dict[str, Counter[str]] = {}
    for example in found:
        learnt.setdefault(example.name, Counter())[example.kind] += 1
    written = dict.fromkeys(e.source for e in found if e.kind != "pattern")
    without = frozenset(list(written)[::ONE_IN])
    us = Understanding(train(model_file, data, without))
    asked = list({e.source: e for e in found if e.source in without}.values())
    return HeldOut(
        learnt,
        _score([e for e in asked if not e.name.startswith("_")], us),
        _score([e for e in asked if e.name.startswith("_")], us),
    )


def _score(asked: Collection[Example], us: Understanding) -> Score:
    right = wrong = 0
    for example in asked:
        heard = us.interpret(example.text, in_topic=not example.name.startswith("_"))
        good = _is_right(heard, example.name)
        right += good
        wrong += not good and heard.intent != FALLBACK
    return Score(len(asked), right, wrong)


def _is_right(heard: Heard, name: str) -> bool:
    if name.startswith("_"):
        return heard.intent == FALLBACK
    return name in {heard.intent.name, *(rival.name for rival in heard.rivals)}
