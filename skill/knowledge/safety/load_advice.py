"""Reading what is said about urgency, the check and the summary from the TOML files beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from skill.core.plain import from_plain
from skill.core.safety.advice import Advice, AdviceBook, RuleAdvice
from skill.core.safety.check_script import CheckScript
from skill.core.safety.emergency import NumberBook, Numbers
from skill.core.told import SummaryPhrases
from skill.core.urgency import Urgency
from skill.knowledge.model import Sentences
from skill.knowledge.tables import KnowledgeError, read_table

FOLDER = Path(__file__).parent
FACTS = FOLDER.parent / "facts.toml"

T = TypeVar("T")
Table = Mapping[str, Any]


def load_advice(folder: Path = FOLDER) -> AdviceBook:
    """The advice of every rule and level, checked; raises KnowledgeError."""
    facts = read_table(FACTS)
    rules: dict[str, RuleAdvice] = {}
    for path in sorted(folder.glob("advice/*.toml")):
        for rule, value in read_table(path).items():
            if rule in rules:
                raise _error(path, rule, "the rule has advice already")
            rules[rule] = _rule(path, rule, value, facts)
    path = folder / "advice_levels.toml"
    table = read_table(path)
    levels = _by_level(path, "level", table.get("level"))
    reminders = _by_level(path, "reminder", table.get("reminder"))
    for level in Urgency:
        if level not in levels:
            raise _error(path, "level", f"there is nothing to say for {level.label}")
    return AdviceBook(
        rules=rules,
        levels={
            level: _advice(path, level.label, level, _table(path, level.label, entry), facts)
            for level, entry in levels.items()
        },
        raised=_entry(path, "raised", Sentences, table.get("raised", [])),
        still_emergency=_entry(path, "still_emergency", Sentences, table.get("still_emergency")),
        reminders={level: _entry(path, "reminder", str, reminders[level]) for level in reminders},
    )


def load_numbers(folder: Path = FOLDER) -> NumberBook:
    """The emergency, crisis and poison numbers by country; raises KnowledgeError."""
    path = folder / "emergency_numbers.toml"
    table = read_table(path)
    unknown = _table(path, "unknown", table.get("unknown"))
    own: dict[str, Table] = {}
    for union in _list(path, "union", table.get("union")):
        for code in _entry(path, "union", tuple[str, ...], union.get("countries")):
            own[code] = {"emergency": union.get("emergency")}
    for code, numbers in _table(path, "country", table.get("country")).items():
        own[code] = _table(path, code, numbers)
    return NumberBook(
        countries={code: _entry(path, code, Numbers, {**unknown, **own[code]}) for code in own},
        unknown=_entry(path, "unknown", Numbers, unknown),
    )


def load_check(folder: Path = FOLDER) -> CheckScript:
    """The red-flag check's questions and words; raises KnowledgeError."""
    path = folder / "check.toml"
    table = dict(read_table(path))
    listening = _table(path, "listening", table.pop("listening", None))
    words = {
        "alone": dict(_meanings(path, table.pop("alone", None))),
        "openings": dict(_meanings(path, table.pop("openings", None))),
        "unknown_anywhere": listening.get("unknown_anywhere"),
        "fillers": listening.get("fillers"),
    }
    questions = [
        _question(path, question)
        for question in _list(path, "question", table.pop("question", None))
    ]
    return _entry(path, path.stem, CheckScript, {**table, "questions": questions, "words": words})


def load_summary(folder: Path = FOLDER) -> SummaryPhrases:
    """What a summary for a doctor is put together from; raises KnowledgeError."""
    path = folder / "summary.toml"
    return _entry(path, path.stem, SummaryPhrases, read_table(path))


def _rule(path: Path, rule: str, value: object, facts: Table) -> RuleAdvice:
    table = _table(path, rule, value)
    own = {name: value for name, value in table.items() if name not in ("urgency", "at")}
    urgency = _urgency(path, rule, table.get("urgency"))
    changed = _by_level(path, rule, table.get("at", {}))
    return RuleAdvice(
        own=_advice(path, rule, urgency, own, facts),
        at={
            level: _advice(path, rule, level, {**own, **_table(path, rule, words)}, facts)
            for level, words in changed.items()
        },
    )


def _advice(path: Path, rule: str, urgency: Urgency, parts: Table, facts: Table) -> Advice:
    """One level's advice, with the sources of the facts its sentences rest on."""
    advice = _entry(path, rule, Advice, {"urgency": int(urgency), **parts})
    sources: dict[str, None] = {}
    for sentence in advice.sentences + advice.again:
        for fact in sentence.facts:
            if fact not in facts:
                raise _error(path, rule, f"there is no fact {fact}")
            sources.update(dict.fromkeys(facts[fact]["sources"]))
    return replace(advice, sources=tuple(sources))


def _question(path: Path, table: Table) -> dict[str, Any]:
    """A question as plain data: its levels by number."""
    key = str(table.get("id"))
    plain = {**table, "ceiling": int(_urgency(path, key, table.get("ceiling")))}
    for name in ("yes", "unknown"):
        if name in table:
            count = _table(path, key, table[name])
            plain[name] = {**count, "level": int(_urgency(path, key, count.get("level")))}
    return plain


def _meanings(path: Path, value: object) -> Iterator[tuple[str, str]]:
    for meaning, phrases in _table(path, "openings", value).items():
        for phrase in _entry(path, meaning, tuple[str, ...], phrases):
            yield phrase, meaning


def _by_level(path: Path, key: str, value: object) -> dict[Urgency, Any]:
    table = _table(path, key, value)
    return {_urgency(path, key, label): entry for label, entry in table.items()}


def _table(path: Path, key: str, value: object) -> Table:
    if not isinstance(value, Mapping):
        raise _error(path, key, "there is no table")
    return value


def _list(path: Path, key: str, value: object) -> list[Table]:
    """A list of tables with something in it."""
    if not isinstance(value, list) or not value:
        raise _error(path, key, "there is no list")
    return [_table(path, key, entry) for entry in value]


def _urgency(path: Path, key: str, label: object) -> Urgency:
    try:
        return Urgency.from_label(str(label))
    except KeyError:
        raise _error(path, key, f"{label} is not a level") from None


def _entry(path: Path, key: str, kind: type[T], value: object) -> T:
    try:
        return from_plain(kind, value)
    except ValueError as fault:
        raise _error(path, key, str(fault)) from fault


def _error(path: Path, key: str, fault: str) -> KnowledgeError:
    return KnowledgeError(f"The knowledge file {path.name} cannot be used: in {key}, {fault}.")
