"""
Values of the desk as JSON, and back: the same to the last bit, types and order included.

A text that is read back runs nothing: it names records and words of this package by their module,
and numbers, texts and lists of them are data. What is of a kind that is not known cannot be
written, so that nothing is kept that would come back as something else.
"""

import base64
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from importlib import import_module
from types import MappingProxyType
from typing import Any

import numpy as np

from phaseline.terms.entries import Entries

_PACKAGE = __name__.partition(".")[0]
_AS_THEY_ARE = (str, int, float, bool, type(None))  # in JSON; those of these types, and no others
StandIn = Callable[[object], object]


class UnknownKindError(TypeError):
    """A value is of a kind that cannot be written; the message names the kind."""


def as_text(value: object, *, stand_in: StandIn = lambda _: None) -> bytes:
    """
    Write a value.

    Args:
        value: Records, words of an enumeration, arrays, numbers, texts and collections of them.
        stand_in: Gives for a record what is written in its place; None for one that is written.
            What has a stand-in is for telling values apart: it is not read back.

    Raises:
        UnknownKindError: Something in it is of another kind.
    """
    return json.dumps(_plain(value, stand_in), separators=(",", ":")).encode()


def of_text(text: bytes) -> Any:
    """
    Read a value.

    >>> of_text(as_text({"a": (1, -0.0), 2: [float("inf")]}))
    {'a': (1, -0.0), 2: [inf]}

    Raises:
        ValueError: The text holds none.
    """
    try:
        return _value(json.loads(text))
    except (
        LookupError,
        TypeError,
        AttributeError,
        ImportError,
        RecursionError,
        ArithmeticError,
    ) as error:
        raise ValueError(f"no value: {error}") from None


def _plain(value: object, stand_in: StandIn) -> object:
    if type(value) in _AS_THEY_ARE:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        other = stand_in(value)
        return _record(value, stand_in) if other is None else ["stands", _plain(other, stand_in)]
    if isinstance(value, Enum):
        return ["word", _kind(type(value)), value.name]
    mark, parts = _writer(value)
    return [mark, *(_plain_part(part, stand_in) for part in parts(value))]


def _writer(value: object) -> tuple[str, Callable[[Any], tuple[Any, ...]]]:
    """
    Give by which mark a value is written, and its parts.

    Raises:
        UnknownKindError: It is of a kind that is not known.
    """
    kind = np.generic if isinstance(value, np.generic) else type(value)
    if kind not in _WRITERS:
        raise UnknownKindError(kind.__name__)
    return _WRITERS[kind]


def _plain_part(part: object, stand_in: StandIn) -> object:
    return [_plain(inner, stand_in) for inner in part.inner] if isinstance(part, _Parts) else part


class _Parts:
    """Parts that are values themselves."""

    __slots__ = ("inner",)

    def __init__(self, inner: Any) -> None:
        self.inner = inner


def _record(value: Any, stand_in: StandIn) -> object:
    """
    Write a record by its fields.

    Raises:
        UnknownKindError: It holds what it is not built from.
    """
    names = [field.name for field in fields(value)]
    if not all(field.init for field in fields(value)):
        raise UnknownKindError(type(value).__name__)
    parts = [_plain(getattr(value, name), stand_in) for name in names]
    return ["record", _kind(type(value)), names, parts]


def _kind(kind: type) -> str:
    """
    Name a class of this package.

    Raises:
        UnknownKindError: It is another's, or stands within something.
    """
    if kind.__module__.partition(".")[0] != _PACKAGE or "." in kind.__qualname__:
        raise UnknownKindError(kind.__name__)
    return f"{kind.__module__}:{kind.__name__}"


def _pairs(mapping: Mapping[object, object]) -> list[tuple[object, object]]:
    return [*mapping.items()]


def _bytes(array: Any) -> str:
    """
    Write the numbers of an array.

    Raises:
        UnknownKindError: It holds objects.
    """
    if array.dtype.hasobject:
        raise UnknownKindError("array of objects")
    return base64.b64encode(array.tobytes()).decode()


_WRITERS: Mapping[type, tuple[str, Callable[[Any], tuple[Any, ...]]]] = {
    tuple: ("tuple", lambda value: (_Parts(value),)),
    list: ("list", lambda value: (_Parts(value),)),
    dict: ("dict", lambda value: (_Parts(_pairs(value)),)),
    MappingProxyType: ("view", lambda value: (_Parts(_pairs(value)),)),
    Entries: ("entries", lambda value: (_Parts(tuple(value)),)),
    frozenset: ("set", lambda value: (_Parts(value),)),
    date: ("date", lambda value: (value.isoformat(),)),
    Fraction: ("fraction", lambda value: (value.numerator, value.denominator)),
    np.ndarray: ("array", lambda value: (value.dtype.str, value.shape, _bytes(value))),
    np.generic: ("number", lambda value: (value.dtype.str, _bytes(value))),
}


def _value(plain: Any) -> Any:
    if not isinstance(plain, list):
        return plain
    mark, *parts = plain
    return _READERS[mark](*parts)


def _values(parts: list[Any]) -> list[Any]:
    return [_value(part) for part in parts]


def _built(kind: str, names: list[str], parts: list[Any]) -> Any:
    """
    Build a record.

    Raises:
        TypeError: It is none, or has other fields.
    """
    built = _class(kind)
    if [field.name for field in fields(built)] != names:  # it says if it is no record
        raise TypeError(f"{kind} is no record of these fields")
    return built(**dict(zip(names, _values(parts), strict=True)))


def _word(kind: str, name: str) -> Enum:
    """
    Give a word of an enumeration.

    Raises:
        TypeError: It is of none.
    """
    words = _class(kind)
    if not issubclass(words, Enum):
        raise TypeError(f"{kind} is no enumeration")
    word: Enum = words[name]
    return word


def _class(kind: str) -> Any:
    """
    Give a class of this package by its name.

    Raises:
        TypeError: It is no class of it.
    """
    module, _, name = kind.partition(":")
    if module.partition(".")[0] != _PACKAGE:
        raise TypeError(f"{kind} is of another package")
    named = getattr(sys.modules.get(module) or import_module(module), name)
    if not isinstance(named, type) or named.__module__ != module:
        raise TypeError(f"{kind} is no class")
    return named


def _array(kind: str, shape: list[int], text: str) -> Any:
    numbers = np.frombuffer(base64.b64decode(text, validate=True), dtype=np.dtype(kind))
    return numbers.reshape(shape).copy()  # its own, as one that was worked out


_READERS: Mapping[str, Callable[..., Any]] = {
    "tuple": lambda parts: tuple(_values(parts)),
    "list": _values,
    "dict": lambda parts: dict(_values(parts)),
    "view": lambda parts: MappingProxyType(dict(_values(parts))),
    "entries": lambda parts: Entries(_values(parts)),
    "set": lambda parts: frozenset(_values(parts)),
    "date": date.fromisoformat,
    "fraction": Fraction,
    "array": _array,
    "number": lambda kind, text: _array(kind, [], text)[()],
    "record": _built,
    "word": _word,
}
