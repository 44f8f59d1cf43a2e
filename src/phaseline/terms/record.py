"""The one kind of object that the core passes around: frozen, slotted, keyword-only."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import get_annotations
from typing import Any, TypeVar, dataclass_transform

from phaseline.terms.entries import Entries, is_indexed
from phaseline.terms.late_methods import add_methods

T = TypeVar("T")


def written(name: str) -> str:
    """
    Give the key of a file for the name of a field: a word of Python ends in an underscore as a
    field.

    >>> written("from_"), written("to")
    ('from', 'to')
    """
    return name.removesuffix("_")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """
    Make a class an immutable record.

    The reader validates records strictly and refuses keys they do not have; that rule is stated
    here, once, in the form that the reader's validator looks for. A field of entries takes any
    tuple, so that one that is read, built or replaced has its index.
    """
    indexed = tuple(name for name, hint in get_annotations(cls).items() if is_indexed(hint))
    if indexed:
        cls.__post_init__ = _indexing(indexed)  # type: ignore[attr-defined]
    frozen = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)(cls)
    add_methods(frozen)
    frozen.__pydantic_config__ = {  # type: ignore[attr-defined]
        "extra": "forbid",
        "strict": True,
        "alias_generator": written,
    }
    return frozen


def _indexing(names: tuple[str, ...]) -> Callable[[Any], None]:
    """Give what a record does with its lists of entries once it is built."""

    def index(built: Any) -> None:
        for name in names:
            value = getattr(built, name)
            if not isinstance(value, Entries):
                object.__setattr__(built, name, Entries(value))

    return index
