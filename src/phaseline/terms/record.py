"""The one kind of object that the core passes around: frozen, slotted, keyword-only."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

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
    here, once, in the form that the reader's validator looks for.
    """
    frozen = dataclass(frozen=True, slots=True, kw_only=True)(cls)
    frozen.__pydantic_config__ = {  # type: ignore[attr-defined]
        "extra": "forbid",
        "strict": True,
        "alias_generator": written,
    }
    return frozen
