"""Stage 5, expect: an answer to the question just asked, a command to the session being led."""

from skill.core.intent import FALLBACK
from skill.understanding.exact import SampleTree
from skill.understanding.known import Decision, Known, Step, decided
from skill.understanding.language import Language, Words
from skill.understanding.normalise import strip_fillers
from skill.understanding.slots import Gazetteer
from skill.understanding.states import NO, YES, Expected
from skill.understanding.topic import Topic

STAGE = "expected"


class Expect:
    """Hears what the conversation waits for."""

    def __init__(
        self,
        expected: Expected,
        samples: SampleTree,
        gazetteer: Gazetteer,
        language: Language,
        topic: Topic,
    ) -> None:
        self._expected = expected
        self._samples = samples
        self._gazetteer = gazetteer
        self._language = language
        self._topic = topic

    def __call__(self, known: Known) -> Step | None:
        """Decides where it is what is waited for."""
        if known.state == "open":
            return None
        return self._command(known) if known.state == "routine" else self._answer(known)

    def _command(self, known: Known) -> Step:
        command = self._expected.command(known.heard.words)
        if command is None:
            return Step(STAGE, "none", "it is no command", known)
        if command == FALLBACK.name:
            return decided(STAGE, known, Decision((), "decoy"), "it only sounds like a command")
        return decided(STAGE, known, Decision((command,), "command"), "a command to the session")

    def _answer(self, known: Known) -> Step:
        expected = self._expected
        answer = expected.answer(known.words) or expected.answer(known.heard.words)
        if answer is None:
            return Step(STAGE, "none", "it is neither yes nor no", known)
        if answer == FALLBACK.name:
            return decided(STAGE, known, Decision((), "unsure"), "nobody can say")
        asked = self._asked_after(expected.after_answer(known.words))
        if asked is not None:
            return decided(STAGE, known, asked, "asked after a yes or no")
        return decided(STAGE, known, Decision((answer,), "answer"), "an answer to the question")

    def _asked_after(self, words: Words) -> Decision | None:
        """A question or command after a yes or no: "no, why do you ask?"."""
        if not words:
            return None
        rest = strip_fillers(words, self._language)
        found = self._samples.match(rest, self._gazetteer.spans(rest))
        if found is None or found[0] in {YES, NO, *self._topic.stated}:
            return None
        return Decision((found[0],), "exact", found[1])
