"""A file and a DynamoDB for the tests here, and nobody's credentials."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.skill import build_skill
from skill.profiles.sqlite import SqliteProfiles
from tests.profiles.dynamodb_server import Table, misbehaving, moto_server
from tests.profiles.patience import Patience


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> Patience:
    """Time enough for a store that is well, on a machine with much else to do."""
    patience = Patience(monkeypatch)
    patience.long()
    return patience


@pytest.fixture(scope="session")
def moto() -> Iterator[str]:
    """The address of one server for all tests."""
    with moto_server() as address:
        yield address


@pytest.fixture
def aws(moto: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:
    """The environment of a function on Lambda; the table is not there yet."""
    with misbehaving(moto, f"profiles-{uuid.uuid4().hex}") as table:
        for name, value in {
            "AWS_ENDPOINT_URL_DYNAMODB": table.url,
            "AWS_DEFAULT_REGION": "eu-west-1",
            "AWS_ACCESS_KEY_ID": "nobody",
            "AWS_SECRET_ACCESS_KEY": "nothing",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        }.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("AWS_PROFILE", raising=False)
        yield table


@pytest.fixture
def table(aws: Table) -> Table:
    """A table that is there."""
    from skill.profiles.table import make_table

    make_table(aws.name)
    aws.asked = 0
    return aws


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where profiles are kept in a file."""
    return tmp_path / "profiles.sqlite"


@pytest.fixture
def skill(path: Path) -> Any:
    """The whole skill, with that file behind it."""
    return build_skill(profiles=SqliteProfiles(path))
