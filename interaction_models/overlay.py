"""What one country says differently: laid over the model of another locale, which stays one list.

A TOML file beside the models, named after its locale::

    over = "en-US"                # the locale it is laid over

    [instead]                     # in every sample, slot value and prompt
    color = "colour"

    [synonyms.BodyPart]           # more words for a slot value, by its id
    buttock = ["botty"]

    [samples]                     # more ways to say an intent
    TreatmentIntent = ["should i see a physio"]
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_KEYS = {"over", "instead", "synonyms", "samples"}
_SLOT = re.compile(r"(\{[^{}]*\})")

Rewrite = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Overlay:
    """The words of one country. ``synonyms`` are by slot type and value, ``samples`` by intent."""

    over: str
    instead: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_overlay(table: Mapping[str, Any]) -> Overlay:
    """The overlay in a TOML file's table; raises ValueError with what is amiss."""
    if unknown := sorted(table.keys() - _KEYS):
        raise ValueError(f"{unknown[0]!r} is not a key known here")
    if not isinstance(table.get("over"), str):
        raise ValueError("'over' does not name the locale it is laid over")
    instead = _table(table, "instead")
    for phrase, words in instead.items():
        if not phrase.strip() or not isinstance(words, str):
            raise ValueError(f"'instead' does not say in words what stands for {phrase!r}")
    kinds = _table(table, "synonyms")
    return Overlay(
        over=table["over"],
        instead=instead,
        synonyms={kind: _lists(kinds, kind) for kind in kinds},
        samples=_lists(table, "samples"),
    )


def applied(overlay: Overlay, document: Mapping[str, Any]) -> dict[str, Any]:
    """The document of the model with the overlay laid over it; the given one stays as it is.

    Raises ValueError where the overlay speaks of an intent, type or value that is not there, and
    KeyError or TypeError where the document is no model.
    """
    rewrite = _rewriter(overlay.instead)
    model = document["interactionModel"]
    language = model["languageModel"]
    strangers = overlay.samples.keys() - {intent["name"] for intent in language["intents"]}
    strangers |= overlay.synonyms.keys() - {kind["name"] for kind in language["types"]}
    if strangers:
        raise ValueError(f"there is no {min(strangers)} in {overlay.over}")
    language = {
        **language,
        "intents": [
            _intent(intent, overlay.samples.get(intent["name"], ()), rewrite)
            for intent in language["intents"]
        ],
        "types": [
            _type(kind, overlay.synonyms.get(kind["name"], {}), rewrite)
            for kind in language["types"]
        ],
    }
    model = {**model, "languageModel": language}
    if "prompts" in model:
        model["prompts"] = [_prompt(prompt, rewrite) for prompt in model["prompts"]]
    return {**document, "interactionModel": model}


def _rewriter(instead: Mapping[str, str]) -> Rewrite:
    """What writes a country's words instead of those of the model, whole words and no slots."""
    if not instead:
        return lambda text: text
    longest_first = sorted(instead, key=lambda phrase: (-len(phrase), phrase))
    pattern = re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def rewrite(text: str) -> str:
        pieces = _SLOT.split(text)
        pieces[::2] = (pattern.sub(lambda found: instead[found[0]], piece) for piece in pieces[::2])
        return "".join(pieces)

    return rewrite


def _intent(intent: Mapping[str, Any], more: Iterable[str], rewrite: Rewrite) -> dict[str, Any]:
    made = dict(intent)
    if "slots" in intent:
        made["slots"] = [
            {**slot, "samples": _unique(map(rewrite, slot["samples"]))}
            if "samples" in slot
            else slot
            for slot in intent["slots"]
        ]
    made["samples"] = _unique([*map(rewrite, intent.get("samples", ())), *more])
    return made


def _type(
    kind: Mapping[str, Any], more: Mapping[str, tuple[str, ...]], rewrite: Rewrite
) -> dict[str, Any]:
    if strangers := more.keys() - {value["id"] for value in kind["values"]}:
        raise ValueError(f"{kind['name']} has no value {min(strangers)}")
    return {
        **kind,
        "values": [_value(value, more.get(value["id"], ()), rewrite) for value in kind["values"]],
    }


def _value(value: Mapping[str, Any], more: Iterable[str], rewrite: Rewrite) -> dict[str, Any]:
    said = value["name"]
    name, *synonyms = _unique(
        [rewrite(said["value"]), *map(rewrite, said.get("synonyms", ())), *more]
    )
    made = {"value": name, "synonyms": synonyms} if synonyms else {"value": name}
    return {**value, "name": made}


def _prompt(prompt: Mapping[str, Any], rewrite: Rewrite) -> dict[str, Any]:
    variations = [{**said, "value": rewrite(said["value"])} for said in prompt["variations"]]
    return {**prompt, "variations": variations}


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, Mapping):
        raise ValueError(f"{key!r} is not a table")
    return found


def _lists(table: Mapping[str, Any], key: str) -> dict[str, tuple[str, ...]]:
    lists = {}
    for name, texts in _table(table, key).items():
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise ValueError(f"{name!r} is not a list of phrases")
        lists[name] = tuple(texts)
    return lists
