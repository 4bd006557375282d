"""All that is said is made for the ear, in words of its own, and stays within its bounds."""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from skill.knowledge.load import load_knowledge, sentences
from skill.knowledge.model import Answer

KNOWLEDGE = load_knowledge()
ROOT = Path(__file__).parents[2]
SEEDS = Path(os.environ.get("MUSCLE_CALM_SHARED", ROOT.parent / "shared")) / "seeds"

MOST_WORDS = 22
COPIED_RUN = 7
FEWEST_IN_OPENING, MOST_IN_OPENING = 12, 55

PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
PLAIN = re.compile(r"[A-Za-z ,.'\"?!:;-]+")

CONDITIONS = "|".join(re.escape(name) for name in KNOWLEDGE.names["condition"].values())
FORBIDDEN = {
    "diagnoses": re.compile(
        rf"\byou (?:\w+ |do not |don't )?have (?:{CONDITIONS}|no disease|nothing serious)\b"
        r"|\byou(?:'re| are) (?:suffering|healthy|fine|ill|sick)\b",
        re.IGNORECASE,
    ),
    "promises": re.compile(
        r"\bwill (?:go away|stop|disappear|clear|settle|vanish|be fine|pass)\b"
        r"|\bnothing to worry\b|\b(?:don't|do not|no need to) worry\b|\bharmless for you\b"
        r"|\bguarantee|\bcures?\b|\bdefinitely\b",
        re.IGNORECASE,
    ),
    "doses": re.compile(
        r"\b(?:mg|ml|milligrams?|milliliters?|grams?|tablets?|capsules?|dosage)\b", re.IGNORECASE
    ),
    "stops or starts a medicine": re.compile(
        r"(?<!not )(?<!never )(?<!don't )\b(?:stop|quit|skip|start|begin) taking\b", re.IGNORECASE
    ),
}


def spoken() -> Iterator[tuple[str, str]]:
    """Every text that can be said, with where it stands."""
    for answer in KNOWLEDGE.answers:
        for sentence in sentences(answer):
            yield answer.id, sentence.say
    for offer in KNOWLEDGE.offers.values():
        for text in (*offer.ask, offer.reprompt, offer.no):
            yield f"offer {offer.id}", text
    for key, variants in KNOWLEDGE.phrases.items():
        for text in variants:
            yield f"phrase {key}", text
    for key, talk in KNOWLEDGE.small_talk.items():
        for text in talk.reply:
            yield f"small talk {key}", text
    for source in KNOWLEDGE.sources.values():
        yield f"source {source.id}", source.spoken
    for slot, names in KNOWLEDGE.names.items():
        for value, name in names.items():
            yield f"{slot} {value}", name


def single_sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


def test_sentences_are_short_enough_to_follow() -> None:
    long = [
        (where, sentence)
        for where, text in spoken()
        for sentence in single_sentences(text)
        if len(sentence.split()) > MOST_WORDS
    ]
    assert not long


def test_a_voice_can_read_every_character() -> None:
    odd = [
        (where, text)
        for where, text in spoken()
        if text and not PLAIN.fullmatch(PLACEHOLDER.sub("", text) or " ")
    ]
    assert not odd


def test_answers_state_and_leave_questions_to_offers() -> None:
    for answer in KNOWLEDGE.answers:
        for sentence in sentences(answer):
            assert sentence.say[0].isupper() or sentence.say.startswith("{"), answer.id
            assert sentence.say.endswith((".", "!")), answer.id


@pytest.mark.parametrize("answer", KNOWLEDGE.answers, ids=lambda answer: answer.id)
def test_an_opening_is_neither_curt_nor_a_lecture(answer: Answer) -> None:
    words = " ".join(sentence.say for sentence in answer.point + answer.reason).split()
    assert FEWEST_IN_OPENING <= len(words) <= MOST_IN_OPENING


def test_only_the_body_part_is_filled_into_an_answer() -> None:
    for answer in KNOWLEDGE.answers:
        for sentence in sentences(answer):
            assert set(PLACEHOLDER.findall(sentence.say)) <= {"{your_part}", "{part}"}, answer.id


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_nothing_said(fault: str) -> None:
    found = [(where, text) for where, text in spoken() if FORBIDDEN[fault].search(text)]
    assert not found


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("diagnoses", "You probably have restless legs."),
        ("diagnoses", "You don't have A L S."),
        ("promises", "It will go away."),
        ("promises", "That is nothing to worry about."),
        ("doses", "Take two hundred milligrams."),
        ("stops or starts a medicine", "You should stop taking it."),
    ],
)
def test_the_guards_notice(fault: str, text: str) -> None:
    assert FORBIDDEN[fault].search(text)


def test_the_guards_allow_warnings_against_stopping() -> None:
    assert not FORBIDDEN["stops or starts a medicine"].search("Do not stop taking it suddenly.")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the guides the facts were read in are not here")
def test_nothing_is_copied_from_the_guides() -> None:
    texts = [*spoken(), *((fact.id, fact.statement) for fact in KNOWLEDGE.facts.values())]
    copied = [(where, text) for where, text in texts if not runs(text).isdisjoint(guide_runs())]
    assert not copied


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return {tuple(words[at : at + COPIED_RUN]) for at in range(len(words) - COPIED_RUN + 1)}


@cache
def guide_runs() -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for path in sorted(SEEDS.glob("*.txt")):
        found |= runs(path.read_text(encoding="utf-8"))
    return found
