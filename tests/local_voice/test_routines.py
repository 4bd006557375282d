"""Routines on the command line: by the names people say, and kept in time."""

import json

import pytest
from click.testing import CliRunner

from local_voice.command_line import main
from local_voice.routines import UnknownRoutineError, find, play
from skill.core.routines.timeline import expand


@pytest.mark.parametrize(
    ("name", "routine"),
    [
        ("box breathing", "box_breathing"),
        ("Calf Stretch", "calf_wall"),
        ("neck and shoulder", "neck_shoulder"),
        ("bedtime", "bedtime"),
        ("eyelid_rest", "eyelid_rest"),
    ],
)
def test_a_routine_is_found_as_people_say_it(name: str, routine: str) -> None:
    assert find(name, "en-US").id == routine


def test_a_name_nobody_knows_brings_those_that_sound_alike() -> None:
    with pytest.raises(UnknownRoutineError, match="box breathing"):
        find("bocks breathing", "en-US")


def test_the_timeline_is_whole_and_in_order() -> None:
    result = CliRunner().invoke(main, ["routine", "calf stretch", "--json"])
    timeline = json.loads(result.output)
    assert set(timeline) == {"routine", "seconds", "steps"}
    at = 0.0
    for step in timeline["steps"]:
        assert set(step) == {"start", "seconds", "kind", "text", "side"}
        assert step["start"] == pytest.approx(at)
        at += step["seconds"]
    assert at == pytest.approx(timeline["seconds"])
    assert {step["side"] for step in timeline["steps"]} == {None, "left", "right"}


def test_minutes_choose_the_length() -> None:
    result = CliRunner().invoke(main, ["routine", "calm breath", "--minutes", "3", "--json"])
    assert json.loads(result.output)["seconds"] == pytest.approx(180, abs=15)


def test_leading_keeps_time_even_where_every_wait_is_late() -> None:
    steps = expand(find("box breathing", "en-US"))
    now, shown = 0.0, []

    def wait(seconds: float) -> None:
        nonlocal now
        now += seconds + 0.004

    play(steps, lambda text: shown.append((now, text)), lambda: now, wait)
    assert len(shown) == len(steps)
    for (at, text), step in zip(shown, steps, strict=True):
        assert at == pytest.approx(step.start, abs=0.01)
        assert text


def test_the_list_names_every_routine() -> None:
    output = CliRunner().invoke(main, ["routines"]).output
    assert len([line for line in output.splitlines() if line[:1].strip()]) >= 16
