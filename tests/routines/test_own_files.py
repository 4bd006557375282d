"""Files of a person's own become routines; a bad one gives one line with file, line and key."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_voice.own_routines.errors import RoutineFileError
from local_voice.own_routines.files import LARGEST, MOST_FILES, read_file, read_folder
from skill.core.routines.model import BREATH_KINDS, Routine
from skill.core.routines.pace import LONGEST_HOLD, breath_seconds
from skill.core.routines.timeline import expand
from skill.knowledge.routines.load import FOLDER
from tests.routines.own import OURS, SMALL, breath, fault, read, write

DOCS = (Path(__file__).parents[2] / "docs" / "routines.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL)


def test_a_few_lines_are_enough(tmp_path: Path) -> None:
    routine = read(tmp_path)
    assert (routine.id, routine.name) == ("evening_stretch", "evening stretch")
    assert (routine.group, routine.total_seconds) == ("stretching", 80)
    assert routine.own
    assert routine.goal
    assert routine.posture
    assert routine.stop_if == OURS.phrases.stop_if
    assert not any((routine.ask_first, routine.sources, routine.facts, routine.safety))
    assert all(step.cue and step.word for step in expand(routine))


def test_the_documented_examples_are_routines(tmp_path: Path) -> None:
    small, full = (read(tmp_path, example) for example in EXAMPLES)
    assert small.total_seconds == 80
    assert full.name == "evening stretch"
    assert full.stop_if == (*OURS.phrases.stop_if, "a sharp pull")
    assert (full.ask_first, full.instead) == ("Is your back hurt?", "calm_breath")
    assert [block.sides for block in full.blocks] == [False, True, False]
    assert full.total_seconds == expand(full)[-1].end


def test_the_documented_error_is_what_is_said(tmp_path: Path) -> None:
    error = fault(tmp_path, EXAMPLES[0].replace("seconds = 15", "seconds = 40"))
    assert str(error) in DOCS


@pytest.mark.parametrize("name", sorted(OURS.routines))
def test_a_routine_of_ours_can_be_copied_and_changed(tmp_path: Path, name: str) -> None:
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    blocks = text[text.index("[[blocks]]") :]
    assert read(tmp_path, blocks).total_seconds == OURS.routines[name].total_seconds


def test_a_routine_that_breathes_is_a_breathing_one(tmp_path: Path) -> None:
    assert read(tmp_path, breath(inhale=4, exhale=6)).group == "breathing"
    assert read(tmp_path, breath(inhale=3, hold=7, exhale=6)).group == "breathing"


def test_its_own_name_loses_the_my_before_it(tmp_path: Path) -> None:
    assert read(tmp_path, 'name = "My evening unwind"\n' + SMALL).name == "evening unwind"


@pytest.mark.parametrize(
    ("old", "new", "where", "says"),
    [
        ("seconds = 15", "seconds = 40", "line 3, step 1, seconds:", "between 1 and 20"),
        ("seconds = 15", "seconds = nan", "line 3, step 1, seconds:", "between 1 and 20"),
        ("seconds = 15", 'seconds = "15"', "line 3, step 1, seconds:", "not a number"),
        ("seconds = 15", "seconds = true", "line 3, step 1, seconds:", "not a number"),
        ("seconds = 15, ", "", "line 3, step 1, seconds:", "how long"),
        ("seconds = 15", "second = 15", "line 3, step 1, second:", "did you mean seconds?"),
        ("seconds = 15", "seconds = 1", "line 3, step 1, cue:", "fewer"),
        ('"stretch"', '"jump"', "line 3, step 1, kind:", "one of say, inhale"),
        ('"Lean over to one side."', '""', "line 3, step 1, cue:", "no words"),
        ('"Lean over to one side."', '"Lean 🧘"', "line 3, step 1, cue:", "cannot be spoken"),
        ('"Lean over to one side."', '"Lean {now}"', "line 3, step 1, cue:", "cannot be spoken"),
        ('"Lean over to one side."', r'"Lean\u001b[2J"', "line 3, step 1, cue:", "'\\x1b'"),
        ("repeat = 4", "repeat = 4.5", "line 1, repeat:", "whole number"),
        ("repeat = 4", "repeat = 0", "line 1, repeat:", "between 1 and 200"),
        ("repeat = 4", "repeat = 201", "line 1, repeat:", "between 1 and 200"),
        ("repeat = 4", "repeet = 4", "line 1, repeet:", "did you mean repeat?"),
        ("repeat = 4", "repeat = 1", "toml:", "one to twenty minutes"),
        ("repeat = 4", "repeat = 100", "toml:", "one to twenty minutes"),
        ("repeat = 4", "repeat = 4\ntotal_seconds = 80", "line 2, total_seconds:", "take it out"),
        ("repeat = 4", "repeat = 4\nsafety = 'x'", "line 2, safety:", "take it out"),
        ("repeat = 4", "repeat = 4\nown = false", "line 2, own:", "no such key"),
        ("repeat = 4", 'repeat = 4\nname = "route 66"', "line 2, name:", "numbers as words"),
        ("repeat = 4", 'repeat = 4\nname = "the"', "line 2, name:", "no name"),
        ("repeat = 4", 'repeat = 4\ngroup = "breathing"', "line 2, group:", "stretching"),
        ("repeat = 4", "repeat = 4\nstop_if = 'a pull'", "line 2, stop_if:", "list"),
        ("repeat = 4", "repeat = 4\ndark_screen = 1", "line 2, dark_screen:", "true nor false"),
        (
            "repeat = 4",
            'repeat = 4\nask_first = "Is it?"\ninstead = "box_breathing"',
            "line 3, instead:",
            "calm_breath",
        ),
        ("steps = [", "steps = [[", "line 5:", "not TOML"),
        ("steps = [", "[[steps.steps]]\nseconds = [", "steps:", "list of tables"),
        (SMALL, "", "toml:", "no steps"),
        (SMALL, "steps = []", "line 1, steps:", "from 1 to 40"),
        (SMALL, "blocks = 5", "line 1, blocks:", "list of tables"),
        (SMALL, f"[[blocks]]\nleast = 0\n{SMALL}", "line 1, blocks:", "always be done"),
        (SMALL, f"{SMALL}[[blocks]]\n{SMALL}", "line 2, steps:", "in a block"),
        (SMALL, f"[[blocks]]\nmost = 3\n{SMALL}", "line 2, block 1, most:", "4 and 200"),
    ],
)
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, where: str, says: str
) -> None:
    assert old in SMALL
    error = fault(tmp_path, SMALL.replace(old, new, 1))
    assert str(error).startswith("evening_stretch.toml"), error
    assert where in str(error)
    assert says in str(error)
    assert str(error).isprintable()


@pytest.mark.parametrize(
    ("seconds", "says"),
    [
        ({"inhale": 3, "hold": 8, "exhale": 4}, "7 seconds at most"),
        ({"inhale": 2, "exhale": 3}, "from 6 to 20"),
        ({"inhale": 10, "exhale": 11}, "from 6 to 20"),
        ({"inhale": 1, "exhale": 6}, "to inhale takes 2 seconds"),
        ({"inhale": 6, "exhale": 1}, "to exhale takes 2 seconds"),
        ({"inhale": 6}, "one breath and nothing else"),
        ({"exhale": 6, "inhale": 4}, "one breath and nothing else"),
        ({"inhale": 4, "rest": 15, "exhale": 6}, "one breath and nothing else"),
    ],
)
def test_no_breath_is_led_that_is_not_safe(
    tmp_path: Path, seconds: dict[str, float], says: str
) -> None:
    assert says in str(fault(tmp_path, breath(**seconds)))


def test_two_breaths_in_a_round_cannot_hide_a_quick_one(tmp_path: Path) -> None:
    one = '{ kind = "inhale", seconds = 2 }, { kind = "exhale", seconds = 2 }'
    error = fault(tmp_path, f"repeat = 20\nsteps = [{one}, {one}]")
    assert "one breath and nothing else" in str(error)


def test_two_holds_in_a_row_cannot_hide_a_long_one(tmp_path: Path) -> None:
    hold = '{ kind = "hold", seconds = 6 }'
    ends = '{ kind = "inhale", seconds = 3 }, HOLDS, { kind = "exhale", seconds = 3 }'
    steps = ends.replace("HOLDS", f"{hold}, {hold}")
    assert "one breath" in str(fault(tmp_path, f"repeat = 20\nsteps = [{steps}]"))


def test_words_joined_by_windows_and_its_editor_are_read(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    assert read(tmp_path, text).total_seconds == 80


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"repeat = 4\nname = '\xff'\n", "line 2: this is not text in UTF-8"),
        (b"#" * (LARGEST + 1), "larger than 64 kB"),
        (b"#" * 2000, "line 1: this line has more than 1000 characters"),
        (b"steps = " + b"[\n" * 30_000, "nested too deep"),
        (SMALL.encode() + b"[[blocks]]", "in a block"),
        (SMALL.replace("4", f"0x{'f' * 900}").encode(), "between 1 and 200"),
        (b"\n\n[[blocks", "line 3: this is not TOML"),
    ],
)
def test_a_file_that_is_no_routine_at_all(tmp_path: Path, content: bytes, says: str) -> None:
    assert says in str(fault(tmp_path, content))


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "evening.toml").mkdir()
    with pytest.raises(RoutineFileError, match=r"evening\.toml: this is not a file"):
        read_file(tmp_path / "evening.toml", OURS)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(RoutineFileError, match="Permission denied"):
        read_file(path, OURS)


def test_bad_files_stop_no_good_ones(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, "repeat = ", "broken.toml")
    write(tmp_path, SMALL, "calm_breath.toml")
    write(tmp_path, 'name = "Box breathing"\n' + SMALL, "square.toml")
    write(tmp_path, 'name = "the evening stretch"\n' + SMALL, "second.toml")
    write(tmp_path, "anything", ".hidden.toml")
    write(tmp_path, "anything", "notes.txt")
    found = read_folder(tmp_path, OURS, names=["box breathing"])
    assert [routine.id for routine in found.routines] == ["evening_stretch"]
    assert [fault.file for fault in found.faults] == [
        "broken.toml",
        "calm_breath.toml",
        "second.toml",
        "square.toml",
    ]
    assert "taken by one of ours" in str(found.faults[1])
    assert "taken by evening_stretch.toml" in str(found.faults[2])
    assert "taken by one of ours" in str(found.faults[3])


def test_a_folder_has_its_limits(tmp_path: Path) -> None:
    letters = "abcdefgh"
    names = [f"{first}{second} stretch" for first in letters for second in letters]
    for name in names:
        write(tmp_path, SMALL, f"{name}.toml")
    found = read_folder(tmp_path, OURS)
    assert len(found.routines) == MOST_FILES
    assert f"only the first {MOST_FILES}" in str(*found.faults)


def test_no_folder_is_no_fault_and_a_file_in_its_place_is_one(tmp_path: Path) -> None:
    assert not read_folder(tmp_path / "none", OURS).faults
    (found,) = read_folder(write(tmp_path), OURS).faults
    assert "cannot be read" in str(found)


@given(content=st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode("utf-8")))
def test_any_bytes_are_a_routine_or_one_error(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    only_one_error(tmp_path_factory.getbasetemp() / "any", content)


VALUES = st.sampled_from(
    [
        *(
            "0",
            "-1",
            "1",
            "7",
            "20",
            "inf",
            "nan",
            "1e400",
            "true",
            "[]",
            "{}",
            "[[]]",
            "2020-01-01",
        ),
        *('""', '"say"', '"inhale"', '"hold"', '"exhale"', '"rest"', '"a b c"', '"\\u0000"'),
        *('[{ kind = "say", cue = "Hello." }]', '[{ kind = "inhale", seconds = 4 }]', "[1, 2]"),
    ]
)
KEYS = st.sampled_from(
    [
        *("name", "steps", "repeat", "kind", "seconds", "cue", "word", "blocks", "label", "least"),
        *("most", "sides", "group", "ask_first", "instead", "stop_if", "not_for", "'a.b'", "x.y"),
    ]
)
LINES = st.one_of(
    st.builds(lambda key, value: f"{key} = {value}", KEYS, VALUES),
    st.sampled_from(["[[blocks]]", "[[blocks.steps]]", "[blocks]", "[steps]", "# note", SMALL]),
)


@given(lines=st.lists(LINES, max_size=12))
def test_any_keys_are_a_routine_or_one_error(
    lines: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    only_one_error(tmp_path_factory.getbasetemp() / "keys", "\n".join(lines).encode())


def only_one_error(folder: Path, content: bytes) -> None:
    path = write(folder, content)
    try:
        routine = read_file(path, OURS)
    except RoutineFileError as error:
        message = str(error)
    else:
        message = ""
        assert_safe(routine)
    assert message.isprintable()
    assert len(message) < 500


def assert_safe(routine: Routine) -> None:
    assert 60 <= routine.total_seconds <= 1200
    for block in routine.blocks:
        if block.breathes:
            assert 6 <= breath_seconds(block) <= 20
            assert {step.kind for step in block.steps} <= BREATH_KINDS
            holds = [step.seconds for step in block.steps if step.kind == "hold"]
            assert max(holds, default=0) <= LONGEST_HOLD
