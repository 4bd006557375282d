"""Stage 9, linear: how well every intent and every background fits, by what was learnt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from skill.learning.linear import LinearModel
from skill.understanding.admit import Admission
from skill.understanding.features import features
from skill.understanding.known import Known, Step
from skill.understanding.questions import Questions
from skill.understanding.reject import judge
from skill.understanding.utterance import Utterance

STAGE = "linear"
IMPOSSIBLE = -1000.0
"""The score of an intent that cannot be meant."""


class Weigh:
    """Scores every class; decides nothing yet.

    ``needs`` are the types of the slots that an intent never goes without; ``misheard`` says
    whether words unknown to us may hold one.
    """

    def __init__(
        self,
        model: LinearModel,
        needs: Mapping[str, Sequence[str]],
        questions: Questions,
        admission: Admission,
        misheard: Callable[[str, Utterance], bool],
    ) -> None:
        self._model = model
        self._questions = questions
        self._needs = needs
        self._admission = admission
        self._misheard = misheard

    def __call__(self, known: Known) -> Step:
        """The scores, and whether the best intent is ahead by enough."""
        classes = self._model.classes
        scores = self._scores(known.heard)
        familiar = self._admission.is_familiar(known)
        topic = self._admission.topic
        sure = known.in_topic or familiar or topic.is_itself(known.heard.tokens)
        doubtful = () if sure else topic.guarded | topic.stated
        verdict = judge(classes, scores, known.in_topic, familiar, doubtful)
        best = max(scores)
        outcome = f"{classes[scores.index(best)]} {best:.2f}"
        why = f"margin {verdict.margin:.2f} over what is not ours"
        return Step(STAGE, outcome, why, replace(known, scores=scores, verdict=verdict))

    def _scores(self, heard: Utterance) -> list[float]:
        """How well each class fits; not at all an intent that lacks a slot it never goes without,
        nor one that only tells where what is told leads to a question."""
        topic, needs, classes = self._admission.topic, self._needs, self._model.classes
        known_words = self._admission.vocabulary.known
        scores = self._model.scores(features(heard.words, heard.tokens, known_words))
        values = [option for tag in heard.tags for option in tag.options]
        said = {kind for kind, _ in values}
        worth = {kind for kind, value in values if not topic.is_plain(kind, value)}
        for name in topic.fears & set(classes):
            if said.issuperset(needs[name]) and not worth.issuperset(needs[name]):
                scores[classes.index(name)] = IMPOSSIBLE
        if self._questions.leads_to_one(heard):
            for name in self._questions.told & set(classes):
                scores[classes.index(name)] = IMPOSSIBLE
        lacking = {name for name in needs if not said.issuperset(needs[name])}
        best = classes[scores.index(max(scores))]
        while best in lacking and not self._misheard(best, heard):
            scores[classes.index(best)] = IMPOSSIBLE
            lacking.remove(best)
            best = classes[scores.index(max(scores))]
        return scores
