"""The shape of what is known: sentences with their evidence, gathered into answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from skill.core.intent import Intent


@dataclass(frozen=True, slots=True)
class Source:
    """A document something rests on. ``spoken`` is its name as said aloud ("the N H S")."""

    id: str
    organisation: str
    title: str
    url: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One atomic fact, in neutral words, and the sources it was read in.

    A fact no sentence speaks says why: ``merged_into`` another fact, or ``left_out`` with a reason.
    """

    id: str
    statement: str
    sources: tuple[str, ...]
    merged_into: str | None = None
    left_out: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence written for the ear, and the ids of the facts it rests on.

    ``{part}`` stands for the body part ("eyelid") and ``{your_part}`` for it with its owner
    ("your eyelid", "your child's eyelid"). A sentence that states nothing medical has no facts.
    """

    say: str
    facts: tuple[str, ...] = ()


Sentences = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said when an intent comes with certain slots.

    ``when`` gives, for a slot, the values it must have; an answer matches when all its slots do.
    ``point`` comes first, then ``reason``; ``again`` replaces both at a second asking;
    ``more`` is told bit by bit on "tell me more"; ``why`` answers a "why?" that follows.
    ``offer`` is the question at the end, an id of ``offers.toml``.
    """

    id: str
    intents: tuple[str, ...]
    when: Mapping[str, tuple[str, ...]]
    point: Sentences
    reason: Sentences = ()
    again: Sentences = ()
    more: Sentences = ()
    why: Sentences = ()
    offer: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that can end an answer, and what "yes" to it asks for.

    ``ask`` holds variants, taken in turn. The body part, trigger and person of the conversation
    are carried into the ``yes`` intent where it takes such slots and does not set them itself.
    """

    id: str
    ask: tuple[str, ...]
    reprompt: str
    yes: Intent
    no: str = ""


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A courtesy no intent stands for: how it is said, whole, and the variants of its answer.

    Where the answer does not end with a question, "anything else?" follows.
    """

    said: tuple[str, ...]
    reply: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything the answers draw on."""

    answers: tuple[Answer, ...]
    offers: Mapping[str, Offer]
    phrases: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    small_talk: Mapping[str, SmallTalk] = field(default_factory=dict)

    @property
    def intent_names(self) -> Mapping[str, str]:
        """What each intent is about, as said in "did you mean {first}, or {second}?"."""
        return self.names["intent"]
