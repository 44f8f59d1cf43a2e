"""The plain solver's loops, as `game.arrays` asks for them."""

from typing import TypeVar

import numpy as np

from phaseline.game import arrays
from phaseline.game.arrays import Bools, Floats, Ints, Ranks
from phaseline.game.kernels import machine

Table = TypeVar("Table", Floats, Ints)


class CompiledLoops:
    """The loops, compiled."""

    def carried(  # as the function that it stands for
        self, table: Floats, entry: Ints, values: Floats, along: Ints, by: Ranks
    ) -> Floats:
        """Carry values along edges and add them up where they arrive (node, draw)."""
        total = np.empty((len(by.starts) - 1, values.shape[1]))
        machine.plain_loop("carried")(
            (_plain(table), _plain(entry)),
            (_plain(values), _plain(along)),
            (by.order, by.starts),
            by.is_whole,
            total,
        )
        return total

    def first_best(self, rows: Floats, by: Ranks, slack: float) -> tuple[Floats, Bools]:
        """Give the highest row of each group, and its first member that reaches it."""
        best = np.empty((len(by.starts) - 1, rows.shape[1]))
        first = np.zeros(rows.shape, dtype=np.uint8)
        machine.plain_loop("first_best")(_plain(rows), (by.order, by.starts), slack, best, first)
        return best, first.view(np.bool_)


def _plain(table: Table) -> Table:
    """Give a table as loops are compiled for: row by row, and not shielded from being written."""
    flags = table.flags
    return table if flags.c_contiguous and flags.writeable else np.array(table, order="C")


def settle_loops() -> None:
    """
    Let the plain solver use compiled loops from now on, wherever they are kept: to compile them
    each time takes longer than they save.
    """
    arrays.settle(lambda: _COMPILED if machine.is_kept() else None)


_COMPILED = CompiledLoops()
