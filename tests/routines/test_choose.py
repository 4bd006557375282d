"""Which routine is led for a wish, and how the list is told."""

import pytest

from skill.core.routines.choose import (
    asks_to_start,
    describe_all,
    find,
    group_meant,
    means_usual,
    nearest,
    suits,
    unknown_name,
)
from skill.knowledge.routines.load import load_routines

LIBRARY = load_routines()


@pytest.mark.parametrize(
    ("part", "id"),
    [
        ("calf", "calf_wall"),
        ("shin", "calf_wall"),
        ("foot", "calf_seated"),
        ("eyelid", "eyelid_rest"),
        ("neck", "neck_shoulder"),
        ("shoulder", "neck_shoulder"),
        ("hand", "hand_forearm"),
        ("thumb", "hand_forearm"),
        ("thigh", "thigh"),
        ("hamstring", "thigh"),
        ("abdomen", "belly_breathing"),
        ("whole_body", "body_relaxation"),
        ("tongue", "calm_breath"),
        ("no such part", "calm_breath"),
        (None, "calm_breath"),
    ],
)
def test_a_body_part_has_its_routine(part: str | None, id: str) -> None:
    assert find(LIBRARY, body_part=part).id == id


def test_the_routine_asked_for_comes_before_the_body_part() -> None:
    assert find(LIBRARY, "bedtime", "eyelid", 3).id == "bedtime"


def test_an_unknown_routine_falls_back() -> None:
    assert find(LIBRARY, "headstand", "calf").id == "calf_wall"
    assert find(LIBRARY, "headstand").id == "calm_breath"


def test_the_minutes_decide_between_routines_for_a_part() -> None:
    assert find(LIBRARY, body_part="calf", minutes=3).id == "calf_wall"
    assert find(LIBRARY, body_part="calf", minutes=10).id != "calf_wall"


def test_the_list_is_told_three_at_a_time_and_names_every_routine() -> None:
    told, page, more = "", 0, True
    while more:
        sentences, more = describe_all(LIBRARY, page)
        named = [r.name for r in LIBRARY.routines.values() if r.name in " ".join(sentences)]
        assert 1 <= len(named) <= 3
        told += " ".join(sentences)
        page += 1
    assert all(routine.name in told for routine in LIBRARY.routines.values())
    assert describe_all(LIBRARY, 99) == describe_all(LIBRARY, page - 1)
    assert describe_all(LIBRARY, -1) == describe_all(LIBRARY, 0)


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("let's stretch", "neck_shoulder"),
        ("i feel like stretching", "neck_shoulder"),
        ("let's breathe", "calm_breath"),
        ("", "calm_breath"),
    ],
)
def test_words_tell_a_stretch_from_a_breath(words: str, id: str) -> None:
    assert find(LIBRARY, group=group_meant(LIBRARY, words)).id == id


def test_the_usual_one_goes_before_the_default_and_after_a_named_one() -> None:
    assert find(LIBRARY, usual="thigh").id == "thigh"
    assert find(LIBRARY, "desk_break", usual="thigh").id == "desk_break"
    assert find(LIBRARY, usual="gone since").id == "calm_breath"
    assert means_usual(LIBRARY, "my usual one please")
    assert not means_usual(LIBRARY, "the calf stretch")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("start crocodile breathing", "crocodile breathing"),
        ("do the pigeon pose", "pigeon pose"),
        ("start a gentle stretch", None),
        ("let's do a five minute breathing exercise", None),
        ("start breathing", None),
        ("help me calm my nerves before the exam", None),
    ],
)
def test_the_name_of_a_routine_that_there_is_not(words: str, name: str | None) -> None:
    assert unknown_name(LIBRARY, words) == name


def test_the_nearest_to_a_name() -> None:
    assert nearest(LIBRARY, "boxing breathing")[0].id == "box_breathing"
    assert nearest(LIBRARY, "boxing breathing")[1]
    routine, is_alike = nearest(LIBRARY, "pigeon stretch")
    assert routine.group == "stretching"
    assert not is_alike
    assert asks_to_start(LIBRARY, "let's do the pigeon pose")
    assert not asks_to_start(LIBRARY, "is the pigeon pose bad for me")


@pytest.mark.parametrize(
    ("part", "fits"), [("calf", True), ("elbow", True), (None, True), ("eyelid", False)]
)
def test_a_stretch_is_offered_only_for_a_part_that_has_one(part: str | None, fits: bool) -> None:
    assert suits(LIBRARY, "stretching", part) is fits
