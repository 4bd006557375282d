"""The page that leads a new user to a live skill: what it names is there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from prometheus_client import generate_latest

from local_voice.command_line import main
from skill.alexa.serving.metrics import Metrics

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "go-live.md").read_text(encoding="utf-8")


def test_every_file_it_names_is_there() -> None:
    named = set(re.findall(r"deploy/[A-Za-z][\w.-]*", PAGE))
    assert len(named) > 5
    assert not [name for name in named if not (ROOT / name.rstrip(".")).exists()]


@pytest.mark.parametrize("command", ["serve", "skill-package", "profiles-table"])
def test_every_command_and_option_it_names_is_there(command: str) -> None:
    lines = [line for line in PAGE.replace("\\\n", " ").splitlines() if f"calm {command}" in line]
    assert lines
    shown = CliRunner().invoke(main, [command, "--help"])
    assert shown.exit_code == 0
    for option in re.findall(r"--[a-z-]+", " ".join(lines)):
        assert option in shown.output, option


def test_every_metric_it_names_is_published() -> None:
    published = generate_latest(Metrics(()).registry).decode()
    named = re.findall(r"`(muscle_calm_\w+)", PAGE)
    assert len(named) == 4
    for name in named:
        assert name.removesuffix("_total") in published, name


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed here")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for unit in ("muscle-calm.service", "muscle-calm.socket"):
        text = (ROOT / "deploy" / unit).read_text(encoding="utf-8")
        (tmp_path / unit).write_text(text.replace("/opt/muscle-calm/bin/muscle-calm", "/bin/true"))
    units = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
