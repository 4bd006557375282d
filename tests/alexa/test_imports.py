"""What importing the endpoint and the Lambda entry point loads, each in a fresh interpreter."""

import subprocess
import sys


def loaded_by(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(run.stdout.split())


def test_the_endpoint_never_loads_certvalidator() -> None:
    loaded = loaded_by("import skill.alexa.app")
    assert "flask_ask_sdk.skill_adapter" in loaded
    assert not {name for name in loaded if name.split(".")[0] in ("certvalidator", "oscrypto")}


def test_a_certvalidator_that_is_there_stays_there() -> None:
    statement = (
        "from types import ModuleType\n"
        "real = sys.modules['certvalidator'] = ModuleType('certvalidator')\n"
        "import skill.alexa.app\n"
        "assert sys.modules['certvalidator'] is real"
    )
    assert "certvalidator" in loaded_by(statement)


def test_what_stands_in_for_certvalidator_refuses_to_run() -> None:
    statement = (
        "import skill.alexa.app\n"
        "from ask_sdk_webservice_support import verifier\n"
        "try:\n"
        "    verifier.CertificateValidator(b'')\n"
        "except RuntimeError:\n"
        "    pass\n"
        "else:\n"
        "    raise SystemExit('it ran')"
    )
    assert loaded_by(statement)


def test_lambda_starts_without_flask_or_the_core() -> None:
    loaded = loaded_by("import skill.alexa.aws_lambda")
    assert "ask_sdk_core.skill" in loaded
    heavy = {"flask", "waitress", "ask_sdk_webservice_support", "sklearn", "numpy", "click", "rich"}
    assert not loaded & (heavy | {"cryptography", "certifi"})
    assert not {name for name in loaded if name.startswith(("skill.core", "skill.understanding"))}
