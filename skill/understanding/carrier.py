"""Stage 10, carrier: free text after a carrier phrase ("I want to describe ...")."""

from collections.abc import Sequence

from skill.understanding.admit import Admission
from skill.understanding.exact import SampleTree
from skill.understanding.known import Decision, Known, Step, decided

STAGE = "carrier"
CLEARLY = 1.0
"""Log odds by which another intent must fit better than free text after a carrier phrase."""


class Carry:
    """Takes what follows a carrier phrase as free text, unless another intent is clear."""

    def __init__(self, samples: SampleTree, classes: Sequence[str], admission: Admission) -> None:
        self._samples = samples
        self._classes = classes
        self._admission = admission

    def __call__(self, known: Known) -> Step | None:
        """Decides where a carrier phrase begins it."""
        heard = known.heard
        found = self._samples.match(heard.words, heard.spans, free_text=True)
        if found is None or not self._admission.on_topic(found[0], known):
            return None
        scored = zip(known.scores, self._classes, strict=True)
        best = max(score for score, name in scored if not name.startswith("_"))
        if best - known.scores[self._classes.index(found[0])] > CLEARLY:
            return Step(STAGE, "none", "another intent fits clearly better", known)
        decision = Decision((found[0],), "exact", found[1])
        return decided(STAGE, known, decision, "a carrier phrase begins it")
