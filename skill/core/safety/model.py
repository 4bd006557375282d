"""What was said about a body, and what it adds up to."""

from dataclasses import dataclass
from typing import Literal

from skill.core.urgency import Urgency

Onset = Literal["sudden", "gradual"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person said is so: "my right hand has been weak for three weeks".

    Only what is affirmed, present and real becomes a finding; negated, hypothetical and
    long-past statements do not. ``concept`` is an id of ``knowledge/safety/concepts.toml``;
    ``days`` is how long it has lasted; ``subject`` is one of the person slot's values ("me",
    "child", "baby", "pregnant", "someone_else"); ``words`` is the clause as it was said, for
    the summary a person takes to a doctor.
    """

    concept: str
    body_part: str | None = None
    side: str | None = None
    onset: Onset | None = None
    days: float | None = None
    subject: str = "me"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the findings of one conversation so far add up to.

    ``rules`` are the ids of the rules that fired ("T01"), most urgent first; the first one is
    what the advice speaks of. ``urgency`` is None where nothing was said that a level can rest
    on. ``clarify`` is the id of one question to ask when the words contradict themselves.
    """

    urgency: Urgency | None = None
    rules: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    clarify: str | None = None

    @property
    def crisis(self) -> bool:
        """Whether someone spoke of dying or of hurting themselves or another."""
        return "T16" in self.rules
