"""Where a course works, by box and by tree, and whether both say the same."""

import numpy as np
import pytest

from phaseline.explore.chances import stream
from phaseline.explore.regions import regions_of


def drawn(count: int = 2048) -> dict[str, np.ndarray]:
    """Three assumptions, spread evenly from nothing to one."""
    return dict(zip("xyz", stream(1, 0, "futures").random((3, count)), strict=True))


def test_one_corner_is_told_alike_by_both():
    """It works where x is .7 or more and y below .4: both ask about these, and lie alike."""
    futures = drawn()
    region, parts, likeness = regions_of(
        futures, (futures["x"] >= 0.7) & (futures["y"] < 0.4), seed=1
    )
    assert region is not None
    assert region.works
    assert region.inputs == ("x", "y")
    assert parts is not None
    assert [set(asked) for asked in parts.inputs] == [{"x", "y"}]
    assert likeness is not None
    assert likeness.both == ("x", "y")
    assert likeness.box_alone == likeness.tree_alone == ()
    assert likeness.overlap > 0.9


def test_what_is_asked_of_whole_numbers_is_told_of_what_was_drawn():
    """
    Two or three of a count from nought to four: drawn ones come to them from 1.5 on and below 3.5;
    two of five in all.
    """
    futures = drawn()
    futures["x"] = np.floor(5 * futures["x"])
    works = (futures["x"] >= 2) & (futures["x"] <= 3)
    region, parts, _ = regions_of(futures, works, seed=1, wholes={"x": 1.0})
    assert region is not None
    assert parts is not None
    for box in (region.discovery.box, *parts.tree.boxes):
        (row,) = box.restrictions
        assert (row.low, row.high) == (1.5, 3.5)
    assert region.discovery.box.density == 1.0


def test_two_corners_are_told_apart_by_the_tree_alone():
    """
    It works where x is .8 or more, and where y is and x is below .2; one box holds one corner and
    asks about x, the tree both and asks about y, too: .2 of .24 is shared.
    """
    futures = drawn()
    works = (futures["x"] >= 0.8) | ((futures["y"] >= 0.8) & (futures["x"] < 0.2))
    region, parts, likeness = regions_of(futures, works, seed=1)
    assert region is not None
    assert region.inputs == ("x",)
    assert parts is not None
    assert len(parts.inputs) == 2
    assert likeness is not None
    assert (likeness.both, likeness.box_alone, likeness.tree_alone) == (("x",), (), ("y",))
    assert likeness.overlap == pytest.approx(0.2 / 0.24, abs=0.05)


def test_where_it_fails_is_told_where_that_is_rarer():
    """It works but where z is below .2."""
    futures = drawn()
    region, parts, _ = regions_of(futures, futures["z"] >= 0.2, seed=1)
    assert region is not None
    assert parts is not None
    assert (region.works, parts.works) == (False, False)
    assert (region.inputs, parts.inputs) == (("z",), (("z",),))


def test_where_it_works_in_all_or_none_nothing_is_told():
    """There is no other kind to tell it from."""
    futures = drawn(64)
    for works in (np.zeros(64, dtype=bool), np.ones(64, dtype=bool)):
        assert regions_of(futures, works, seed=1) == (None, None, None)
