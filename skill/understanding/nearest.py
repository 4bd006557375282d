"""Stage 11, nearest: an utterance a few letters off a sample, as typing and mishearing make it.

Distance is counted in characters on delexicalised samples, a slot being worth four of them.
Only samples that share a telling word or slot with the utterance are looked at, and at most
``MOST_CANDIDATES`` of them, so the work is bounded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from operator import itemgetter

from skill.understanding.admit import Admission
from skill.understanding.distance import distance
from skill.understanding.known import Decision, Known, Step, decided
from skill.understanding.slots import Tag

FARTHEST = 0.35
"""Characters inserted or deleted per character up to which a sample may be meant: measured on
misheard speech as the best trade between errors mended and paraphrases taken for something else."""
STAGE = "nearest"
POSSIBLE = 1.0
"""Log odds a near sample's intent may be behind the linear model's favourite."""
MOST_CHARACTERS = 90
MOST_CANDIDATES = 10
_SLOT_WIDTH = 4
_FIRST_MARK = 0xE000


@dataclass(frozen=True, slots=True)
class Near:
    """A sample's intent, and how far it is, in characters inserted or deleted per character."""

    intent: str
    distance: float


class NearestSamples:
    """All samples of a model, indexed by intent and by their words and slots."""

    def __init__(self) -> None:
        self._samples: list[tuple[str, Sequence[str], Mapping[str, str]]] = []
        self._by_key: dict[str, dict[str, list[int]]] = {}
        self._forms: dict[int, tuple[str, frozenset[str]]] = {}
        # What stands for a slot of a type in a form: one character of its own, four times. Given
        # while samples are added, by one thread; asked for by many.
        self._marks: dict[str, str] = {}

    def add(self, sample: Sequence[str], slots: Mapping[str, str], intent: str) -> None:
        """Add a normalised sample with ``{slot}`` placeholders."""
        number = len(self._samples)
        self._samples.append((intent, sample, slots))
        by_key = self._by_key.setdefault(intent, {})
        for word in dict.fromkeys(sample):
            is_slot = word[0] == "{"
            key = "{" + slots[word[1:-1]] if is_slot else word
            by_key.setdefault(key, []).append(number)
            if is_slot:
                self._marks.setdefault(key[1:], chr(_FIRST_MARK + len(self._marks)) * _SLOT_WIDTH)

    def match(
        self, words: Sequence[str], tokens: Sequence[str | Tag], intents: Sequence[str]
    ) -> Near | None:
        """The nearest sample within reach, among those of some intents."""
        if sum(map(len, words)) + len(words) > MOST_CHARACTERS:
            return None
        forms: dict[frozenset[str], str] = {}
        best: Near | None = None
        for at in self._candidates(tokens, intents):
            intent = self._samples[at][0]
            wanted, kinds = self._sample_form(at)
            form = forms.get(kinds)
            if form is None:
                form = forms[kinds] = self._form(words, tokens, kinds)
            longest = max(len(form), len(wanted))
            if abs(len(form) - len(wanted)) > FARTHEST * longest:
                continue
            apart = distance(wanted, form) / longest
            if apart <= FARTHEST and (best is None or apart < best.distance):
                best = Near(intent, apart)
        return best

    def _candidates(self, tokens: Sequence[str | Tag], intents: Sequence[str]) -> list[int]:
        """The samples that share most with the utterance, what is rare counting most."""
        keys: list[str] = []
        for token in tokens:
            if isinstance(token, Tag):
                keys += ["{" + kind for kind, _ in token.options]
            else:
                keys.append(token)
        votes: dict[int, float] = {}
        for intent in intents:
            by_key = self._by_key.get(intent, {})
            for key in keys:
                posting = by_key.get(key, ())
                for sample in posting:
                    votes[sample] = votes.get(sample, 0.0) + 1.0 / (4 + len(posting))
        ranked = nlargest(MOST_CANDIDATES, votes.items(), key=itemgetter(1))
        return [sample for sample, _ in ranked]

    def _sample_form(self, at: int) -> tuple[str, frozenset[str]]:
        """A sample as one text, and the types of its slots."""
        if at not in self._forms:
            _, sample, slots = self._samples[at]
            kinds = {word: slots[word[1:-1]] for word in sample if word[0] == "{"}
            form = " ".join(self._marks[kinds[w]] if w in kinds else w for w in sample)
            self._forms[at] = form, frozenset(kinds.values())
        return self._forms[at]

    def _form(
        self, words: Sequence[str], tokens: Sequence[str | Tag], kinds: frozenset[str]
    ) -> str:
        """The utterance as one text; tags of the kinds a sample has show as that slot."""
        parts: list[str] = []
        for token in tokens:
            if isinstance(token, Tag):
                kind = next((kind for kind, _ in token.options if kind in kinds), None)
                said = " ".join(words[token.start : token.end])
                parts.append(self._marks[kind] if kind else said)
            else:
                parts.append(token)
        return " ".join(parts)


class FindNearest:
    """The bounded edit tier on whole utterances, for what the linear model leaves in doubt."""

    def __init__(
        self,
        utterances: Sequence[Mapping[str, Sequence[str]]],
        kinds: Mapping[str, str],
        classes: Sequence[str],
        admission: Admission,
    ) -> None:
        self._utterances = utterances
        self._kinds = kinds
        self._classes = classes
        self._admission = admission

    def __call__(self, known: Known) -> Step | None:
        """Decides where a sample is near, of an intent that the linear model thinks possible."""
        if known.verdict is not None and known.verdict.reason == "linear":
            return None
        least = max(known.scores) - POSSIBLE
        likely = [
            name
            for name, score in zip(self._classes, known.scores, strict=True)
            if score > least and self._admission.admits_misheard(name, known)
        ]
        heard = known.heard
        near = self._samples.match(heard.words, heard.tokens, likely) if likely else None
        if near is None:
            return Step(STAGE, "none", f"no sample within {FARTHEST} a character", known)
        why = f"a sample is {near.distance:.2f} a character away"
        return decided(STAGE, known, Decision((near.intent,), STAGE), why)

    @cached_property
    def _samples(self) -> NearestSamples:
        """Made when first wanted: many a conversation never needs it."""
        samples = NearestSamples()
        for utterances in self._utterances:
            for intent, texts in utterances.items():
                for text in texts:
                    samples.add(text.split(), self._kinds, intent)
        return samples
