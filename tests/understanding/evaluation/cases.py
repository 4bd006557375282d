"""A labelled utterance, and reading the sets of them beside this package."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from interaction_models.model import Model
from skill.understanding.topic import Topic
from skill.understanding.variations import Draw, filled
from tests.understanding.evaluation.engine import FALLBACK_NAME, Guess, State

SETS = Path(__file__).parents[1]
Right = Callable[[Guess], bool]


@dataclass(frozen=True, slots=True)
class Case:
    """An utterance, whether a guess at it is right, and in short what was wanted.

    ``slots`` are all that is to be filled; None where a case says nothing about them.
    """

    text: str
    right: Right
    wanted: str
    slots: Mapping[str, str] | None = None
    state: State = "open"


Kind = Literal["samples", "ours", "not ours", "command", "talk"]
"""What a set asks: to know the samples by heart, to understand, to decline; to obey, or not to."""


@dataclass(frozen=True, slots=True)
class CaseSet:
    """Cases that are counted together."""

    name: str
    cases: Sequence[Case]
    kind: Kind = "ours"


def any_of(*intents: str) -> Right:
    """Right where one of these intents is chosen, or offered as a rival."""
    wanted = frozenset(intents)
    return lambda guess: bool(wanted & guess.offered)


def labelled(text: str, intents: Sequence[str], slots: Mapping[str, str] | None = None) -> Case:
    """A case with its intents written down."""
    return Case(text, any_of(*intents), " or ".join(intents), slots)


def declined(texts: Sequence[str]) -> list[Case]:
    """Cases that are not ours to answer."""
    return [labelled(text, (FALLBACK_NAME,)) for text in texts]


def own_samples(model: Model, topic: Topic) -> Iterator[Case]:
    """Every sample of a model, its slots filled three times."""
    draw = Draw(seed=3)
    for intent in model.intents:
        for sample in intent.samples:
            for text in filled(sample, intent.slots, model, 3, draw, topic.without(intent.name)):
                name = intent.name
                yield Case(text, lambda guess, name=name: guess.intent == name, name)  # type: ignore[misc]


def paraphrases(*, ours: bool) -> list[Case]:
    """``paraphrases.toml``: what is ours, or what is not."""
    return [
        labelled(text, group["intents"])
        for group in _table("paraphrases")["group"]
        if (group["intents"] != [FALLBACK_NAME]) == ours
        for text in group["texts"]
    ]


def utterances(name: str) -> list[Case]:
    """A set of groups of utterances with slots; those without any say nothing about slots."""
    return [
        labelled(
            entry["say"], group["intents"], {k: v for k, v in entry.items() if k != "say"} or None
        )
        for group in _table(name)["group"]
        for entry in group["utterances"]
    ]


def not_ours(name: str) -> list[Case]:
    """A set of utterances that are not ours to answer."""
    return declined(_table(name)["utterances"])


def misheard() -> Iterator[CaseSet]:
    """What recognizers made of speech: a set of each, and what no reader could make sense of."""
    by_name: dict[str, list[Case]] = {}
    for entry in _table("mangled").get("utterance", []):
        beyond = entry.get("beyond", False)
        name = "misheard beyond telling" if beyond else f"misheard by {entry['recognizer']}"
        case = labelled(entry["heard"], entry["intents"], entry.get("slots"))
        by_name.setdefault(name, []).append(case)
    return (CaseSet(name, cases) for name, cases in sorted(by_name.items()))


ENDING = ("AMAZON.StopIntent", "AMAZON.CancelIntent")
PAUSING = ("AMAZON.PauseIntent",)


def commands(name: str) -> list[Case]:
    """What is said during a session: "stop", "pause", or other talk, which must be neither."""
    texts = _table("commands")[name]
    meant = {"stop": ENDING, "pause": PAUSING}.get(name)
    if meant:
        return [Case(text, any_of(*meant), name, state="routine") for text in texts]
    return [Case(text, _lets_it_go_on, "neither stop nor pause", state="routine") for text in texts]


def _lets_it_go_on(guess: Guess) -> bool:
    return guess.intent not in {*ENDING, *PAUSING}


def _table(name: str) -> dict[str, Any]:
    path = SETS / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
