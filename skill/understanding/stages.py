"""The stages of understanding in their order, made ready from the weights once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skill.learning.linear import LinearModel
from skill.understanding.admit import Admission
from skill.understanding.carrier import Carry
from skill.understanding.exact import MatchExactly, SampleTree
from skill.understanding.expect import Expect
from skill.understanding.known import Stage
from skill.understanding.language import Language
from skill.understanding.linear import Weigh
from skill.understanding.nearest import FindNearest
from skill.understanding.normalise import Normalise
from skill.understanding.reject import Reject
from skill.understanding.repair import Repair, if_mended
from skill.understanding.resolve import Resolve
from skill.understanding.slots import Gazetteer
from skill.understanding.states import Expected
from skill.understanding.strange import RejectStrange
from skill.understanding.tag import TagSlots
from skill.understanding.topic import Topic
from skill.understanding.vocabulary import Vocabulary
from skill.understanding.weights import Weights


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages up to the one that decides, and the one that fills the slots after it."""

    deciding: tuple[Stage, ...]
    resolve: Resolve


def stages_of(weights: Weights) -> Stages:
    """Make the stages of one locale."""
    language = Language.from_tables(weights.language)
    gazetteer = Gazetteer.of(weights.surfaces, language)
    topic = Topic.from_tables(weights.topic)
    vocabulary = Vocabulary.of(weights.ours, weights.others)
    admission = Admission(topic, vocabulary, weights.slots)
    linear = LinearModel(tuple(weights.classes), tuple(weights.bias), weights.features)
    samples = _tree(weights.samples, weights.kinds)
    spoken = _tree(weights.spoken, weights.kinds)
    utterances = (weights.samples, weights.spoken)

    resolve = Resolve(weights.slots, weights.needs, topic.plain, vocabulary.known, gazetteer)
    exact = MatchExactly(samples, spoken, gazetteer, weights.slots, admission)
    expect = Expect(Expected.from_tables(weights.states), samples, gazetteer, language, topic)
    deciding = (
        Normalise(language),
        TagSlots(language, gazetteer),
        exact,
        expect,
        Repair(vocabulary, language, gazetteer),
        if_mended(exact),
        if_mended(expect),
        RejectStrange(vocabulary, topic),
        Weigh(linear, weights.needs, admission, resolve.misheard),
        Carry(samples, linear.classes, admission),
        FindNearest(utterances, weights.kinds, linear.classes, admission),
        Reject(linear.classes, admission),
    )
    return Stages(deciding, resolve)


def _tree(utterances: Mapping[str, Sequence[str]], kinds: Mapping[str, str]) -> SampleTree:
    tree = SampleTree()
    for intent, samples in utterances.items():
        for sample in samples:
            tree.add(sample.split(), kinds, intent)
    return tree
