"""What the linear model learns from: every utterance with its class, as it is and roughened."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from interaction_models.model import Model
from skill.learning.fit import Row
from skill.understanding.compile import slot_types
from skill.understanding.features import features
from skill.understanding.language import Language
from skill.understanding.mishear import Confusions
from skill.understanding.normalise import normalise, strip_fillers
from skill.understanding.slots import Gazetteer
from skill.understanding.tables import DataError, place, read_table
from skill.understanding.topic import Topic
from skill.understanding.utterance import tagged
from skill.understanding.variations import Draw, filled, pattern_utterances, roughened

FILLINGS = 6
"""Times each utterance with slots is written out, each time with other values."""
ROUGHENED = 3
"""Roughened copies of every utterance."""
HIDDEN = 4
"""One word in so many is hidden in the roughened utterances."""
RARE = 2
"""A word of the backgrounds said less often than this stays unknown, as most foreign words are."""


def labelled(model: Model, data: Path) -> list[tuple[str, str]]:
    """Every training utterance with its class: an intent, or a background's name after "_"."""
    draw = Draw(seed=7)
    found: dict[str, str] = {}
    kinds = slot_types(model)
    topic = Topic.from_tables(read_table(data / "topic.toml"))
    sources = [(intent.name, intent.samples) for intent in model.intents]
    for name, texts in (*sources, *read_table(data / "spoken.toml").items()):
        for text in texts:
            for utterance in filled(text, kinds, model, FILLINGS, draw, topic.without(name)):
                found.setdefault(utterance, name)
    for path in sorted((data / "background").glob("*.toml")):
        table = read_table(path)
        for utterance in table.get("utterances", []):
            if found.get(utterance, "_")[0] != "_":
                raise DataError(f"{place(path, utterance)}: it is a sample of {found[utterance]}")
            found[utterance] = "_" + path.stem
        for pattern in table.get("patterns", []):
            for utterance in pattern_utterances(pattern, draw):
                found.setdefault(utterance, "_" + path.stem)
    return list(found.items())


def vocabulary(
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


def rows(
    labelled: Iterable[tuple[str, str]],
    gazetteer: Gazetteer,
    language: Language,
    known: set[str],
    confusions: Sequence[Confusions] = (),
) -> Iterable[Row]:
    """What the linear model learns from: each utterance as it is, roughened, and misheard by one
    recognizer or another.

    In the roughened ones some words are hidden, so that the model learns what to make of an
    utterance, and of a word's letters, when it meets a word it does not know.
    """
    draw, mishearing = Draw(seed=11), Draw(seed=13)

    def row(utterance: str, hides: bool) -> tuple[str, ...]:
        words = strip_fillers(normalise(utterance, language), language)
        tokens = tagged(words, gazetteer).tokens
        hidden = {w for w in words if hides and draw.below(HIDDEN) == 0}
        return tuple(features(words, tokens, known - hidden if hidden else known))

    for text, name in labelled:
        yield row(text, hides=False), name
        for _ in range(ROUGHENED):
            yield row(roughened(text, draw), hides=True), name
        if confusions:
            heard = mishearing.one(confusions).misheard(text.lower().split(), mishearing)
            yield row(" ".join(heard), hides=False), name
