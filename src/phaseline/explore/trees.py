"""
A tree beside the box: the futures of one kind told apart once more, by another method; a door.

Each split asks one assumption, and parts the futures so that those of a kind come together as much
as one split can bring them; three questions at most, for more are not read. Of the parts at its
ends, the densest are joined as long as that raises the balance of coverage and density, as for a
box. What is found on one half of the rows is counted on the other, and a part that is no denser
there than chance would have it is not told.

One tree of LightGBM's that learns a share by least squares, unshrunk, is a tree of the classic
method: the squares that a split saves are what Gini's index falls by, but for a factor of two.

Source:
    Breiman, Friedman, Olshen & Stone, *Classification and Regression Trees* (1984), section 4.3;
    Lempert, Bryant & Bankes, *Comparing Algorithms for Scenario Discovery* (RAND WR-557, 2008),
    for trees beside the patient rule induction method.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise, takewhile
from typing import Any

import numpy as np

from phaseline.errors import QuestionError
from phaseline.explore.bins import Binned, binned
from phaseline.explore.boxes import LEAST_MASS, FutureBox, Restriction, measured
from phaseline.explore.chances import as_many_or_more
from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_less

QUESTIONS = 3  # on the way to a part, at most
UNLIKELY = 0.05  # that as many would be inside by chance
_BINS = 128  # the library has 255 for a column, and one for what is missing
_LEAST_GAIN = 0.02  # of balance: a part that brings less is not worth its words
_NOTHING = 1e-6  # squares that a split saves by rounding alone


@record
class FutureTree:
    """
    The parts of all futures in which a tree finds one kind.

    Args:
        boxes: The parts, the densest first, each with its figures among rows that it was not grown
            on.
        together: What holds of all of them together, among the same rows; it asks nothing, for no
            single box holds them.
    """

    boxes: tuple[FutureBox, ...]
    together: FutureBox


@record
class _Branch:
    """
    A part of the tree, whole or split further.

    Args:
        bins: The first bin and the end of the bins that it holds, by column.
        ends: The numbers of the ends of the tree under it.
    """

    bins: Mapping[int, tuple[int, int]]
    ends: frozenset[int]


def require_trees() -> None:
    """
    See that trees can be grown.

    Raises:
        QuestionError: The library for it is not installed, or the system lacks what it stands on.
    """
    try:
        import lightgbm  # noqa: F401, PLC0415  # a third of a second that only studies need
    except ImportError as error:
        raise QuestionError(
            "a study is read by trees, too, for which lightgbm is not installed; install it: pip"
            " install 'phaseline[explore]'"
        ) from error
    except OSError as error:
        raise QuestionError(
            f"lightgbm, by which a study is read, cannot be loaded ({error}); install what it"
            " stands on: apt-get install libgomp1, or the OpenMP library of your system"
        ) from error


def grown(columns: Sequence[Floats], fails: Bools, rows: Ints, held: Ints) -> FutureTree | None:
    """
    Grow a tree on some rows, and count it on others; None where it tells nothing apart there.

    Args:
        columns: What differs between futures (row), one array a column.
        fails: Whether a future is of the kind that is looked for (row).
        rows: The rows on which it is grown.
        held: The rows on which it is counted.

    Raises:
        QuestionError: The library for it is not installed.
    """
    require_trees()
    seen, failing = [column[rows] for column in columns], fails[rows]
    cut = binned(seen, _BINS)
    branches = list(_branches(_learned(cut, failing), {}))
    ends = [branch for branch in branches if len(branch.ends) == 1]
    boxes = {next(iter(end.ends)): measured(_box(cut, end.bins), seen, failing) for end in ends}
    chosen = _dense(boxes, int(failing.sum()), len(rows))
    parts = [_box(cut, branch.bins) for branch in _whole(branches, chosen)]
    if not all(part.restrictions for part in parts):
        return None
    return _counted(parts, [column[held] for column in columns], fails[held])


def _learned(cut: Sequence[Binned], failing: Bools) -> Mapping[str, Any]:
    """Let the library grow a tree over bins, and give its root."""
    import lightgbm  # noqa: PLC0415  # a third of a second that only studies need

    settings = {
        "objective": "regression",
        "learning_rate": 1.0,
        "max_depth": QUESTIONS,
        "num_leaves": 2**QUESTIONS,
        "min_data_in_leaf": max(1, int(np.ceil(LEAST_MASS * len(failing)))),
        "min_sum_hessian_in_leaf": 0.0,
        "min_gain_to_split": _NOTHING,
        "min_data_in_bin": 1,
        "feature_pre_filter": False,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,
        "verbosity": -1,
    }
    table = np.column_stack([column.rows for column in cut]).astype(np.float64)
    data = lightgbm.Dataset(table, label=failing.astype(np.float64), params=settings)
    model = lightgbm.train(settings, data, num_boost_round=1).dump_model()
    root: Mapping[str, Any] = model["tree_info"][0]["tree_structure"]
    return root


def _branches(node: Mapping[str, Any], bins: Mapping[int, tuple[int, int]]) -> Iterator[_Branch]:
    """Give the parts of a tree, each before those that it is split into."""
    if "split_feature" not in node:
        yield _Branch(bins=bins, ends=frozenset({int(node.get("leaf_index", 0))}))
        return
    column, end = int(node["split_feature"]), int(np.floor(node["threshold"])) + 1
    low, high = bins.get(column, (0, _BINS))
    left = [*_branches(node["left_child"], {**bins, column: (low, min(high, end))})]
    right = [*_branches(node["right_child"], {**bins, column: (max(low, end), high)})]
    yield _Branch(bins=bins, ends=left[0].ends | right[0].ends)
    yield from (*left, *right)


def _box(cut: Sequence[Binned], bins: Mapping[int, tuple[int, int]]) -> FutureBox:
    """Give a part of the tree by the values of its columns; nothing is counted yet."""
    asked = tuple(
        Restriction(
            column=column,
            low=float(cut[column].edges[low]) if low else -np.inf,
            high=float(cut[column].edges[high]) if high < cut[column].count else np.inf,
        )
        for column, (low, high) in sorted(bins.items())
    )
    return FutureBox(restrictions=asked, coverage=0.0, density=0.0, mass=0.0)


def _dense(boxes: Mapping[int, FutureBox], failures: int, size: int) -> frozenset[int]:
    """Join the ends of a tree, the densest first, as long as each brings balance."""
    order = in_order(boxes, lambda end: boxes[end].density)
    hits = accumulate(boxes[end].coverage * failures for end in order)
    held = accumulate(boxes[end].mass * size for end in order)
    balance = [2 * caught / (failures + rows) for caught, rows in zip(hits, held, strict=True)]
    gains = (more - less for less, more in pairwise(balance))
    worthy = takewhile(lambda gain: not is_less(gain, _LEAST_GAIN), gains)
    return frozenset(order[: 1 + len([*worthy])])


def _whole(branches: Sequence[_Branch], chosen: frozenset[int]) -> Iterator[_Branch]:
    """Give the widest parts of a tree that hold nothing but chosen ends."""
    left = chosen
    for branch in branches:
        if branch.ends <= left:
            left -= branch.ends
            yield branch


def _counted(
    parts: Sequence[FutureBox], columns: Sequence[Floats], fails: Bools
) -> FutureTree | None:
    """Count the parts of a tree among rows that it was not grown on, and give those that hold."""
    share = float(fails.mean())
    boxes = [
        box for part in parts if _is_dense(box := measured(part, columns, fails), len(fails), share)
    ]
    if not boxes:
        return None
    inside = _inside(boxes, columns)
    size, hits = int(inside.sum()), int((inside & fails).sum())
    together = FutureBox(
        restrictions=(),
        coverage=hits / int(fails.sum()),
        density=hits / size,
        mass=float(inside.mean()),
    )
    return FutureTree(boxes=in_order(boxes, lambda box: box.density), together=together)


def _is_dense(box: FutureBox, rows: int, share: float) -> bool:
    """Whether so many of a kind lie in a box that chance would seldom put as many there."""
    size = round(box.mass * rows)
    return as_many_or_more(round(box.density * size), size, share) < UNLIKELY


def _inside(boxes: Sequence[FutureBox], columns: Sequence[Floats]) -> Bools:
    """Whether each row lies in one of some boxes (row)."""
    inside = np.zeros(len(columns[0]), dtype=bool)
    for box in boxes:
        held = np.ones(len(inside), dtype=bool)
        for row in box.restrictions:
            held &= row.holds(columns[row.column])
        inside |= held
    return inside


def overlap(
    first: Sequence[FutureBox], second: Sequence[FutureBox], columns: Sequence[Floats]
) -> float:
    """
    Give the share of the rows in one of two sets of boxes that lie in both; 1 where none lies in
    either.

    Args:
        first: Boxes.
        second: Others.
        columns: What differs between futures (row), one array a column.
    """
    here, there = _inside(first, columns), _inside(second, columns)
    either = int((here | there).sum())
    return int((here & there).sum()) / either if either else 1.0
