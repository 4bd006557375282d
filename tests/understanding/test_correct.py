"""What is taken back, on small data."""

import pytest

from skill.understanding.correct import Correct, Corrections
from skill.understanding.known import Known
from skill.understanding.language import Language
from skill.understanding.slots import Gazetteer
from skill.understanding.states import State
from skill.understanding.utterance import tagged

GAZETTEER = Gazetteer.of(
    {
        "eye": [["Part", "eyelid"]],
        "arm": [["Part", "arm"]],
        "leg": [["Part", "leg"]],
        "numb": [["Sign", "numbness"]],
        "weak": [["Sign", "weakness"]],
        "box breathing": [["Routine", "box"]],
        "belly breathing": [["Routine", "belly"]],
    },
    Language.from_tables({"sides": ["left", "right"]}),
)
CORRECT = Correct(
    Corrections.from_table(
        {
            "strong": ["i mean", "sorry"],
            "weak": ["no", "wait"],
            "bare": ["Part"],
            "kept": ["Sign"],
            "articles": ["my", "the"],
            "restarts": ["scratch that"],
        }
    ),
    GAZETTEER,
)


def corrected(text: str, state: State = "open") -> tuple[str, tuple[str, ...]]:
    words = tuple(text.split())
    known = Known(text, state, words=words, heard=tagged(words, GAZETTEER))
    step = CORRECT(known)
    after = step.known if step else known
    return " ".join(after.heard.words), after.readings


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("my arm no my leg twitches", "my leg twitches"),
        ("my left no my right eye", "my right eye"),
        ("an arm wait no leg", "an leg"),
        ("start box sorry belly breathing", "start belly breathing"),
        ("why does my i mean why is my arm", "why is my arm"),
        ("how long scratch that why me", "why me"),
        ("no wait the leg", "the leg"),
        ("my my arm is is is fine", "my arm is fine"),
        ("how do how do i", "how do i"),
    ],
)
def test_the_second_thought_stays(text: str, meant: str) -> None:
    assert corrected(text)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        "my arm no leg",
        "numb no weak",
        "numb i mean weak",
        "my arm is numb",
        "no",
        "sorry",
        "scratch that",
        "in 4 4 out",
        "my arm i mean it",
    ],
)
def test_all_else_stays_as_it_is(text: str) -> None:
    assert corrected(text)[0] == text


def test_a_session_hears_no_wait_as_its_own_command() -> None:
    assert corrected("no wait the leg", "routine")[0] == "no wait the leg"


def test_both_what_was_said_first_and_what_was_meant_are_read() -> None:
    meant, readings = corrected("my arm no my leg is weak")
    assert meant == "my leg is weak"
    assert set(readings) == {"my leg is weak", "my arm is weak"}


def test_without_a_table_nothing_is_taken_back() -> None:
    plain = Correct(Corrections.from_table({}), GAZETTEER)
    words = ("my", "arm", "sorry", "my", "leg")
    assert plain(Known("", words=words, heard=tagged(words, GAZETTEER))) is None
