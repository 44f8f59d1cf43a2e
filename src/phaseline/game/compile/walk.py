"""
What walking through a game finds, as arrays, and how it is written down for another process.

A walk holds no numbers of a game: it says which public parts, states and steps there are, and which
factors the chance of each step is made of. Indices alone are derived from it.

Written down, a walk is one line of JSON and the arrays after it, each in the smallest whole numbers
that hold it. Nothing of it can be run.
"""

import json
from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np

from phaseline.game.arrays import Bools, Ints, numbered
from phaseline.game.compile.program import Duration, Heard, Name, Waited
from phaseline.game.compile.publics import PublicTable, RowSizes
from phaseline.terms.record import record


@record
class Walk:
    """
    What walking through a game finds.

    Args:
        publics: The public parts that can be reached.
        groups: Which group joint levels belong to that show the same and are reported the same
            (joint level).
        begun: The codes of the states at the start (start).
        known: The codes of all states that can be reached, sorted (state).
        regular: Whether a state can be reached although the responder always does what it called
            (state).
        row_sizes: How many ends there are to each pair of public part and group that a state after
            nature can have, in the order of their codes (row).
        ends: The public part after (end).
        called: The rung called (end).
        end_sizes: How many terms the chance of each end has (end).
        piece: The place of the first factor of each term (term).
        name: The place of the second one (term).
        is_renege: Whether the responder itself did not act (term).
        pieces: The first factors, each as the numbers of a `Piece` (piece, 5).
        names: The second ones.
        support: Which labels can be reported, by rung and joint levels.
    """

    publics: PublicTable
    groups: Ints
    begun: Ints
    known: Ints
    regular: Bools
    row_sizes: Ints
    ends: Ints
    called: Ints
    end_sizes: Ints
    piece: Ints
    name: Ints
    is_renege: Bools
    pieces: Ints
    names: tuple[Name, ...]
    support: Mapping[tuple[int, int], tuple[bool, ...]]

    def rows_of(self, levels: Ints, publics: Ints) -> Ints:
        """
        Give the row that each node after nature goes through, by its joint levels and its public
        part: rows stand in the order of their codes (public part · groups + group).
        """
        count = int(self.groups.max(initial=0)) + 1
        codes = publics * count + self.groups.take(levels)
        return numbered(codes, len(self.publics) * count)[1]


_FLAGS = ("regular", "is_renege")
_NUMBERS = (
    "groups",
    "begun",
    "known",
    "row_sizes",
    "ends",
    "called",
    "end_sizes",
    "piece",
    "name",
    "pieces",
)
_OF_PUBLICS = ("monitors", "rests", "rows")
_OF_ROWS = ("rungs", "votes", "measures", "schedules")
_KINDS = ("u1", "i1", "u2", "i2", "u4", "i4", "i8")  # whole numbers, from the smallest up


def written(walk: Walk) -> bytes:
    """Write a walk down."""
    tables = {name: getattr(walk, name) for name in (*_NUMBERS, *_FLAGS)}
    tables["support"] = _table([[*key, *labels] for key, labels in walk.support.items()])
    tables |= {name: getattr(walk.publics, name) for name in _OF_PUBLICS}
    sizes = walk.publics.sizes
    small = {name: table.astype(_smallest(table)) for name, table in tables.items()}
    head = {
        "tables": [(name, table.dtype.str, table.shape) for name, table in small.items()],
        "sizes": (sizes.rungs, sizes.votes, sizes.measures, sizes.schedules),
        "names": walk.names,
    }
    line = json.dumps(head, separators=(",", ":")).encode()
    return b"\n".join([line, b"".join(table.tobytes() for table in small.values())])


def read(text: bytes) -> Walk:
    """
    Read a walk that was written down.

    Raises:
        ValueError: It is none, or damaged.
    """
    try:
        return _read(text)
    except (KeyError, IndexError, TypeError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error


def _read(text: bytes) -> Walk:
    line, _, rest = text.partition(b"\n")
    head = json.loads(line)
    tables: dict[str, Any] = {}
    place = 0
    for name, kind, shape in head["tables"]:
        table = np.frombuffer(rest, dtype=np.dtype(kind), count=prod(shape), offset=place)
        place += table.nbytes
        tables[name] = table.astype(np.bool_ if name in _FLAGS else np.int64).reshape(shape)
    support = tables.pop("support").tolist()
    sizes = RowSizes(**dict(zip(_OF_ROWS, head["sizes"], strict=True)))
    return Walk(
        publics=PublicTable(**{name: tables.pop(name) for name in _OF_PUBLICS}, sizes=sizes),
        names=tuple(map(_name, head["names"])),
        support={(rung, state): tuple(map(bool, labels)) for rung, state, *labels in support},
        **tables,
    )


def _smallest(table: Ints | Bools) -> np.dtype[Any]:
    if table.dtype == np.bool_:
        return table.dtype
    low, high = table.min(initial=0), table.max(initial=0)
    fits = (kind for kind in _KINDS if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max)
    return np.dtype(f"<{next(fits)}")


def _table(rows: list[list[int]]) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(len(rows), -1 if rows else 0)


def _name(fields: list[Any]) -> Name:
    event, rung, credit, duration, waited, heard = fields
    return Name(
        event,
        rung,
        credit,
        None if duration is None else Duration(*duration),
        None if waited is None else Waited(*waited),
        None if heard is None else Heard(*heard),
    )
