"""`muscle-calm routine` as a person meets it: on a terminal, in a pipe, interrupted."""

import subprocess
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from tests.terminal.pty_program import OnATerminal

NO_SOUND = {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": "/nowhere"}
LEAVE = "\x1b[?1049l"


def led(*words: str, columns: int = 80, lines: int = 24, **env: str) -> OnATerminal:
    command = [sys.executable, "-m", "local_voice", "routine", *words]
    return OnATerminal(
        command,
        columns=columns,
        lines=lines,
        env={"TERM": "xterm-256color", "COLORTERM": "truecolor", **NO_SOUND, **env},
    )


def test_a_question_then_the_session_then_a_stop_by_key() -> None:
    with led("calf stretch") as program:
        program.wait_for("your balance poor?")
        program.type("n")
        program.wait_for("space")
        program.type(" ")
        program.wait_for("Paused")
        program.resize(40, 20)
        program.type(" ")
        program.wait_for("slower")
        program.type("q")
        assert program.finish() == 0
        assert program.seen.index(LEAVE) < program.seen.rindex("yourself")
        assert program.mode == program.mode_before


def test_ctrl_c_ends_with_one_warm_line_and_a_sane_terminal() -> None:
    with led("calm breath") as program:
        program.wait_for("pause")
        program.type("\x03")
        assert program.finish() == 130
        last = program.seen.split(LEAVE)[-1]
        assert "well done" in last
        assert "Traceback" not in program.seen
        assert program.mode == program.mode_before


def test_an_end_from_outside_leaves_a_sane_terminal() -> None:
    with led("calm breath") as program:
        program.wait_for("pause")
        program.process.terminate()
        program.finish()
        assert LEAVE in program.seen
        assert "Traceback" not in program.seen
        assert program.mode == program.mode_before


@pytest.mark.parametrize(
    ("columns", "env"),
    [(40, {"NO_COLOR": "1"}), (80, {"TERM": "xterm", "COLORTERM": ""}), (200, {})],
    ids=["narrow, no colour", "few colours", "wide"],
)
def test_it_can_be_read_on_every_terminal(columns: int, env: dict[str, str]) -> None:
    with led("calm breath", columns=columns, **env) as program:
        for part in ("calm breath", "left", "pause", "Let your shoulders sink"):
            program.wait_for(part)
        assert ("38;2;" in program.seen) is not bool(env)
        program.type("q")
        assert program.finish() == 0


def test_a_dumb_terminal_gets_lines() -> None:
    with led("calm breath", TERM="dumb") as program:
        program.wait_for("Let your shoulders sink")
        assert "\x1b[?1049h" not in program.seen
        program.type("q")
        assert program.finish() == 0
        assert "yourself" in program.seen


def test_a_pipe_gets_lines_and_an_unanswered_question_is_said_plainly() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "local_voice", "routine", "calf stretch"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "your balance poor?" in " ".join(done.stdout.split())
    assert "run it in a terminal" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_nobody_knows_is_one_clear_sentence() -> None:
    with led("calf stretsh") as program:
        assert program.finish() == 1
        assert "Did you mean" in program.seen
        assert "\x1b[?1049h" not in program.seen
