"""
Which of several changes did it: what each adds to the move of a course, at the best values alone.

Source:
    Shapley, "A value for n-person games", *Contributions to the Theory of Games* II (1953),
    307-317: the mean of what a change adds, over all orders in which the changes can be made; the
    shares add up to the whole.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from phaseline.game.leaks import shapley_share
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_same, leading

MOST_TOLD_APART = 4  # changes: each further one doubles what has to be played


@record
class MovedCourse:
    """
    The course that a what-if moves most, and which change did it.

    Args:
        course: Its id.
        moves: By how much the what-if moves what the course changes of the time across [period];
            less than 0 takes away more than before.
        is_alone: Whether no other course is moved as far.
        shares: What each change adds to that, by address [period]; the largest first, whichever
            its sign.
    """

    course: str
    moves: float
    is_alone: bool
    shares: Mapping[str, float]


def most_moved(
    corners: Sequence[Mapping[str, float]], addresses: Sequence[str]
) -> MovedCourse | None:
    """
    Give the course that is moved most, the first of several, and the share of each change in that.

    Args:
        corners: What each course changes of the time across, by its id [period], under each set of
            the changes: a set by the bits of its number, of which the first address has the lowest.
        addresses: What is changed.

    Returns:
        The course; None where none is moved, or where the sets do not hold the same courses.

    Raises:
        ValueError: There are not as many corners as sets of changes.
    """
    if len(corners) != 2 ** len(addresses):
        raise ValueError(f"found {len(corners)} corners for {len(addresses)} changes")
    moves, most = _farthest(corners)
    if not most:
        return None
    course = most[0]
    values = np.array([[corner[course]] for corner in corners])
    shares = {
        address: float(shapley_share(values, place)[0]) for place, address in enumerate(addresses)
    }
    ordered = in_order(addresses, lambda address: abs(shares[address]))
    return MovedCourse(
        course=course,
        moves=moves[course],
        is_alone=len(most) == 1,
        shares={address: shares[address] for address in ordered},
    )


def _farthest(corners: Sequence[Mapping[str, float]]) -> tuple[Mapping[str, float], Sequence[str]]:
    """Give by how much each course is moved, and those that are moved farthest, if any is."""
    courses = list(corners[0])
    if any(set(corner) != set(courses) for corner in corners):
        return {}, ()
    moves = {name: corners[-1][name] - corners[0][name] for name in courses}
    moved = [name for name in courses if not is_same(moves[name], 0.0)]
    return moves, leading(moved, lambda name: abs(moves[name]))
