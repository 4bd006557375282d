"""A person's own routines at the edges: in the data folder, on the command line, by voice."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from local_voice import folders
from local_voice.command_line import main
from local_voice.companion.model import Mode
from local_voice.hearing.vocabulary import vocabularies
from local_voice.own_routines.assembly import assemble_own
from local_voice.talk import talk
from skill.core.conversation import Conversation
from tests.companion.told import Conversation as Spoken
from tests.routines.own import SMALL, write

BROKEN = SMALL.replace("seconds = 15", "seconds = 40")


@pytest.fixture
def routines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a person who has one routine and, in another file, a mistake."""
    monkeypatch.setattr(folders, "user_data_path", lambda *_, **__: tmp_path)
    folder = tmp_path / "routines"
    write(folder, 'name = "my evening stretch"\n' + SMALL, "after_work.toml")
    write(folder, BROKEN, "morning.toml")
    return folder


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(arguments), input=typed)


def test_the_list_has_it_and_one_line_for_each_bad_file(routines: Path) -> None:
    result = run("routines")
    assert result.exit_code == 0
    assert "evening stretch  1:20" in result.stdout
    assert "Your own; nobody has checked it." in result.stdout
    (line,) = result.stderr.splitlines()
    assert line.startswith("morning.toml, line 3, step 1, seconds:")


@pytest.mark.parametrize("name", ["my evening stretch", "Evening-Stretch", "after work"])
def test_its_timeline_is_printed_by_any_of_its_names(routines: Path, name: str) -> None:
    timeline = json.loads(run("routine", name, "--json").output)
    assert (timeline["routine"], timeline["seconds"]) == ("after_work", 80)


def test_a_name_almost_like_it_brings_it_up(routines: Path) -> None:
    result = run("routine", "evning strech", "--json")
    assert result.exit_code == 1
    assert "Did you mean evening stretch" in result.output


def test_a_broken_one_says_what_is_wrong_with_it(routines: Path) -> None:
    result = run("routine", "morning")
    assert result.exit_code == 1
    assert "Error: morning.toml, line 3, step 1, seconds:" in result.output


def test_it_is_asked_for_in_a_line_of_text(routines: Path) -> None:
    found = json.loads(run("ask", "--json", "start my evening stretch").stdout)
    assert found["slots"] == {"routine": "after_work"}


def test_typed_talk_tells_of_a_bad_file_once(
    routines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = iter(["start my evening stretch", "stop"])
    console = Console(record=True, width=200)
    monkeypatch.setattr(console, "input", lambda *_: next(lines))
    talk(console=console)
    shown = console.export_text()
    assert shown.count("morning.toml, line 3") == 1
    assert "Evening stretch, about one minute." in shown


def test_it_is_led_when_somebody_says_so(routines: Path) -> None:
    talked = Spoken(assembly=assemble_own("en-US").assembly)
    talked.say("start my evening stretch")
    talked.wait_for(Mode.GUIDING)
    talked.say("stop")
    assert [turn.turn.conversation.routine for turn in talked.exchanges][-1] is None


def test_the_recognizer_listens_for_its_name(routines: Path) -> None:
    own = assemble_own("en-US")
    heard = {p for p in vocabularies("en-US", own.own_names)["open"].phrases if "evening" in p}
    assert all("stretch" not in p for p in vocabularies("en-US")["open"].phrases if "evening" in p)
    assert {"evening stretch", "start evening stretch", "start my evening stretch"} <= heard
    for phrase in (phrase for phrase in heard if "stretch" in phrase):
        meant = own.assembly.hear(phrase, Conversation()).intent
        assert meant.slot("routine") == "after_work", phrase


def test_names_in_other_letters_are_not_listened_for() -> None:
    known = set(vocabularies("en-US")["open"].phrases)
    names = ("Dehnübung am Abend", "вечерняя растяжка", "rück\N{RIGHT SINGLE QUOTATION MARK}n")
    more = set(vocabularies("en-US", names)["open"].phrases) - known
    assert "start my dehnubung am abend" in more
    assert all("dehnubung" in phrase or "ruckn" in phrase for phrase in more)


def test_without_a_folder_nothing_is_different(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "user_data_path", lambda *_, **__: tmp_path)
    own = assemble_own("en-US")
    assert own.own_names == own.faults == ()
