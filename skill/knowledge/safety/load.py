"""Reads the red flags' data files, once, when the program starts."""

from collections.abc import Iterator, Mapping
from typing import Any

from skill.core.safety.clauses import Grammar
from skill.core.safety.durations import TimeWords
from skill.core.safety.engine import RuleBook
from skill.core.safety.extract import Language
from skill.core.safety.lexicon import Concept, Lexicon
from skill.core.safety.negation import NegationWords
from skill.core.safety.people import PeopleWords
from skill.core.safety.rules import Case, Condition, Rule
from skill.core.safety.slots import SlotWords
from skill.core.safety.unreal import UnrealWords
from skill.core.safety.words import Spelling
from skill.core.urgency import Urgency
from skill.knowledge.safety.load_reader import FOLDER, load_reader
from skill.knowledge.tables import KnowledgeError, read_table

_CONCEPT_FILES = (
    "concepts_crisis",
    "concepts_brain",
    "concepts_chest",
    "concepts_exposure",
    "concepts_muscle",
    "concepts_background",
)


def load_rulebook() -> RuleBook:
    """The rules and the language they are written for; raises KnowledgeError."""
    try:
        return _rulebook()
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        raise KnowledgeError(f"The red-flag data cannot be used: {fault!r} is amiss.") from fault


def _rulebook() -> RuleBook:
    rules = _read("rules")
    language = load_language()
    slots = _read("slots")
    return RuleBook(
        language,
        tuple(_rules(rules)),
        frozenset(rules["careful"].split()),
        frozenset(concept.name for concept in language.lexicon.concepts if concept.motion),
        SlotWords(slots["symptoms"], slots["parts"], slots["persons"], slots["going_on"]),
        load_reader(),
        frozenset(rules["gives_way"].split()),
        frozenset(rules["figures"].split()),
    )


def load_language() -> Language:
    """How people put things into words."""
    words = _read("words")
    sets = {name: text for table in _read("sets").values() for name, text in table.items()}
    time = words["time"]
    return Language(
        Spelling.of(_rewrites(words["rewrites"]), words["fillers"].split()),
        Grammar.of(words["grammar"]),
        Lexicon.of(sets, _concepts()),
        NegationWords.of(words["negation"]),
        UnrealWords.of(words["unreal"]),
        TimeWords(
            time["units"],
            time["amounts"],
            time["phrases"],
            **{name: frozenset(text.split()) for name, text in time["words"].items()},
        ),
        PeopleWords.of(words["people"]),
    )


def _read(name: str) -> Mapping[str, Any]:
    return read_table(FOLDER / f"{name}.toml")


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("# ")]


def _rewrites(text: str) -> dict[str, str]:
    """Lines of "heard = meant"; nothing after the sign drops the words."""
    pairs = (line.partition("=") for line in _lines(text))
    return {heard.strip(): meant.strip() for heard, _, meant in pairs}


def _concepts() -> Iterator[tuple[Concept, list[str]]]:
    for name in _CONCEPT_FILES:
        for concept, entry in _read(name).items():
            rest = {key: value for key, value in entry.items() if key not in ("patterns", "unless")}
            unless = tuple(entry.get("unless", ()))
            yield Concept(concept, unless=unless, **rest), _lines(entry["patterns"])


def _rules(data: Mapping[str, Any]) -> Iterator[Rule]:
    groups = {name: frozenset(text.split()) for name, text in data["groups"].items()}
    for entry in data["rule"]:
        cases = tuple(
            Case.of(
                level,
                tuple(Condition.read(line, groups) for line in _lines(entry[level.label])),
            )
            for level in sorted(Urgency, reverse=True)
            if level.label in entry
        )
        yield Rule(entry["id"], entry["title"], cases)
