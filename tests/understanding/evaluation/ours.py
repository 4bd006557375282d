"""Our own understanding, as an engine."""

from pathlib import Path

from skill.understanding import Understanding
from tests.understanding.evaluation.engine import Engine, Guess, State

Prepared = tuple[Path, Path, Path]
"""The weights, and the model and data they were made from."""


def load(prepared: Prepared) -> Engine:
    """Read the weights."""
    return Ours(Understanding.load_from(*prepared))


class Ours:
    """The pipeline; it rejects by itself."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    def guess(self, text: str, state: State = "open") -> Guess:
        """Understood in the state of the conversation."""
        heard = self._understanding.interpret(text, state=state)
        rivals = tuple(rival.name for rival in heard.rivals)
        return Guess(heard.intent.name, heard.intent.slots, 0.0, rivals)
