"""Understanding, all stages in order: what a person said becomes an Intent.

normalise > tag slots > exact > what is expected > repair > nearest > linear > reject > resolve
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from skill.core.intent import FALLBACK, Heard, Intent
from skill.understanding.exact import Filled, Spans
from skill.understanding.features import features
from skill.understanding.language import Words
from skill.understanding.normalise import normalise, strip_fillers
from skill.understanding.reject import Verdict, background, judge
from skill.understanding.resolve import fill, guess
from skill.understanding.slots import FREE_TEXT, Tag
from skill.understanding.stages import Stages
from skill.understanding.states import FALLBACK_NAME, NO, YES, State
from skill.understanding.utterance import Utterance, tagged
from skill.understanding.weights import DATA, Weights, model_path, read_weights, weights_path

POSSIBLE = 1.0
"""Log odds a near sample's intent may be behind the linear model's favourite."""
UNCLEAR = "unclear"
"""The reason not to answer what is not understood, as opposed to what is not ours."""
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
class _Decision:
    """The intents chosen, best first, the slots that are certain, and who decided."""

    intents: tuple[str, ...]
    decided_by: str
    said: tuple[tuple[str, str], ...] = ()


class Understanding:
    """One locale's utterances, understood. Holds no state of any conversation."""

    def __init__(self, weights: Weights) -> None:
        self._stages = Stages(weights)

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
        stages = self._stages
        words = normalise(text, stages.language)
        if not words:
            return Heard(FALLBACK, text, (), "nothing")
        spoken = strip_fillers(words, stages.language)
        heard = tagged(spoken, stages.gazetteer)
        steps.append(Step("normalise", " ".join(spoken)))
        steps.append(Step("slots", " ".join(_shown(token) for token in heard.tokens)))
        decision = self._by_words(words, heard, state, in_topic)
        if decision is None:
            strange = stages.vocabulary.is_strange(heard.tokens)
            repaired = stages.repairer.repair(spoken, stages.correct)
            if repaired != spoken:
                steps.append(Step("repair", " ".join(repaired)))
                heard = tagged(repaired, stages.gazetteer)
                decision = self._by_words(repaired, heard, state, in_topic)
            if decision is None and strange and not stages.topic.is_named(heard.tokens):
                decision = _Decision((), UNCLEAR)
        decision = decision or self._by_likeness(heard, in_topic, steps)
        intents = tuple(self._intent(name, heard, text, decision) for name in decision.intents)
        if not intents:
            return Heard(FALLBACK, text, (), decision.decided_by)
        return Heard(intents[0], text, intents[1:], decision.decided_by)

    def _by_words(
        self, words: Words, heard: Utterance, state: State, in_topic: bool
    ) -> _Decision | None:
        """What the words themselves decide, before anything is guessed."""
        return self._by_exact(words, heard, in_topic) or self._by_state(words, heard, state)

    def _by_exact(self, words: Words, heard: Utterance, in_topic: bool) -> _Decision | None:
        """A sample, with its fillers or without; or a spoken utterance, if it is on the topic."""
        stages = self._stages
        found = self._by_sample(heard.words, heard.spans)
        if found is None and words != heard.words:
            found = self._by_sample(words, stages.gazetteer.spans(words))
        if found is None:
            found = stages.spoken.match(heard.words, heard.spans)
            stated = found is not None and found[0] in stages.topic.stated
            if found and not stated and not self._on_topic(found[0], heard, in_topic):
                found = None
        return _Decision((found[0],), "exact", found[1]) if found else None

    def _by_sample(self, words: Words, spans: Spans) -> tuple[str, Filled] | None:
        """The sample that was said, if its intent can be meant with these values."""
        found = self._stages.samples.match(words, spans)
        if found is None:
            return None
        name, said = found
        kinds = self._stages.slots[name]
        meant = {f"{kinds[slot]}:{value}" for slot, value in said}
        return None if meant & self._stages.topic.without(name) else found

    def _by_state(self, words: Words, heard: Utterance, state: State) -> _Decision | None:
        """A command or an answer where the conversation expects one."""
        if state == "open":
            return None
        if state == "routine":
            command = self._stages.expected.command(heard.words)
            if command == FALLBACK_NAME:
                return _Decision((), "decoy")
            return _Decision((command,), "command") if command else None
        expected = self._stages.expected
        answer = expected.answer(words) or expected.answer(heard.words)
        if answer is None:
            return None
        if answer == FALLBACK_NAME:
            return _Decision((), "unsure")
        return self._asked_after(expected.after_answer(words)) or _Decision((answer,), "answer")

    def _asked_after(self, words: Words) -> _Decision | None:
        """A question or command after a yes or no: "no, why do you ask?"."""
        if not words:
            return None
        rest = strip_fillers(words, self._stages.language)
        found = self._stages.samples.match(rest, self._stages.gazetteer.spans(rest))
        if found is None or found[0] in {YES, NO, *self._stages.topic.stated}:
            return None
        return _Decision((found[0],), "exact", found[1])

    def _by_likeness(self, heard: Utterance, in_topic: bool, steps: list[Step]) -> _Decision:
        """The linear model where it is sure, else the nearest sample, else what there is."""
        stages = self._stages
        scores = self._scores(heard)
        familiar = stages.vocabulary.is_familiar(heard.tokens)
        verdict = judge(stages.linear.classes, scores, in_topic, familiar)
        decision = None
        if verdict.reason != "linear":
            decision = self._by_nearest(heard, scores, in_topic, steps)
        decision = decision or self._by_linear(heard, scores, verdict, in_topic, steps)
        if not decision.intents and in_topic and familiar:
            decision = _Decision((), UNCLEAR)
        return self._by_carrier(heard, scores, in_topic) or decision

    def _scores(self, heard: Utterance) -> list[float]:
        """How well each class fits; intents that lack a slot they never go without, not at all."""
        stages = self._stages
        classes = stages.linear.classes
        scores = stages.linear.scores(features(heard.words, heard.tokens, stages.vocabulary.known))
        values = [option for tag in heard.tags for option in tag.options]
        said = {kind for kind, _ in values}
        worth = {kind for kind, value in values if not stages.topic.is_plain(kind, value)}
        for name in stages.topic.fears & set(classes):
            if said.issuperset(stages.needs[name]) and not worth.issuperset(stages.needs[name]):
                scores[classes.index(name)] = IMPOSSIBLE
        lacking = {name for name in stages.needs if not said.issuperset(stages.needs[name])}
        best = classes[scores.index(max(scores))]
        while best in lacking and not self._misheard(best, heard):
            scores[classes.index(best)] = IMPOSSIBLE
            lacking.remove(best)
            best = classes[scores.index(max(scores))]
        return scores

    def _misheard(self, intent: str, heard: Utterance) -> bool:
        """Whether a slot that an intent needs may be there in words that were misheard."""
        stages = self._stages
        slots = {n: k for n, k in stages.slots[intent].items() if k in stages.needs[intent]}
        return bool(guess(slots, {}, heard.words, stages.vocabulary.known, stages.by_type))

    def _by_nearest(
        self, heard: Utterance, scores: Sequence[float], in_topic: bool, steps: list[Step]
    ) -> _Decision | None:
        """The nearest sample, of the intents that the linear model thinks possible."""
        stages = self._stages
        least = max(scores) - POSSIBLE
        likely = [
            name
            for name, score in zip(stages.linear.classes, scores, strict=True)
            if score > least
            and name in stages.slots
            and stages.topic.has_use(name, heard.tokens, stages.slots[name])
            and not stages.topic.is_foreign(name, heard.tokens, stages.vocabulary.others)
            and self._on_topic(name, heard, in_topic)
        ]
        near = stages.nearest.match(heard.words, heard.tokens, likely) if likely else None
        if near is None:
            return None
        steps.append(Step("nearest", f"{near.intent} {near.distance:.2f}"))
        return _Decision((near.intent,), "nearest")

    def _by_linear(
        self,
        heard: Utterance,
        scores: Sequence[float],
        verdict: Verdict,
        in_topic: bool,
        steps: list[Step],
    ) -> _Decision:
        """What the linear model thinks, as far as the utterance is ours."""
        stages = self._stages
        best = max(zip(scores, stages.linear.classes, strict=True))
        steps.append(Step("linear", f"{best[1]} {best[0]:.2f}, margin {verdict.margin:.2f}"))
        if not verdict.intents:
            return _Decision((), verdict.reason)
        allowed = tuple(
            name
            for name in verdict.intents
            if stages.topic.fits(name, heard.tokens, stages.slots[name], stages.vocabulary.ours)
            and not stages.topic.is_foreign(name, heard.tokens, stages.vocabulary.others)
            and self._on_topic(name, heard, in_topic)
        )
        if not allowed:
            return _Decision((), background(stages.linear.classes, scores))
        return _Decision(allowed, "close" if len(allowed) > 1 else "linear")

    def _by_carrier(
        self, heard: Utterance, scores: Sequence[float], in_topic: bool
    ) -> _Decision | None:
        """Free text after a carrier phrase ("I want to describe ..."), unless more is clear."""
        found = self._stages.samples.match(heard.words, heard.spans, free_text=True)
        if found is None or not self._on_topic(found[0], heard, in_topic):
            return None
        classes = self._stages.linear.classes
        intents = (s for s, name in zip(scores, classes, strict=True) if not name.startswith("_"))
        if max(intents) - scores[classes.index(found[0])] > CLEARLY:
            return None
        return _Decision((found[0],), "exact", found[1])

    def _on_topic(self, intent: str, heard: Utterance, in_topic: bool) -> bool:
        return in_topic or self._stages.topic.allows(intent, heard.tokens)

    def _intent(self, name: str, heard: Utterance, text: str, decision: _Decision) -> Intent:
        """An intent with its slots filled: from its sample, from the tags, or by likeness."""
        stages = self._stages
        slots = stages.slots[name]
        said = [(slot, value) for slot, value in decision.said if slot in slots]
        filled = fill(slots, heard.tags, said, stages.topic.plain)
        more = guess(slots, filled, heard.words, stages.vocabulary.known, stages.by_type)
        for slot, kind in slots.items():
            if kind == FREE_TEXT and slot not in filled:
                more[slot] = text.strip()
        return Intent(name, filled | more)


def _shown(token: str | Tag) -> str:
    return token if isinstance(token, str) else token.token
