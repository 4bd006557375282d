"""A linear model: how well a text fits every class, from weights learnt beforehand."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SCALE = 20
"""Weights are kept as whole numbers of twentieths: small files that are the same everywhere."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A softmax model. ``weights`` holds, by feature, pairs of class index and weight in a row."""

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    weights: Mapping[str, Sequence[int]]

    def scores(self, features: Sequence[str]) -> list[float]:
        """One score a class, in the order of ``classes``; differences are log odds."""
        totals = [0] * len(self.classes)
        for feature in features:
            pairs = iter(self.weights.get(feature, ()))
            for index, weight in zip(pairs, pairs, strict=False):
                totals[index] += weight
        size = shrinkage(len(features))
        return [(total / size + b) / SCALE for total, b in zip(totals, self.bias, strict=True)]


def shrinkage(count: int) -> float:
    """What the sum over ``count`` features is divided by, so that long talk is no louder."""
    return math.sqrt(max(count, 1))
