"""What the image would run, run: its build steps in a folder, then the server by nobody, read-only.

An engine is not needed: COPY, RUN and ENTRYPOINT are followed as the Dockerfile has them. Packages
come from the package index, as they do in the image.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.alexa.envelopes import APPLICATION
from tests.alexa.serving.process import PATIENCE, Client, ports_announced
from tests.deployment.dockerfile import DOCKERFILE, only, read

ROOT = DOCKERFILE.parents[1]
BUILD, FINAL = read()
HOME = "/opt/muscle-calm"  # of the image; here it is another folder
NOBODY = int(only(FINAL, "USER").value)


def _open_to_all(program: Path) -> bool:
    """Whether anybody may run a program: one in somebody's home may be theirs alone."""
    return program.exists() and all(
        folder.stat().st_mode & 0o001 for folder in program.resolve().parents
    )


BASES = (Path(sys.base_prefix) / "bin/python3", Path("/usr/bin/python3"))
PYTHON = next((base for base in BASES if _open_to_all(base)), BASES[0])


@pytest.fixture(scope="module")
def image() -> Iterator[Path]:
    """The folder that the last stage copies, built as the first stage says."""
    folder = Path(tempfile.mkdtemp(prefix="muscle-calm-image-"))  # tmp_path is root's alone
    folder.chmod(0o755)
    source, made = folder / "source", folder / "made"
    source.mkdir()
    tools = folder / "tools"
    tools.mkdir()
    (tools / "python").symlink_to(PYTHON)
    path = os.pathsep.join((str(tools), str(Path(sys.executable).parent), os.environ["PATH"]))
    for each in BUILD:
        if each.name == "COPY":
            *names, target = each.words
            for name in names:
                _copy(ROOT / name, source / target / (Path(name).name if target == "./" else ""))
        elif each.name == "RUN":
            command = each.value.replace(HOME, str(made))
            environment = os.environ | {"PATH": path, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
            subprocess.run(command, shell=True, cwd=source, env=environment, check=True)
    for found in (made, *made.rglob("*")):
        if not found.is_symlink():
            found.chmod(0o555 if found.is_dir() or os.access(found, os.X_OK) else 0o444)
    yield made
    for each_folder in (made, *(found for found in made.rglob("*") if found.is_dir())):
        each_folder.chmod(0o755)
    shutil.rmtree(folder)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def as_nobody() -> dict[str, Any]:
    """Options of a process that is not root, if this one is."""
    if os.getuid() != 0 or not _open_to_all(PYTHON):
        return {}
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


@contextmanager
def run_in(image: Path, *command: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has ended afterwards, whatever comes between."""
    with subprocess.Popen(
        command,
        cwd="/",
        env={"PATH": f"{image / 'bin'}:/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **as_nobody(),
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def health(image: Path, port: int) -> int:
    name, *arguments = only(FINAL, "HEALTHCHECK").value.split("CMD ")[1].strip("[]").split(", ")
    program = [name.strip('"'), *(argument.strip('"') for argument in arguments)]
    url = f"http://127.0.0.1:{port}/healthz"
    with run_in(image, str(image / "bin" / program[0]), *program[1:], url) as check:
        return check.wait(PATIENCE)


def test_it_serves_and_tells_its_health(image: Path) -> None:
    program, *options = only(FINAL, "ENTRYPOINT").words
    options += ["--port", "0", "--host", "127.0.0.1", "--skill-id", APPLICATION]
    with run_in(image, str(image / "bin" / program), *options) as server:
        assert server.stderr
        ports = ports_announced(server)
        assert ports, server.stderr.read()
        client = Client(*ports)
        assert client.post(b"{}").status == 400
        client.close()
        assert health(image, *ports) == 0
        server.terminate()
        assert server.wait(PATIENCE) == 0
    assert health(image, *ports) == 1
