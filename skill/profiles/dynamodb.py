"""Profiles in a table of Amazon's DynamoDB, through the adapter of Alexa's SDK.

Importing this needs boto3 and a region: see :mod:`skill.profiles.aws`. The adapter writes over
whatever is there, so that one method is added to it; all else is the adapter's own.
"""

import json
from typing import Any

from ask_sdk_core.exceptions import PersistenceException
from ask_sdk_dynamodb.adapter import DynamoDbAdapter
from botocore.exceptions import ClientError

from skill.core.profile import Profile
from skill.profiles.aws import KEY, kind_of
from skill.profiles.client_tables import Tables
from skill.profiles.store import Kept, ProfileError

OUTDATED = "ConditionalCheckFailedException"


class CarefulAdapter(DynamoDbAdapter):  # type: ignore[misc]
    """The SDK's adapter, with a save that never writes over what it has not seen."""

    def __init__(self, table: str, client: Any) -> None:
        # Whatever identifies a person is handed to the adapter in place of a request.
        super().__init__(
            table, KEY, partition_keygen=lambda person: person, dynamodb_resource=Tables(client)
        )

    def replace_attributes(self, person: str, attributes: dict[str, str], version: str) -> bool:
        """Save where the item has this version, "" for no item; else False.

        Raises botocore's errors.
        """
        item = {self.partition_key_name: person, self.attribute_name: attributes}
        unchanged = self._has(version) if version else self._is_missing
        try:
            self.dynamodb.Table(self.table_name).put_item(Item=item, **unchanged)
        except ClientError as refused:
            if kind_of(refused) == OUTDATED:
                return False
            raise
        return True

    def _has(self, version: str) -> dict[str, Any]:
        """The condition that the item has this version."""
        return {
            "ConditionExpression": "#attributes.#version = :seen",
            "ExpressionAttributeNames": {
                "#attributes": self.attribute_name,
                "#version": "version",
            },
            "ExpressionAttributeValues": {":seen": version},
        }

    @property
    def _is_missing(self) -> dict[str, Any]:
        """The condition that there is no item."""
        return {
            "ConditionExpression": "attribute_not_exists(#key)",
            "ExpressionAttributeNames": {"#key": self.partition_key_name},
        }


class DynamoProfiles:
    """A table of profiles; any number of functions and servers may use it at once.

    ``client`` is boto3's. An item holds texts only: a profile as JSON, its record and version.
    """

    def __init__(self, table: str, client: Any) -> None:
        self._table = table
        client.meta.events.register("after-call.dynamodb", _check_who_answered)
        self._adapter = CarefulAdapter(table, client)

    def load(self, person: str) -> Kept:
        """What is kept of a person; ``Kept()`` for someone unknown. Raises ProfileError."""
        try:
            item = self._adapter.get_attributes(person)
        except PersistenceException as fault:
            raise self._error(fault.__context__ or fault) from fault
        if not item:
            return Kept()
        return Kept(_decoded(item.get("profile")), item.get("record", ""), item.get("version", ""))

    def save(self, person: str, new: Kept, since: Kept) -> bool:
        """Keep a new version; False where ``since`` is not what is kept. Raises ProfileError."""
        item = {
            "profile": json.dumps(new.profile.to_json()),
            "record": new.record,
            "version": new.version,
        }
        try:
            return self._adapter.replace_attributes(person, item, since.version)
        except Exception as fault:  # botocore's have nothing else in common
            raise self._error(fault) from fault

    def forget(self, person: str) -> None:
        """Keep nothing of a person any more. Raises ProfileError."""
        try:
            self._adapter.delete_attributes(person)
        except PersistenceException as fault:
            raise self._error(fault.__context__ or fault) from fault

    def _error(self, fault: BaseException) -> ProfileError:
        return ProfileError(
            f"Profiles could not be read or kept in the DynamoDB table {self._table} "
            f"({kind_of(fault)}); "
            "check its name, its region and what the skill may do with it."
        )


class NotDynamoDBError(Exception):
    """Something in between answered in its place."""


def _check_who_answered(parsed: Any, **_: object) -> None:
    """Raise where an answer lacks the id that every answer of DynamoDB has.

    botocore takes any body at all for an answer, and one without an item for a person unknown.
    """
    if "RequestId" not in parsed.get("ResponseMetadata", {}):
        raise NotDynamoDBError


def _decoded(stored: object) -> Profile:
    try:
        return Profile.from_json(json.loads(str(stored)))
    except ValueError:
        return Profile()
