"""Counting what an engine got right."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from time import process_time

from tests.understanding.evaluation.cases import Case, CaseSet, Kind
from tests.understanding.evaluation.engine import DECLINED, FALLBACK_NAME, Engine, Guess


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one set; slots are counted where the cases tell them."""

    kind: Kind
    cases: int
    right: int
    wrong: int
    slots_right: int = 0
    slots_heard: int = 0
    slots_wanted: int = 0

    @property
    def f1(self) -> float | None:
        """The slots' F1; None where the set tells none."""
        both = self.slots_heard + self.slots_wanted
        return 2 * self.slots_right / both if self.slots_wanted else None


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was measured of one engine: times in milliseconds, memory in megabytes.

    Times are the processor's, which is the same as the clock's while nothing else is running.
    """

    scores: Mapping[str, Score]
    p50: float
    p99: float
    load: float
    first: float
    memory: float
    mistakes: tuple[str, ...] = ()


def run(
    engine: Engine, threshold: float, sets: Iterable[CaseSet], show: str | None
) -> tuple[dict[str, Score], list[float], list[str]]:
    """The scores by set, the milliseconds of each utterance, and the mistakes asked to be shown.

    The own samples' times do not count: known by heart, they would flatter.
    """
    scores: dict[str, Score] = {}
    times: list[float] = []
    mistakes: list[str] = []
    for group in sets:
        outcomes: list[tuple[Case, Guess]] = []
        for case in group.cases:
            started = process_time()
            guess = engine.guess(case.text, case.state)
            took = (process_time() - started) * 1e3
            if group.kind != "samples":
                times.append(took)
            outcomes.append((case, guess if guess.score >= threshold else DECLINED))
        if outcomes:
            scores[group.name] = count(group.kind, outcomes)
        if show is not None and show in group.name:
            mistakes += [_told(c, g) for c, g in outcomes if not c.right(g) or _slips(c, g)]
    return scores, sorted(times), mistakes


def count(kind: Kind, outcomes: Iterable[tuple[Case, Guess]]) -> Score:
    """Right ones, and those that were accepted though wrong."""
    cases = right = wrong = found = heard = wanted = 0
    for case, guess in outcomes:
        good = case.right(guess)
        cases += 1
        right += good
        wrong += not good and guess.intent != FALLBACK_NAME
        if case.slots is not None:
            said = filled(guess).items()
            found += len(said & case.slots.items())
            heard += len(said)
            wanted += len(case.slots)
    return Score(kind, cases, right, wrong, found, heard, wanted)


FREE = "description"
"""The slot that takes whatever was said: there is nothing to get right in it."""


def filled(guess: Guess) -> dict[str, str]:
    """The slots of a guess that can be right or wrong."""
    return {name: value for name, value in guess.slots.items() if name != FREE}


def percentile(times: list[float], share: float) -> float:
    """The time that a share of sorted times stays below; 0 where there is none."""
    return times[min(len(times) - 1, int(share * len(times)))] if times else 0.0


def threshold(guess: Callable[[str], Guess], foreign: Iterable[str], most: float) -> float:
    """The lowest score to accept at, so that at most a share of foreign talk is accepted."""
    scores = sorted((guess(text).score for text in foreign), reverse=True)
    allowed = int(most * len(scores))
    above = scores[allowed] if allowed < len(scores) else float("-inf")
    accepted = [score for score in scores if score > above]
    if accepted:
        return (min(accepted) + max(above, min(accepted) - 1)) / 2
    # No foreign utterance may pass: only what scores higher than all of them.
    return above + 1e-9 if above > float("-inf") else above


def _slips(case: Case, guess: Guess) -> bool:
    return case.slots is not None and filled(guess) != case.slots


def _told(case: Case, guess: Guess) -> str:
    wanted = f"{case.wanted} {dict(case.slots) if case.slots else ''}".strip()
    return f"{case.text!r}: {guess.intent} {filled(guess)}, wanted {wanted}"
