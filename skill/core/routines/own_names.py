"""Knowing a person's own routines by their names, which no interaction model can list."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from skill.core.intent import FALLBACK, Heard, Intent
from skill.core.routines.model import Library, Routine
from skill.core.routines.phrases import Phrases

START = "StartRoutineIntent"
SURE = frozenset({"exact", "command", "answer"})
"""Stages of understanding that go by the very words: what they found is not a routine's name."""
ALIKE = 0.8  # of 1; "evning stretch" is the evening stretch, "morning stretch" is not
LONGEST_NAME = 60  # characters of what may be a misspelled name

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wish:
    """A routine that was named, and whether the words around the name ask to start it."""

    routine: Routine
    asked: bool


def recognised(library: Library, heard: Heard) -> Heard:
    """What was heard, as a wish for the person's own routine where it names one.

    A name with "start" or the like before it is such a wish; so is a name alone, unless these very
    words mean something else. One spelled almost like it becomes a wish for a routine that there is
    not, which is answered with "did you mean".
    """
    if not _own(library):
        return heard
    intent = heard.intent
    is_else = heard.decided_by in SURE and intent.name != START
    wish = None if is_else else _named(library, heard.words)
    if wish is not None and (wish.asked or not _names_another(heard)):
        minutes = {"minutes": intent.slots["minutes"]} if "minutes" in intent.slots else {}
        slots = {"routine": wish.routine.id, **minutes}
        return replace(heard, intent=Intent(START, slots), rivals=(), decided_by="own_routine")
    unclear = intent.name == FALLBACK.name and not is_else
    unclear = unclear or (intent.name == START and "routine" not in intent.slots)
    if unclear and alike(library, heard.words):
        return replace(heard, intent=Intent(START), rivals=(), decided_by="own_routine")
    return heard


def alike(library: Library, words: str) -> str | None:
    """What a wish calls a routine of the person's own, spelled almost as they named it."""
    own = _own(library)
    if not own:
        return None
    from difflib import SequenceMatcher  # hardly ever needed

    lead, start = _around(library.phrases)
    said = essential(words, library.phrases)
    begin = next((at for at, word in enumerate(said) if word not in lead), len(said))
    end = len(said)
    while end > begin and _may_follow(said[end - 1], library.phrases):
        end -= 1
    called = " ".join(said[begin:end])
    if not called or len(called) > LONGEST_NAME or not start & set(said[:begin]):
        return None
    names = (" ".join(essential(routine.name, library.phrases)) for routine in own)
    close = any(SequenceMatcher(None, called, name).ratio() >= ALIKE for name in names)
    return called if close else None


def essential(text: str, phrases: Phrases) -> Words:
    """The words of a name that make a difference, in one spelling: "My Évening-Stretch" has two."""
    left_out = {word for phrase in phrases.left_out for word in _words(phrase)}
    return tuple(word for word in _words(text) if word not in left_out)


def _named(library: Library, words: str) -> _Wish | None:
    """The own routine that the words name and wish for, with nothing said beside; the longest."""
    lead, start = _around(library.phrases)
    said = essential(words, library.phrases)
    best, length = None, 0
    for routine in _own(library):
        name = essential(routine.name, library.phrases)
        for at in _places(name, said):
            before, after = said[:at], said[at + len(name) :]
            beside = all(_may_follow(word, library.phrases) for word in after)
            if beside and lead.issuperset(before) and len(name) > length:
                best, length = _Wish(routine, bool(start & set(before))), len(name)
    return best


def _places(name: Words, said: Words) -> Iterable[int]:
    size = len(name)
    return (at for at in range(len(said) - size + 1) if said[at : at + size] == name)


def _names_another(heard: Heard) -> bool:
    return heard.intent.name == START and "routine" in heard.intent.slots


def _own(library: Library) -> Sequence[Routine]:
    return [routine for routine in library.routines.values() if routine.own]


def _around(phrases: Phrases) -> tuple[set[str], set[str]]:
    """The words that may stand before a name, and those of them that ask to start it."""
    start = {word for phrase in phrases.means_start for word in _words(phrase)}
    before = {word for phrase in phrases.before_names for word in _words(phrase)}
    return start | before, start


def _may_follow(word: str, phrases: Phrases) -> bool:
    return word.isdigit() or word in phrases.after_names or word in phrases.number_words


def _words(text: str) -> Words:
    """Words without accents, apostrophes and capitals, whatever separates them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’")
    return tuple("".join(c if c.isalnum() else " " for c in plain).split())
