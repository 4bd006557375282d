"""What is installed where it is served: pinned as it was tested, and nothing of the companion's."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVER, LAMBDA = ROOT / "deploy/requirements.txt", ROOT / "deploy/requirements-lambda.txt"
FOR_A_MICROPHONE = {"vosk", "pocketsphinx", "pyttsx3", "miniaudio", "numpy", "webrtcvad-wheels"}


def pins(path: Path) -> dict[str, str]:
    lines = [re.sub(r"\s*#.*", "", line) for line in path.read_text(encoding="utf-8").splitlines()]
    return dict(line.lower().replace("_", "-").split("==") for line in lines if line)


@pytest.mark.parametrize("path", [SERVER, LAMBDA], ids=lambda path: path.name)
def test_versions_are_those_everything_was_tested_with(path: Path) -> None:
    tested = pins(ROOT / "constraints.txt")
    assert {name: tested.get(name) for name in pins(path)} == pins(path)


@pytest.mark.parametrize("path", [SERVER, LAMBDA], ids=lambda path: path.name)
def test_nothing_comes_along_that_serving_never_uses(path: Path) -> None:
    assert not FOR_A_MICROPHONE & set(pins(path))
    assert "certvalidator" not in pins(path)


def test_lambda_takes_nothing_that_is_compiled_for_one_processor() -> None:
    assert not {"cryptography", "cffi", "markupsafe"} & set(pins(LAMBDA))
