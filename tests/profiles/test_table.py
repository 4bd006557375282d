"""The command that makes the table, against a real server; and what it says where it cannot."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from local_voice.command_line import main
from skill.profiles import aws as way
from skill.profiles.setting import PROFILES, TABLE, store_from
from skill.profiles.sqlite import SqliteProfiles
from skill.profiles.store import Kept, ProfileError
from skill.profiles.table import WHAT_TO_DO, make_table
from tests.profiles.dynamodb_server import Table, answering, description


def run(*options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["profiles-table", *options])
    return result.exit_code, result.output.strip()


def test_the_table_is_made_and_found_again(aws: Table) -> None:
    assert run("--name", aws.name) == (0, f"The table {aws.name} in eu-west-1 is ready.")
    status, said = run("--name", aws.name)
    assert (status, said) == (
        0,
        f"The table {aws.name} in eu-west-1 was there already, and is ready.",
    )
    table = aws.resource
    assert table.key_schema == way.KEY_SCHEMA
    assert table.billing_mode_summary["BillingMode"] == "PAY_PER_REQUEST"


def test_its_name_is_the_usual_one_unless_another_is_given(aws: Table) -> None:
    status, said = run()
    assert (status, said) == (0, f"The table {TABLE} in eu-west-1 is ready.")
    assert f"[default: {TABLE}]" in " ".join(run("--help")[1].split())


def test_the_region_can_be_given(aws: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    status, said = run("--name", aws.name)
    assert status == 1
    assert said == "Error: " + (
        "Profiles in DynamoDB need a region: set AWS_DEFAULT_REGION, such as us-east-1."
    )
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    assert run("--name", aws.name, "--region", "eu-west-3")[1].endswith("in eu-west-3 is ready.")


def test_a_table_of_something_else_is_left_alone(aws: Table) -> None:
    way.client().create_table(
        TableName=aws.name,
        KeySchema=[{"AttributeName": "song", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "song", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    with pytest.raises(ProfileError, match="none for profiles; choose another name"):
        make_table(aws.name)


def test_no_credentials_and_no_network_are_one_sentence(
    aws: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1")
    with pytest.raises(ProfileError, match="check the network and the region"):
        make_table(aws.name)
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(ProfileError, match="no AWS credentials were found: run aws configure"):
        make_table(aws.name)


@pytest.mark.parametrize("name", ["a", "no spaces", ""])
def test_an_impossible_name_is_one_sentence(aws: Table, name: str) -> None:
    with pytest.raises(ProfileError, match=r"a name has 3 to 255 letters.*\.$"):
        make_table(name)
    if name:
        with pytest.raises(ProfileError, match="cannot be called"):
            store_from(f"dynamodb:{name}")


@pytest.mark.parametrize(
    "code", ["AccessDeniedException", "UnrecognizedClientException", "ExpiredTokenException"]
)
def test_what_aws_does_not_allow_is_one_sentence(
    aws: Table, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    with answering(400, {"__type": code, "message": "not you"}) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", server.url)
        with pytest.raises(ProfileError) as problem:
            make_table(aws.name)
    assert str(problem.value) == f"The table {aws.name} could not be made: {WHAT_TO_DO[code]}."


def test_a_table_that_is_still_being_made_is_waited_for(
    aws: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.profiles.table.BETWEEN_LOOKS", 0.01)
    monkeypatch.setattr("skill.profiles.table.MOST_WAITING", 1)
    creating, active = ({"Table": description(aws.name, s)} for s in ("CREATING", "ACTIVE"))
    made = {"TableDescription": creating["Table"]}
    with answering(200, made, creating, creating, active) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", server.url)
        assert make_table(aws.name).endswith("is ready.")
        assert server.asked >= 4


def test_questions_to_a_table_still_being_made_are_one_sentence(
    aws: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = {"__type": "ResourceNotFoundException", "message": "Table is being created"}
    with answering(400, refusal) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", server.url)
        store = store_from(f"dynamodb:{aws.name}")
        assert store is not None
        with pytest.raises(ProfileError, match="ResourceNotFoundException"):
            store.load("me")


@pytest.mark.parametrize("setting", [None, ""])
def test_without_a_setting_nothing_is_kept(setting: str | None) -> None:
    assert store_from(setting) is None


def test_a_file_is_a_setting(tmp_path: Path) -> None:
    store = store_from(f"sqlite:{tmp_path}/deep/er/profiles.sqlite")
    assert isinstance(store, SqliteProfiles)
    assert store.save("me", Kept().followed_by(Kept().profile), since=Kept())


@pytest.mark.parametrize("setting", ["yes", "sqlite", "sqlite:", "dynamodb:", "redis:x", ":"])
def test_a_setting_of_another_form_is_one_sentence(setting: str) -> None:
    with pytest.raises(ProfileError, match=f"{PROFILES} is .*write sqlite:PATH or dynamodb:TABLE"):
        store_from(setting)


@pytest.mark.parametrize("missing", ["boto3", "ask_sdk_dynamodb"])
def test_without_the_packages_for_it_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ProfileError, match=r'pip install "muscle-calm\[aws\]"'):
        store_from("dynamodb:profiles")
