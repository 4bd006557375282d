"""A summary for a doctor: what was said in a conversation, spoken, and as lines to print."""

from collections.abc import Iterator
from dataclasses import dataclass

from skill.core.told import Notes, SummaryPhrases, Told, notes_of
from skill.core.wording import fill, listed

QUOTES_SPOKEN = 2  # more is tiresome to hear; all of them are printed
WORDS_QUOTED = 12  # of one remark, aloud
PLACES_SPOKEN = 4
ASKED_SPOKEN = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """``lines`` to be printed or shown, ``spoken`` to be said: the same, but shorter."""

    lines: tuple[str, ...]
    spoken: tuple[str, ...]


def summarise(phrases: SummaryPhrases, told: Told) -> Summary:
    """The summary of a conversation; where nothing was told, what would be good to tell."""
    if not (told.findings or told.check or told.body_part):
        return Summary(phrases.nothing, phrases.nothing)
    notes = notes_of(phrases, told)
    return Summary(tuple(_lines(phrases, told, notes)), tuple(_spoken(phrases, told, notes)))


def _lines(phrases: SummaryPhrases, told: Told, notes: Notes) -> Iterator[str]:
    heads = phrases.headings
    facts = {
        "person": [notes.person],
        "where": notes.places,
        "since": [notes.since],
        "often": notes.often,
        "changed": notes.changed,
        "said": notes.others,
    }
    for name, items in facts.items():
        if any(items):
            yield f"{heads[name]}: {'; '.join(items)}"
    lists = {
        "check": [f"{topic}: {answer}" for topic, answer in told.check],
        "may_ask": notes.open_questions,
    }
    for name, items in lists.items():
        if items:
            yield f"{heads[name]}:"
            yield from (f"- {item}" for item in items)
    yield phrases.note


def _spoken(phrases: SummaryPhrases, told: Told, notes: Notes) -> Iterator[str]:
    yield phrases.intro
    facts = [
        (phrases.person, [notes.person]),
        (phrases.where, notes.places[:PLACES_SPOKEN]),
        (phrases.since, [notes.since]),
        (phrases.often_line, [_short(remark) for remark in notes.often[:1]]),
        (phrases.changed_line, [_short(remark) for remark in notes.changed[:1]]),
    ]
    for template, items in facts:
        if any(items):
            yield fill(template, {"it": listed(items)})
    for remark in notes.others[:QUOTES_SPOKEN]:
        yield fill(phrases.said, {"it": _short(remark)})
    for topic, reply in told.check:
        yield fill(phrases.answered, {"topic": topic, "it": _short(reply)})
    if notes.open_questions:
        yield fill(phrases.may_ask, {"it": listed(notes.open_questions[:ASKED_SPOKEN])})


def _short(remark: str) -> str:
    """The first words of a remark, without the stop at its end."""
    return " ".join(remark.split()[:WORDS_QUOTED]).rstrip(".,;:!?")
