"""Reading what is known from the TOML files beside this module."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from skill.core.plain import from_plain
from skill.knowledge.model import Answer, Fact, Knowledge, Offer, Sentence, SmallTalk, Source
from skill.knowledge.tables import KnowledgeError, read_table

FOLDER = Path(__file__).parent

T = TypeVar("T")


def load_knowledge(folder: Path = FOLDER) -> Knowledge:
    """Everything the answers draw on, checked; the first fault raises KnowledgeError."""
    answers = {path.name: _answers(folder, path) for path in sorted(folder.glob("answers/*.toml"))}
    knowledge = Knowledge(
        answers=tuple(answer for of_file in answers.values() for answer in of_file),
        offers=_offers(folder),
        phrases=_tables(folder, "phrases.toml", tuple[str, ...]),
        facts=_with_ids(folder, "facts.toml", Fact),
        sources=_with_ids(folder, "sources.toml", Source),
        names=_tables(folder, "names.toml", dict[str, str]),
        small_talk=_tables(folder, "small_talk.toml", SmallTalk),
    )
    _check_facts(knowledge)
    seen: set[str] = set()
    for name, of_file in answers.items():
        for answer in of_file:
            for fault in _faults(answer, knowledge, seen):
                raise _error(f"answers/{name}", answer.id, fault)
            seen.add(answer.id)
    return knowledge


def _answers(folder: Path, path: Path) -> tuple[Answer, ...]:
    name = f"answers/{path.name}"
    tables = _read(folder, name).get("answer")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _error(name, "answer", "there is no list of answers")
    return tuple(
        _entry(Answer, {"when": {}, **table}, name, str(table.get("id", f"answer {number}")))
        for number, table in enumerate(tables, start=1)
    )


def _offers(folder: Path) -> dict[str, Offer]:
    name = "offers.toml"
    offers = {}
    for key, table in _read(folder, name).items():
        yes = table.get("yes") if isinstance(table, dict) else None
        if not isinstance(yes, dict):
            raise _error(name, key, 'it does not say what "yes" to it asks for')
        asks = {"name": yes.get("intent"), "slots": yes.get("slots", {})}
        offers[key] = _entry(Offer, {"id": key, **table, "yes": asks}, name, key)
    return offers


def _with_ids(folder: Path, name: str, kind: type[T]) -> dict[str, T]:
    """A file whose tables are entries, named by their ids."""
    return {
        key: _entry(kind, {"id": key, **table} if isinstance(table, dict) else table, name, key)
        for key, table in _read(folder, name).items()
    }


def _tables(folder: Path, name: str, kind: type[T]) -> dict[str, T]:
    return {key: _entry(kind, value, name, key) for key, value in _read(folder, name).items()}


def _entry(kind: type[T], value: object, name: str, key: str) -> T:
    try:
        return from_plain(kind, value)
    except ValueError as fault:
        raise _error(name, key, str(fault)) from fault


def _read(folder: Path, name: str) -> Mapping[str, Any]:
    return read_table(folder / name, name)


def _check_facts(knowledge: Knowledge) -> None:
    for fact in knowledge.facts.values():
        for source in fact.sources:
            if source not in knowledge.sources:
                raise _error("facts.toml", fact.id, f"there is no source {source}")
        if fact.merged_into is not None and fact.merged_into not in knowledge.facts:
            raise _error("facts.toml", fact.id, f"there is no fact {fact.merged_into}")


def _faults(answer: Answer, knowledge: Knowledge, seen: set[str]) -> Iterator[str]:
    """What an answer says that the rest of the knowledge does not bear out."""
    if answer.id in seen:
        yield "another answer has the same id"
    if answer.offer is not None and answer.offer not in knowledge.offers:
        yield f"there is no offer {answer.offer}"
    for slot, values in answer.when.items():
        for value in values:
            if value not in knowledge.names.get(slot, {}):
                yield f"names.toml does not say how the {slot} {value} is spoken"
    for sentence in sentences(answer):
        for fact in sentence.facts:
            if fact not in knowledge.facts:
                yield f"there is no fact {fact}"


def sentences(answer: Answer) -> tuple[Sentence, ...]:
    """Every sentence of an answer, in the order they can come up."""
    return answer.point + answer.reason + answer.again + answer.more + answer.why


def _error(name: str, key: str, fault: str) -> KnowledgeError:
    return KnowledgeError(f"The knowledge file {name} cannot be used: in {key}, {fault}.")
