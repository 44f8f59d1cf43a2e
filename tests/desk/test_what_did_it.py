"""Which of several changes moved a course."""

import pytest

from phaseline.desk.comparison.what_did_it import most_moved

A, B, C = "assumptions.a.best", "assumptions.b.best", "assumptions.c.best"


def corners(*values, course="firm"):
    """What one course changes under each set of changes; another course is never moved."""
    return [{"patient": -0.5, course: value} for value in values]


def test_two_changes_share_what_both_do_together():
    """
    [hand] Alone A does −1 and B nothing, together −3. A first: −1, then B −2; B first: 0, then A
    −3. The means are A −2 and B −1, which add up to −3.
    """
    moved = most_moved(corners(0.0, -1.0, 0.0, -3.0), [A, B])

    assert (moved.course, moved.moves, moved.is_alone) == ("firm", -3.0, True)
    assert moved.shares == {A: pytest.approx(-2), B: pytest.approx(-1)}


def test_the_largest_stands_first_whichever_its_sign():
    """[hand] Changes that add up without meeting: each share is what it does alone."""
    values = [
        sum(part for bit, part in enumerate((0.5, -2.0, 0.0)) if k >> bit & 1) for k in range(8)
    ]

    moved = most_moved(corners(*values), [A, B, C])

    assert list(moved.shares) == [B, A, C]
    assert list(moved.shares.values()) == pytest.approx([-2.0, 0.5, 0.0])
    assert sum(moved.shares.values()) == pytest.approx(moved.moves)


def test_two_courses_that_are_moved_alike_are_no_lead():
    """The first of them is told, and that it is not alone."""
    both = [{"patient": value, "firm": 0.1 + value} for value in (0.0, 0.2, 0.2, 0.4)]

    moved = most_moved(both, [A, B])

    assert (moved.course, moved.is_alone) == ("patient", False)


def test_where_nothing_is_moved_nothing_did_it():
    """What only rounding tells apart is not moved; nor is told what some sets do not hold."""
    assert most_moved(corners(0.3, 0.3, 0.3, 0.1 + 0.2), [A, B]) is None
    assert most_moved([*corners(0.0, 1.0, 1.0), {"patient": 1.0}], [A, B]) is None


def test_a_set_that_is_missing_is_refused():
    """Two changes have four sets."""
    with pytest.raises(ValueError, match="3 corners for 2 changes"):
        most_moved(corners(0.0, 1.0, 1.0), [A, B])
