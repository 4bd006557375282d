"""What was told in a conversation, sorted by what a doctor asks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from skill.core.safety.model import Finding

_NO_WORD = re.compile(r"[^\w']+")
WEEK, MONTH, YEAR = 7.0, 30.4, 365.0


@dataclass(frozen=True, slots=True)
class SummaryPhrases:
    """The words of a summary.

    ``often`` and ``changed`` are concept ids that tell how often it comes and what changed;
    ``often_words`` tell the former wherever a remark holds them; ``vague_since`` are
    words that only hint at how long ("since March"). ``asked`` are the questions a doctor is likely
    to ask, by what they are about, in the order of weight. ``before_part`` are the words that make
    a word after them a body part ("my back").
    """

    intro: str
    nothing: tuple[str, ...]
    person: str
    where: str
    since: str
    often_line: str
    changed_line: str
    said: str
    answered: str
    may_ask: str
    note: str
    headings: Mapping[str, str]
    persons: Mapping[str, str]
    sides: Mapping[str, str]
    units: Mapping[str, tuple[str, ...]]
    number_words: tuple[str, ...]
    often: tuple[str, ...]
    often_words: tuple[str, ...]
    vague_since: tuple[str, ...]
    changed: tuple[str, ...]
    one_or_more_places: tuple[str, ...]
    medicines: tuple[str, ...]
    before_part: tuple[str, ...]
    asked: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """All that a summary is made from.

    ``parts`` are the body parts by id as they are called ("upper_arm": "upper arm");
    ``body_part`` is the one spoken of where no finding names any; ``check`` pairs the topic of
    each question of the red-flag check with the answer given.
    """

    findings: tuple[Finding, ...]
    parts: Mapping[str, str]
    body_part: str | None = None
    person: str | None = None
    check: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Notes:
    """What was told, sorted by what a doctor asks."""

    person: str
    places: list[str]
    since: str
    often: list[str]
    changed: list[str]
    others: list[str]
    open_questions: list[str]


def notes_of(phrases: SummaryPhrases, told: Told) -> Notes:
    """Each remark under what it tells of, and which of a doctor's questions are still open."""
    remarks = _remarks(told)
    often = [r for r in remarks if _about(r, told, phrases.often) or _has(r, phrases.often_words)]
    changed = [r for r in remarks if r not in often and _about(r, told, phrases.changed)]
    answers = [_plain(answer) for _, answer in told.check if len(answer.split()) > 1]
    others = [r for r in remarks if r not in (*often, *changed) and not _told_in(r, answers)]
    places = _places(phrases, told)
    since = lasting(max((_days(f, phrases) for f in told.findings), default=0), phrases)
    concepts = {finding.concept for finding in told.findings}
    known = {
        "since": bool(since),
        "often": bool(often),
        "where": bool(places),
        "one_place": len(places) > 1 or not concepts.isdisjoint(phrases.one_or_more_places),
        "changed": bool(changed),
        "medicines": not concepts.isdisjoint(phrases.medicines),
        "other": bool(told.check) or len(concepts) > 1,
        "pregnant": bool(told.person),
    }
    return Notes(
        person=phrases.persons.get(told.person or "", ""),
        places=places,
        since=since,
        often=often,
        changed=changed,
        others=others,
        open_questions=[text for about, text in phrases.asked.items() if not known.get(about)],
    )


def _days(finding: Finding, phrases: SummaryPhrases) -> float:
    """How long a finding has lasted; 0 where that was only guessed, as from "since March"."""
    words = finding.words.lower().split()
    return 0 if not finding.days or set(words) & set(phrases.vague_since) else finding.days


def lasting(days: float, phrases: SummaryPhrases) -> str:
    """A length of time in round words ("three weeks"); empty for none."""
    if days <= 0:
        return ""
    if days < 2 * WEEK:
        unit, count = "day", days
    elif days < 8 * WEEK:
        unit, count = "week", days / WEEK
    elif days < 2 * YEAR:
        unit, count = "month", days / MONTH
    else:
        unit, count = "year", days / YEAR
    whole = max(1, round(count))
    one, many = phrases.units[unit]
    last = len(phrases.number_words) - 1
    return one if whole == 1 else f"{phrases.number_words[min(whole, last)]} {many}"


def _places(phrases: SummaryPhrases, told: Told) -> list[str]:
    """The body parts told of with their sides, each once, in the order they came up."""
    places: dict[str, None] = {}
    for finding in told.findings:
        if finding.body_part:
            side = phrases.sides.get(finding.side or "", "")
            places[f"{side} {_named(finding.body_part, told)}".strip()] = None
    for _, answer in told.check:
        places.update(dict.fromkeys(_parts_in(answer, phrases, told)))
    if not places and told.body_part:
        places[_named(told.body_part, told)] = None
    return [place for place in places if not any(p.endswith(f" {place}") for p in places)]


def _named(part: str, told: Told) -> str:
    return told.parts.get(part, part.replace("_", " "))


def _parts_in(answer: str, phrases: SummaryPhrases, told: Told) -> Iterator[str]:
    """The body parts an answer names after "my" or the like: "it came back" names none."""
    text = f" {_plain(answer)} "
    for part in told.parts.values():
        if any(
            f" {word} {form} " in text
            for word in phrases.before_part
            for form in (part, part + "s")
        ):
            yield part


def _remarks(told: Told) -> list[str]:
    """What was said, each once; a remark that is part of a longer one is left out."""
    remarks = [r for r in dict.fromkeys(f.words.strip() for f in told.findings) if r]
    return [
        r
        for r in remarks
        if not any(r != other and _plain(r) in _plain(other) for other in remarks)
    ]


def _about(remark: str, told: Told, concepts: Sequence[str]) -> bool:
    """Whether a remark, or a part of it, told of one of the concepts."""
    return any(f.concept in concepts and _plain(f.words) in _plain(remark) for f in told.findings)


def _has(remark: str, words: Sequence[str]) -> bool:
    return any(f" {word} " in f" {_plain(remark)} " for word in words)


def _told_in(remark: str, answers: Sequence[str]) -> bool:
    """Whether an answer listed under the check says the same already."""
    return any(answer in _plain(remark) or _plain(remark) in answer for answer in answers)


def _plain(text: str) -> str:
    return " ".join(_NO_WORD.sub(" ", text.lower()).split())
