"""What the linear model learns from: every utterance with its class, as it is and roughened."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from interaction_models.model import Model
from skill.learning.fit import Row
from skill.understanding.compile import slot_types
from skill.understanding.features import features
from skill.understanding.language import Language
from skill.understanding.mishear import Confusions
from skill.understanding.normalise import normalise, strip_fillers
from skill.understanding.slots import Gazetteer
from skill.understanding.tables import DataError, key_place, place, read_table, texts_of
from skill.understanding.topic import Topic
from skill.understanding.utterance import tagged
from skill.understanding.variations import Draw, filled, named_in, pattern_utterances, roughened

FILLINGS = 6
"""Times each utterance with slots is written out, each time with other values."""
ROUGHENED = 2
"""Roughened copies of every utterance that somebody wrote."""
ROUGHENED_PATTERN = 1
"""Roughened copies of every utterance made from a pattern: those are many and varied already."""
HIDDEN = 4
"""One word in so many is hidden in the roughened utterances."""
RARE = 2
"""A word of the backgrounds said less often than this stays unknown, as most foreign words are."""

Kind = Literal["sample", "spoken", "pattern", "background"]
"""Where an utterance comes from; one of a background's patterns is a pattern."""


@dataclass(frozen=True, slots=True)
class Example:
    """An utterance and its class, an intent or a background's name after "_".

    ``source`` is the text it was made from, slots not filled: examples of one source are alike.
    """

    text: str
    name: str
    source: str
    kind: Kind


def examples(model: Model, data: Path) -> list[Example]:
    """Every training utterance with its class; DataError where the data make no sense."""
    draw = Draw(seed=7)
    found: dict[str, Example] = {}
    for example in (*_of_intents(model, data, draw), *_of_backgrounds(data, draw)):
        found.setdefault(example.text, example)
    return list(found.values())


def _of_intents(model: Model, data: Path, draw: Draw) -> Iterator[Example]:
    kinds = slot_types(model)
    topic = Topic.from_tables(read_table(data / "topic.toml"))
    spoken = data / "spoken.toml"
    said = read_table(spoken)
    sources: list[tuple[str, Sequence[str], Kind]] = [
        *((intent.name, intent.samples, "sample") for intent in model.intents),
        *((name, texts_of(said, name, spoken), "spoken") for name in said),
    ]
    for name, texts, kind in sources:
        for text in texts:
            for utterance in filled(text, kinds, model, FILLINGS, draw, topic.without(name)):
                yield Example(utterance, name, text, kind)
    path = data / "patterns.toml"
    patterns = read_table(path)
    words = _lists(patterns.pop("words", {}), path)
    for name, group in patterns.items():
        if name not in {intent.name for intent in model.intents}:
            raise DataError(f"{key_place(path, name)}: there is no intent {name}")
        for pattern in group:
            for text in _written(pattern, words, set(kinds), path, draw):
                for utterance in filled(text, kinds, model, 1, draw, topic.without(name)):
                    yield Example(utterance, name, text, "pattern")


def _of_backgrounds(data: Path, draw: Draw) -> Iterator[Example]:
    for path in sorted((data / "background").glob("*.toml")):
        table = read_table(path)
        for utterance in texts_of(table, "utterances", path):
            yield Example(utterance, "_" + path.stem, utterance, "background")
        words = _lists(table.get("words", {}), path)
        for pattern in table.get("patterns", []):
            for utterance in _written(pattern, words, set(), path, draw):
                yield Example(utterance, "_" + path.stem, utterance, "pattern")


def _written(
    pattern: Mapping[str, Any],
    words: Mapping[str, list[str]],
    slots: set[str],
    path: Path,
    draw: Draw,
) -> list[str]:
    """A pattern of a file written out; DataError where it has no forms or names what is not."""
    say, most = texts_of(pattern, "say", path), pattern.get("most")
    if not say or not isinstance(most, int):
        raise DataError(f"{path.name}: a pattern needs forms to say, and how many at most")
    lists = {
        **words,
        **_lists({k: v for k, v in pattern.items() if k not in {"say", "most"}}, path),
    }
    for text in (text for texts in (say, *lists.values()) for text in texts):
        for name in named_in(text):
            if name not in lists and name not in slots:
                raise DataError(f"{place(path, text)}: there is no slot or list {{{name}}}")
    try:
        return pattern_utterances(lists | {"say": say, "most": most}, draw)
    except RecursionError:
        raise DataError(f"{place(path, say[0])}: its lists name each other in a circle") from None


def _lists(table: Mapping[str, Any], path: Path) -> dict[str, list[str]]:
    """Lists of words by name; DataError for one that is empty or no list of texts."""
    found = {name: texts_of(table, name, path) for name in table}
    for name, texts in found.items():
        if not texts:
            raise DataError(f"{key_place(path, name)}: the list {name} is empty")
    return found


def vocabulary(found: Iterable[Example], language: Language) -> tuple[set[str], set[str]]:
    """The words the linear model learns: all of ours, and what more others use repeatedly."""
    ours: set[str] = set()
    others: Counter[str] = Counter()
    for example in found:
        words = normalise(example.text, language)
        if example.name.startswith("_"):
            others.update(words)
        else:
            ours.update(words)
    return ours, {word for word, count in others.items() if count >= RARE} - ours


def rows(
    found: Iterable[Example],
    gazetteer: Gazetteer,
    language: Language,
    known: set[str],
    confusions: Sequence[Confusions] = (),
) -> Iterator[Row]:
    """What the linear model learns from: each utterance as it is, roughened, and misheard by one
    recognizer or another; of a pattern's every other is roughened, and every other misheard.

    In the roughened ones some words are hidden, so that the model learns what to make of an
    utterance, and of a word's letters, when it meets a word it does not know.
    """
    draw, mishearing = Draw(seed=11), Draw(seed=13)

    def row(utterance: str, hides: bool) -> tuple[str, ...]:
        words = strip_fillers(normalise(utterance, language), language)
        tokens = tagged(words, gazetteer).tokens
        hidden = {w for w in words if hides and draw.below(HIDDEN) == 0}
        return tuple(features(words, tokens, known - hidden if hidden else known))

    for number, example in enumerate(found):
        written = example.kind != "pattern"
        mishears = bool(confusions) and (written or number % 2 == 0)
        roughens = ROUGHENED if written else ROUGHENED_PATTERN - mishears
        yield row(example.text, hides=False), example.name
        for _ in range(roughens):
            yield row(roughened(example.text, draw), hides=True), example.name
        if mishears:
            words = example.text.lower().split()
            heard = mishearing.one(confusions).misheard(words, mishearing)
            yield row(" ".join(heard), hides=False), example.name
