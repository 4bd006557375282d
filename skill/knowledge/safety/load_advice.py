"""Reading what is said about urgency, the check and the summary from the TOML files beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from skill.core.plain import from_plain
from skill.core.safety.advice import Advice, AdviceBook, RuleAdvice
from skill.core.safety.check_script import CheckScript
from skill.core.safety.emergency import NumberBook, Numbers
from skill.core.summary import SummaryPhrases
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
        for rule, table in read_table(path).items():
            if rule in rules:
                raise _error(path, rule, "the rule has advice already")
            rules[rule] = _rule(path, rule, table, facts)
    path = folder / "advice_levels.toml"
    table = read_table(path)
    levels = _by_level(path, "level", table.get("level"))
    reminders = _by_level(path, "reminder", table.get("reminder"))
    for level in Urgency:
        if level not in levels:
            raise _error(path, "level", f"there is nothing to say for {level.label}")
    return AdviceBook(
        rules=rules,
        levels={level: _advice(path, level.label, level, levels[level], facts) for level in levels},
        raised=_entry(path, "raised", Sentences, table.get("raised", [])),
        still_emergency=_entry(path, "still_emergency", Sentences, table.get("still_emergency")),
        reminders={level: _entry(path, "reminder", str, reminders[level]) for level in reminders},
    )


def load_numbers(folder: Path = FOLDER) -> NumberBook:
    """The emergency, crisis and poison numbers by country; raises KnowledgeError."""
    path = folder / "emergency_numbers.toml"
    table = read_table(path)
    unknown = table.get("unknown", {})
    own = {
        country: {"emergency": union.get("emergency")}
        for union in table.get("union", [])
        for country in _entry(path, "union", tuple[str, ...], union.get("countries"))
    } | table.get("country", {})
    return NumberBook(
        countries={code: _entry(path, code, Numbers, {**unknown, **own[code]}) for code in own},
        unknown=_entry(path, "unknown", Numbers, unknown),
    )


def load_check(folder: Path = FOLDER) -> CheckScript:
    """The red-flag check's questions and words; raises KnowledgeError."""
    path = folder / "check.toml"
    table = dict(read_table(path))
    listening = table.pop("listening", {})
    words = {
        "alone": dict(_meanings(path, table.pop("alone", {}))),
        "openings": dict(_meanings(path, table.pop("openings", {}))),
        "unknown_anywhere": listening.get("unknown_anywhere"),
        "fillers": listening.get("fillers"),
    }
    questions = [_question(path, question) for question in table.pop("question", [])]
    if not questions:
        raise _error(path, "question", "nothing is asked")
    return _entry(path, path.stem, CheckScript, {**table, "questions": questions, "words": words})


def load_summary(folder: Path = FOLDER) -> SummaryPhrases:
    """What a summary for a doctor is put together from; raises KnowledgeError."""
    path = folder / "summary.toml"
    return _entry(path, path.stem, SummaryPhrases, read_table(path))


def _rule(path: Path, rule: str, table: Table, facts: Table) -> RuleAdvice:
    own = {name: value for name, value in table.items() if name not in ("urgency", "at")}
    urgency = _urgency(path, rule, table.get("urgency"))
    changed = _by_level(path, rule, table.get("at", {}))
    return RuleAdvice(
        own=_advice(path, rule, urgency, own, facts),
        at={at: _advice(path, rule, at, {**own, **changed[at]}, facts) for at in changed},
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
            level = _urgency(path, key, table[name].get("level"))
            plain[name] = {**table[name], "level": int(level)}
    return plain


def _meanings(path: Path, table: Table) -> Iterator[tuple[str, str]]:
    for meaning, phrases in table.items():
        for phrase in _entry(path, meaning, tuple[str, ...], phrases):
            yield phrase, meaning


def _by_level(path: Path, key: str, table: object) -> dict[Urgency, Any]:
    if not isinstance(table, Mapping):
        raise _error(path, key, "there is no table of levels")
    return {_urgency(path, key, label): entry for label, entry in table.items()}


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
