"""Which routine is led for a wish, and how the list is told."""

import pytest

from skill.core.routines.choose import describe_all, find
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
