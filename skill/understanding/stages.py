"""What the stages work with, made ready from the weights once."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from skill.learning.linear import LinearModel
from skill.understanding.exact import SampleTree
from skill.understanding.language import Language
from skill.understanding.nearest import NearestSamples
from skill.understanding.repair import Repairer
from skill.understanding.slots import Gazetteer
from skill.understanding.states import Expected
from skill.understanding.topic import Topic
from skill.understanding.vocabulary import Vocabulary
from skill.understanding.weights import Weights


class Stages:
    """The parts of the pipeline."""

    def __init__(self, weights: Weights) -> None:
        self.slots = weights.slots
        self.needs = weights.needs
        self.language = Language.from_tables(weights.language)
        self.gazetteer = Gazetteer.of(weights.surfaces, self.language)
        self.expected = Expected.from_tables(weights.states)
        self.topic = Topic.from_tables(weights.topic)
        self.vocabulary = Vocabulary.of(weights.ours, weights.others)
        # Words of courtesy are left alone too, so that "hello" is not mended to "heel".
        self.correct = self.vocabulary.known | self.language.courtesies
        self.linear = LinearModel(tuple(weights.classes), tuple(weights.bias), weights.features)
        self._utterances = (weights.samples, weights.spoken)
        self._kinds = weights.kinds
        self.samples = self._tree(weights.samples)
        self.spoken = self._tree(weights.spoken)

    # What follows is made when first wanted: many a conversation never needs it.

    @cached_property
    def repairer(self) -> Repairer:
        """Mends strange words."""
        return Repairer(sorted(self.vocabulary.ours))

    @cached_property
    def nearest(self) -> NearestSamples:
        """All samples and spoken utterances, to be found by likeness."""
        nearest = NearestSamples()
        for utterances in self._utterances:
            for intent, samples in utterances.items():
                for sample in samples:
                    nearest.add(sample.split(), self._kinds, intent)
        return nearest

    @cached_property
    def by_type(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The ways to say the values of each type, words run together, with the value's id."""
        found: dict[str, list[tuple[str, str]]] = {}
        for surface, options in self.gazetteer.surfaces.items():
            for kind, value in options:
                found.setdefault(kind, []).append((surface.replace(" ", ""), value))
        return found

    def _tree(self, utterances: Mapping[str, Sequence[str]]) -> SampleTree:
        tree = SampleTree()
        for intent, samples in utterances.items():
            for sample in samples:
                tree.add(sample.split(), self._kinds, intent)
        return tree
