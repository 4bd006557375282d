"""Plain text made fit to travel: no stray characters, no markup, never too long."""

import json
import re

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LONGEST_SENTENCE = 400


def clean(text: str) -> str:
    """The text without what cannot be seen or spoken, some of which no XML may hold.

    Line breaks stay, other white space becomes a plain space.
    """
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character.isprintable() or character == "\n":
        return character
    return " " if character.isspace() else ""


def escape(text: str) -> str:
    """The text with the three characters that would read as markup written as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def size(text: str) -> int:
    """Characters the text takes in a response, where JSON may spend twelve on one emoji."""
    return len(json.dumps(text)) - 2


def sentences(text: str) -> list[str]:
    """The text sentence by sentence; one without end is broken between words, or anywhere."""
    pieces: list[str] = []
    for sentence in _SENTENCE_END.split(text.strip()):
        while len(sentence) > _LONGEST_SENTENCE:
            at = sentence.rfind(" ", 1, _LONGEST_SENTENCE)
            cut = at if at > 0 else _LONGEST_SENTENCE
            pieces.append(sentence[:cut])
            sentence = sentence[cut:].lstrip()
        if sentence:
            pieces.append(sentence)
    return pieces


def trimmed(text: str, limit: int) -> str:
    """As many whole sentences from the front as fit ``limit``, counted as :func:`size` does."""
    if size(text) <= limit:
        return text
    kept: list[str] = []
    for sentence in sentences(text):
        limit -= size(sentence) + 1
        if limit < 0:
            break
        kept.append(sentence)
    return " ".join(kept)
