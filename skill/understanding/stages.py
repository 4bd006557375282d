"""The stages of understanding in their order, made ready from the weights once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skill.learning.linear import LinearModel
from skill.understanding.admit import Admission
from skill.understanding.carrier import Carry
from skill.understanding.correct import Correct, Corrections
from skill.understanding.divide import Divide
from skill.understanding.exact import MatchExactly, SampleTree
from skill.understanding.expect import Expect
from skill.understanding.hearsay import Hearsay
from skill.understanding.known import Known, Stage, where
from skill.understanding.language import Language
from skill.understanding.linear import Weigh
from skill.understanding.nearest import FindNearest
from skill.understanding.normalise import Normalise
from skill.understanding.open_values import unlisted_values
from skill.understanding.questions import Questions
from skill.understanding.reject import Reject
from skill.understanding.repair import Repair
from skill.understanding.resolve import Resolve
from skill.understanding.roles import roles
from skill.understanding.slots import Gazetteer
from skill.understanding.states import Expected
from skill.understanding.strange import RejectStrange
from skill.understanding.tag import TagSlots
from skill.understanding.topic import Topic
from skill.understanding.utterance import tagged
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
    topic = Topic.from_tables(weights.topic)
    vocabulary = Vocabulary.of(weights.ours, weights.others)
    unlisted = unlisted_values(weights.samples, weights.kinds, vocabulary.known)
    gazetteer = Gazetteer.of(weights.surfaces, language, unlisted)
    admission = Admission(topic, vocabulary, _named_kinds(weights, gazetteer))
    linear = LinearModel(tuple(weights.classes), tuple(weights.bias), weights.features)
    samples = _tree(weights.samples, weights.kinds)
    spoken = _tree(weights.spoken, weights.kinds)
    utterances = (weights.samples, weights.spoken)
    questions = Questions.from_tables(weights.speech, language)

    resolve = Resolve(
        weights.slots,
        weights.needs,
        topic.plain,
        vocabulary.known,
        gazetteer,
        roles(weights.samples, weights.slots),
        Hearsay.from_table(weights.speech.get("hearsay", {})),
    )
    exact = MatchExactly(samples, spoken, gazetteer, weights.slots, admission)
    expect = Expect(Expected.from_tables(weights.states), samples, gazetteer, language, topic)
    guessing = (
        Repair(vocabulary, language, gazetteer),
        where(_is_mended, exact),
        where(_is_mended, expect),
        RejectStrange(vocabulary, topic),
        Weigh(linear, weights.needs, questions, admission, resolve.misheard),
        Carry(samples, linear.classes, admission),
        FindNearest(utterances, weights.kinds, linear.classes, admission),
        Reject(linear.classes, admission),
    )
    tag = TagSlots(language, gazetteer)
    deciding = (
        Normalise(language),
        tag,
        exact,
        Correct(Corrections.from_table(weights.speech.get("corrections", {})), gazetteer),
        where(_is_corrected, exact),
        expect,
        Divide(
            questions,
            inner=(tag, exact, *guessing),
            resolve=resolve,
            topic=topic,
        ),
        *guessing,
    )
    return Stages(deciding, resolve)


def _is_corrected(known: Known) -> bool:
    return known.corrected


def _is_mended(known: Known) -> bool:
    return known.misheard is not None


def _named_kinds(weights: Weights, gazetteer: Gazetteer) -> dict[str, set[str]]:
    """The types of what the utterances of every intent name: its slots, and others they speak of.

    "Which breathing exercises are there" names a routine, and has no slot for it.
    """
    found = {intent: set(slots.values()) for intent, slots in weights.slots.items()}
    closed = weights.topic.get("closed", ())
    for utterances in (weights.samples, weights.spoken):
        for intent in utterances.keys() & closed:
            for words in map(str.split, utterances[intent]):
                tags = tagged(tuple(words), gazetteer).tags if _names(words, gazetteer) else ()
                found[intent].update(kind for tag in tags for kind, _ in tag.options)
    return found


def _names(words: Sequence[str], gazetteer: Gazetteer) -> bool:
    return any(word in gazetteer.longest for word in words)


def _tree(utterances: Mapping[str, Sequence[str]], kinds: Mapping[str, str]) -> SampleTree:
    tree = SampleTree()
    for intent, samples in utterances.items():
        for sample in samples:
            tree.add(sample.split(), kinds, intent)
    return tree
