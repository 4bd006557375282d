"""Learning the weights: softmax regression by AdaGrad, in plain Python.

Slower than a library but made of additions, multiplications, divisions and square roots only,
which every machine rounds alike: the same data gives the same weights to the last bit, anywhere.
"""

import math
import random
from collections.abc import Sequence

from skill.learning.linear import SCALE, LinearModel, shrinkage

_EPOCHS = 7
_RATE = 0.8
_DECAY = 0.97
_IGNORED_GRADIENT = 0.02
_SMALLEST_WEIGHT = 0.35
_LEARNT = 0.9
"""A row whose class is this likely already is left out of the next pass."""
_UNLIKELY = 6.0
"""Log odds behind the best class at which a class counts as impossible."""

Row = tuple[tuple[str, ...], str]
"""One training utterance: its features and its class."""


def fit(
    rows: Sequence[Row],
    *,
    most_weights: int,
    runs: int = 1,
    epochs: int = _EPOCHS,
) -> LinearModel:
    """Learn a model that tells the classes of the rows apart, with the strongest weights only.

    The weights are the mean of several ``runs`` over the rows in different orders, which takes out
    what only chance taught.
    """
    classes = tuple(sorted({name for _, name in rows}))
    bias = [0.0] * len(classes)
    weights = {feature: [0.0] * len(classes) for found, _ in rows for feature in found}
    for seed in range(1, runs + 1):
        learnt_bias, learnt = _run(rows, classes, seed, epochs)
        bias = [total + part / runs for total, part in zip(bias, learnt_bias, strict=True)]
        for feature, row in learnt.items():
            sums = weights[feature]
            weights[feature] = [t + part / runs for t, part in zip(sums, row, strict=True)]
    return _compact(classes, bias, weights, most_weights)


def _run(
    rows: Sequence[Row], classes: tuple[str, ...], seed: int, epochs: int
) -> tuple[list[float], dict[str, list[float]]]:
    """The biases by class and the weights by feature after one run over the rows."""
    index = {name: i for i, name in enumerate(classes)}
    share = _class_weights(rows, classes)
    weights: dict[str, list[float]] = {}
    squares: dict[str, list[float]] = {}
    for found, _ in rows:
        for feature in found:
            if feature not in weights:
                weights[feature] = [0.0] * len(classes)
                squares[feature] = [0.01] * len(classes)
    bias = [0.0] * len(classes)
    order = list(range(len(rows)))
    shuffler = random.Random(seed)
    rate = _RATE
    rested: set[int] = set()
    for _ in range(epochs):
        _shuffle(order, shuffler)
        for at in order:
            if at in rested:
                rested.remove(at)
                continue
            found, name = rows[at]
            if _learn(found, index[name], share[name], weights, squares, bias, rate) > _LEARNT:
                rested.add(at)
        rate *= _DECAY
    return bias, weights


def _learn(
    found: Sequence[str],
    right: int,
    share: float,
    weights: dict[str, list[float]],
    squares: dict[str, list[float]],
    bias: list[float],
    rate: float,
) -> float:
    """One step towards scoring the right class higher; how likely it was thought before."""
    rows = [weights[feature] for feature in found]
    size = shrinkage(len(rows))
    columns = map(sum, zip(*rows, strict=True))
    scores = [total / size + b for total, b in zip(columns, bias, strict=True)]
    top = max(scores)
    odds = {i: _exponential(s - top) for i, s in enumerate(scores) if top - s < _UNLIKELY}
    total = sum(odds.values())
    likely = odds.get(right, 0.0) / total
    slopes = [(i, odd / total) for i, odd in odds.items() if i != right]
    slopes.append((right, likely - 1.0))
    active = [(i, s * share) for i, s in slopes if abs(s) > _IGNORED_GRADIENT]
    if not active:
        return likely
    for i, slope in active:
        bias[i] -= 0.02 * slope
    for feature, row in zip(found, rows, strict=True):
        seen = squares[feature]
        for i, slope in active:
            step = slope / size
            seen[i] += step * step
            row[i] -= rate * step / math.sqrt(seen[i])
    return likely


def _exponential(x: float) -> float:
    """e to the power of x for x <= 0, near enough, by multiplication alone."""
    power = max(1.0 + x / 1024.0, 0.0)
    for _ in range(10):
        power *= power
    return power


def _class_weights(rows: Sequence[Row], classes: Sequence[str]) -> dict[str, float]:
    """How much a row of each class counts: rare classes more, by the square root."""
    counts = dict.fromkeys(classes, 0)
    for _, name in rows:
        counts[name] += 1
    mean = len(rows) / len(classes)
    return {name: math.sqrt(mean / count) for name, count in counts.items()}


def _shuffle(order: list[int], shuffler: random.Random) -> None:
    """Fisher and Yates's shuffle over ``random()``, whose values no Python version changes."""
    for last in range(len(order) - 1, 0, -1):
        other = int(shuffler.random() * (last + 1))
        order[last], order[other] = order[other], order[last]


def _compact(
    classes: tuple[str, ...],
    bias: Sequence[float],
    weights: dict[str, list[float]],
    most_weights: int,
) -> LinearModel:
    """The model in whole numbers, without the many weights that hardly count."""
    strengths = sorted((abs(w) for row in weights.values() for w in row), reverse=True)
    least = max(_SMALLEST_WEIGHT, strengths[min(most_weights, len(strengths) - 1)])
    kept: dict[str, list[int]] = {}
    for feature in sorted(weights):
        pairs: list[int] = []
        for i, weight in enumerate(weights[feature]):
            if abs(weight) >= least:
                pairs += [i, round(weight * SCALE)]
        if pairs:
            kept[feature] = pairs
    return LinearModel(classes, tuple(round(b * SCALE) for b in bias), kept)
