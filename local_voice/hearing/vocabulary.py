"""What the companion listens for in each state, from the data the rest of it works on."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from interaction_models import load_model, model_for
from interaction_models.model import Model
from local_voice.hearing.expand import slot_values, written_out
from local_voice.hearing.recognizer import State, Vocabularies, Vocabulary
from local_voice.hearing.words import LoopWords, load_words
from local_voice.hearing.written import as_heard, clauses, contracted
from skill.knowledge.tables import FOLDER as KNOWLEDGE
from skill.knowledge.tables import read_table
from skill.understanding.compile import slot_types

LONGEST_CLAUSE = 12
"""Words; longer clauses of a story teach no more words than the shorter ones."""
WEIGHT = 3
"""How often an answer is listed among other things that may be said instead of one."""
BARE_WEIGHT = 15
"""How often one of a single word: enough for "no" to be heard rather than "know"."""

_UNDERSTANDING = "skill.understanding.data"
_HARMLESS = "none"
_ARTICLES = (" a ", " an ", " the ", " my ")
_OTHER_TALK = ("background/chat.toml", "background/other_illness.toml")


@cache
def vocabularies(locale: str, own_routines: tuple[str, ...] = ()) -> Vocabularies:
    """The vocabulary of every state for a locale, or for one of its language.

    ``own_routines`` are what a person calls routines of their own, which can be asked for too.

    Raises ModelError, KnowledgeError or WordsError where a file they are made of is damaged.
    """
    locale = model_for(locale)
    model, words = load_model(locale), load_words(locale)
    everything = _open(model, words, own_routines)
    made: dict[State, Vocabulary] = {
        "open": everything,
        "answer": _answer(everything, words),
        "routine": _routine(model, words),
        "interrupt": _interrupt(words),
    }
    return made


def all_words(made: Vocabularies) -> tuple[str, ...]:
    """Every word of every state, sorted: what a model or a dictionary has to know."""
    texts = (t for vocabulary in made.values() for t in vocabulary.phrases + vocabulary.decoys)
    return tuple(sorted({word for text in texts for word in text.split()}))


def _open(model: Model, words: LoopWords, own_routines: tuple[str, ...]) -> Vocabulary:
    values = slot_values(model, words.numbers, words.durations)
    kinds = slot_types(model)
    phrases: list[str] = [*words.wake, *_always(words), *words.durations, *words.complaints]
    for intent in model.intents:
        phrases += written_out(intent.samples, intent.slots, values)
    spoken = [sample for samples in _table("spoken.toml").values() for sample in samples]
    phrases += _contracted(written_out(spoken, kinds, values, every_value=False), words)
    for name in _OTHER_TALK:
        phrases += _contracted(map(as_heard, _table(name)["utterances"]), words)
    phrases += _small_talk()
    for name in words.stories:
        phrases += _story(KNOWLEDGE / "safety" / "statements" / f"{name}.toml")
    phrases += _answers(words)
    phrases += _own(model, own_routines)
    phrases += _signs(phrases)
    return Vocabulary(_unique(phrases))


def _own(model: Model, names: Iterable[str]) -> Iterator[str]:
    """A person's own routines, alone and asked for as one of ours is.

    Names lose their accents, for so they are compared; in other letters they can only be typed.
    """
    wishes = ["{routine}", "my {routine}", "the {routine}"]
    for sample in model.intent("StartRoutineIntent").samples:
        before = sample.partition("{routine}")[0]
        if before != sample and sample.count("{") == 1 and not before.endswith(_ARTICLES):
            wishes += [sample, *(sample.replace("{", f"{word}{{") for word in ("my ", "the "))]
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        if sum(map(str.isalpha, plain)) == sum(map(str.isalpha, name)):
            yield from (as_heard(wish.replace("{routine}", plain)) for wish in wishes)


def _answer(everything: Vocabulary, words: LoopWords) -> Vocabulary:
    """Answers are free ("no, only at night"), so anything may be said, answers rather."""
    answers = (*_answers(words), *words.durations, *_always(words))
    bare = tuple(answer for answer in answers if " " not in answer)
    return Vocabulary(everything.phrases + answers * WEIGHT + bare * BARE_WEIGHT)


def _routine(model: Model, words: LoopWords) -> Vocabulary:
    commands = [*_always(words), *words.complaints]
    for name in words.command_intents:
        commands += map(as_heard, model.intent(name).samples)
    for phrases in words.commands.values():
        commands += phrases
    return _closed(commands, (*words.decoys, *words.fillers), words)


def _interrupt(words: LoopWords) -> Vocabulary:
    interrupting = (*words.stop, *words.pause, *words.interrupting, *words.wake)
    return _closed(interrupting, (*words.fillers, *words.decoys), words)


def _always(words: LoopWords) -> tuple[str, ...]:
    """What may be said whatever is going on."""
    return (*words.stop, *words.pause, *words.go_on)


def _closed(phrases: Iterable[str], decoys: Iterable[str], words: LoopWords) -> Vocabulary:
    kept = _unique(phrases)
    others = tuple(d for d in _unique(decoys) if d not in kept)
    return Vocabulary(kept, others, closed=True, urgent=words.urgent)


def _answers(words: LoopWords) -> tuple[str, ...]:
    states = _table("states.toml")
    listed = (
        text for part in ("first", "whole") for texts in states[part].values() for text in texts
    )
    return _unique(_contracted(map(as_heard, listed), words))


def _contracted(phrases: Iterable[str], words: LoopWords) -> Iterator[str]:
    """Each phrase as it is, and with its words run together where people do so."""
    for phrase in phrases:
        yield phrase
        yield contracted(phrase, words.contractions)


def _small_talk() -> Iterator[str]:
    for talk in read_table(KNOWLEDGE / "small_talk.toml").values():
        yield from map(as_heard, talk.get("said", ()))


def _story(path: Path) -> Iterator[str]:
    for levels in read_table(path).values():
        told = [text for level, texts in levels.items() if level != _HARMLESS for text in texts]
        for clause in (clause for text in told for clause in clauses(text)):
            if clause.count(" ") < LONGEST_CLAUSE:
                yield clause


def _signs(phrases: Sequence[str]) -> Iterator[str]:
    """The words that signs are told by and that no phrase has yet."""
    known = {word for phrase in phrases for word in phrase.split()}
    for sets in read_table(KNOWLEDGE / "safety" / "sets.toml").values():
        for entry in " ".join(sets.values()).split():
            words = as_heard(entry)
            if entry[-1] != "*" and not entry.isdigit() and not known.issuperset(words.split()):
                yield words


def _table(name: str) -> Mapping[str, Any]:
    with resources.as_file(resources.files(_UNDERSTANDING) / name) as path:
        return read_table(path)


def _unique(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrases))
