"""Stage 12, resolve: fill the slots of the intent that was chosen, and of no other.

Values that were tagged fill them first. Where nothing fits, words that no training utterance
knows are compared with the values of that intent's own types, half by spelling and half by
sound: "my fourarm twitches" means the forearm.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, lru_cache

from skill.core.intent import Intent
from skill.understanding.distance import similarity
from skill.understanding.durations import minutes_of
from skill.understanding.hearsay import Hearsay
from skill.understanding.roles import Roles, role_of
from skill.understanding.slots import DURATION, FREE_TEXT, NUMBER, Filled, Gazetteer, Tag
from skill.understanding.sound import sound
from skill.understanding.utterance import Utterance

LIKELY = 0.72
"""How alike a word and a value must be, from 0 to 1, for the value to be taken."""
CERTAIN = 0.85
"""The same where another slot is filled already, so that none is sorely missing."""
_SHORTEST = 4
_KEPT = 1024

Alike = tuple[float, str]
"""How alike some letters and a value are, from 0 to 1, and the value's id."""


def fill(
    slots: Mapping[str, str],
    tags: Sequence[Tag],
    said: Sequence[tuple[str, str]] = (),
    plain: Collection[str] = (),
) -> dict[str, str]:
    """Slots filled from the tags, beginning with those ``said`` already.

    A tag only one type of slot can take goes before one that may mean several things; among
    equals the order of speech decides. Two slots of one type are filled in that order too.
    ``plain`` values ("Condition:twitching") go last.
    """
    filled = dict(said)
    used: list[tuple[Tag, str]] = []
    ranked = sorted(tags, key=lambda tag: (_is_any(tag, plain), len(tag.options), tag.start))
    for name, kind in slots.items():
        if name in filled:
            continue
        for tag in ranked if _once(slots, kind) else tags:
            value = _value(tag, kind)
            if value in {None, *filled.values()} or any(_spent(tag, kind, *u) for u in used):
                continue
            filled[name] = str(value)
            used.append((tag, kind))
            break
    return {name: filled[name] for name in slots if name in filled}


def _is_any(tag: Tag, values: Collection[str]) -> bool:
    return any(f"{kind}:{value}" in values for kind, value in tag.options)


def _once(slots: Mapping[str, str], kind: str) -> bool:
    return sum(other == kind for other in slots.values()) == 1


def _spent(tag: Tag, kind: str, other: Tag, filled: str) -> bool:
    """Whether a tag is used up: it, or for this type a tag that overlaps it, filled a slot."""
    overlap = tag.start < other.end and other.start < tag.end
    return tag == other or (overlap and kind == filled)


def _value(tag: Tag, kind: str) -> str | None:
    for option, value in tag.options:
        if option == kind:
            return value
        if kind == NUMBER and option == DURATION:
            minutes = minutes_of(value)
            return None if minutes is None else str(minutes)
    return None


def guess(
    slots: Mapping[str, str],
    filled: Mapping[str, str],
    words: Sequence[str],
    known: Collection[str],
    alike: Callable[[str, str], Sequence[Alike]],
) -> dict[str, str]:
    """At most one more slot: the value that an unknown word looks and sounds like.

    ``alike`` gives the values of a type that some letters are like. Only unfilled slots are asked
    for, so that it mends what was misheard and invents nothing.
    """
    least = CERTAIN if filled else LIKELY
    best: tuple[float, str, str] | None = None
    for heard in _unknown_runs(words, known):
        for name, kind in slots.items():
            if name in filled:
                continue
            for score, value in alike(heard, kind):
                if score < least or value in filled.values():
                    continue
                if best is None or score > best[0]:
                    best = score, name, value
    return {best[1]: best[2]} if best else {}


def likenesses(heard: str, surfaces: Sequence[tuple[str, str]]) -> tuple[Alike, ...]:
    """The values, by the ways to say them, that letters run together look and sound like."""
    found: list[Alike] = []
    for surface, value in surfaces:
        if abs(len(surface) - len(heard)) > 3:
            continue
        spelling = similarity(heard, surface)
        if spelling < 2 * LIKELY - 1:
            continue
        score = 0.5 * spelling + 0.5 * similarity(sound(heard), sound(surface))
        if score >= LIKELY:
            found.append((score, value))
    return tuple(found)


def _unknown_runs(words: Sequence[str], known: Collection[str]) -> list[str]:
    """Runs of up to two words, an unknown one among them, run together."""
    runs: list[str] = []
    for at, word in enumerate(words):
        if word in known:
            continue
        around = (words[at : at + 1], words[at : at + 2], words[max(at - 1, 0) : at + 1])
        runs += [run for run in map("".join, around) if len(run) >= _SHORTEST]
    return runs[:12]


class Resolve:
    """An intent that was chosen, with its slots.

    ``slots`` are the slots of every intent with their types, ``needs`` the types of those it never
    goes without, ``plain`` values those that fill a slot last; ``roles`` tell slots of one type
    apart, and ``hearsay`` who only says something.
    """

    def __init__(
        self,
        slots: Mapping[str, Mapping[str, str]],
        needs: Mapping[str, Sequence[str]],
        plain: Collection[str],
        words: Collection[str],
        gazetteer: Gazetteer,
        roles: Roles,
        hearsay: Hearsay,
    ) -> None:
        self.slots = slots
        self._roles = roles
        self._hearsay = hearsay
        self._needs = needs
        self._plain = plain
        self._words = words
        self._gazetteer = gazetteer
        # The parts of a long utterance, and what it may mean, ask for the same words again.
        self._alike = lru_cache(maxsize=_KEPT)(
            lambda heard, kind: likenesses(heard, self._values.get(kind, ()))
        )

    def __call__(self, name: str, heard: Utterance, said: Filled, text: str) -> Intent:
        """Slots from the sample that was ``said``, then from the tags, then by likeness."""
        slots = self.slots[name]
        certain = [pair for pair in said if pair[0] in slots] or self._in_roles(name, heard)
        filled = fill(slots, self._hearsay.meant(heard), certain, self._plain)
        more = guess(slots, filled, heard.words, self._words, self._alike)
        for slot, kind in slots.items():
            if kind == FREE_TEXT and slot not in filled:
                more[slot] = text.strip()
        return Intent(name, filled | more)

    def _in_roles(self, intent: str, heard: Utterance) -> list[tuple[str, str]]:
        """The slots that are told from others of their type by the word before."""
        found: dict[str, str] = {}
        among = self._roles.get(intent, {})
        for tag in heard.tags if among else ():
            slot = role_of(heard.words, tag.start, among)
            value = _value(tag, self.slots[intent][slot]) if slot else None
            if slot and value and slot not in found:
                found[slot] = value
        return list(found.items())

    def misheard(self, intent: str, heard: Utterance) -> bool:
        """Whether a slot that an intent needs may be there in words that were misheard."""
        slots = {n: k for n, k in self.slots[intent].items() if k in self._needs[intent]}
        return bool(guess(slots, {}, heard.words, self._words, self._alike))

    @cached_property
    def _values(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The ways to say the values of each type, words run together, with the value's id."""
        found: dict[str, list[tuple[str, str]]] = {}
        for surface, options in self._gazetteer.surfaces.items():
            for kind, value in options:
                found.setdefault(kind, []).append((surface.replace(" ", ""), value))
        return found
