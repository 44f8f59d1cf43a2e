"""
What walking through a game finds, as arrays, and how it is written down for another process.

A walk holds no numbers of a game: it says which public parts, states and steps there are, and which
factors the chance of each step is made of. Indices alone are derived from it.

Written down, a walk is one line of JSON and the arrays after it, each in the smallest whole numbers
that hold it. Nothing of it can be run.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from phaseline.game.arrays import Bools, Ints
from phaseline.game.compile.parts import Piece
from phaseline.game.compile.program import Duration, Name, Public
from phaseline.terms.record import record

Term: TypeAlias = tuple[int, int, bool]  # the places of both factors, and whether it is a renege
End: TypeAlias = tuple[int, int, tuple[Term, ...]]  # the public part after, the rung called, terms
Row: TypeAlias = tuple[End, ...]  # all ends of a public part and a group


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
        pieces: The first factors.
        names: The second ones.
        support: Which labels can be reported, by rung and joint levels.
    """

    publics: tuple[Public, ...]
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
    pieces: tuple[Piece, ...]
    names: tuple[Name, ...]
    support: Mapping[tuple[int, int], tuple[bool, ...]]

    def row_keys(self, posts: Ints, width: int) -> tuple[Ints, Ints]:
        """
        Give the codes (public part · groups + group) of the rows that nodes after nature go
        through, sorted, and which of them each node has.
        """
        count = int(self.groups.max(initial=0)) + 1
        codes = (posts % width) * count + self.groups[posts // width]
        different, place = np.unique(codes, return_inverse=True)
        return different, place.reshape(-1)


def listed(rows: Sequence[Row]) -> dict[str, Any]:
    """Lay rows, and the terms of their ends, out one after another, as a walk has them."""
    ends = [end for row in rows for end in row]
    terms = [term for *_, end_terms in ends for term in end_terms]
    factors = np.array(terms, dtype=np.int64).reshape(-1, 3)
    return {
        "row_sizes": np.array([len(row) for row in rows], dtype=np.int64),
        "ends": np.array([end for end, *_ in ends], dtype=np.int64),
        "called": np.array([rung for _, rung, _ in ends], dtype=np.int64),
        "end_sizes": np.array([len(end_terms) for *_, end_terms in ends], dtype=np.int64),
        "piece": factors[:, 0],
        "name": factors[:, 1],
        "is_renege": factors[:, 2].astype(bool),
    }


_FLAGS = ("regular", "is_renege")
_NUMBERS = ("groups", "begun", "known", "row_sizes", "ends", "called", "end_sizes", "piece", "name")
_PIECE = ("rung", "state", "label", "monitor", "way")


def written(walk: Walk) -> bytes:
    """Write a walk down."""
    pieces = [[getattr(piece, name) for name in _PIECE] for piece in walk.pieces]
    arrays = {name: getattr(walk, name) for name in (*_NUMBERS, *_FLAGS)}
    arrays["pieces"] = np.array(pieces, dtype=np.int64).reshape(-1, len(_PIECE))
    small = {name: array.astype(_smallest(array)) for name, array in arrays.items()}
    head = {
        "arrays": [(name, array.dtype.str, len(array)) for name, array in small.items()],
        "publics": walk.publics,
        "names": walk.names,
        "support": [[*key, *labels] for key, labels in walk.support.items()],
    }
    line = json.dumps(head, separators=(",", ":")).encode()
    return b"\n".join([line, b"".join(array.tobytes() for array in small.values())])


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
    arrays: dict[str, Any] = {}
    place = 0
    for name, kind, length in head["arrays"]:
        count = length * len(_PIECE) if name == "pieces" else length
        array = np.frombuffer(rest, dtype=np.dtype(kind), count=count, offset=place)
        place += array.nbytes
        arrays[name] = array.astype(np.bool_ if name in _FLAGS else np.int64)
    rows = arrays.pop("pieces").reshape(-1, len(_PIECE)).tolist()
    return Walk(
        publics=tuple(map(_public, head["publics"])),
        names=tuple(map(_name, head["names"])),
        pieces=tuple(Piece(**dict(zip(_PIECE, row, strict=True))) for row in rows),
        support={(rung, state): tuple(labels) for rung, state, *labels in head["support"]},
        **arrays,
    )


def _smallest(array: Ints | Bools) -> np.dtype[Any]:
    if array.dtype == np.bool_:
        return array.dtype
    fits = [kind for kind in ("<u1", "<u2", "<u4") if array.max(initial=0) <= np.iinfo(kind).max]
    return np.dtype(fits[0] if fits and array.min(initial=0) >= 0 else "<i8")


def _public(fields: list[Any]) -> Public:
    monitor, rung, orders, credit, clock, votes, elapsed, served, held = fields
    return Public(
        monitor,
        rung,
        tuple((ordered, left) for ordered, left in orders),
        credit,
        clock,
        tuple(votes),
        elapsed,
        tuple(served),
        tuple(held),
    )


def _name(fields: list[Any]) -> Name:
    event, rung, credit, duration = fields
    return Name(event, rung, credit, None if duration is None else Duration(*duration))
