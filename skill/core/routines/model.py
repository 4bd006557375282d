"""A routine as it is written down: blocks of timed steps, and who should leave it out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from skill.core.reply import BeatKind
from skill.core.routines.phrases import Phrases

StepKind = Literal["say"] | BeatKind
Side = Literal["left", "right"]
Group = Literal["breathing", "stretching", "resting"]

BREATH_KINDS: frozenset[str] = frozenset({"inhale", "hold", "exhale"})
LONGEST_STEP = 20.0  # seconds; no one should wait longer than this without a word or a tone
LONGEST_ROUND = 40.0  # seconds; so that a round fits into one part of a turn at the slowest pace


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: how long, in seconds, and the words for it.

    ``cue`` is the full instruction, ``word`` what is left of it once it is known.
    """

    kind: StepKind
    seconds: float
    cue: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Steps done in a row, ``repeat`` times over, and on both sides where ``sides`` is true.

    ``least`` and ``most`` bound the repeats when a session is fitted to a number of minutes:
    least 0 lets a short session leave the block out, most None means as many as time allows.
    """

    label: str
    steps: tuple[Step, ...]
    repeat: int = 1
    least: int = 1
    most: int | None = 1
    sides: bool = False

    @property
    def breathes(self) -> bool:
        """Whether the block leads the breath."""
        return any(step.kind in BREATH_KINDS for step in self.steps)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Counts of one breath, in seconds; ``rest`` is a hold after the breath out."""

    inhale: float
    exhale: float
    hold: float = 0.0
    rest: float = 0.0

    @property
    def seconds(self) -> float:
        """The length of one breath."""
        return self.inhale + self.hold + self.exhale + self.rest


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim for a routine in careful words, and the ids of the sources it was read in."""

    claim: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Routine:
    """A guided session, and whom it suits.

    ``not_for`` and ``stop_if`` are phrases that can be spoken in a list. ``ask_first`` is the one
    question that finds out about ``not_for``; "yes" to it is answered with ``if_yes`` and an offer
    of the routine ``instead``. ``care`` says how to adapt it. ``first_choice_for`` are the body
    parts it is the usual pick for, ``body_parts`` all that it suits. ``safety`` replaces the
    usual safety sentence; a routine that is not ``announced`` starts without introduction;
    one with a ``silent_end`` closes with the words of its last step, one with a ``dark_screen``
    shows no light meanwhile. ``total_seconds`` is its length as written, at pace 1, both sides
    included. One that is the person's ``own`` comes from a file of theirs: nobody checked it, so it
    has no facts and no evidence, and it is led but never suggested.
    """

    id: str
    name: str
    group: Group
    goal: str
    posture: str
    blocks: tuple[Block, ...]
    total_seconds: float
    facts: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    equipment: str = ""
    body_parts: tuple[str, ...] = ()
    first_choice_for: tuple[str, ...] = ()
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    stop_if: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    care: tuple[str, ...] = ()
    ask_first: str = ""
    if_yes: str = ""
    instead: str = ""
    safety: str = ""
    announced: bool = True
    silent_end: bool = False
    dark_screen: bool = False
    own: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of all sources, each once, in the order of the evidence."""
        return tuple(dict.fromkeys(id for item in self.evidence for id in item.sources))


@dataclass(frozen=True, slots=True)
class Library:
    """All routines by id, in the order they are listed, and the words the guide uses."""

    routines: Mapping[str, Routine]
    phrases: Phrases
