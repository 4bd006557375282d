"""Stage 7, repair: words nobody trained on become the word of ours they were probably meant as.

Only whole words, only when spelling and sound both agree: "calcum" is calcium, "fourarm" is not
yet a forearm (that is left to the stage that knows which slot is wanting).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from skill.understanding.distance import similarity
from skill.understanding.known import Known, Step
from skill.understanding.language import Language
from skill.understanding.slots import Gazetteer
from skill.understanding.sound import sound
from skill.understanding.utterance import tagged
from skill.understanding.vocabulary import Vocabulary

STAGE = "repair"

ALIKE = 0.83
"""How alike two words must be, half by spelling and half by sound, from 0 to 1."""
_SHORTEST = 4
_MOST_REPAIRS = 4
_MOST_LETTERS_APART = 3


class Repairer:
    """Our words, found by their length and their first or last letter."""

    def __init__(self, words: Iterable[str]) -> None:
        self._near: dict[tuple[int, str], list[tuple[str, int]]] = {}
        for word in words:
            if len(word) >= _SHORTEST - 1 and word.isalpha():
                for letter in ("^" + word[0], word[-1] + "$"):
                    self._near.setdefault((len(word), letter), []).append((word, _letters(word)))

    def repair(self, words: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
        """The words with those not ``known`` replaced, as far as one of ours is near."""
        strange = [w for w in words if w not in known and len(w) >= _SHORTEST and w.isalpha()]
        meant = {word: self._nearest(word) for word in strange[:_MOST_REPAIRS]}
        return tuple(meant.get(word) or word for word in words)

    def _nearest(self, word: str) -> str | None:
        best, found = ALIKE, None
        key = sound(word)
        own = _letters(word)
        places = [
            (len(word) + more, letter)
            for more in (-1, 0, 1)
            for letter in ("^" + word[0], word[-1] + "$")
        ]
        for candidate, letters in (c for place in places for c in self._near.get(place, ())):
            if (letters ^ own).bit_count() > _MOST_LETTERS_APART:
                continue
            spelling = similarity(word, candidate)
            if spelling < 2 * best - 1:
                continue
            score = 0.5 * spelling + 0.5 * similarity(key, sound(candidate))
            if score > best or (score == best and found is None):
                best, found = score, candidate
        return found


def _letters(word: str) -> int:
    """Which letters a word has, as bits: two words are compared at a glance."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) - 97)
    return bits


class Repair:
    """The bounded edit tier on words."""

    def __init__(self, vocabulary: Vocabulary, language: Language, gazetteer: Gazetteer) -> None:
        self._words = vocabulary.ours
        # Words of courtesy are left alone too, so that "hello" is not mended to "heel".
        self._correct = vocabulary.known | language.courtesies
        self._gazetteer = gazetteer

    def __call__(self, known: Known) -> Step | None:
        """The words mended, where there is any to mend."""
        heard = known.heard
        if self._correct.issuperset(heard.words):
            return None
        # The words of a value are right, whether training met them or not.
        right = {word for tag in heard.tags for word in heard.words[tag.start : tag.end]}
        right.update(self._correct.intersection(heard.words))
        words = self._repairer.repair(heard.words, right)
        if words == heard.words:
            return Step(STAGE, "none", "no word of ours is like the unknown ones", known)
        mended = tagged(words, self._gazetteer)
        now = replace(known, words=words, heard=mended, misheard=heard)
        return Step(STAGE, " ".join(words), "unknown words are taken for ours", now)

    @cached_property
    def _repairer(self) -> Repairer:
        """Made when first wanted: many a conversation never needs it."""
        return Repairer(sorted(self._words))
