"""The template for AWS: sound, with the least of rights, and naming what the code names."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from skill.alexa.skill_id import SKILL_ID
from skill.profiles.setting import PROFILES
from tests.alexa.envelopes import APPLICATION

TEMPLATE = Path(__file__).parents[2] / "deploy" / "template.yaml"


class Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms as {"Ref": ...} and the like."""


def _short_form(loader: Any, suffix: str, node: Any) -> dict[str, Any]:
    return {suffix: loader.construct_scalar(node)}


Loader.add_multi_constructor("!", _short_form)


@pytest.fixture(scope="module")
def template() -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(TEMPLATE.read_text(encoding="utf-8"), Loader)
    return found


@pytest.fixture(scope="module")
def function(template: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = template["Resources"]["Skill"]["Properties"]
    return found


def test_cfn_lint_finds_nothing() -> None:
    program = str(Path(sys.executable).with_name("cfn-lint"))
    command = [program, "--include-checks", "I", "--", str(TEMPLATE)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_handler_is_there(function: dict[str, Any]) -> None:
    module, name = function["Handler"].rsplit(".", 1)
    assert callable(getattr(import_module(module), name))


def test_the_code_is_what_the_script_builds_for_that_python(function: dict[str, Any]) -> None:
    script = (TEMPLATE.parent / "build-lambda").read_text(encoding="utf-8")
    assert function["CodeUri"].rstrip("/") == "build"
    assert "$here/build" in script
    assert f"python=${{1:-{function['Runtime']}}}" in script


def test_it_may_do_with_its_own_table_what_it_does_and_no_more(function: dict[str, Any]) -> None:
    (policy,) = function["Policies"]
    (statement,) = policy["Statement"]
    assert statement["Resource"] == {"GetAtt": "Profiles.Arn"}
    used = {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"}
    assert set(statement["Action"]) == used


def test_only_this_skill_may_call_it(template: dict[str, Any], function: dict[str, Any]) -> None:
    (event,) = function["Events"].values()
    assert event == {"Type": "AlexaSkill", "Properties": {"SkillId": {"Ref": "SkillId"}}}
    variables = function["Environment"]["Variables"]
    assert variables[SKILL_ID] == {"Ref": "SkillId"}
    assert variables[PROFILES] == {"Sub": "dynamodb:${Profiles}"}
    pattern = template["Parameters"]["SkillId"]["AllowedPattern"]
    assert re.fullmatch(pattern, APPLICATION)
    assert not re.fullmatch(pattern, "amzn1.ask.skill.")


def test_the_table_is_keyed_as_the_adapter_asks_for_it(template: dict[str, Any]) -> None:
    table = template["Resources"]["Profiles"]["Properties"]
    assert table["KeySchema"] == [{"AttributeName": "id", "KeyType": "HASH"}]
    assert table["AttributeDefinitions"] == [{"AttributeName": "id", "AttributeType": "S"}]
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert "TimeToLiveSpecification" not in table


def test_alexa_is_answered_while_it_waits(function: dict[str, Any]) -> None:
    assert function["Timeout"] <= 8
