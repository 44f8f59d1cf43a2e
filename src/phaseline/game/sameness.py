"""
Which games are the same: parts that are equal, field by field, have one number, and two games are
equal if and only if theirs is one.

To compare a game with all that went before takes as many comparisons as there are games. Here every
part is looked into once, and is known by itself and by the numbers of its own parts from then on.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, cast


class PartNumbers:
    """
    Numbers of parts of games, the same for parts that are equal.

    Equal are records of one kind whose fields are, tuples and mappings whose entries are, one after
    the other, and plain values of one kind that are.
    """

    def __init__(self) -> None:
        self._by_content: dict[tuple[object, ...], int] = {}
        self._by_identity: dict[int, tuple[object, int]] = {}  # held, so that ids last

    def of(self, part: object) -> int:
        """Give the number of a part: a whole game, a record, a mapping, a tuple, a plain value."""
        known = self._by_identity.get(id(part))
        if known is not None:
            return known[1]
        kind = type(part)
        if kind in _PLAIN:
            return self._by_content.setdefault((kind, part), len(self._by_content))
        content = (kind, *map(self.of, _entries(part)))
        number = self._by_content.setdefault(content, len(self._by_content))
        self._by_identity[id(part)] = part, number
        return number

    def let_go(self) -> None:
        """Hold no part any longer; numbers stay what they are."""
        self._by_identity.clear()


_PLAIN = frozenset({str, int, float, bool, type(None)})


def _entries(part: object) -> tuple[object, ...]:
    """
    Give what a part is made of, in order.

    Raises:
        TypeError: It is of a kind that no part of a game is.
    """
    if isinstance(part, tuple):
        return part
    if isinstance(part, Mapping):
        return (*part, *part.values())
    return _reader(cast("Hashable", type(part)))(part)


@cache
def _reader(kind: Hashable) -> Callable[[object], tuple[object, ...]]:
    """
    Give what reads all fields of a record of a kind.

    Raises:
        TypeError: It is no record.
    """
    names = [part.name for part in fields(cast("Any", kind))]
    read = attrgetter(*names)
    return read if len(names) > 1 else lambda part: (read(part),)
