"""Understanding, all stages in order: what a person said becomes an Intent.

normalise > tag slots > exact > what is expected > nearest > linear > reject > resolve
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from skill.core.intent import FALLBACK, Heard, Intent
from skill.understanding.exact import SampleTree
from skill.understanding.features import features
from skill.understanding.language import Language
from skill.understanding.linear import LinearModel
from skill.understanding.nearest import NearestSamples
from skill.understanding.normalise import normalise, strip_fillers
from skill.understanding.reject import Verdict, background, judge
from skill.understanding.resolve import fill, guess
from skill.understanding.slots import FREE_TEXT, Gazetteer, Tag, choose, delexicalise, split
from skill.understanding.states import FALLBACK_NAME, NO, YES, Expected, State
from skill.understanding.topic import Topic
from skill.understanding.weights import DATA, Weights, model_path, read_weights, weights_path

POSSIBLE = 1.0
"""Log odds a near sample's intent may be behind the linear model's favourite."""
IMPOSSIBLE = -1000.0
"""The score of an intent that cannot be meant."""
CLEARLY = 1.0
"""Log odds by which another intent must fit better than free text after a carrier phrase."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one stage made of an utterance, for people to read."""

    stage: str
    outcome: str


@dataclass(frozen=True, slots=True)
class _Utterance:
    """An utterance on its way: as said, in words, and with its slot values tagged."""

    text: str
    words: tuple[str, ...]
    tags: tuple[Tag, ...]
    tokens: tuple[str | Tag, ...]
    spans: Mapping[int, Sequence[Tag]]


@dataclass(frozen=True, slots=True)
class _Decision:
    """The intents chosen, best first, the slots that are certain, and who decided."""

    intents: tuple[str, ...]
    decided_by: str
    said: tuple[tuple[str, str], ...] = ()


class Understanding:
    """One locale's utterances, understood. Holds no state of any conversation."""

    def __init__(self, weights: Weights) -> None:
        self._slots = weights.slots
        self._language = Language.from_tables(weights.language)
        self._gazetteer = Gazetteer.of(weights.surfaces, self._language)
        self._samples = SampleTree()
        self._spoken = SampleTree()
        self._nearest = NearestSamples()
        for tree, utterances in (
            (self._samples, weights.samples),
            (self._spoken, weights.spoken),
        ):
            for intent, samples in utterances.items():
                for sample in samples:
                    words = sample.split()
                    tree.add(words, weights.kinds, intent)
                    self._nearest.add(words, weights.kinds, intent)
        self._expected = Expected.from_tables(weights.states)
        self._topic = Topic.from_tables(weights.topic)
        self._ours = frozenset(weights.ours)
        self._known = self._ours.union(weights.others)
        self._needs = weights.needs
        self._linear = LinearModel(tuple(weights.classes), tuple(weights.bias), weights.features)

    @cached_property
    def _by_type(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The ways to say the values of each type, words run together, with the value's id."""
        found: dict[str, list[tuple[str, str]]] = {}
        for surface, options in self._gazetteer.surfaces.items():
            for kind, value in options:
                found.setdefault(kind, []).append((surface.replace(" ", ""), value))
        return found

    @classmethod
    def load(cls, locale: str = "en-US") -> "Understanding":
        """Load the weights of a locale; WeightsError says in one sentence what is wrong."""
        return cls(read_weights(weights_path(locale), model_path(locale)))

    @classmethod
    def load_from(cls, weights: Path, model: Path, data: Path = DATA) -> "Understanding":
        """Load weights made from another interaction model or other data."""
        return cls(read_weights(weights, model, data))

    def interpret(self, text: str, *, state: State = "open", in_topic: bool = False) -> Heard:
        """Understand one utterance; anything at all may be passed in.

        ``state`` is what the conversation expects: an answer to a yes/no "question", one to the
        red-flag "check", or a command in a "routine". ``in_topic`` says the talk is about
        twitching already, so that an answer may be given without naming it again.
        """
        return self._interpret(text, state, in_topic, [])

    def explain(
        self, text: str, *, state: State = "open", in_topic: bool = False
    ) -> tuple[Step, ...]:
        """The path an utterance takes through the stages, up to the one that decides."""
        steps: list[Step] = []
        heard = self._interpret(text, state, in_topic, steps)
        slots = ", ".join(f"{name} {value}" for name, value in heard.intent.slots.items())
        return (*steps, Step(heard.decided_by, f"{heard.intent.name} {slots}".strip()))

    def _interpret(self, text: str, state: State, in_topic: bool, steps: list[Step]) -> Heard:
        words = normalise(text, self._language)
        if not words:
            return Heard(FALLBACK, text, (), "nothing")
        spoken = strip_fillers(words, self._language)
        heard = self._tagged(text, spoken)
        steps.append(Step("normalise", " ".join(spoken)))
        steps.append(Step("slots", " ".join(_shown(token) for token in heard.tokens)))
        decision = self._by_exact(words, heard, in_topic) or self._by_state(words, heard, state)
        if decision is None:
            scores = self._scores(heard)
            verdict = judge(self._linear.classes, scores, in_topic)
            decision = None
            if verdict.reason != "linear":
                decision = self._by_nearest(heard, scores, in_topic, steps)
            decision = decision or self._by_linear(heard, scores, verdict, in_topic, steps)
            decision = self._by_carrier(heard, scores, decision)
        intents = tuple(self._intent(name, heard, decision.said) for name in decision.intents)
        if not intents:
            return Heard(FALLBACK, text, (), decision.decided_by)
        return Heard(intents[0], text, intents[1:], decision.decided_by)

    def _tagged(self, text: str, words: tuple[str, ...]) -> _Utterance:
        spans = self._gazetteer.spans(words)
        tags = choose(spans, len(words))
        parts = split(tags, spans)
        inner = tuple(part for part in parts if part not in tags)
        return _Utterance(text, words, tags + inner, delexicalise(words, parts), spans)

    def _by_exact(
        self, words: tuple[str, ...], heard: _Utterance, in_topic: bool
    ) -> _Decision | None:
        """A sample, with its fillers or without; or a spoken utterance, if it is on the topic."""
        found = self._samples.match(heard.words, heard.spans)
        if found is None and words != heard.words:
            found = self._samples.match(words, self._gazetteer.spans(words))
        if found is None:
            found = self._spoken.match(heard.words, heard.spans)
            if found and not (in_topic or self._topic.allows(found[0], heard.tokens)):
                found = None
        return _Decision((found[0],), "exact", found[1]) if found else None

    def _by_state(
        self, words: tuple[str, ...], heard: _Utterance, state: State
    ) -> _Decision | None:
        if state == "routine":
            command = self._expected.command(heard.words)
            if command == FALLBACK_NAME:
                return _Decision((), "decoy")
            return _Decision((command,), "command") if command else None
        if state == "open":
            return None
        answer = self._expected.answer(words) or self._expected.answer(heard.words)
        if answer is None:
            return None
        if answer == FALLBACK_NAME:
            return _Decision((), "unsure")
        rest = strip_fillers(self._expected.after_answer(words), self._language)
        asked = self._samples.match(rest, self._gazetteer.spans(rest)) if rest else None
        if asked and asked[0] not in {YES, NO, "SymptomIntent", "DescribeIntent"}:
            return _Decision((asked[0],), "exact", asked[1])
        return _Decision((answer,), "answer")

    def _scores(self, heard: _Utterance) -> list[float]:
        """How well each class fits; intents that lack a slot they never go without, not at all."""
        scores = self._linear.scores(features(heard.words, heard.tokens, self._known))
        if any(isinstance(t, str) and t not in self._ours for t in heard.tokens):
            return scores  # the slot may be there, misheard
        said = {kind for tag in heard.tags for kind, _ in tag.options}
        for at, name in enumerate(self._linear.classes):
            if not said.issuperset(self._needs.get(name, ())):
                scores[at] = IMPOSSIBLE
        return scores

    def _by_nearest(
        self, heard: _Utterance, scores: Sequence[float], in_topic: bool, steps: list[Step]
    ) -> _Decision | None:
        """The nearest sample, of the intents that the linear model thinks possible."""
        least = max(scores) - POSSIBLE
        likely = [
            name
            for name, score in zip(self._linear.classes, scores, strict=True)
            if score > least
            and name in self._slots
            and self._topic.has_use(name, heard.tokens, self._slots[name])
            and (in_topic or self._topic.allows(name, heard.tokens))
        ]
        if not likely:
            return None
        near = self._nearest.match(heard.words, heard.tokens, likely)
        if near is None:
            return None
        steps.append(Step("nearest", f"{near.intent} {near.distance:.2f}"))
        return _Decision((near.intent,), "nearest")

    def _by_linear(
        self,
        heard: _Utterance,
        scores: Sequence[float],
        verdict: Verdict,
        in_topic: bool,
        steps: list[Step],
    ) -> _Decision:
        best = max(zip(scores, self._linear.classes, strict=True))
        steps.append(Step("linear", f"{best[1]} {best[0]:.2f}, margin {verdict.margin:.2f}"))
        if not verdict.intents:
            return _Decision((), verdict.reason)
        allowed = tuple(
            name
            for name in verdict.intents
            if self._topic.fits(name, heard.tokens, self._slots[name], self._ours)
            and (in_topic or self._topic.allows(name, heard.tokens))
        )
        if not allowed:
            return _Decision((), background(self._linear.classes, scores))
        return _Decision(allowed, "close" if len(allowed) > 1 else "linear")

    def _by_carrier(
        self, heard: _Utterance, scores: Sequence[float], decision: _Decision
    ) -> _Decision:
        """Free text after a carrier phrase ("I want to describe ..."), unless it fits better."""
        found = self._samples.match(heard.words, heard.spans, free_text=True)
        if found is None:
            return decision
        carried = _Decision((found[0],), "exact", found[1])
        if not decision.intents:
            return carried
        index = self._linear.classes.index
        ahead = scores[index(decision.intents[0])] - scores[index(found[0])]
        return decision if ahead > CLEARLY else carried

    def _intent(self, name: str, heard: _Utterance, said: Sequence[tuple[str, str]]) -> Intent:
        slots = self._slots[name]
        said = [(slot, value) for slot, value in said if slot in slots]
        filled = fill(slots, heard.tags, said)
        more = guess(slots, filled, heard.words, self._known, self._by_type)
        for slot, kind in slots.items():
            if kind == FREE_TEXT and slot not in filled:
                more[slot] = heard.text.strip()
        return Intent(name, filled | more)


def _shown(token: str | Tag) -> str:
    return token if isinstance(token, str) else token.token
