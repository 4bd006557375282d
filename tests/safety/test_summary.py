"""The summary for a doctor: what was told, what was answered, and what is still to be said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.core.safety.model import Finding
from skill.core.summary import summarise
from skill.core.told import Told, lasting
from skill.knowledge.load import load_knowledge
from skill.knowledge.safety.load_advice import load_check, load_summary

PHRASES = load_summary()
PARTS = load_knowledge().names["bodyPart"]
TOPICS = [question.topic for question in load_check().questions]


def told(*findings: Finding, check: tuple[str, ...] = (), **more: str) -> Told:
    pairs = tuple(zip(TOPICS, check, strict=False))
    return Told(findings, PARTS, check=pairs, **more)


def lines(what: Told) -> dict[str, str]:
    """The lines of a summary by their headings."""
    pairs = (line.partition(": ") for line in summarise(PHRASES, what).lines)
    return {heading: text for heading, sign, text in pairs if sign}


def test_nothing_told_gets_a_kind_hint_at_what_to_tell() -> None:
    summary = summarise(PHRASES, told())
    assert summary.spoken == PHRASES.nothing == summary.lines
    assert "since when" in " ".join(summary.spoken)


def test_it_says_where_since_when_how_often_and_what_changed() -> None:
    found = lines(
        told(
            Finding("twitch", "calf", "left", days=21, words="my left calf twitches all day"),
            Finding("all_day", words="my left calf twitches all day"),
            Finding("med_started", words="since I started a new inhaler"),
            Finding("tingle", "foot", days=2, words="my foot tingles"),
        )
    )
    assert found["Where"] == "left calf; foot"
    assert found["For about"] == "three weeks"
    assert found["How often"] == "my left calf twitches all day"
    assert found["What changed"] == "since I started a new inhaler"
    assert found["As it was told"] == "my foot tingles"


def test_a_remark_within_a_longer_one_is_not_told_twice() -> None:
    found = lines(
        told(
            Finding("twitch", words="I twitch"),
            Finding("weakness", words="I twitch, and my hand is weak"),
        )
    )
    assert found["As it was told"] == "I twitch, and my hand is weak"


def test_the_answers_of_the_check_stand_under_their_questions() -> None:
    summary = summarise(PHRASES, told(check=("no", "my grip is weak", "since May in my arm")))
    for topic, answer in zip(TOPICS, ("no", "my grip is weak", "since May in my arm"), strict=True):
        assert f"- {topic}: {answer}" in summary.lines
        assert f"{topic}: {answer}." in summary.spoken


def test_an_answer_names_body_parts_and_is_not_quoted_again() -> None:
    stem = "it has been twitching since May in my arm and leg"
    found = lines(
        told(
            Finding("twitch", "arm", words=stem), check=("no", "no", "since May in my arm and leg")
        )
    )
    assert found["Where"] == "arm; leg"
    assert "As it was told" not in found


def test_what_came_back_is_no_back() -> None:
    assert "Where" not in lines(told(check=("no", "no", "it came back last week")))


def test_it_lists_what_a_doctor_will_ask_and_was_not_told() -> None:
    summary = summarise(
        PHRASES, told(Finding("twitch", "eyelid", days=3, words="my eyelid twitches"))
    )
    open_questions = [line[2:] for line in summary.lines if line.startswith("- ")]
    assert PHRASES.asked["often"] in open_questions
    assert PHRASES.asked["medicines"] in open_questions
    assert PHRASES.asked["where"] not in open_questions
    assert PHRASES.asked["since"] not in open_questions


def test_it_says_whom_it_is_about() -> None:
    what = told(Finding("twitch", "leg", subject="child", words="his leg jumps"), person="child")
    assert lines(what)["About"] == "a child"
    assert "It is about a child." in summarise(PHRASES, what).spoken


def test_a_body_part_alone_is_enough_for_a_list() -> None:
    assert lines(told(body_part="upper_arm"))["Where"] == "upper arm"


def test_it_never_claims_to_be_a_diagnosis() -> None:
    summary = summarise(PHRASES, told(Finding("twitch", words="I twitch")))
    assert summary.lines[-1] == PHRASES.note
    assert not re.search(r"\byou (?:do not |don't )?have\b", " ".join(summary.lines))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, ""),
        (0.2, "a day"),
        (1, "a day"),
        (2, "two days"),
        (10, "ten days"),
        (14, "two weeks"),
        (45, "six weeks"),
        (60, "two months"),
        (540, "eighteen months"),
        (800, "two years"),
        (20000, "many years"),
    ],
)
def test_a_length_of_time_is_said_in_round_words(days: float, words: str) -> None:
    assert lasting(days, PHRASES) == words


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300)
findings = st.builds(
    Finding,
    concept=st.sampled_from(["twitch", "weakness", "all_day", "med_started", "worse"]),
    body_part=st.sampled_from([None, *PARTS]),
    side=st.sampled_from([None, "left", "right", "both"]),
    days=st.none() | st.floats(0, 1e5),
    words=words,
)


@given(st.lists(findings, max_size=12), st.lists(words, max_size=3))
def test_whatever_was_told_can_be_spoken(told_of: list[Finding], answers: list[str]) -> None:
    summary = summarise(PHRASES, told(*told_of, check=tuple(answers)))
    assert summary.lines
    for sentence in summary.spoken:
        assert sentence.strip()
        assert len(sentence.split()) <= 22


def test_a_month_named_is_not_reckoned_into_a_length() -> None:
    since_march = Finding("weakness", days=90, words="my hand is weak since March")
    made = summarise(PHRASES, Told(findings=(since_march,), parts={}))
    assert not any("three months" in line for line in made.lines)
    assert any("since March" in line for line in made.lines)
