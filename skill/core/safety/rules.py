"""Rules: combinations of findings, each with the urgency it amounts to.

A rule has cases, a case has one condition a line:

- ``fever + stiff_neck``     all of these must have been found
- ``faint|collapse``         one of these
- ``!exercise``              none of these
- ``weak_limb:slow``         with that onset: sudden, slow, or acute (sudden or not told)
- ``twitch>14``, ``twitch<2``  lasting longer or shorter, in days
- ``seizure@child``          told of that subject

A name may be that of a group, which stands for any of its concepts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from skill.core.safety.model import Finding
from skill.core.urgency import Urgency

_TERM = re.compile(r"(\w+)(?::(\w+))?(?:([<>])([\d.]+))?(?:@(\w+))?")
_ONSETS: Mapping[str, frozenset[str | None]] = {
    "sudden": frozenset({"sudden"}),
    "slow": frozenset({"gradual"}),
    "acute": frozenset({"sudden", None}),
}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One of ``concepts``, with the onset, duration in days and subject asked for."""

    concepts: frozenset[str]
    onset: frozenset[str | None] | None = None
    longer_than: float | None = None
    shorter_than: float | None = None
    subject: str | None = None

    def holds(self, findings: Mapping[str, list[Finding]]) -> bool:
        """Whether any finding, by concept, meets it."""
        return any(
            self._met_by(finding)
            for concept in self.concepts
            for finding in findings.get(concept, ())
        )

    def _met_by(self, finding: Finding) -> bool:
        if self.onset is not None and finding.onset not in self.onset:
            return False
        if self.subject is not None and finding.subject != self.subject:
            return False
        if self.longer_than is not None and (finding.days or 0) <= self.longer_than:
            return False
        return self.shorter_than is None or (
            finding.days is not None and finding.days < self.shorter_than
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """All of ``wanted`` (each a choice of constraints) and none of ``unwanted``.

    ``needed`` are the concepts of each choice: what rules out most conditions at a glance.
    """

    wanted: tuple[tuple[Constraint, ...], ...]
    unwanted: tuple[Constraint, ...]
    needed: tuple[frozenset[str], ...]

    @classmethod
    def read(cls, line: str, groups: Mapping[str, frozenset[str]]) -> "Condition":
        """Read one line of a rule; raises ValueError where it is not understood."""
        wanted: list[tuple[Constraint, ...]] = []
        unwanted: list[Constraint] = []
        for term in line.split(" + "):
            choice = tuple(_constraint(text, groups) for text in term.strip("! ").split("|"))
            if term.strip().startswith("!"):
                unwanted.extend(choice)
            else:
                wanted.append(choice)
        needed = tuple(_names(choice) for choice in wanted)
        return cls(tuple(wanted), tuple(unwanted), needed)

    def holds(self, findings: Mapping[str, list[Finding]]) -> bool:
        """Whether the findings, by concept, meet it."""
        for needed in self.needed:
            if needed.isdisjoint(findings):
                return False
        return all(
            any(constraint.holds(findings) for constraint in choice) for choice in self.wanted
        ) and not any(constraint.holds(findings) for constraint in self.unwanted)

    @property
    def names(self) -> frozenset[str]:
        """All concepts it speaks of."""
        return frozenset().union(*self.needed) | _names(self.unwanted)


@dataclass(frozen=True, slots=True)
class Case:
    """Conditions of which one is enough, and the level they amount to.

    Without any of the concepts of ``first_needed`` none of them can hold.
    """

    level: Urgency
    conditions: tuple[Condition, ...]
    first_needed: frozenset[str]

    @classmethod
    def of(cls, level: Urgency, conditions: tuple[Condition, ...]) -> "Case":
        """A case; every condition of it wants something."""
        return cls(level, conditions, frozenset().union(*(c.needed[0] for c in conditions)))


@dataclass(frozen=True, slots=True)
class Rule:
    """A red flag, or a reason for an appointment or for self-care; its cases most urgent first."""

    id: str
    title: str
    cases: tuple[Case, ...]

    @property
    def level(self) -> Urgency:
        """The level of its most urgent case."""
        return self.cases[0].level

    @property
    def first_needed(self) -> frozenset[str]:
        """The concepts of which there must be one for the rule to hold."""
        return frozenset().union(*(case.first_needed for case in self.cases))

    def weigh(self, findings: Mapping[str, list[Finding]]) -> Urgency | None:
        """The level of the first case that holds, or None."""
        for case in self.cases:
            if case.first_needed.isdisjoint(findings):
                continue
            if any(condition.holds(findings) for condition in case.conditions):
                return case.level
        return None


def _names(constraints: Iterable[Constraint]) -> frozenset[str]:
    return frozenset(name for constraint in constraints for name in constraint.concepts)


def by_concept(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings gathered under their concepts."""
    gathered: dict[str, list[Finding]] = {}
    for finding in findings:
        gathered.setdefault(finding.concept, []).append(finding)
    return gathered


def _constraint(text: str, groups: Mapping[str, frozenset[str]]) -> Constraint:
    found = _TERM.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"not a condition: {text!r}")
    name, onset, compare, days, subject = found.groups()
    return Constraint(
        groups.get(name, frozenset({name})),
        _ONSETS[onset] if onset else None,
        float(days) if compare == ">" else None,
        float(days) if compare == "<" else None,
        subject,
    )
