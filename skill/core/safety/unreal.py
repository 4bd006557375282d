"""What is asked, imagined, feared or long past, and so is no finding.

"Could it be A L S if my hand got weak", "what causes slurred speech", "I bumped my head years
ago": the words are there, the symptom is not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from skill.core.safety.clauses import Utterance
from skill.core.safety.durations import Duration

_STILL_RECENT = 60
"""Days after which an event that is over ("I bumped my head") is history."""
_GROWN_UP = 18
_OPENING = 4
"""A clause of so few words ("about ten years ago") only dates the next one."""


@dataclass(frozen=True, slots=True)
class UnrealWords:
    """The words such talk is told by, as data.

    ``askers`` open a question, unless one of ``statements`` follows ("does *not* react");
    ``informers`` ask to be told ("explain"); ``selves`` make a question personal ("why is *my*
    face drooping"); ``opinions`` ask whether what one has is normal, and so say that one has it;
    ``ifs`` open a condition; ``consequences`` ("a sign of") name what something may stand for,
    unless one of ``holders`` comes before ("I have signs of"); ``outcomes`` ("turn into") do so
    in a question; ``fears`` with a word of ``possibles`` after them are about what has not
    happened; ``futures`` open a question about what will be; ``hearsay`` and ``fictions`` name
    where something was read or told; ``pasts`` put a clause in the past, unless it has a word of
    the ``present``.
    """

    askers: frozenset[str]
    informers: frozenset[str]
    selves: frozenset[str]
    opinions: frozenset[str]
    ifs: frozenset[str]
    consequences: frozenset[str]
    outcomes: frozenset[str]
    holders: frozenset[str]
    fears: frozenset[str]
    possibles: frozenset[str]
    futures: frozenset[str]
    hearsay: frozenset[str]
    fictions: frozenset[str]
    statements: frozenset[str]
    pasts: frozenset[str]
    present: frozenset[str]

    @classmethod
    def of(cls, words: Mapping[str, str]) -> "UnrealWords":
        """Build from plain data: each name with its words, separated by spaces."""
        return cls(**{name: frozenset(text.split()) for name, text in words.items()})


def imagined(utterance: Utterance, words: UnrealWords) -> frozenset[int]:
    """The words that are asked about in general, supposed, feared or heard of."""
    unreal: set[int] = set()
    for number, clause in enumerate(utterance.clauses):
        stretch = range(clause.first, clause.last + 1)
        said = utterance.words[clause.first : clause.last + 1]
        if _general_question(said, words):
            unreal.update(stretch)
            continue
        if said[0] in words.futures and len(said) > 1 and said[1] in words.selves:
            unreal.update(stretch)
            continue
        for place in stretch:
            unreal.update(_opened_at(utterance, number, place, words))
    return frozenset(unreal)


def past(utterance: Utterance, lengths: Iterable[Duration], words: UnrealWords) -> frozenset[int]:
    """The words of clauses that speak of long ago and say nothing of now."""
    long_ago = {
        utterance.clause_of[length.at]
        for length in lengths
        if length.ago and length.days > _STILL_RECENT
    }
    gone: set[int] = set()
    for number, clause in enumerate(utterance.clauses):
        said = utterance.words[clause.first : clause.last + 1]
        over = number in long_ago or not words.pasts.isdisjoint(said) or _dated(said)
        if over and words.present.isdisjoint(said):
            gone.update(range(clause.first, clause.last + 1))
            if said[0] == "when" and number and not _leads(utterance, number):
                before = utterance.clauses[number - 1]
                gone.update(range(before.first, before.last + 1))
            if len(said) <= _OPENING:
                gone.update(_next_clause(utterance, number, words))
    return frozenset(gone)


def _next_clause(utterance: Utterance, number: int, words: UnrealWords) -> range:
    """The clause that "ten years ago" opens: its words, unless they speak of now."""
    if number + 1 == len(utterance.clauses):
        return range(0)
    following = utterance.clauses[number + 1]
    said = utterance.words[following.first : following.last + 1]
    same = following.sentence == utterance.clauses[number].sentence
    if not same or not words.present.isdisjoint(said):
        return range(0)
    return range(following.first, following.last + 1)


def _dated(said: tuple[str, ...]) -> bool:
    """Whether a year is named, or an age in childhood ("when I was three")."""
    if any(len(word) == 4 and word.isdecimal() and word[:2] in {"19", "20"} for word in said):
        return True
    return any(
        said[at : at + 3] == ("when", "i", "was")
        and said[at + 3].isdecimal()
        and int(said[at + 3]) < _GROWN_UP
        for at in range(len(said) - 3)
    )


def _general_question(said: tuple[str, ...], words: UnrealWords) -> bool:
    asks = said[0] in words.askers or said[0] in words.informers
    personal = not words.selves.isdisjoint(said) or not words.opinions.isdisjoint(said[:6])
    return asks and not personal and len(said) > 2 and said[1] not in words.statements


def _opened_at(
    utterance: Utterance, number: int, place: int, words: UnrealWords
) -> range | tuple[()]:
    """What the word at ``place`` makes unreal."""
    clause = utterance.clauses[number]
    word = utterance.words[place]
    if word in words.ifs:
        if place == clause.first and _leads(utterance, number):
            return range(place, clause.last + 1)
        return range(place, _sentence_end(utterance, number))
    before = utterance.words[max(clause.first, place - 3) : place]
    if word in words.hearsay or (word in words.consequences and words.holders.isdisjoint(before)):
        return range(place, clause.last + 1)
    if word in words.fictions:
        return range(place, _sentence_end(utterance, number))
    if word in words.outcomes and utterance.words[clause.first] in words.askers:
        return range(place, clause.last + 1)
    if word in words.fears:
        for following in range(place + 1, min(place + 6, _sentence_end(utterance, number))):
            if utterance.words[following] in words.possibles:
                return range(following, _sentence_end(utterance, number))
    return ()


def _leads(utterance: Utterance, number: int) -> bool:
    """Whether a clause is the first of its sentence."""
    if number == 0:
        return True
    return utterance.clauses[number - 1].sentence != utterance.clauses[number].sentence


def _sentence_end(utterance: Utterance, number: int) -> int:
    sentence = utterance.clauses[number].sentence
    last = number
    while last + 1 < len(utterance.clauses) and utterance.clauses[last + 1].sentence == sentence:
        last += 1
    return utterance.clauses[last].last + 1
