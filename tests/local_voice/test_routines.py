"""Routines on the command line: by the names people say, and who should leave them out."""

import json

import pytest
from click.testing import CliRunner

from local_voice.command_line import main
from local_voice.routines import UnknownRoutineError, find
from skill.assembly import assemble


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


@pytest.mark.parametrize("minutes", ["0", "600", "nan"])
def test_an_impossible_length_is_said_in_one_sentence(minutes: str) -> None:
    result = CliRunner().invoke(main, ["routine", "calm breath", "--minutes", minutes, "--json"])
    assert result.exit_code == 0
    assert 45 < json.loads(result.stdout)["seconds"] < 630
    assert bool(result.stderr) is (minutes != "nan")
    assert result.stderr.count("\n") == result.stderr.count(".")


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_the_list_says_of_every_routine_what_for_and_who_should_not(columns: str) -> None:
    output = CliRunner().invoke(main, ["routines"], env={"COLUMNS": columns}).output
    words = " ".join(output.split())
    for routine in assemble("en-US").assistant.library.routines.routines.values():
        minutes, seconds = divmod(int(routine.total_seconds), 60)
        assert f"{routine.name} {minutes}:{seconds:02} {routine.goal}" in words
        assert all(reason in words for reason in routine.not_for)
    assert max(len(line.rstrip()) for line in output.splitlines()) <= int(columns)
