"""Which of several slots of one type a value fills: the word before it tells.

"From York" and "to York" name the same city, and mean different things. Slots that only ever come
after another one of their type (a second symptom) are told apart by their order alone.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

Roles = Mapping[str, Mapping[str, frozenset[str]]]
"""By intent, the slots that have a role, each with the words that stand before it alone."""

_START = "^"


def roles(samples: Mapping[str, Sequence[str]], slots: Mapping[str, Mapping[str, str]]) -> Roles:
    """Read the roles off the samples of every intent."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for intent, texts in samples.items():
        kinds = slots[intent]
        for kind in {kind for kind in kinds.values() if list(kinds.values()).count(kind) > 1}:
            names = [name for name in kinds if kinds[name] == kind]
            before = {name: _before("{" + name + "}", names, texts) for name in names}
            if all(before.values()):
                for name in names:
                    others = {word for other in names if other != name for word in before[other]}
                    found.setdefault(intent, {})[name] = frozenset(before[name] - others)
    return found


def _before(slot: str, names: Sequence[str], samples: Sequence[str]) -> set[str]:
    """The words before a slot, if it is ever said without another one of its type."""
    alone = False
    found: set[str] = set()
    for sample in samples:
        words = [_START, *sample.split()]
        if slot in words:
            alone |= sum("{" + name + "}" in words for name in names) == 1
            found.update(before for before, word in pairwise(words) if word == slot)
    return found if alone else set()


def role_of(words: Sequence[str], start: int, among: Mapping[str, frozenset[str]]) -> str | None:
    """The slot that a value starting at a word fills, if the word before it tells."""
    before = words[start - 1] if start else _START
    return next((name for name, wanted in among.items() if before in wanted), None)
