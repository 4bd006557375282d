"""What goes to Lambda, built by its script and run with nothing else beside Python itself."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.skill_id import SKILL_ID
from tests.alexa.envelopes import APPLICATION, ask, launch, matched
from tests.alexa.serving.process import PATIENCE

SCRIPT = Path(__file__).parents[2] / "deploy" / "build-lambda"
LARGEST = 250 * 1024 * 1024  # bytes that Lambda takes, unzipped
INVOKE = """
import json, sys
sys.path.insert(0, sys.argv[1])
from skill.alexa.aws_lambda import handler
for event in json.load(sys.stdin):
    print(json.dumps(handler(event, None)))
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lambda") / "build"
    subprocess.run([str(SCRIPT), sys.executable, str(folder)], check=True)
    return folder


def invoke(package: Path, *events: dict[str, Any]) -> list[Any]:
    """The answers to some events, and then the modules that were imported."""
    # Without site-packages: what is not in the package is not there.
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", INVOKE, str(package)],
        input=json.dumps(events),
        env={SKILL_ID: APPLICATION, "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_it_answers_as_alexa_asks(package: Path) -> None:
    question = ask("CauseIntent", matched("bodyPart", "eyelid", "eyelid"))
    story = ask("DescribeIntent", {"name": "description", "value": "my hand feels weak and thin"})
    hello, answer, advice, loaded = invoke(package, launch(screen=True), question, story)
    for each in (hello, answer, advice):
        assert each["response"]["outputSpeech"]["ssml"].startswith("<speak>")
    assert "eyelid" in answer["response"]["outputSpeech"]["ssml"]
    assert not {"flask", "cryptography", "numpy", "vosk", "click", "boto3"} & set(loaded)


def test_it_fits_and_leaves_the_companion_at_home(package: Path) -> None:
    files = [path for path in package.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < LARGEST
    assert not (package / "local_voice").exists()
    assert not [path for path in files if path.suffix in (".so", ".pyd", ".dylib")]
