"""Stage 12, reject: decline what is not ours, and choose neither of two that come too close."""

from collections.abc import Collection, Sequence

from skill.understanding.admit import Admission
from skill.understanding.known import Decision, Known, Step, Verdict, decided

STAGE = "reject"
UNCLEAR = "unclear"
"""The reason not to answer what is not understood, as opposed to what is not ours."""

MARGIN = 0.6
"""Log odds an intent must be ahead of the best background: below, the utterance is not ours."""
MARGIN_DOUBTFUL = 2.0
"""The same where only a part of the body is named, and words are none of ours: stomachs rumble."""
MARGIN_IN_TOPIC = -0.6
"""The same where the talk is about twitching already: "how do I get rid of it" may be ours then."""
MARGIN_FAMILIAR = -1.5
"""The same where besides every word is one of ours, so that nothing else can be named."""
CLOSE = 1.0
"""Log odds within which a second intent is a rival: it is asked which was meant.

Of questions never seen before one in twelve is asked back; at 0.35 it was one in forty, and nearly
twice as many were answered wrongly."""


def judge(
    classes: Sequence[str],
    scores: Sequence[float],
    in_topic: bool,
    familiar: bool = False,
    doubtful: Collection[str] = (),
) -> Verdict:
    """Weigh the scores of the linear model.

    A class whose name begins with an underscore is a background, the rest of its name the
    reason to decline. ``familiar`` says that every word is one of ours; ``doubtful`` are intents
    that must be the further ahead.
    """
    scored = list(zip(scores, classes, strict=True))
    intents = [(-score, name) for score, name in scored if name[0] != "_"]
    backgrounds = [(-score, name) for score, name in scored if name[0] == "_"]
    behind, name = min(intents)
    ours_not = min(backgrounds, default=(0.0, ""))
    margin = ours_not[0] - behind
    least = MARGIN if not in_topic else MARGIN_FAMILIAR if familiar else MARGIN_IN_TOPIC
    if name in doubtful:
        least = MARGIN_DOUBTFUL
    if backgrounds and margin < least:
        return Verdict((), ours_not[1][1:], margin)
    close = [(other, rival) for other, rival in intents if other - behind < CLOSE and rival != name]
    rivals = (min(close)[1],) if close else ()
    return Verdict((name, *rivals), "close" if rivals else "linear", margin)


def background(classes: Sequence[str], scores: Sequence[float]) -> str:
    """The background an utterance sounds most like: the reason to decline it."""
    found = [(score, name) for score, name in zip(scores, classes, strict=True) if name[0] == "_"]
    return max(found)[1][1:] if found else UNCLEAR


class Reject:
    """Decides, at the latest: the intents that the linear model is sure enough of, or none."""

    def __init__(self, classes: Sequence[str], admission: Admission) -> None:
        self._classes = classes
        self._admission = admission

    def __call__(self, known: Known) -> Step:
        """Always decides."""
        verdict = known.verdict
        assert verdict is not None, "what is weighed has a verdict"
        chosen = tuple(name for name in verdict.intents if self._admission.admits(name, known))
        if chosen:
            reason = "close" if len(chosen) > 1 else "linear"
            why = "two fit alike" if len(chosen) > 1 else f"ahead by {verdict.margin:.2f}"
            return decided(STAGE, known, Decision(chosen, reason), why)
        if verdict.intents:
            reason, why = background(self._classes, known.scores), "it is not about twitching"
        else:
            reason, why = verdict.reason, f"the margin {verdict.margin:.2f} is too small"
        if known.in_topic and self._admission.is_familiar(known):
            reason, why = UNCLEAR, "its words are ours, but not what it asks"
        return decided(STAGE, known, Decision((), reason), why)
