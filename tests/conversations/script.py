"""Dialogues as scripts: reading them, and holding a reply against what it should say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Said:
    """What one front end answered to one line."""

    speech: str
    reprompt: str | None
    urgency: str | None
    open: bool


@dataclass(frozen=True, slots=True)
class Exchange:
    """One line of a person (U:) and what the answer (A:) must be like.

    ``must`` and ``must_not`` hold phrases; "a | b" is met by either. ``urgency`` is a level's
    name, "none", either of two ("routine | none"), or absent where the script does not care;
    so with ``open``.
    """

    user: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    urgency: str | None
    open: bool | None

    def misses(self, said: Said) -> list[str]:
        """Everything in which an answer is not what the script wants, in words."""
        found = [f"does not say {p!r}" for p in self.must if not _says(said.speech, p)]
        found += [f"says {p!r}" for p in self.must_not if _says(said.speech, p)]
        if self.open is not None and self.open is not said.open:
            found.append(f"session is {'open' if said.open else 'closed'}")
        if self.urgency is not None and (said.urgency or "none") not in _options(self.urgency):
            found.append(f"urgency is {said.urgency}, not {self.urgency}")
        return found


@dataclass(frozen=True, slots=True)
class Script:
    """A whole dialogue with a name that tells what it is about."""

    name: str
    exchanges: tuple[Exchange, ...]


def read_scripts() -> Iterator[Script]:
    """All dialogues of this folder, file by file."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            exchanges = tuple(_exchange(line) for line in entry["script"])
            yield Script(f"{path.stem}-{number + 1:02}-{entry['name']}", exchanges)


def _exchange(line: dict[str, Any]) -> Exchange:
    unknown = set(line) - {"U", "A", "not", "urgency", "open"}
    assert not unknown, f"a script line has no {unknown}"
    return Exchange(
        user=_utterance(line["U"]),
        must=_phrases(line.get("A")),
        must_not=_phrases(line.get("not")),
        urgency=line.get("urgency"),
        open=line.get("open"),
    )


def _utterance(value: str | dict[str, Any]) -> str:
    """What a person says; a long one is written as {say: ..., times: ..., then: ...}."""
    if isinstance(value, str):
        return value
    return f"{value['say']} " * value["times"] + value.get("then", "")


def _phrases(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _says(speech: str, phrase: str) -> bool:
    return any(re.search(rf"(?i)(?<!\w){re.escape(o)}", speech) for o in _options(phrase))


def _options(phrase: str) -> list[str]:
    return [option.strip() for option in phrase.split("|")]
