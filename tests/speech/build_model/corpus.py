"""The model's words, and the sentences for its language model and its synthetic training speech."""

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from local_voice.hearing.vocabulary import all_words, vocabularies
from local_voice.hearing.written import as_heard

DATA = Path(__file__).parent / "data"
WORD_LISTS = ("words_common.txt", "words_domain.txt")
_SLOT = re.compile(r"{(\w+)}")

_TABLE = tomllib.loads((DATA / "templates.toml").read_text(encoding="utf-8"))
TEMPLATES: Sequence[str] = _TABLE["templates"]
CHOICES: Mapping[str, Sequence[str]] = _TABLE["slots"]


def own_sentences() -> list[list[str]]:
    """Everything the companion listens for, as words; its own speech is no part of it."""
    made = vocabularies("en-US")
    texts = {t for vocabulary in made.values() for t in vocabulary.phrases + vocabulary.decoys}
    return [text.split() for text in sorted(texts - held_out())]


def vocabulary() -> list[str]:
    """All words of the model: ours, the hand-written lists' and the templates'."""
    words = set(all_words(vocabularies("en-US")))
    for name in WORD_LISTS:
        words.update(read_words(name))
    for text in (*TEMPLATES, *(value for values in CHOICES.values() for value in values)):
        words.update(as_heard(_SLOT.sub(" ", text)).split())
    return sorted(words)


def read_words(name: str) -> list[str]:
    """The words of a list in ``data``, in its order."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def read_lines(name: str) -> list[str]:
    """The texts of a file in ``data``, one a line."""
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def prior(words: Sequence[str]) -> dict[str, float]:
    """Pseudo-counts for the language model, by Zipf's law over the list of common words, which
    has frequent words first."""
    ranks: dict[str, int] = {}
    for rank, word in enumerate(read_words("words_common.txt")):
        ranks.setdefault(word, rank)
    return {word: 2 + 2000 / (10 + ranks.get(word, 1000)) for word in words}


def held_out() -> set[str]:
    """Evaluation texts of two words and more, which occur in no training text."""
    lines = read_lines("eval_phrases.txt") + read_lines("eval_sentences.txt")
    return {line for line in lines if " " in line}


def template_sentences(count: int, rng: random.Random) -> list[str]:
    """Random sentences from the templates, without the evaluation texts."""
    banned = held_out()
    found = (_filled(rng.choice(TEMPLATES), rng) for _ in range(2 * count))
    return [text for text in found if text not in banned][:count]


def random_sentences(words: Sequence[str], repeats: int, rng: random.Random) -> list[str]:
    """Word salad: every word ``repeats`` times, in runs of one to nine words."""
    found = []
    for _ in range(repeats):
        order = rng.sample(words, len(words))
        while order:
            size = rng.randint(1, 9)
            found.append(" ".join(order[:size]))
            order = order[size:]
    return found


def _filled(template: str, rng: random.Random) -> str:
    while "{" in template:
        template = _SLOT.sub(lambda slot: rng.choice(CHOICES[slot.group(1)]), template, count=1)
    return template
