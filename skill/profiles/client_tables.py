"""DynamoDB's tables for any number of threads, as the adapter of Alexa's SDK asks for them."""

from dataclasses import dataclass
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

VALUES = ("Item", "Key", "ExpressionAttributeValues")
"""The parts of a request that hold values."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What the adapter wants of boto3's resource, from its client.

    Resources are not for several threads: all of one client's number the names in their conditions
    together, so that a condition may come to mean another field. Clients are for any number.
    """

    client: Any

    def Table(self, name: str) -> "Table":  # noqa: N802
        """One table."""
        return Table(self.client, name)


@dataclass(frozen=True, slots=True)
class Table:
    """What the adapter wants of a table: the client's methods, with plain values."""

    client: Any
    name: str

    def get_item(self, **request: Any) -> dict[str, Any]:
        """An item by its ``Key``, as ``Item`` where there is one. Raises botocore's errors."""
        answer = self.client.get_item(TableName=self.name, **_typed(request))
        if "Item" not in answer:
            return {}
        plain = TypeDeserializer().deserialize
        return {"Item": {name: plain(value) for name, value in answer["Item"].items()}}

    def put_item(self, **request: Any) -> None:
        """Put an ``Item`` there. Raises botocore's errors."""
        self.client.put_item(TableName=self.name, **_typed(request))

    def delete_item(self, **request: Any) -> None:
        """Delete the item with a ``Key``. Raises botocore's errors."""
        self.client.delete_item(TableName=self.name, **_typed(request))


def _typed(request: dict[str, Any]) -> dict[str, Any]:
    """A request, its items and keys written as DynamoDB writes them: ``{"id": {"S": "me"}}``."""
    typed = TypeSerializer().serialize
    return {
        part: {name: typed(value) for name, value in given.items()} if part in VALUES else given
        for part, given in request.items()
    }
