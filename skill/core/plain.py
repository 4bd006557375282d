"""Frozen dataclasses to plain JSON values and back, by their type hints.

One codec for everything that is kept between turns or written as data. Reading is strict:
whatever does not fit its type raises ValueError, so that a damaged or foreign object is never
half believed. How a type is read is worked out once, for a front end reads at every turn.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import IntEnum
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[object], Any]

_PLAIN = frozenset({str, int, float, bool, type(None)})


def to_plain(value: object) -> Any:
    """A value as dicts, lists, strings, numbers, booleans and None; default fields are left out."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if is_dataclass(kind):
        items = ((name, getattr(value, name), default) for name, default in _members(kind))
        return {name: to_plain(item) for name, item, default in items if item != default}
    if isinstance(value, IntEnum):
        return int(value)
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], value: object) -> T:
    """What ``value`` describes as a ``kind``; raises ValueError where it does not fit."""
    found: T = _reader_of(kind)(value)
    return found


@cache
def _members(kind: Any) -> tuple[tuple[str, object], ...]:
    """The names of a dataclass's fields, each with its default."""
    return tuple((spec.name, _default(spec)) for spec in fields(kind))


def _default(spec: "Field[Any]") -> object:
    return spec.default_factory() if spec.default_factory is not MISSING else spec.default


def _reader_of(kind: Any) -> Reader:
    return _reader(kind)


@cache
def _reader(kind: Any) -> Reader:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _union_reader(arguments)
    if origin is Literal:
        return _checked(lambda value: value in arguments, kind)
    if origin is tuple:
        return _tuple_reader(arguments)
    if origin in (dict, Mapping):
        return _mapping_reader(arguments[1])
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if isinstance(kind, type) and issubclass(kind, IntEnum):
        return lambda value: kind(_checked(lambda v: type(v) is int, kind)(value))
    if kind is float:
        return lambda value: float(_checked(lambda v: type(v) in (int, float), kind)(value))
    if kind in (str, bool, int):
        return _checked(lambda value: type(value) is kind, kind)
    raise TypeError(f"{kind} has no plain form")


def _checked(fits: Callable[[Any], bool], kind: object) -> Reader:
    def read(value: object) -> object:
        if not fits(value):
            raise ValueError(f"{value!r} is not a {getattr(kind, '__name__', kind)}")
        return value

    return read


def _union_reader(options: tuple[Any, ...]) -> Reader:
    readers = [_reader(option) for option in options if option is not type(None)]

    def read(value: object) -> Any:
        if value is None and type(None) in options:
            return None
        for reader in readers[:-1]:
            try:
                return reader(value)
            except ValueError:
                continue
        return readers[-1](value)

    return read


def _tuple_reader(items: tuple[Any, ...]) -> Reader:
    """``tuple[X, ...]`` of any length, or ``tuple[X, Y]`` of just that one."""
    any_length = items[-1] is Ellipsis
    readers = [_reader(item) for item in items if item is not Ellipsis]

    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or not (any_length or len(value) == len(readers)):
            raise ValueError(f"{value!r} is not a list of the right length")
        if any_length:
            reader = readers[0]
            return tuple([reader(item) for item in value])
        return tuple([reader(item) for reader, item in zip(readers, value, strict=True)])

    return read


def _mapping_reader(kind: Any) -> Reader:
    read_item = _reader(kind)

    def read(value: object) -> dict[str, Any]:
        if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
            raise ValueError(f"{value!r} is not a table")
        return {key: read_item(item) for key, item in value.items()}

    return read


def _dataclass_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers: dict[str, Reader] = {}  # filled at first use, for a class may speak of itself

    def read(value: object) -> Any:
        if not isinstance(value, Mapping):
            raise ValueError(f"{value!r} is not a {kind.__name__}")
        if not readers:
            readers.update({name: _reader(hint) for name, hint in hints.items()})
        if unknown := [str(key) for key in value if key not in readers]:
            raise ValueError(f"{kind.__name__} has no {', '.join(unknown)}")
        try:
            return kind(**{name: readers[name](item) for name, item in value.items()})
        except TypeError as missing:
            raise ValueError(str(missing)) from missing

    return read
