"""Which words were heard instead of which: two lines of words laid side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skill.understanding.distance import similarity

LONGEST = 3
"""Words on either side of a pair; a longer one is no mistake about words, but a muddle."""
GAP = 0.6
"""The cost of a word with nothing beside it; two words that have no letter in common cost 1, so
that a word lost beside another one misheard is seen as that."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Words that were said and those heard in their place; one side may be empty."""

    said: tuple[str, ...]
    heard: tuple[str, ...]


def mistakes(said: Sequence[str], heard: Sequence[str]) -> Iterator[Mistake]:
    """The words misheard, in order.

    A lost or an added word beside an exchanged one belongs to it: "eyelid" may be heard as
    "i did".
    """
    run: list[tuple[str, str]] = []
    for pair in (*_pairs(said, heard), ("", "")):
        if pair[0] == pair[1]:
            yield from _parted(run)
            run = []
        else:
            run.append(pair)


def _parted(run: Sequence[tuple[str, str]]) -> Iterator[Mistake]:
    """A run of misheard words as one mistake where it is short, else each word by itself."""
    said = tuple(word for word, _ in run if word)
    heard = tuple(word for _, word in run if word)
    exchanged = sum(bool(one and other) for one, other in run)
    if exchanged == 1 and max(len(said), len(heard)) <= LONGEST:
        yield Mistake(said, heard)
    else:
        for one, other in run:
            yield Mistake((one,) if one else (), (other,) if other else ())


def _pairs(said: Sequence[str], heard: Sequence[str]) -> list[tuple[str, str]]:
    """Each word said with the one heard for it; "" where there is none."""
    costs = [[GAP * column for column in range(len(heard) + 1)]]
    for one in said:
        above, row = costs[-1], [costs[-1][0] + GAP]
        for column, other in enumerate(heard):
            row.append(
                min(above[column] + _unlike(one, other), above[column + 1] + GAP, row[-1] + GAP)
            )
        costs.append(row)
    pairs: list[tuple[str, str]] = []
    at, column = len(said), len(heard)
    while at or column:
        cost = costs[at][column]
        if (
            at
            and column
            and cost == costs[at - 1][column - 1] + _unlike(said[at - 1], heard[column - 1])
        ):
            at, column = at - 1, column - 1
            pairs.append((said[at], heard[column]))
        elif at and cost == costs[at - 1][column] + GAP:
            at -= 1
            pairs.append((said[at], ""))
        else:
            column -= 1
            pairs.append(("", heard[column]))
    return pairs[::-1]


def _unlike(one: str, other: str) -> float:
    return 1 - similarity(one, other)
