"""
Work that is done name by name, on ladders, goals or claims; and several kinds of it given out as
one, so that processors end together and not once for each kind.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import Any, Protocol, runtime_checkable

from phaseline.terms.record import record

Mapper = Callable[[Callable[[str], Any], Sequence[str]], Iterable[Any]]


@runtime_checkable
class Prepared(Protocol):
    """Work for which something is made once, before it is shared."""

    def prepare(self, names: Sequence[str]) -> None:
        """Make what all names need; with one processor it is made as it is needed."""


@record
class Work:
    """
    Work of one kind.

    Args:
        does: Does it for a name.
        names: The names that it is done for, the longest work first.
    """

    does: Callable[[str], Any]
    names: tuple[str, ...]


@record
class SeveralWorks:
    """
    Work of several kinds as one; a name says of which kind it is.

    Args:
        kinds: What does each of them.
    """

    kinds: tuple[Callable[[str], Any], ...]

    def __call__(self, name: str) -> Any:
        """Do the work of one kind for one name."""
        does, own = self.of(name)
        return does(own)

    def of(self, name: str) -> tuple[Callable[[str], Any], str]:
        """Give what does the work of a name, and the name that it is done for."""
        place, _, own = name.partition(" ")
        return self.kinds[int(place)], own

    def prepare(self, names: Sequence[str]) -> None:
        """Make what the names of each kind need, where that is made once."""
        for place, does in enumerate(self.kinds):
            of_kind = f"{place} "
            own = [name.removeprefix(of_kind) for name in names if name.startswith(of_kind)]
            if own and isinstance(does, Prepared):
                does.prepare(own)


def done_together(
    works: Sequence[Work], mapper: Mapper, *, tick: Callable[[int, int], None] = lambda _, __: None
) -> tuple[dict[str, Any], ...]:
    """
    Do work of several kinds as one: first what each kind begins with, then what comes second in
    each, and so on.

    Args:
        works: The kinds.
        mapper: Applies a function to names; one that uses several processors is faster.
        tick: Told of which kind the last work was that is done, by its place, and how much of that
            kind is done.

    Returns:
        For each kind what came of its names.
    """
    order = [
        (place, name)
        for row in zip_longest(*(work.names for work in works))
        for place, name in enumerate(row)
        if name is not None
    ]
    outcomes: tuple[dict[str, Any], ...] = tuple({} for _ in works)
    for (place, name), outcome in zip(order, _mapped(works, order, mapper), strict=True):
        outcomes[place][name] = outcome
        tick(place, len(outcomes[place]))
    return outcomes


def _mapped(
    works: Sequence[Work], order: Sequence[tuple[int, str]], mapper: Mapper
) -> Iterable[Any]:
    """Put work to a mapper; what is of one kind is no work of several."""
    places = {place for place, _ in order}
    if not places:
        return ()
    if len(places) == 1:
        return mapper(works[places.pop()].does, [name for _, name in order])
    several = SeveralWorks(kinds=tuple(work.does for work in works))
    return mapper(several, [f"{place} {name}" for place, name in order])
