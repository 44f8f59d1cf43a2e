"""A program put together from named blocks: rows, columns, entries, and their names."""

import numpy as np

from phaseline.supply.matrix import Matrix


def test_entries_stand_where_they_were_put():
    """
    Two rows over three columns: the arrays of the program are those of the matrix written out by
    hand.
    """
    matrix = Matrix()
    columns = matrix.columns(
        "x", ["a", "b", "c"], low=1.0, high=[2.0, 3.0, 4.0], cost=[5.0, 6.0, 7.0]
    )
    rows = matrix.rows("row", ["first", "second"], low=[0.0, 1.0], high=9.0)
    matrix.put(rows[1], columns, [1.0, 2.0, 3.0])
    matrix.put(rows[0], columns[2], 4.0)

    program = matrix.program()

    written = np.zeros((2, 3))
    for row in range(2):
        for place in range(program.start[row], program.start[row + 1]):
            written[row, program.column[place]] = program.entry[place]
    assert written.tolist() == [[0.0, 0.0, 4.0], [1.0, 2.0, 3.0]]
    assert (program.low.tolist(), program.high.tolist(), program.cost.tolist()) == (
        [1.0] * 3,
        [2.0, 3.0, 4.0],
        [5.0, 6.0, 7.0],
    )
    assert (program.row_low.tolist(), program.row_high.tolist()) == ([0.0, 1.0], [9.0, 9.0])


def test_rows_and_columns_have_names():
    """
    A block of stocks by periods: the name of a column says which stock and which period, and of
    which block it is.
    """
    matrix = Matrix()
    matrix.columns("open", ["road"], whole=True)
    keep = matrix.columns("keep", ["hawk", "igla"], range(3))
    balance = matrix.rows("stock", ["hawk", "igla"], range(3))

    program = matrix.program()

    assert program.column_name(0) == "open[road]"
    assert program.column_name(int(keep[1, 2])) == "keep[igla, 2]"
    assert program.row_name(int(balance[0, 1])) == "stock[hawk, 1]"
    assert program.whole.tolist() == [True] + [False] * 6


def test_an_empty_block_is_no_error():
    """A problem without lanes has blocks of no rows and no columns."""
    matrix = Matrix()
    matrix.columns("ship", [], range(4))
    matrix.rows("link", [])

    program = matrix.program()

    assert len(program.cost) == len(program.row_low) == len(program.entry) == 0
