"""Where a question begins anew, on small data."""

import pytest

from skill.understanding.language import Language
from skill.understanding.questions import Questions
from skill.understanding.slots import Gazetteer
from skill.understanding.utterance import tagged

LANGUAGE = Language.from_tables({"openers": ["tell me", "now"]})
GAZETTEER = Gazetteer.of({"tea": [["Drink", "tea"]]}, LANGUAGE)
QUESTIONS = Questions.from_tables(
    {
        "questions": {
            "joints": ["and", "also"],
            "begin": ["why is", "what is", "should i", "will it"],
            "begin_openly": ["how long"],
            "begin_joined": ["start"],
            "begin_before_value": ["does"],
            "lead_on": ["about", "know"],
            "tell": ["my", "since"],
            "asking": ["how"],
            "end": ["any ideas"],
        },
        "intents": {"asked": ["Why", "Worry", "Start"], "told": ["Tell"], "first": ["Worry"],
                    "last": ["Start"]},
        "meant_after": {"Cause": ["Why"]},
        "borrowed": {"questions": ["Part"], "stories": ["Part", "Drink"]},
    },
    LANGUAGE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("why is it so and should i go", ["why is it so", "should i go"]),
        ("it hurts and now tell me what is it", ["it hurts", "what is it"]),
        ("it hurts so much why is that", ["it hurts so much", "why is that"]),
        ("what is it and start the thing", ["what is it", "start the thing"]),
        ("what is it also does tea help", ["what is it", "does tea help"]),
        ("what is it and how long will it last", ["what is it", "how long will it last"]),
        ("why is it and what is it and should i go", ["why is it", "what is it", "should i go"]),
    ],
)
def test_cut(text: str, parts: list[str]) -> None:
    words = tuple(text.split())
    cuts = QUESTIONS.cuts(tagged(words, GAZETTEER))
    starts = [0, *(start for _, start in cuts)]
    ends = [*(end for end, _ in cuts), len(words)]
    assert [" ".join(words[a:b]) for a, b in zip(starts, ends, strict=True)] == parts


@pytest.mark.parametrize(
    "text",
    [
        "i want to know what is wrong",
        "i think about what is wrong",
        "how long after it began will it last",
        "does tea help",
        "my left and right hand",
        "and why is it",
        "",
    ],
)
def test_one(text: str) -> None:
    assert QUESTIONS.cuts(tagged(tuple(text.split()), GAZETTEER)) == []


def test_order_and_meaning() -> None:
    assert sorted(["Start", "Why", "Worry"], key=QUESTIONS.rank) == ["Worry", "Why", "Start"]
    assert QUESTIONS.meant("Why", follows=False) == "Why"
    assert QUESTIONS.meant("Stop", follows=True) is None
    assert QUESTIONS.is_story("Tell")
    assert QUESTIONS.lends("Drink", story=True)
    assert not QUESTIONS.lends("Drink", story=False)


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("i have tea and my eye jumps what is it", True),
        ("i have tea and my eye jumps any ideas", True),
        ("i have tea and any ideas are welcome", False),
        ("i have tea and my eye jumps", False),
    ],
)
def test_a_story_may_lead_to_a_question(text: str, leads: bool) -> None:
    assert QUESTIONS.leads_to_one(tagged(tuple(text.split()), GAZETTEER)) is leads


def test_who_begins_with_himself_tells_unless_he_asks() -> None:
    assert QUESTIONS.tells(("my", "eye", "jumps"))
    assert not QUESTIONS.tells(("my", "eye", "jumps", "how"))
    assert not QUESTIONS.tells(("what", "is", "it"))


def test_without_tables_there_is_no_cut() -> None:
    none = Questions.from_tables({}, LANGUAGE)
    assert none.cuts(tagged(("why", "is", "it", "and", "should", "i", "go"), GAZETTEER)) == []
