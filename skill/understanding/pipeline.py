"""Understanding: what a person said becomes an Intent.

normalise > tag > exact > correct > expect > divide > repair > strange > linear > carrier > nearest
> reject, as far as the stage that decides; then resolve. ``stages.py`` puts them together.
"""

from collections.abc import Sequence
from pathlib import Path

from skill.core.intent import FALLBACK, Heard, Intent
from skill.understanding.known import Decision, Known, Step, walk
from skill.understanding.stages import stages_of
from skill.understanding.states import State
from skill.understanding.weights import DATA, Weights, model_path, read_weights, weights_path


class Understanding:
    """One locale's utterances, understood. Holds no state of any conversation."""

    def __init__(self, weights: Weights) -> None:
        self._stages = stages_of(weights)

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
        return self._heard(walk(self._stages.deciding, Known(text, state, in_topic)))

    def explain(
        self, text: str, *, state: State = "open", in_topic: bool = False
    ) -> tuple[Step, ...]:
        """The path an utterance takes through the stages, up to its slots."""
        path = walk(self._stages.deciding, Known(text, state, in_topic))
        heard = self._heard(path)
        found = (heard.intent, *heard.also, *heard.rivals)
        filled = [f"{name} {value}" for i in found for name, value in i.slots.items()]
        return (*path, Step("resolve", ", ".join(filled) or "none", "slots filled", path[-1].known))

    def _heard(self, path: Sequence[Step]) -> Heard:
        """What was decided at the end of a path, with its slots filled."""
        known, decision = path[-1].known, path[-1].decision
        assert decision is not None, "the last stage always decides"
        intent, *others = decision.parts or self._resolved(known, decision) or (FALLBACK,)
        return Heard(
            intent,
            known.text,
            rivals=() if decision.parts else tuple(others),
            decided_by=decision.decided_by,
            also=tuple(others) if decision.parts else (),
            readings=known.readings,
        )

    def _resolved(self, known: Known, decision: Decision) -> tuple[Intent, ...]:
        resolve, said = self._stages.resolve, decision.said
        return tuple(resolve(name, known.heard, said, known.text) for name in decision.intents)
