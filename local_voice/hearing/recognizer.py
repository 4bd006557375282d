"""What a recognizer is to the companion, whichever engine is behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

State = Literal["open", "answer", "routine", "interrupt"]
"""What is listened for: anything at all, an answer to a question, a command during a session, or
only what may interrupt the companion's own speech."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What may be said in one state, in words as the model writes them: lower case, no digits.

    A ``closed`` vocabulary is a list: what is heard either is one of its ``phrases``, whole, or
    nothing. In an open one the phrases are examples, and words recombine. ``decoys`` are other
    things people say at that moment, listed so that they are not taken for a phrase. ``urgent`` are
    phrases of a closed vocabulary that it is worse to miss than to hear wrongly.
    """

    phrases: tuple[str, ...]
    decoys: tuple[str, ...] = ()
    closed: bool = False
    urgent: tuple[str, ...] = ()


Vocabularies = Mapping[State, Vocabulary]


@dataclass(frozen=True, slots=True)
class Word:
    """One recognized word; seconds since the utterance's first block, confidence 0 to 1."""

    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What was heard so far (partial) or in all (final).

    Unknown sound leaves no word. In a closed vocabulary a hypothesis with words may be acted
    upon, a partial one too: the recognizer has rejected what it is not sure of. ``suspected`` is a
    phrase of it that a sentence may still turn out to be only the beginning of.
    """

    words: tuple[Word, ...] = field(default=())
    is_final: bool = False
    suspected: str = ""

    @property
    def text(self) -> str:
        """The words as one line."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """How sure the recognizer is of the words on average, 0 to 1; 0 where there are none."""
        if not self.words:
            return 0.0
        return sum(word.confidence for word in self.words) / len(self.words)


class Recognizer(Protocol):
    """An engine with its vocabularies, listening for one of them at a time; not thread-safe.

    ``unknown_words`` are those of the vocabularies that it cannot hear.
    """

    name: str
    unknown_words: tuple[str, ...]

    def listen_for(self, state: State) -> None:
        """Choose the vocabulary; an utterance under way is dropped. Takes milliseconds."""
        ...

    def feed(self, block: bytes) -> Hypothesis:
        """Hear 20 ms (int16 mono, 16 kHz); what was heard of this utterance so far."""
        ...

    def finish(self) -> Hypothesis:
        """The utterance is over: its final hypothesis; the next block begins a new one."""
        ...

    def reset(self) -> None:
        """Drop the utterance under way."""
        ...
