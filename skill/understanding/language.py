"""How a language is written and padded out: the tables of ``data/language.toml``, made ready."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Words = tuple[str, ...]
Phrases = Mapping[str, tuple[Words, ...]]
"""Runs of words by their first word, longest first."""


@dataclass(frozen=True, slots=True)
class Language:
    """The tables of one language.

    ``rewrites`` maps a run of words to what it stands for ("a l s" to "als"); ``is_words`` are
    those after which 's means "is" rather than "of"; ``noises`` mean nothing anywhere,
    ``openers`` nothing at the start, ``softeners`` nothing among those, ``closers`` nothing at the
    end; ``sides`` may stand before
    a slot value and ``tails`` after it without changing it.
    """

    rewrites: Mapping[Words, Words] = field(default_factory=dict)
    rewritten: Phrases = field(default_factory=dict)
    is_words: frozenset[str] = frozenset()
    noises: frozenset[str] = frozenset()
    openers: Phrases = field(default_factory=dict)
    closers: Phrases = field(default_factory=dict)
    softeners: Phrases = field(default_factory=dict)
    sides: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()

    @classmethod
    def from_tables(cls, tables: Mapping[str, object]) -> "Language":
        """Read the tables as TOML or JSON gives them; closers are kept back to front."""
        pairs = tables.get("rewrites", {})
        assert isinstance(pairs, Mapping)
        rewrites = {tuple(str(k).split()): tuple(str(v).split()) for k, v in pairs.items()}
        return cls(
            rewrites=rewrites,
            rewritten=by_first_word(rewrites),
            is_words=frozenset(_texts(tables, "is_words")),
            noises=frozenset(_texts(tables, "noises")),
            openers=by_first_word(tuple(t.split()) for t in _texts(tables, "openers")),
            closers=by_first_word(tuple(t.split()[::-1]) for t in _texts(tables, "closers")),
            softeners=by_first_word(tuple(t.split()) for t in _texts(tables, "softeners")),
            sides=frozenset(_texts(tables, "sides")),
            tails=frozenset(_texts(tables, "tails")),
        )

    @property
    def courtesies(self) -> frozenset[str]:
        """All words of openers and closers."""
        runs = (run for phrases in (self.openers, self.closers) for run in phrases.values())
        return frozenset(word for phrases in runs for phrase in phrases for word in phrase)


def by_first_word(phrases: Iterable[Words]) -> Phrases:
    """Runs of words by their first word, longest first."""
    found: dict[str, list[Words]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(runs, key=lambda r: (-len(r), r))) for first, runs in found.items()}


def phrase_at(words: Sequence[str], at: int, phrases: Phrases) -> Words | None:
    """The longest of some phrases that stands at a place, or None."""
    for phrase in phrases.get(words[at], ()):
        if tuple(words[at : at + len(phrase)]) == phrase:
            return phrase
    return None


def _texts(tables: Mapping[str, object], name: str) -> list[str]:
    texts = tables.get(name, [])
    assert isinstance(texts, list), f"{name} is a list of texts"
    return [str(text) for text in texts]
