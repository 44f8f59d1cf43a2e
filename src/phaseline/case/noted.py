"""
A case that notes what is read of it: what was worked out of one case holds for every other that
does not differ in what was read.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from phaseline.case.model.case import Case
from phaseline.case.model.choices import Assumption
from phaseline.terms.entries import Entries

_ASSUMPTIONS = "assumptions"
BEST = f"{_ASSUMPTIONS}."  # before the id of one whose best value is read
_SECTIONS = frozenset(part.name for part in fields(Case))


class _NotedAssumption(Assumption):
    """An assumption that notes when its best value is read; all else of it is read of all."""

    __slots__ = ("notes",)

    notes: set[str]

    def __getattribute__(self, name: str) -> Any:
        """Give a part of it, and note the value."""
        if name == "best":
            notes: set[str] = object.__getattribute__(self, "notes")
            notes.add(f"{BEST}{object.__getattribute__(self, 'id')}")
        return object.__getattribute__(self, name)


class NotedCase(Case):
    """
    A case that notes which of its sections are read, and of which assumptions the best value.

    Made of it with another section, a case is one that notes nothing: all sections were read then.
    """

    __slots__ = ("notes",)

    notes: set[str]

    def __getattribute__(self, name: str) -> Any:
        """Give a part of it, and note which."""
        if name in _SECTIONS:
            notes: set[str] = object.__getattribute__(self, "notes")
            notes.add(name)
        return object.__getattribute__(self, name)


def noted(case: Case) -> NotedCase:
    """Give a case as one that notes in `notes` what is read of it from now on."""
    notes = set[str]()
    twin: NotedCase = _twin(NotedCase, case)
    object.__setattr__(twin, "notes", notes)
    assumptions = []
    for assumption in case.assumptions:
        own = _twin(_NotedAssumption, assumption)
        object.__setattr__(own, "notes", notes)
        assumptions.append(own)
    object.__setattr__(twin, _ASSUMPTIONS, Entries(assumptions))
    return twin


def _twin(kind: type[Any], of: Any) -> Any:
    """Give a record of a kind that has all parts of another."""
    twin = object.__new__(kind)
    for part in fields(of):
        object.__setattr__(twin, part.name, getattr(of, part.name))
    return twin


class ReadWhenAsked(Mapping[str, float]):
    """
    Numbers by name, each worked out when it is read.

    Args:
        names: Their names.
        number: Gives the number of a name.
    """

    __slots__ = ("_names", "_number")

    def __init__(self, names: tuple[str, ...], number: Callable[[str], float]) -> None:
        self._names, self._number = dict.fromkeys(names), number

    def __getitem__(self, name: str) -> float:
        """
        Give a number.

        Raises:
            KeyError: There is none of that name.
        """
        if name not in self._names:
            raise KeyError(name)
        return self._number(name)

    def moved(self, changes: Mapping[str, float]) -> "ReadWhenAsked":
        """
        Give the same with other numbers for some names.

        Args:
            changes: The numbers, by name.
        """
        names = (*self._names, *changes)
        return ReadWhenAsked(
            names, lambda name: changes[name] if name in changes else self._number(name)
        )

    def __contains__(self, name: object) -> bool:
        """Whether there is such a number, which reads none."""
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        """Give the names."""
        return iter(self._names)

    def __len__(self) -> int:
        """Count the names."""
        return len(self._names)
