"""Walking JSON that may have any shape, and saying where it is not the one expected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from skill.alexa.lint.problem import Problem


class ShapeError(ValueError):
    """A piece of the JSON is not what it must be to be read on."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.problem = Problem(path, message)


class Node:
    """A JSON object and where it stands. All methods raise ShapeError where the shape is wrong."""

    def __init__(self, value: Any, path: str = "") -> None:
        if not isinstance(value, Mapping):
            raise ShapeError(path, "must be an object")
        self._value = value
        self.path = path

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._value

    def names(self) -> tuple[str, ...]:
        """The keys there are, in order."""
        return tuple(self._value)

    def only(self, *keys: str) -> Node:
        """This node, once it is sure that it has no other keys: a misspelt one changes nothing
        at Amazon and is never reported there."""
        for key in self._value:
            if key not in keys:
                raise ShapeError(self._at(key), f"{key!r} is not a key known here")
        return self

    def node(self, key: str) -> Node:
        """The object under a key."""
        return Node(self._required(key), self._at(key))

    def nodes(self, key: str) -> list[Node]:
        """The list of objects under a key."""
        items = self._list(self._required(key), key)
        return [Node(item, f"{self._at(key)}[{index}]") for index, item in enumerate(items)]

    def optional_nodes(self, key: str) -> list[Node]:
        """The list of objects under a key, empty where the key is absent."""
        return self.nodes(key) if self.has(key) else []

    def text(self, key: str) -> str:
        """The text under a key."""
        return self._text(self._required(key), self._at(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under a key, empty where the key is absent."""
        items = self._list(self._value.get(key, []), key)
        return tuple(
            self._text(item, f"{self._at(key)}[{index}]") for index, item in enumerate(items)
        )

    def text_map(self, key: str) -> dict[str, str]:
        """The object of texts under a key, empty where the key is absent."""
        node = Node(self._value.get(key, {}), self._at(key))
        return {name: node.text(name) for name in node._value}

    def flag(self, key: str) -> bool:
        """The truth value under a key, false where the key is absent."""
        value = self._value.get(key, False)
        if not isinstance(value, bool):
            raise ShapeError(self._at(key), "must be true or false")
        return value

    def one_of(self, key: str, *allowed: str) -> None:
        """Makes sure that the text under a key, where there is one, is an allowed one."""
        if self.has(key) and self._value[key] not in allowed:
            raise ShapeError(self._at(key), f"must be one of {', '.join(allowed)}")

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _required(self, key: str) -> Any:
        if key not in self._value:
            raise ShapeError(self._at(key), "is missing")
        return self._value[key]

    def _list(self, value: Any, key: str) -> list[Any]:
        if not isinstance(value, list):
            raise ShapeError(self._at(key), "must be a list")
        return value

    @staticmethod
    def _text(value: Any, path: str) -> str:
        if not isinstance(value, str):
            raise ShapeError(path, "must be a text")
        return value
