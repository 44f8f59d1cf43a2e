"""A list of records that have ids: kept in its order, and looked up by id."""

from collections.abc import Callable, KeysView, Mapping
from functools import cached_property
from typing import Any, Protocol, SupportsIndex, TypeVar, get_args, get_origin, overload


class Identified(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """The name by which others refer to it."""


T_co = TypeVar("T_co", bound=Identified, covariant=True)


class Entries(tuple[T_co, ...]):  # noqa: SLOT001  # its index is made when it is asked for
    """
    Records in the order in which they were written, each to be had by its id or by its place.

    It is the tuple of them in all else: it is compared and hashed as one, and a part of it is one.
    An id is in it as its record is; where types are checked, it is looked for in `ids`. Where an id
    occurs twice, which the check of a case refuses, it stands for the first record.

    >>> from types import SimpleNamespace
    >>> measures = Entries([SimpleNamespace(id="hawk"), SimpleNamespace(id="dove")])
    >>> measures["dove"] is measures[1], "owl" in measures.ids, measures.get("owl")
    (True, False, None)
    """

    @cached_property
    def _by_id(self) -> Mapping[str, T_co]:
        index: dict[str, T_co] = {}
        for entry in self:
            index.setdefault(entry.id, entry)
        return index

    @property
    def ids(self) -> KeysView[str]:
        """The ids of the records, in their order."""
        return self._by_id.keys()

    @overload
    def __getitem__(self, key: str, /) -> T_co: ...
    @overload
    def __getitem__(self, key: SupportsIndex, /) -> T_co: ...
    @overload
    def __getitem__(self, key: slice, /) -> tuple[T_co, ...]: ...
    def __getitem__(self, key: str | SupportsIndex | slice, /) -> T_co | tuple[T_co, ...]:
        """
        Give the record of an id or at a place, or the records of a slice.

        Raises:
            KeyError: No record has this id: the caller has not looked, or the case is unchecked.
            IndexError: There is no such place.
        """
        return self._by_id[key] if isinstance(key, str) else super().__getitem__(key)

    def get(self, name: str) -> T_co | None:
        """Give the record of an id; None where there is none."""
        return self._by_id.get(name)

    def __contains__(self, key: object, /) -> bool:
        """Whether there is a record of this id, or this record."""
        return key in self._by_id if isinstance(key, str) else super().__contains__(key)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the records alone: their index is made anew where it is asked for."""
        return type(self), (tuple(self),)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        """Have the reader's validator take a list; the record that holds it indexes it."""
        shape: Any = tuple  # mypy takes no argument that is only known at run time
        return handler(shape[get_args(source)[0], ...])


def is_indexed(annotation: Any) -> bool:
    """Whether a field of this annotation holds entries."""
    shape = annotation.__origin__ if hasattr(annotation, "__metadata__") else annotation
    return get_origin(shape) is Entries
