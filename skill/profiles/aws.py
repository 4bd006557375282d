"""The way to DynamoDB: boto3 where it is installed, in a region, and with little patience."""

import os
import re
from importlib import import_module
from typing import Any

from skill.profiles.store import ProfileError

KEY = "id"
"""The partition key of the table of profiles, a text; there is nothing else to its schema."""

KEY_SCHEMA = [{"AttributeName": KEY, "KeyType": "HASH"}]

_NAME = re.compile(r"[a-zA-Z0-9_.-]{3,255}")

CONNECTING = 0.5
"""Seconds to connect to a table. Within a region it takes a few thousandths."""

ANSWERING = 0.6
"""Seconds for a table to answer. Alexa waits eight for everything."""


def client(region: str | None = None, *, hurried: bool = True) -> Any:
    """boto3's client of DynamoDB, which any number of threads may use. Asks nothing of the network.

    ``region`` is the usual one of boto3's settings unless given. ``hurried``: somebody waits for
    an answer to their question. Raises ProfileError where boto3 is not installed, or where no
    region is set.
    """
    try:
        import_module("ask_sdk_dynamodb")  # a function on Lambda has boto3 in any case
        import boto3
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError
    except ImportError as missing:
        raise ProfileError(
            'Profiles in DynamoDB need more packages: pip install "muscle-calm[aws]".'
        ) from missing
    patience = Config(
        connect_timeout=CONNECTING,
        read_timeout=ANSWERING,
        retries={"mode": "legacy", "total_max_attempts": 2},  # the second at once
    )
    try:
        session = boto3.Session(region_name=region)
        if not session.region_name:
            raise ProfileError(
                "Profiles in DynamoDB need a region: set AWS_DEFAULT_REGION, such as us-east-1."
            )
        # The SDK's adapter asks boto3 for a region of its own as soon as it is imported.
        os.environ.setdefault("AWS_DEFAULT_REGION", session.region_name)
        return session.client("dynamodb", config=patience if hurried else None)
    except (BotoCoreError, ValueError) as fault:
        raise ProfileError(f"AWS is not set up here: {fault}") from fault


def checked(table: str) -> str:
    """The name of a table, if it can be one. Raises ProfileError."""
    if not _NAME.fullmatch(table):
        raise ProfileError(
            f"A DynamoDB table cannot be called {table!r}; "
            "a name has 3 to 255 letters, digits, dots, dashes or underscores."
        )
    return table


def kind_of(fault: BaseException) -> str:
    """What AWS or botocore calls an error, such as ``"AccessDeniedException"``.

    Its message is left alone, for it might quote what was asked.
    """
    answer = getattr(fault, "response", None)
    code = answer.get("Error", {}).get("Code") if isinstance(answer, dict) else None
    return str(code or type(fault).__name__)
