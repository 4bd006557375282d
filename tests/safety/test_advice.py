"""What is said about urgency: complete, in order, short, and within its bounds."""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from skill.core.safety.advice import Advice
from skill.core.safety.model import Assessment
from skill.core.urgency import Urgency
from skill.knowledge.safety.load_advice import load_advice, load_check, load_numbers, load_summary

BOOK, NUMBERS = load_advice(), load_numbers()
CHECK, SUMMARY = load_check(), load_summary()
RULES = [f"T{number:02}" for number in range(1, 44)]
PLACES = {code: NUMBERS.countries[code] for code in ("US", "GB", "AU")} | {"": NUMBERS.unknown}

SHARED = Path(os.environ.get("MUSCLE_CALM_SHARED", Path(__file__).parents[3] / "shared"))
COPIED_RUN = 7
MOST_WORDS = 22
FEWEST_IN_ADVICE, MOST_IN_ADVICE = 25, 60

FORBIDDEN = {
    "diagnosis": r"\byou (?:do not |don't |may |might |probably )?have\b"
    r"|\byou(?:'re| are) (?:fine|ill|sick|healthy)\b"
    r"|\bthis (?:is|could be|may be) an? (?:stroke|seizure|heart|fit|clot)",
    "promise": r"\bwill (?:go away|stop|pass|settle|clear|disappear|be fine)\b|\bharmless for\b"
    r"|\bnothing to worry\b|\b(?:don't|do not|no need to) worry\b|\bnothing serious\b",
    "dose": r"\d|\b(?:mg|milligrams?|grams?|dosage|dose|tablets? (?:a|per))\b",
    "order about a medicine": r"\b(?:stop|start|quit|skip|begin) (?:taking|your|the|all|any)\b"
    r"(?=.*(?:medicine|tablet|pill|prescri))",
    "drink as a remedy": r"\banother drink\b",
    "calming down": r"\bcalm down\b|\bjust stop\b|\bin your head\b",
}


def advice_of(rule: str) -> Iterator[Advice]:
    yield BOOK.rules[rule].own
    yield from BOOK.rules[rule].at.values()


def every_advice() -> Iterator[tuple[str, Advice]]:
    for rule in BOOK.rules:
        for advice in advice_of(rule):
            yield f"{rule} {advice.urgency.label}", advice
    for level, advice in BOOK.levels.items():
        yield level.label, advice


def every_text() -> Iterator[tuple[str, str]]:
    for where, advice in every_advice():
        for sentence in advice.sentences + advice.again:
            for place, numbers in PLACES.items():
                text = sentence.say
                for name, value in numbers.fills.items():
                    text = text.replace("{" + name + "}", value)
                yield f"{where} {place}", text
    for sentence in BOOK.raised + BOOK.still_emergency:
        yield "common", sentence.say
    yield from (("reminder", text) for text in BOOK.reminders.values())
    for question in CHECK.questions:
        for text in (question.ask, question.again, question.reprompt, question.why, question.topic):
            yield f"check {question.id}", text
    for text in (CHECK.intro, CHECK.help, CHECK.gently, CHECK.stopped):
        yield "check", text
    for text in (SUMMARY.intro, *SUMMARY.nothing, SUMMARY.note):
        yield "summary", text


def single_sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_level_reason_and_what_to_do(rule: str) -> None:
    for advice in advice_of(rule):
        assert advice.level
        assert advice.reason
        assert advice.act
        assert advice.sources
        assert bool(advice.watch) == (advice.urgency is not Urgency.EMERGENCY_NOW)


@pytest.mark.parametrize(("where", "advice"), list(every_advice()), ids=lambda item: str(item)[:24])
def test_advice_is_neither_curt_nor_a_lecture(where: str, advice: Advice) -> None:
    for numbers in PLACES.values():
        words = " ".join(BOOK.spoken(advice, numbers)).split()
        assert FEWEST_IN_ADVICE <= len(words) <= MOST_IN_ADVICE, where


def test_sentences_are_short_enough_to_follow() -> None:
    long = [
        (where, sentence)
        for where, text in every_text()
        for sentence in single_sentences(text)
        if len(sentence.split()) > MOST_WORDS
    ]
    assert not long


def test_a_voice_can_read_every_character() -> None:
    odd = [pair for pair in every_text() if not re.fullmatch(r"[A-Za-z ,.'?!:;-]+", pair[1])]
    assert not odd


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_nothing_said_is_a(fault: str) -> None:
    pattern = re.compile(FORBIDDEN[fault], re.IGNORECASE)
    assert not [pair for pair in every_text() if pattern.search(pair[1])]


def test_no_sentence_says_whose_body_it_is() -> None:
    owned = re.compile(r"\b(?:your (?!local\b)|his|her|my)\b", re.IGNORECASE)
    assert not [
        (where, sentence.say)
        for where, advice in every_advice()
        for sentence in advice.sentences
        if owned.search(sentence.say)
    ]


@pytest.mark.parametrize("rule", RULES)
def test_an_emergency_gives_the_number_first(rule: str) -> None:
    for advice in advice_of(rule):
        if advice.urgency is Urgency.EMERGENCY_NOW:
            opening = " ".join(BOOK.spoken(advice, PLACES["US"])[:2])
            assert "nine one one" in opening
            assert not any("?" in sentence.say for sentence in advice.sentences)


def test_emergencies_say_the_help_before_the_reason_and_others_the_reason_first() -> None:
    stroke, weakness = BOOK.rules["T01"].own, BOOK.rules["T25"].own
    assert stroke.sentences == stroke.level + stroke.act + stroke.reason
    assert weakness.sentences == (weakness.level + weakness.reason + weakness.act + weakness.watch)


def test_a_crisis_is_met_warmly_with_a_line_to_call_and_someone_near() -> None:
    said = " ".join(BOOK.spoken(BOOK.rules["T16"].own, PLACES["US"]))
    assert said.startswith("Thank you for telling me")
    assert "nine one one" in said
    assert "nine eight eight" in said
    assert "someone close" in said
    in_britain = " ".join(BOOK.emergency_sentence(BOOK.rules["T16"].own, PLACES["GB"]))
    assert "Samaritans on one one six, one two three" in in_britain
    assert "nine one one" not in in_britain


@pytest.mark.parametrize("place", PLACES)
def test_no_other_countrys_number_is_spoken(place: str) -> None:
    foreign = {
        "US": ("nine nine nine", "one one six", "zero zero zero"),
        "GB": ("nine one one", "nine eight eight", "one eight hundred", "zero zero zero"),
        "AU": ("nine one one", "nine nine nine", "nine eight eight", "one one six", "hundred"),
        "": ("nine one one", "nine nine nine", "nine eight eight", "one one six", "hundred"),
    }[place]
    for where, advice in every_advice():
        said = " ".join(
            BOOK.spoken(advice, PLACES[place]) + BOOK.emergency_sentence(advice, PLACES[place])
        )
        assert not [number for number in foreign if number in said], where
        assert "{" not in said


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_advised_on_at_the_level_it_has(rule: str) -> None:
    for level in Urgency:
        advice = BOOK.for_assessment(Assessment(level, (rule,)))
        assert advice.urgency is level
        assert advice.sources


def test_a_raised_rule_keeps_its_help_and_says_why_it_is_raised() -> None:
    advice = BOOK.for_assessment(Assessment(Urgency.ROUTINE, ("T39",)))
    assert advice.level == BOOK.levels[Urgency.ROUTINE].level
    assert advice.reason == BOOK.raised
    assert advice.act == BOOK.rules["T39"].own.act
    assert set(BOOK.rules["T39"].own.sources) <= set(advice.sources)


def test_a_rule_below_its_level_never_speaks_of_an_emergency_as_if_it_were_one() -> None:
    for rule in RULES:
        own = BOOK.rules[rule].own
        for level in (level for level in Urgency if level < own.urgency):
            first = BOOK.for_assessment(Assessment(level, (rule,))).level[0].say
            assert not first.startswith("Call {emergency}"), rule


def test_an_unknown_rule_gets_the_advice_of_its_level() -> None:
    for level in Urgency:
        assert BOOK.for_assessment(Assessment(level, ("T99",))) == BOOK.levels[level]
        assert BOOK.for_assessment(Assessment(level)) == BOOK.levels[level]


def test_no_level_has_no_advice() -> None:
    with pytest.raises(ValueError, match="level"):
        BOOK.for_assessment(Assessment())


def test_the_most_urgent_rule_is_what_is_spoken_of() -> None:
    assessment = Assessment(Urgency.DOCTOR_SOON, ("T26", "T36"))
    assert BOOK.for_assessment(assessment) == BOOK.rules["T26"].own


def test_the_emergency_sentence_is_short_and_says_whom_to_call() -> None:
    for where, advice in every_advice():
        if advice.urgency is Urgency.EMERGENCY_NOW:
            said = " ".join(BOOK.emergency_sentence(advice, PLACES["US"]))
            assert "nine one one" in said, where
            assert len(said.split()) <= 45, where
            assert "?" not in said


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Urgency.DOCTOR_SOON, "doctor within days"),
        (Urgency.URGENT_SAME_DAY, "doctor today"),
        (Urgency.ROUTINE, ""),
        (Urgency.SELF_CARE, ""),
        (None, ""),
    ],
)
def test_reminders_come_with_levels_that_cannot_wait(level: Urgency | None, words: str) -> None:
    reminder = BOOK.reminder(level)
    assert words in reminder
    assert bool(words) == bool(reminder)


def test_the_fear_of_a_nerve_disease_gets_no_promise_and_no_percentage() -> None:
    said = " ".join(BOOK.spoken(BOOK.rules["T34"].own, PLACES["US"]))
    assert "strength" in said
    assert "cannot rule" in said
    assert "percent" not in said


@pytest.mark.skipif(not SHARED.is_dir(), reason="the texts to compare with are not here")
def test_nothing_is_copied() -> None:
    numbers = {
        run for place in PLACES.values() for text in place.fills.values() for run in runs(text)
    }
    own = [(where, text, runs(text) & known_runs() - numbers) for where, text in every_text()]
    assert not [item for item in own if item[2]]


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return {tuple(words[at : at + COPIED_RUN]) for at in range(len(words) - COPIED_RUN + 1)}


@cache
def known_runs() -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for path in (*SHARED.glob("seeds/*.txt"), *SHARED.glob("content/*.yaml")):
        found |= runs(path.read_text(encoding="utf-8"))
    return found
