"""
What a record does beside its own methods, each of it written when it is first asked for.

A program defines hundreds of records and builds few of them; to compile how each is built,
compared, hashed and shown takes longer than most questions. They do what those of a frozen data
class do.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from reprlib import recursive_repr
from types import FunctionType, MethodType
from typing import Any

_BUILT = "__post_init__"  # what a record does once it is built
_METHODS = ("__init__", "__repr__", "__eq__", "__hash__")


class LateMethod:
    """
    A method that is written when it is first asked for, and then takes its place.

    Args:
        owner: The record whose method it is.
        name: Its name.
    """

    __slots__ = ("name", "owner")

    def __init__(self, owner: type, name: str) -> None:
        self.owner, self.name = owner, name

    def __get__(self, record: Any, _: type | None = None) -> Callable[..., Any]:
        """Write the method, put it in its place, and give it."""
        method = _WRITERS[self.name](self.owner)
        method.__qualname__ = f"{self.owner.__qualname__}.{self.name}"
        method.__module__ = self.owner.__module__
        setattr(self.owner, self.name, method)
        return method if record is None else MethodType(method, record)


def add_methods(owner: type) -> None:
    """
    Give a record what a frozen data class has, apart from what it says itself.

    Args:
        owner: A data class with slots, without the methods of one, whose fields are named when it
            is built.
    """
    for name in _METHODS:
        # a class that says when it is equal, and nothing of its hash, is given none by Python
        if vars(owner).get(name) is None:
            setattr(owner, name, LateMethod(owner, name))
    for name, method in _FROZEN.items():
        setattr(owner, name, method)


def _refuse_to_set(_: Any, name: str, value: object) -> None:  # noqa: ARG001  # as Python asks
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(record: Any) -> list[Any]:
    return [getattr(record, entry.name) for entry in fields(record)]


def _set_state(record: Any, state: list[Any]) -> None:
    for entry, value in zip(fields(record), state, strict=True):
        object.__setattr__(record, entry.name, value)


_FROZEN: Mapping[str, Callable[..., Any]] = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _set_state,
}


def _builder(owner: type) -> FunctionType:
    """Write how a record is built: each slot is set by its own descriptor, which is fastest."""
    names: dict[str, Any] = {"_missing": MISSING}
    parameters, lines = [], []
    for entry in fields(owner):
        names[f"_set_{entry.name}"] = getattr(owner, entry.name).__set__
        if entry.init:
            parameters.append(_parameter(entry, names))
            lines.append(f"_set_{entry.name}(self, {_value(entry, names)})")
        elif _has_default(entry):
            lines.append(f"_set_{entry.name}(self, {_value(entry, names)})")
    if hasattr(owner, _BUILT):
        lines.append(f"self.{_BUILT}()")
    star = ", *, " if parameters else ""
    return _compiled(f"__init__(self{star}{', '.join(parameters)})", lines or ["pass"], names)


def _has_default(entry: Field[Any]) -> bool:
    return entry.default is not MISSING or entry.default_factory is not MISSING


def _parameter(entry: Field[Any], names: dict[str, Any]) -> str:
    """Write one parameter; a default that has to be made anew stands as missing."""
    if entry.default is not MISSING:
        names[f"_default_{entry.name}"] = entry.default
        return f"{entry.name}=_default_{entry.name}"
    return f"{entry.name}=_missing" if _has_default(entry) else entry.name


def _value(entry: Field[Any], names: dict[str, Any]) -> str:
    """Write what a slot is set to."""
    if entry.default_factory is not MISSING:
        names[f"_make_{entry.name}"] = entry.default_factory
        anew = f"_make_{entry.name}()"
        return f"{anew} if {entry.name} is _missing else {entry.name}" if entry.init else anew
    if entry.init:
        return entry.name
    names[f"_default_{entry.name}"] = entry.default
    return f"_default_{entry.name}"


def _comparison(owner: type) -> FunctionType:
    compared = [entry.name for entry in fields(owner) if entry.compare]
    mine, theirs = _tuple_of("self", compared), _tuple_of("other", compared)
    return _compiled(
        "__eq__(self, other)",
        ["if other.__class__ is self.__class__:", f" return {mine} == {theirs}", _NO_ANSWER],
        {},
    )


_NO_ANSWER = "return NotImplemented"


def _hashing(owner: type) -> FunctionType:
    hashed = [
        entry.name
        for entry in fields(owner)
        if (entry.compare if entry.hash is None else entry.hash)
    ]
    return _compiled("__hash__(self)", [f"return hash({_tuple_of('self', hashed)})"], {})


def _tuple_of(record: str, names: list[str]) -> str:
    return f"({''.join(f'{record}.{name}, ' for name in names)})"


def _showing(owner: type) -> FunctionType:
    shown = ", ".join(
        f"{entry.name}={{self.{entry.name}!r}}" for entry in fields(owner) if entry.repr
    )
    plain = _compiled("__repr__(self)", [f'return self.__class__.__qualname__ + f"({shown})"'], {})
    return recursive_repr("...")(plain)  # type: ignore[return-value]  # a function as any other


def _compiled(head: str, lines: list[str], names: dict[str, Any]) -> FunctionType:
    """Compile a method of our own text."""
    text = f"def {head}:\n" + "".join(f" {line}\n" for line in lines)
    exec(text, names)  # noqa: S102  # our own text: fields have the names of a class
    method: FunctionType = names[head.partition("(")[0]]
    return method


_WRITERS: Mapping[str, Callable[[type], FunctionType]] = {
    "__init__": _builder,
    "__repr__": _showing,
    "__eq__": _comparison,
    "__hash__": _hashing,
}
