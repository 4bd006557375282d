"""What the words of an answer mean, and how a clipped one becomes a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.core.intent import Heard, Intent
from skill.core.safety import check
from skill.core.safety.check import CheckState
from tests.safety.check_talk import SCRIPT, heard


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Yes!", "yes"),
        ("um, yeah, my left hand", "yes"),
        ("well no", "no"),
        ("No, nothing like that.", "no"),
        ("no idea", "unknown"),
        ("I’m not sure", "unknown"),
        ("honestly I don't know", "unknown"),
        ("not that i know of", "no"),
        ("it is really hard to say", "unknown"),
        ("i have", "yes"),
        ("i have twitched all day", None),
        ("right arm", None),
        ("northern lights", None),
        ("three weeks", None),
        ("", None),
    ],
)
def test_what_an_answer_opens_with(words: str, kind: str | None) -> None:
    assert SCRIPT.words.read(words)[0] == kind


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("three weeks in my calf", "it has been twitching three weeks in my calf"),
        ("no, since monday", "it has been twitching since monday"),
        ("no", "no"),
        ("i don't know", "i don't know"),
        ("", ""),
    ],
)
def test_a_clipped_answer_about_time_and_place_becomes_a_sentence(
    words: str, sentence: str
) -> None:
    story = CheckState(question=2)
    assert check.complete(SCRIPT, story, heard(words)).words == sentence
    assert check.complete(SCRIPT, CheckState(), heard(words)).words == words


def test_a_clipped_answer_in_slots_only_is_about_the_twitching() -> None:
    said = Heard(Intent("SymptomIntent", {"duration": "P3W", "bodyPart": "calf"}))
    completed = check.complete(SCRIPT, CheckState(question=2), said)
    assert completed.intent.slot("symptom") == "twitch"
    assert completed.intent.slot("duration") == "P3W"


@given(st.text(max_size=200))
def test_any_words_at_all_can_be_read(words: str) -> None:
    kind, _ = SCRIPT.words.read(words)
    assert kind in ("yes", "no", "unknown", None)
