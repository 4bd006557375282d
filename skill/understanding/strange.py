"""Stage 8, strange: what is mostly made of words that nobody knows is not guessed at."""

from skill.understanding.known import Decision, Known, Step, decided
from skill.understanding.reject import UNCLEAR
from skill.understanding.topic import Topic
from skill.understanding.vocabulary import Vocabulary

STAGE = "strange"


class RejectStrange:
    """Nonsense and other languages."""

    def __init__(self, vocabulary: Vocabulary, topic: Topic) -> None:
        self._vocabulary = vocabulary
        self._topic = topic

    def __call__(self, known: Known) -> Step | None:
        """Decides where most words were unknown and, even mended, none names the topic."""
        as_said = known.misheard or known.heard
        if not self._vocabulary.is_strange(as_said.tokens):
            return None
        if self._topic.is_named(known.heard.tokens):
            return Step(STAGE, "none", "its words are unknown, but the topic is named", known)
        return decided(STAGE, known, Decision((), UNCLEAR), "most of its words are unknown")
