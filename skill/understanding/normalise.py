"""Stage 1, normalise: any typed or recognised text to words in one form.

"What's the deal with A.L.S. for twenty-four hours?" and "what is the deal with als for 24 hours"
come out alike, so that no later stage has to know about spelling.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from skill.understanding.known import Decision, Known, Step, decided
from skill.understanding.language import Language, Phrases, phrase_at
from skill.understanding.numbers import to_digits

STAGE = "normalise"
MAX_CHARACTERS = 4_000
"""What is looked at of one utterance: minutes of speech, and a bound on the work."""
MAX_WORDS = 400

_TOKEN = re.compile(r"\{\w+\}|[a-z0-9]+(?:'[a-z]+)?|'[a-z]+")
_PLACEHOLDER = re.compile(r"(\{\w+\})")
_ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_NOT_STEMS = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}


def normalise(text: str, language: Language) -> tuple[str, ...]:
    """The words of a text in one form; empty where it holds none of the Latin alphabet.

    ``{slotName}`` placeholders of sample utterances pass through unchanged.
    """
    words: list[str] = []
    for token in _TOKEN.findall(_lower(_plain(text[:MAX_CHARACTERS])))[:MAX_WORDS]:
        words.extend(_uncontracted(token, language) if "'" in token else (token,))
    return tuple(_rewritten(to_digits(_rewritten(words, language)), language))


class Normalise:
    """Text to words in one form."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, known: Known) -> Step:
        """The words; decides where there are none."""
        words = normalise(known.text, self._language)
        if not words:
            return decided(STAGE, known, Decision((), "nothing"), "there are no words")
        return Step(STAGE, " ".join(words), "words in one form", replace(known, words=words))


def strip_fillers(words: Sequence[str], language: Language) -> tuple[str, ...]:
    """The words without hesitations, lead-ins ("I was wondering") and politeness at the end.

    Words that are nothing but fillers stay as they are.
    """
    kept = [word for word in words if word not in language.noises]
    start = _opening(kept, language)
    end = len(kept) - _run(kept[:start:-1], language.closers)
    return tuple(kept[start:end]) or tuple(words)


def _plain(text: str) -> str:
    """Letters without accents, one kind of apostrophe."""
    if text.isascii():
        return text
    text = text.replace("\u2019", "'").replace("\u2018", "'").replace("\u00bd", " half ")
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _lower(text: str) -> str:
    if "{" not in text:
        return text.lower()
    return "".join(p if p.startswith("{") else p.lower() for p in _PLACEHOLDER.split(text))


def _uncontracted(token: str, language: Language) -> tuple[str, ...]:
    if token.endswith("n't"):
        return (_NOT_STEMS.get(token[:-3], token[:-3]), "not")
    stem, _, ending = token.partition("'")
    if "'" + ending in _ENDINGS:
        return (stem, _ENDINGS["'" + ending]) if stem else (_ENDINGS["'" + ending],)
    if ending == "s":
        if not stem:
            return ()
        return (stem, "is") if stem in language.is_words else (stem,)
    return (stem + ending,)


def _rewritten(words: Sequence[str], language: Language) -> list[str]:
    """Every run of words that has a rewrite replaced, longest first, left to right."""
    if not any(word in language.rewritten for word in words):
        return list(words)
    out: list[str] = []
    at = 0
    while at < len(words):
        phrase = phrase_at(words, at, language.rewritten)
        if phrase is None:
            out.append(words[at])
            at += 1
        else:
            out.extend(language.rewrites[phrase])
            at += len(phrase)
    return out


def _opening(words: Sequence[str], language: Language) -> int:
    """How many words at the start are openers, with softeners among them."""
    if not words or (words[0] not in language.openers and words[0] not in language.softeners):
        return 0
    plainly = _run(words, language.openers)
    places = _without(words, language.softeners)
    opened = _run([words[place] for place in places], language.openers)
    if opened == 0:
        return plainly
    return max(plainly, places[opened] if opened < len(places) else len(words))


def _without(words: Sequence[str], phrases: Phrases) -> list[int]:
    """The places of the words that are not part of a phrase of a set."""
    if not any(word in phrases for word in words):
        return list(range(len(words)))
    places: list[int] = []
    at = 0
    while at < len(words):
        phrase = phrase_at(words, at, phrases)
        if phrase is None:
            places.append(at)
        at += len(phrase) if phrase else 1
    return places


def _run(words: Sequence[str], phrases: Phrases) -> int:
    """How many words at the start are phrases of a set, one after another."""
    at = 0
    while at < len(words):
        phrase = phrase_at(words, at, phrases)
        if phrase is None:
            break
        at += len(phrase)
    return at
