"""Stage 4, nearest: an utterance a few letters off a sample, as typing and mishearing make it.

Distance is counted in characters on delexicalised samples, a slot being worth four of them.
Only samples that share a telling word or slot with the utterance are looked at, and at most
``MOST_CANDIDATES`` of them, so the work is bounded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter

from skill.understanding.distance import distance
from skill.understanding.slots import Tag

FARTHEST = 0.35
"""Characters inserted or deleted per character up to which a sample may be meant: measured on
misheard speech as the best trade between errors mended and paraphrases taken for something else."""
MOST_CHARACTERS = 90
MOST_CANDIDATES = 10
_COMMON = 120
_SLOT_WIDTH = 4
_FIRST_MARK = 0xE000


@dataclass(frozen=True, slots=True)
class Near:
    """A sample's intent, and how far it is, in characters inserted or deleted per character."""

    intent: str
    distance: float


@dataclass(frozen=True, slots=True)
class _Known:
    intent: str
    form: str
    kinds: frozenset[str]


class NearestSamples:
    """All samples of a model, indexed by their words and slots."""

    def __init__(self) -> None:
        self._known: list[_Known] = []
        self._by_key: dict[str, list[int]] = {}
        self._marks: dict[str, str] = {}

    def add(self, sample: Sequence[str], slots: Mapping[str, str], intent: str) -> None:
        """Add a normalised sample with ``{slot}`` placeholders."""
        keys = ["{" + slots[w[1:-1]] if w.startswith("{") else w for w in sample]
        kinds = frozenset(key[1:] for key in keys if key.startswith("{"))
        form = " ".join(self._mark(key[1:]) if key.startswith("{") else key for key in keys)
        for key in set(keys):
            self._by_key.setdefault(key, []).append(len(self._known))
        self._known.append(_Known(intent, form, kinds))

    def match(self, words: Sequence[str], tokens: Sequence[str | Tag]) -> tuple[Near, ...]:
        """The nearest samples within reach, one an intent, nearest first."""
        if sum(map(len, words)) + len(words) > MOST_CHARACTERS:
            return ()
        forms: dict[frozenset[str], str] = {}
        best: dict[str, float] = {}
        for at in self._candidates(tokens):
            known = self._known[at]
            form = forms.get(known.kinds)
            if form is None:
                form = forms[known.kinds] = self._form(words, tokens, known.kinds)
            longest = max(len(form), len(known.form))
            if abs(len(form) - len(known.form)) > FARTHEST * longest:
                continue
            apart = distance(known.form, form) / longest
            if apart <= FARTHEST and apart < best.get(known.intent, 1.0):
                best[known.intent] = apart
        nearest = sorted(best.items(), key=lambda found: (found[1], found[0]))
        return tuple(Near(intent, apart) for intent, apart in nearest)

    def _candidates(self, tokens: Sequence[str | Tag]) -> list[int]:
        """The samples that share most with the utterance, what is rare counting most."""
        votes: dict[int, float] = {}
        keys: list[str] = []
        for token in tokens:
            if isinstance(token, Tag):
                keys += ["{" + kind for kind, _ in token.options]
            else:
                keys.append(token)
        postings = sorted((self._by_key[key] for key in keys if key in self._by_key), key=len)
        for at, posting in enumerate(postings):
            if at and len(posting) > _COMMON:
                break
            worth = 1.0 / (8 + len(posting))
            for sample in posting:
                votes[sample] = votes.get(sample, 0.0) + worth
        ranked = nlargest(MOST_CANDIDATES, votes.items(), key=itemgetter(1))
        return [sample for sample, _ in ranked]

    def _form(
        self, words: Sequence[str], tokens: Sequence[str | Tag], kinds: frozenset[str]
    ) -> str:
        """The utterance as one text; tags of the kinds a sample has show as that slot."""
        parts: list[str] = []
        for token in tokens:
            if isinstance(token, Tag):
                kind = next((kind for kind, _ in token.options if kind in kinds), None)
                parts.append(self._mark(kind) if kind else " ".join(words[token.start : token.end]))
            else:
                parts.append(token)
        return " ".join(parts)

    def _mark(self, kind: str) -> str:
        """What stands for a slot of a type in a form: one character of its own, four times."""
        if kind not in self._marks:
            self._marks[kind] = chr(_FIRST_MARK + len(self._marks)) * _SLOT_WIDTH
        return self._marks[kind]
