"""The table: a row for each figure, a column for each engine, as Markdown."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.understanding.evaluation.figures import Figures, Score

NOT_INSTALLED = "not installed"
OURS = "Muscle Calm"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of every engine: how it is read, how it is written, and which way is better."""

    name: str
    value: Callable[[Figures], float | None]
    written: str
    more_is_better: bool = True

    def cell(self, figures: Figures | None) -> str:
        """The figure as text."""
        if figures is None:
            return NOT_INSTALLED
        value = self.value(figures)
        return "-" if value is None else self.written.format(value)


def rows(ours: Figures) -> Iterator[Row]:
    """The rows there is something to say in."""
    for name, score in ours.scores.items():
        label = f"{name} ({score.cases})"
        if score.kind in {"samples", "ours"}:
            yield Row(f"{label}: right", _share(name, lambda s: s.right), "{:.1%}")
        if score.kind == "ours":
            yield Row(f"{label}: wrong, accepted", _share(name, lambda s: s.wrong), "{:.1%}", False)
        if score.f1 is not None and score.kind == "ours":
            yield Row(f"{label}: slot F1", _f1(name), "{:.3f}")
        if score.kind == "not ours":
            yield Row(f"{label}: accepted", _share(name, lambda s: s.wrong), "{:.1%}", False)
        if score.kind == "command":
            missed = _share(name, lambda s: s.cases - s.right)
            yield Row(f'"{name}" in a session ({score.cases}): missed', missed, "{:.1%}", False)
        if score.kind == "talk":
            fired = _share(name, lambda s: s.cases - s.right)
            yield Row(f"{label}: stopped or paused it", fired, "{:.1%}", False)
    yield Row("text to intent, p50 (ms)", lambda f: f.p50, "{:.2f}", False)
    yield Row("text to intent, p99 (ms)", lambda f: f.p99, "{:.2f}", False)
    yield Row("loading (ms)", lambda f: f.load, "{:.0f}", False)
    yield Row("first answer after loading (ms)", lambda f: f.first, "{:.1f}", False)
    yield Row("memory beyond Python's (MB)", lambda f: f.memory, "{:.0f}", False)


def markdown(measured: Mapping[str, Figures | None]) -> str:
    """All of it; the first column is ours."""
    ours = measured[OURS]
    assert ours is not None
    lines = ["| | " + " | ".join(measured) + " |", "|---" * (len(measured) + 1) + "|"]
    for row in rows(ours):
        cells = (row.cell(figures) for figures in measured.values())
        lines.append(f"| {row.name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def behind(measured: Mapping[str, Figures | None]) -> dict[str, list[str]]:
    """The rows in which peers are ahead of us, with those peers."""
    ours = measured[OURS]
    assert ours is not None
    found: dict[str, list[str]] = {}
    for row in rows(ours):
        own = row.value(ours)
        for name, figures in measured.items():
            theirs = row.value(figures) if figures else None
            if own is None or theirs is None or theirs == own:
                continue
            if (theirs > own) == row.more_is_better:
                found.setdefault(row.name, []).append(name)
    return found


def _share(name: str, counted: Callable[[Score], int]) -> Callable[[Figures], float | None]:
    def share(figures: Figures) -> float | None:
        score = figures.scores.get(name)
        return counted(score) / score.cases if score else None

    return share


def _f1(name: str) -> Callable[[Figures], float | None]:
    return lambda figures: figures.scores[name].f1 if figures.scores[name].slots_heard else None
