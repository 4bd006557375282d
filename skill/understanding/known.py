"""What is known of an utterance on its way through the stages, and what a stage makes of it.

A stage takes what is known so far and returns a step: what came out of it, why, and what is known
now. Nothing is ever changed in place. A stage that has nothing to do with an utterance takes none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from skill.core.intent import Intent
from skill.understanding.language import Words
from skill.understanding.slots import Filled
from skill.understanding.states import State
from skill.understanding.utterance import NOTHING_SAID, Utterance


@dataclass(frozen=True, slots=True)
class Verdict:
    """The intents that the linear model would go on with, best first (none: declined), and why.

    ``margin`` is how far the best one is ahead of the best background, in log odds.
    """

    intents: tuple[str, ...]
    reason: str
    margin: float


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one utterance.

    ``state`` and ``in_topic`` are what the conversation expects. ``words`` are all words in one
    form, ``heard`` those without fillers, with their slot values. ``corrected`` says that words
    were taken back; ``misheard`` is what it was before words of it were mended. ``readings`` are
    further ways to read it, in each of which what is urgent is looked for. ``scores`` say how well
    each class of the linear model fits.
    """

    text: str
    state: State = "open"
    in_topic: bool = False
    words: Words = ()
    heard: Utterance = NOTHING_SAID
    corrected: bool = False
    misheard: Utterance | None = None
    readings: tuple[str, ...] = ()
    scores: Sequence[float] = ()
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The intents chosen, best first (none: declined), who decided, and the slots that are certain.

    Where an utterance was several questions ``parts`` are the intents of all of them instead.
    """

    intents: tuple[str, ...]
    decided_by: str
    said: Filled = ()
    parts: tuple[Intent, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What one stage made of an utterance, and why it decided or went on.

    ``inner`` are the steps of the parts, where it was looked at in parts.
    """

    stage: str
    outcome: str
    why: str
    known: Known
    decision: Decision | None = None
    inner: tuple["Step", ...] = ()


Stage = Callable[[Known], Step | None]
"""What takes what is known so far and says what it makes of it."""


def decided(stage: str, known: Known, decision: Decision, why: str) -> Step:
    """The step of the stage that decides."""
    return Step(stage, " or ".join(decision.intents) or "declined", why, known, decision)


def where(holds: Callable[[Known], bool], stage: Stage) -> Stage:
    """A stage that an utterance passes only where something holds of it."""
    return lambda known: stage(known) if holds(known) else None


def walk(stages: Sequence[Stage], known: Known) -> tuple[Step, ...]:
    """Go through stages until one decides."""
    steps: list[Step] = []
    for stage in stages:
        step = stage(known)
        if step is None:
            continue
        steps.append(step)
        if step.decision is not None:
            break
        known = step.known
    return tuple(steps)
