"""Frozen dataclasses to plain JSON values and back, by their type hints.

One codec for everything a front end must keep between turns. Reading is strict: whatever does not
fit its type raises ValueError, so that a damaged or foreign object is never half believed.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import IntEnum
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """A value as dicts, lists, strings, numbers, booleans and None; default fields are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        items = ((spec, getattr(value, spec.name)) for spec in fields(value))
        return {spec.name: to_plain(item) for spec, item in items if item != _default(spec)}
    if isinstance(value, IntEnum):
        return int(value)
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], value: object) -> T:
    """The dataclass ``kind`` that ``value`` describes; raises ValueError where it does not fit."""
    return _read(kind, value)  # type: ignore[no-any-return]


def _default(spec: "Field[Any]") -> object:
    return spec.default_factory() if spec.default_factory is not MISSING else spec.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: object) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_union(get_args(kind), value)
    if origin is Literal:
        if value in get_args(kind):
            return value
    elif origin is tuple:
        if isinstance(value, list):
            return tuple(_read(get_args(kind)[0], item) for item in value)
    elif origin is Mapping or origin is dict:
        if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
            return {key: _read(get_args(kind)[1], item) for key, item in value.items()}
    elif is_dataclass(kind):
        return _read_dataclass(kind, value)
    elif isinstance(kind, type) and issubclass(kind, IntEnum):
        if isinstance(value, int) and value in list(kind):
            return kind(value)
    elif kind is float:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
    elif kind in (str, bool, int) and type(value) is kind:
        return value
    raise ValueError(f"{value!r} is not a {kind}")


def _read_union(options: tuple[Any, ...], value: object) -> Any:
    if value is None and type(None) in options:
        return None
    for option in options:
        if option is not type(None):
            try:
                return _read(option, value)
            except ValueError:
                continue
    raise ValueError(f"{value!r} is none of {options}")


def _read_dataclass(kind: Any, value: object) -> Any:
    if not isinstance(value, Mapping):
        raise ValueError(f"{value!r} is not a {kind.__name__}")
    hints = _hints(kind)
    if unknown := set(value) - set(hints):
        raise ValueError(f"{kind.__name__} has no {sorted(map(str, unknown))}")
    try:
        return kind(**{name: _read(hints[name], item) for name, item in value.items()})
    except TypeError as missing:
        raise ValueError(str(missing)) from missing
