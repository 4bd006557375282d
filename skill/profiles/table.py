"""Making the DynamoDB table that profiles are kept in."""

from typing import Any

from skill.profiles import aws
from skill.profiles.store import ProfileError

MOST_WAITING = 120  # seconds; a table takes about ten
BETWEEN_LOOKS = 1  # second

WHAT_TO_DO = {
    "NoCredentialsError": "no AWS credentials were found: run aws configure, or set them as usual",
    "PartialCredentialsError": "the AWS credentials are incomplete: set both id and secret",
    "UnrecognizedClientException": "AWS does not know these credentials: check them",
    "InvalidSignatureException": "AWS does not accept these credentials: check them",
    "ExpiredTokenException": "the AWS credentials have expired: sign in again",
    "AccessDeniedException": (
        "these credentials may not: allow dynamodb:CreateTable and dynamodb:DescribeTable"
    ),
    "EndpointConnectionError": "AWS cannot be reached: check the network and the region",
    "ConnectTimeoutError": "AWS cannot be reached: check the network and the region",
    "ConnectionClosedError": "AWS hung up: check the network and try again",
    "ReadTimeoutError": "AWS does not answer: try again later",
    "LimitExceededException": "the account has too many tables at work: try again later",
    "WaiterError": "it was not ready after two minutes: look for it in the AWS console",
}


def make_table(name: str, region: str | None = None) -> str:
    """Make the table unless it is there, wait until it can be used, and say so in a sentence.

    It is billed by what is asked of it. Raises ProfileError: in a sentence, what to do.
    """
    aws.checked(name)
    client = aws.client(region, hurried=False)
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        made = _created(client, name)
        _wait(client, name)
        description = client.describe_table(TableName=name)["Table"]
    except (BotoCoreError, ClientError) as fault:
        kind = aws.kind_of(fault)
        remedy = WHAT_TO_DO.get(kind, f"AWS answered {kind}")
        raise ProfileError(f"The table {name} could not be made: {remedy}.") from fault
    if description["KeySchema"] != aws.KEY_SCHEMA:
        raise ProfileError(
            f"There is a table {name} already, and it is none for profiles; choose another name."
        )
    found = "is ready" if made else "was there already, and is ready"
    return f"The table {name} in {client.meta.region_name} {found}."


def _created(client: Any, name: str) -> bool:
    """Whether the table had to be made."""
    try:
        client.create_table(
            TableName=name,
            KeySchema=aws.KEY_SCHEMA,
            AttributeDefinitions=[{"AttributeName": aws.KEY, "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
    except client.exceptions.ResourceInUseException:
        return False
    return True


def _wait(client: Any, name: str) -> None:
    client.get_waiter("table_exists").wait(
        TableName=name,
        WaiterConfig={"Delay": BETWEEN_LOOKS, "MaxAttempts": MOST_WAITING // BETWEEN_LOOKS},
    )
