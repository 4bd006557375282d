"""Stage 3, exact: an utterance that is one of the samples, word for word, slots apart.

The samples form a tree of words and slots; an utterance is walked down it with every reading of
its tags, so a word that could be a slot value ("is it a cramp") still matches as a plain word.
"""

from collections.abc import Mapping, Sequence

from skill.understanding.admit import Admission
from skill.understanding.known import Decision, Known, Step, decided
from skill.understanding.language import Words
from skill.understanding.slots import FREE_TEXT, Filled, Gazetteer, Spans

STAGE = "exact"
_ROOT = 0


class SampleTree:
    """All samples of a model, ready to be matched. Nodes are numbers, which load fast."""

    def __init__(self) -> None:
        self._size = 1
        self._words: dict[tuple[int, str], int] = {}
        self._slots: dict[int, list[tuple[str, str, int]]] = {}
        self._intents: dict[int, str] = {}

    def add(self, sample: Sequence[str], slots: Mapping[str, str], intent: str) -> str:
        """Add a normalised sample; the intent that has it already, if another one does."""
        node = _ROOT
        words = self._words
        for word in sample:
            below = words.get((node, word))
            if below is None:
                below = words[node, word] = self._size
                self._size += 1
                if word[0] == "{":
                    name = word[1:-1]
                    self._slots.setdefault(node, []).append((name, slots[name], below))
            node = below
        taken = self._intents.setdefault(node, intent)
        return taken if taken != intent else ""

    def match(
        self, words: Sequence[str], spans: Spans, *, free_text: bool = False
    ) -> tuple[str, Filled] | None:
        """The intent whose sample this is, with its slots, or None.

        Of several, the one that takes most words literally, then the one with the longest values.
        Samples that end in free text match only where asked for: they match almost anything.
        """
        return self._walk(_ROOT, words, 0, spans, free_text)

    def _walk(
        self, node: int, words: Sequence[str], at: int, spans: Spans, free_text: bool
    ) -> tuple[str, Filled] | None:
        if at == len(words):
            intent = self._intents.get(node)
            return (intent, ()) if intent else None
        literal = self._words.get((node, words[at]))
        if literal is not None:
            found = self._walk(literal, words, at + 1, spans, free_text)
            if found:
                return found
        for name, kind, below in self._slots.get(node, ()):
            for tag in spans.get(at, ()):
                for option, value in tag.options:
                    if option == kind:
                        found = self._walk(below, words, tag.end, spans, free_text)
                        if found:
                            return found[0], ((name, value), *found[1])
            if free_text and kind == FREE_TEXT and below in self._intents:
                return self._intents[below], ((name, " ".join(words[at:])),)
        return None


class MatchExactly:
    """Compares with the samples of the interaction model, and with further spoken utterances."""

    def __init__(
        self,
        samples: SampleTree,
        spoken: SampleTree,
        gazetteer: Gazetteer,
        kinds: Mapping[str, Mapping[str, str]],
        admission: Admission,
    ) -> None:
        self._samples = samples
        self._spoken = spoken
        self._gazetteer = gazetteer
        self._kinds = kinds
        self._admission = admission

    def __call__(self, known: Known) -> Step:
        """Decides where the words are those of a sample, slots apart."""
        heard, words = known.heard, known.words
        if found := self.sample(heard.words, heard.spans):
            return _decided(known, found, "a sample, word for word")
        if words != heard.words and (found := self.sample(words, self._gazetteer.spans(words))):
            return _decided(known, found, "a sample, courtesies and all")
        found = self._spoken.match(heard.words, heard.spans)
        if found is None and words != heard.words:
            # "Which exercises do you know": what often only pads a question may belong to it.
            found = self._spoken.match(words, self._gazetteer.spans(words))
        if found is None:
            return Step(STAGE, "none", "it is no sample", known)
        stated = found[0] in self._admission.topic.stated
        if stated or self._admission.on_topic(found[0], known):
            return _decided(known, found, "an utterance learnt beside the samples")
        return Step(STAGE, "none", f"{found[0]} only where the topic is named", known)

    def sample(self, words: Words, spans: Spans) -> tuple[str, Filled] | None:
        """The sample that was said, if its intent can be meant with these values."""
        found = self._samples.match(words, spans)
        if found is None:
            return None
        name, said = found
        kinds = self._kinds[name]
        meant = {f"{kinds[slot]}:{value}" for slot, value in said}
        return None if meant & self._admission.topic.without(name) else found


def _decided(known: Known, found: tuple[str, Filled], why: str) -> Step:
    return decided(STAGE, known, Decision((found[0],), STAGE, found[1]), why)
