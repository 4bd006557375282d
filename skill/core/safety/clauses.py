"""Clauses: which words belong together, and how far apart two words are in meaning.

People speak without full stops. A new clause begins at a mark, at a joining word followed by a
subject ("and my ..."), and where a subject comes right after something that cannot govern it
("I'm not weak my face dropped").
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from skill.core.safety.word import Word

_STOPS = frozenset(".;:!?\n…")
_MARKS = _STOPS | frozenset(',–—()"')
_SENTENCE_GAP = 1000
_CLAUSE_GAP = 2


@dataclass(frozen=True, slots=True)
class Grammar:
    """The little words a clause is told by, as data.

    ``turns`` start a new sentence ("but"); ``joins`` may start a clause when a subject follows;
    ``subjects`` are words a clause can start with; ``governs`` are words after which "my" is an
    object ("lift my arm"), ``defers`` those after which "I" opens no clause ("do I"). The
    ``objects`` ("it") are pronouns that open a clause only before one of the ``verbs``.
    """

    turns: frozenset[str]
    joins: frozenset[str]
    pronouns: frozenset[str]
    owners: frozenset[str]
    governs: frozenset[str]
    defers: frozenset[str]
    objects: frozenset[str]
    verbs: frozenset[str]

    @classmethod
    def of(cls, words: Mapping[str, str]) -> "Grammar":
        """Build from plain data: each name with its words, separated by spaces."""
        return cls(**{name: frozenset(text.split()) for name, text in words.items()})


@dataclass(frozen=True, slots=True)
class Clause:
    """Words ``first`` to ``last`` (included) of an utterance; ``sentence`` numbers the sentence."""

    first: int
    last: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said, in words and clauses.

    ``places`` are positions on a line on which distance stands for closeness: neighbours are 1
    apart, a new clause adds a little, a new sentence more than any pattern can reach.
    """

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    places: tuple[int, ...]
    clause_of: tuple[int, ...]
    clauses: tuple[Clause, ...]

    def said(self, first: int, last: int) -> str:
        """The original text from the clause of one word to the clause of another."""
        start = self.spans[self.clauses[self.clause_of[first]].first][0]
        end = self.spans[self.clauses[self.clause_of[last]].last][1]
        return self.text[start:end].strip()

    def without(self, places: Container[int]) -> tuple[str, ...]:
        """The words but for those at some places."""
        return tuple(word for place, word in enumerate(self.words) if place not in places)


def divide(text: str, words: tuple[Word, ...], grammar: Grammar) -> Utterance:
    """Divide normalised words into clauses; marks are dropped once they have done their work."""
    kept: list[Word] = []
    places: list[int] = []
    clause_of: list[int] = []
    firsts: list[tuple[int, int]] = []
    sentence, gap = 0, 0
    for index, word in enumerate(words):
        if word.text in _MARKS:
            gap = max(gap, _SENTENCE_GAP if word.text in _STOPS else _CLAUSE_GAP)
            continue
        previous = words[index - 1].text if index else ""
        following = words[index + 1].text if index + 1 < len(words) else ""
        if word.text in grammar.turns:
            gap = _SENTENCE_GAP
        elif gap == 0 and _opens(previous, word.text, following, grammar):
            gap = _CLAUSE_GAP
        if not kept or gap:
            sentence += gap >= _SENTENCE_GAP and bool(kept)
            firsts.append((len(kept), sentence))
        places.append((places[-1] if places else 0) + 1 + gap)
        kept.append(word)
        clause_of.append(len(firsts) - 1)
        gap = 0
    ends = [first - 1 for first, _ in firsts[1:]] + ([len(kept) - 1] if kept else [])
    return Utterance(
        text,
        tuple(word.text for word in kept),
        tuple((word.start, word.end) for word in kept),
        tuple(places),
        tuple(clause_of),
        tuple(
            Clause(first, last, number) for (first, number), last in zip(firsts, ends, strict=True)
        ),
    )


def _opens(previous: str, word: str, following: str, grammar: Grammar) -> bool:
    """Whether a clause starts at ``word`` without any mark before it."""
    if word in grammar.joins:
        return following in grammar.pronouns or following in grammar.owners
    if not previous or previous in grammar.joins:
        return False
    if word in grammar.pronouns:
        return previous not in grammar.defers and (
            word not in grammar.objects or following in grammar.verbs
        )
    if word not in grammar.owners:
        return False
    return previous not in grammar.governs and previous not in grammar.defers
