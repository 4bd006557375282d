"""From words to an Intent, compiled from the interaction models."""

from skill.understanding.known import Step
from skill.understanding.pipeline import Understanding
from skill.understanding.weights import WeightsError

__all__ = ["Step", "Understanding", "WeightsError"]
