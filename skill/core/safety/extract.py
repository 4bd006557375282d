"""Findings from free speech: what is affirmed, present and real, with its attributes."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from skill.core.safety.attributes import Attribution
from skill.core.safety.clauses import Grammar, Utterance, divide
from skill.core.safety.durations import TimeWords, durations
from skill.core.safety.lexicon import Lexicon
from skill.core.safety.match import Match, Occurrences, find
from skill.core.safety.model import Finding
from skill.core.safety.negation import NegationWords, Polarity, denied_words, negations, polarity
from skill.core.safety.people import PeopleWords, ages, subjects
from skill.core.safety.unreal import UnrealWords, imagined, past
from skill.core.safety.words import Spelling, fold, read

MANY_PLACES = "many_places"
_PLACES_THAT_ARE_MANY = 3


@dataclass(frozen=True, slots=True)
class Language:
    """All that is known about how people put things into words."""

    spelling: Spelling
    grammar: Grammar
    lexicon: Lexicon
    negation: NegationWords
    unreal: UnrealWords
    times: TimeWords
    people: PeopleWords


@dataclass(frozen=True, slots=True)
class Extraction:
    """The findings of one text; ``unclear`` are concepts that were denied twice over.

    ``words`` are all its words but for what is denied, ``real`` those that tell of what is so: also
    without what is only imagined, asked about, or long past.
    """

    findings: tuple[Finding, ...] = ()
    unclear: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    real: tuple[str, ...] = ()


def extract(text: str, language: Language, person: str = "me") -> Extraction:
    """Read one text. ``person`` is whose body is spoken of unless the words say otherwise."""
    words = read(text, language.spelling)
    utterance = divide(fold(text), words, language.grammar)
    if not utterance.words:
        return Extraction()
    occurrences = Occurrences(utterance, language.lexicon)
    lengths = durations(utterance, language.times)
    matches = find(utterance, language.lexicon, occurrences)
    matches = _not_explained_away(utterance, matches)
    unreal = imagined(utterance, language.unreal)
    gone = past(utterance, lengths, language.unreal)
    matches = [match for match in matches if _is_real(match, unreal, gone)]
    denials = negations(utterance, language.negation)
    affirmed, unclear = [], []
    for match in matches:
        how = polarity(match, denials)
        if how is Polarity.AFFIRMED or match.concept.denied_too:
            affirmed.append(match)
        elif how is Polarity.UNCLEAR:
            unclear.append(match.concept.name)
    who = subjects(utterance, occurrences, language.people, person)
    attribution = Attribution(
        utterance,
        occurrences,
        language.lexicon.parts,
        lengths,
        affirmed,
    )
    findings = [_finding(match, utterance, attribution, who) for match in affirmed]
    findings += _ages(utterance, who)
    findings += _places(affirmed, utterance, attribution, who)
    denied = denied_words(matches, denials)
    return Extraction(
        unique(findings),
        tuple(unclear),
        utterance.without(denied),
        utterance.without(denied | unreal | gone),
    )


def unique(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in their order, each thing said only once."""
    return tuple(dict.fromkeys(findings))


def _is_real(match: Match, unreal: Container[int], gone: Container[int]) -> bool:
    if match.concept.always:
        return True
    if match.first in unreal or match.last in unreal:
        return False
    return match.concept.background or match.last not in gone


def _not_explained_away(utterance: Utterance, matches: list[Match]) -> list[Match]:
    told = {
        (match.concept.name, utterance.clause_of[match.first])
        for match in matches
        if utterance.clause_of[match.first] == utterance.clause_of[match.last]
    }
    return [
        match
        for match in matches
        if not any((name, utterance.clause_of[match.last]) in told for name in match.concept.unless)
    ]


def _finding(
    match: Match, utterance: Utterance, attribution: Attribution, who: tuple[str, ...]
) -> Finding:
    about = attribution.of(match)
    return Finding(
        match.concept.name,
        about.body_part,
        about.side,
        about.onset,
        about.days,
        who[match.last],
        utterance.said(match.first, match.last),
    )


def _ages(utterance: Utterance, who: tuple[str, ...]) -> list[Finding]:
    return [
        Finding(age.group, subject=who[age.at], words=utterance.said(age.at, age.at))
        for age in ages(utterance)
        if age.group
    ]


def _places(
    matches: list[Match], utterance: Utterance, attribution: Attribution, who: tuple[str, ...]
) -> list[Finding]:
    """A finding of its own where twitches are told of in several places."""
    moving = [match for match in matches if match.concept.motion]
    parts = {part for match in moving for part in attribution.parts_of(match)}
    if len(parts) < _PLACES_THAT_ARE_MANY:
        return []
    last = moving[-1].last
    return [Finding(MANY_PLACES, subject=who[last], words=utterance.said(moving[0].first, last))]
