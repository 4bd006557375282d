"""What was said in a conversation, put in order for a doctor: spoken, and as lines to print."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from skill.core.safety.model import Finding
from skill.core.wording import fill, listed

QUOTES_SPOKEN = 2  # more is tiresome to hear; all of them are printed
WORDS_QUOTED = 14  # of one remark, aloud
PLACES_SPOKEN = 4
ASKED_SPOKEN = 3

WEEK, MONTH, YEAR = 7.0, 30.4, 365.0


@dataclass(frozen=True, slots=True)
class SummaryPhrases:
    """The words of a summary.

    ``often`` and ``changed`` are concept ids that tell how often it comes and what changed;
    ``often_words`` tell the former wherever a remark holds them. ``asked`` are the questions a
    doctor is likely to ask, by what they are about, in the order of weight.
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
    changed: tuple[str, ...]
    one_or_more_places: tuple[str, ...]
    medicines: tuple[str, ...]
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
class Summary:
    """``lines`` to be printed or shown, ``spoken`` to be said: the same, but shorter."""

    lines: tuple[str, ...]
    spoken: tuple[str, ...]


def summarise(phrases: SummaryPhrases, told: Told) -> Summary:
    """The summary of a conversation; where nothing was told, what would be good to tell."""
    if not (told.findings or told.check or told.body_part):
        return Summary(phrases.nothing, phrases.nothing)
    places = _places(phrases, told)
    since = lasting(max((f.days for f in told.findings if f.days), default=0), phrases)
    often = _remarks(told, phrases.often, phrases.often_words)
    changed = [remark for remark in _remarks(told, phrases.changed) if remark not in often]
    others = [remark for remark in _remarks(told) if remark not in (*often, *changed)]
    known = {
        "since": bool(since),
        "often": bool(often),
        "where": bool(places),
        "one_place": len(places) > 1 or _holds(told, phrases.one_or_more_places),
        "changed": bool(changed),
        "medicines": _holds(told, phrases.medicines),
        "other": bool(told.check) or len(told.findings) > 1,
        "pregnant": bool(told.person),
    }
    open_questions = [text for about, text in phrases.asked.items() if not known[about]]
    person = phrases.persons.get(told.person or "", "")
    heads = phrases.headings
    lines = [
        *_line(heads["person"], [person] if person else []),
        *_line(heads["where"], places),
        *_line(heads["since"], [since] if since else []),
        *_line(heads["often"], often),
        *_line(heads["changed"], changed),
        *_line(heads["said"], others),
        *_list(heads["check"], [f"{topic}: {answer}" for topic, answer in told.check]),
        *_list(heads["may_ask"], open_questions),
        phrases.note,
    ]
    spoken = [
        phrases.intro,
        *_said(phrases.person, [person] if person else []),
        *_said(phrases.where, places[:PLACES_SPOKEN]),
        *_said(phrases.since, [since] if since else []),
        *(fill(phrases.often_line, {"it": _short(remark)}) for remark in often[:1]),
        *(fill(phrases.changed_line, {"it": _short(remark)}) for remark in changed[:1]),
        *(fill(phrases.said, {"it": _short(remark)}) for remark in others[:QUOTES_SPOKEN]),
        *(
            fill(phrases.answered, {"topic": topic, "it": _short(reply)})
            for topic, reply in told.check
        ),
        *_said(phrases.may_ask, open_questions[:ASKED_SPOKEN]),
    ]
    return Summary(tuple(lines), tuple(spoken))


def lasting(days: float, phrases: SummaryPhrases) -> str:
    """A length of time in round words ("three weeks"); empty for none."""
    if days <= 0:
        return ""
    if days < 2 * WEEK:
        unit, count = "day", days
    elif days < 2 * MONTH:
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
            part = told.parts.get(finding.body_part, finding.body_part.replace("_", " "))
            places[f"{side} {part}".strip()] = None
    if not places and told.body_part:
        places[told.parts.get(told.body_part, told.body_part.replace("_", " "))] = None
    plain = {place for place in places if any(p.endswith(f" {place}") for p in places)}
    return [place for place in places if place not in plain]


def _remarks(told: Told, concepts: Sequence[str] = (), words: Sequence[str] = ()) -> list[str]:
    """The remarks with one of these concepts or words, or all; each once, as it was said."""
    chosen = (
        finding.words.strip()
        for finding in told.findings
        if not (concepts or words)
        or finding.concept in concepts
        or any(f" {word} " in f" {finding.words.lower()} " for word in words)
    )
    return [remark for remark in dict.fromkeys(chosen) if remark]


def _holds(told: Told, concepts: Sequence[str]) -> bool:
    return any(finding.concept in concepts for finding in told.findings)


def _line(heading: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"{heading}: {'; '.join(items)}"


def _list(heading: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"{heading}:"
        yield from (f"- {item}" for item in items)


def _said(template: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield fill(template, {"it": listed(items)})


def _short(remark: str) -> str:
    """The first words of a remark, without the stop at its end."""
    return " ".join(remark.split()[:WORDS_QUOTED]).rstrip(".,;:!?")
