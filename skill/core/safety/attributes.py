"""What is said about a finding: where on the body, which side, how it began, how long it lasts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skill.core.safety.clauses import Utterance
from skill.core.safety.durations import Duration
from skill.core.safety.match import Match, Occurrences
from skill.core.safety.model import Onset

_SIDES = ("left", "right", "both")


@dataclass(frozen=True, slots=True)
class Attributes:
    """Everything a finding carries besides its concept and its subject."""

    body_part: str | None
    side: str | None
    onset: Onset | None
    days: float | None


class Attribution:
    """Assigns body parts, sides, onsets and durations of one utterance to its matches."""

    def __init__(
        self,
        utterance: Utterance,
        occurrences: Occurrences,
        parts: Mapping[str, str],
        lengths: Sequence[Duration],
        matches: Sequence[Match],
    ) -> None:
        self._utterance = utterance
        self._parts: dict[int, list[tuple[int, str]]] = {}
        for name, part in parts.items():
            for first, _ in occurrences.named(name):
                self._parts.setdefault(utterance.clause_of[first], []).append((first, part))
        self._sides = [
            (first, side) for side in _SIDES for first, _ in occurrences.named("side_" + side)
        ]
        self._sudden = [first for first, _ in occurrences.named("sudden_words")]
        self._gradual = [first for first, _ in occurrences.named("gradual_words")]
        self._lengths = lengths
        self._spoken_of = {
            utterance.clause_of[match.last] for match in matches if not match.concept.background
        }

    def of(self, match: Match) -> Attributes:
        """The attributes of one match."""
        clauses = self._clauses_about(match)
        lasting = [length for length in self._lengths if self._clause(length.at) in clauses]
        days = max((length.days for length in lasting), default=None)
        return Attributes(
            self.body_part(match), self._side(match), self._onset(clauses, days), days
        )

    def body_part(self, match: Match) -> str | None:
        """The part named in the match, else the closest before it, else after it, in its clause."""
        if match.concept.part:
            return match.concept.part
        told = range(self._clause(match.first), self._clause(match.last) + 1)
        for clause in told:
            for first, part in self._parts.get(clause, ()):
                if match.covers(first):
                    return part
        near = [
            (abs(match.first - first) + (2 if first > match.last else 0), part)
            for first, part in self._parts.get(told[0], ())
        ]
        return min(near)[1] if near else None

    def parts_of(self, match: Match) -> set[str]:
        """All parts named in the clauses a match is told in, for counting places."""
        clauses = self._clauses_about(match) | {self._clause(match.last)}
        return {part for clause in clauses for _, part in self._parts.get(clause, ())}

    def _side(self, match: Match) -> str | None:
        clauses = {self._clause(match.first), self._clause(match.last)}
        sides = {side for at, side in self._sides if self._clause(at) in clauses}
        return "both" if len(sides) > 1 else next(iter(sides), None)

    def _onset(self, clauses: set[int], days: float | None) -> Onset | None:
        if any(self._clause(at) in clauses for at in self._sudden):
            return "sudden"
        if any(self._clause(at) in clauses for at in self._gradual):
            return "gradual"
        if days is None:
            return None
        return "gradual" if days >= 1 else "sudden"

    def _clauses_about(self, match: Match) -> set[int]:
        """A match's own clauses, and neighbours in its sentence that speak of nothing else."""
        own = set(range(self._clause(match.first), self._clause(match.last) + 1))
        clauses = self._utterance.clauses
        about = set(own)
        for step, edge in ((-1, min(own)), (1, max(own))):
            neighbour = edge + step
            while (
                0 <= neighbour < len(clauses)
                and neighbour not in self._spoken_of
                and clauses[neighbour].sentence == clauses[edge].sentence
            ):
                about.add(neighbour)
                neighbour += step
        return about

    def _clause(self, place: int) -> int:
        return self._utterance.clause_of[place]
