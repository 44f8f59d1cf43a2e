"""
Whether a ladder reaches a goal over two or three assumptions at once: its margin on a grid within
their ranges, where it turns, and why it does not always grow or fall along one of them.

All others stand at their best values; every point of the grid and of the boundary is solved.
"""

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np

from phaseline.case.addresses import did_you_mean
from phaseline.case.model.case import Case
from phaseline.case.model.play import GamePolicy
from phaseline.desk.comparison.goals import GoalQuestion, LadderGoal
from phaseline.errors import QuestionError
from phaseline.game.arrays import Floats
from phaseline.game.leaks import LeakKind, leaks_by
from phaseline.terms.record import record

AXES = (2, 3)
GRID = {2: 21, 3: 9}  # points along each axis, unless it is said how many
FEWEST, MOST_POINTS = 2, 10_000
HALVINGS = 16  # of a step of the grid
ALIKE = 1e-6  # in the unit of the goal: what moves it by less, does not move it
SECTION = "assumptions."

Margins = Callable[[Sequence[tuple[float, ...]]], Floats]


@record
class SurfaceBend:
    """
    An axis along which the margin neither only grows nor only falls.

    Args:
        axis: The id of the assumption.
        reason: The brake without which it would; None where no single one accounts for it.
    """

    axis: str
    reason: LeakKind | None


@record
class GoalSurface:
    """
    By how much a goal is reached over several assumptions.

    Args:
        axes: Their ids.
        points: The values of each on the grid, in base units.
        margins: The margin at each point of the grid; below zero where it is missed.
        boundary: Points, one value an axis, at which it turns along the first axis.
        bends: The axes along which the margin turns back.
    """

    axes: tuple[str, ...]
    points: tuple[tuple[float, ...], ...]
    margins: Floats
    boundary: tuple[tuple[float, ...], ...]
    bends: tuple[SurfaceBend, ...]


def surface_axes(
    case: Case, policy: GamePolicy, goal: LadderGoal, addresses: Sequence[str], count: int = 0
) -> tuple[tuple[str, ...], int]:
    """
    Give the assumptions that a surface is asked over, and how many points it has along each.

    Args:
        case: The case.
        policy: The completed ladder.
        goal: The goal.
        addresses: The assumptions, by id or by address.
        count: How many points along each; a number that suits if it is 0.

    Raises:
        QuestionError: They are not two or three, one is unknown, named twice, has no range or
            enters no game of the ladder, or the points are too many.
    """
    names = tuple(address.strip().removeprefix(SECTION) for address in addresses)
    if len(names) not in AXES:
        raise QuestionError(
            f"--surface: found {len(names)} address{'' if len(names) == 1 else 'es'}; expected two"
            " or three, with commas between"
        )
    points = count or GRID[len(names)]
    if points < FEWEST:
        raise QuestionError(
            f"--grid: found {points:,} along each axis; expected at least {FEWEST} points"
        )
    if points ** len(names) > MOST_POINTS:
        raise QuestionError(
            f"--grid: found {points:,} points along each of {len(names)} axes, which is"
            f" {points ** len(names):,} points; expected at most {MOST_POINTS:,} in all"
        )
    question = GoalQuestion(case, policy, goal)
    for place, name in enumerate(names):
        _check_axis(question, name, is_again=name in names[:place])
    return names, points


def _check_axis(question: GoalQuestion, name: str, *, is_again: bool) -> None:
    case, address = question.case, f"{SECTION}{name}"
    if name not in case.assumptions.ids:
        hint = did_you_mean(name, case.assumptions.ids)
        raise QuestionError(f"--surface: there is no assumption {address!r} in this case{hint}")
    if is_again:
        raise QuestionError(f"--surface: {address} is named twice")
    if name not in question.ends or not question.enters(name):
        raise QuestionError(
            f"--surface: {address} is inert here: nothing between its ends changes the game of"
            f" {question.policy.id!r} for {question.goal.text!r}"
        )


def goal_surface(
    case: Case, policy: GamePolicy, goal: LadderGoal, axes: Sequence[str], count: int
) -> GoalSurface:
    """
    Solve a goal over a grid of several assumptions.

    Args:
        case: The case.
        policy: The completed ladder.
        goal: The goal.
        axes: The ids of the assumptions.
        count: How many points along each.

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A policy did not settle.
    """
    question = GoalQuestion(case, policy, goal)
    points = tuple(
        tuple(float(at) for at in np.linspace(*question.ends[name], count)) for name in axes
    )

    def lifting(*kinds: LeakKind) -> Margins:
        return lambda places: question.at(
            [dict(zip(axes, place, strict=True)) for place in places], lifted=kinds
        )

    margins = on_grid(lifting(), points)
    bent = bent_axes(margins)
    game = question.games([{}])[0][0]
    suspects = [kind for kind in _SUSPECTS if leaks_by(game, kind)]
    reasons = bend_reasons(lifting, suspects, points, bent)
    return GoalSurface(
        axes=tuple(axes),
        points=points,
        margins=margins,
        boundary=boundary(lifting(), points, margins),
        bends=tuple(SurfaceBend(axis=axes[axis], reason=reasons.get(axis)) for axis in bent),
    )


def on_grid(margins: Margins, points: Sequence[Sequence[float]]) -> Floats:
    """
    Give the margin at every point of a grid (first axis, second axis, …).

    Args:
        margins: What it is at points, one value an axis.
        points: The values along each axis.
    """
    return margins([*product(*points)]).reshape([len(values) for values in points])


def bent_axes(margins: Floats) -> tuple[int, ...]:
    """Give the axes along which a margin somewhere grows and, on the same line, somewhere falls."""
    return tuple(axis for axis in range(margins.ndim) if _is_bent(margins, axis))


def _is_bent(margins: Floats, axis: int) -> bool:
    steps = np.diff(margins, axis=axis)
    both = (steps > ALIKE).any(axis=axis) & (steps < -ALIKE).any(axis=axis)
    return bool(both.any())


def boundary(
    margins: Margins, points: Sequence[Sequence[float]], solved: Floats
) -> tuple[tuple[float, ...], ...]:
    """
    Give where a margin turns along the first axis, for each value of the others: every pair of
    neighbours between which it does is bisected, all of them together.

    Args:
        margins: What the margin is at points, one value an axis.
        points: The values along each axis.
        solved: The margin on the grid.
    """
    first, others = np.asarray(points[0]), [*product(*points[1:])]
    reached = solved.reshape(len(first), -1) > ALIKE
    lines, steps = np.nonzero((reached[1:] != reached[:-1]).T)
    near, far, is_near = first[steps], first[steps + 1], reached[steps, lines]
    for _ in range(HALVINGS if len(lines) else 0):
        middle = (near + far) / 2
        there = [(float(at), *others[line]) for at, line in zip(middle, lines, strict=True)]
        is_alike = (margins(there) > ALIKE) == is_near
        near, far = np.where(is_alike, middle, near), np.where(is_alike, far, middle)
    return tuple((float(at), *others[line]) for at, line in zip(far, lines, strict=True))


def bend_reasons(
    lifting: Callable[[LeakKind], Margins],
    suspects: Sequence[LeakKind],
    points: Sequence[Sequence[float]],
    bent: Sequence[int],
) -> dict[int, LeakKind]:
    """
    Give for each bent axis the first brake without which it still moves the margin, and is bent no
    more; those that no single brake accounts for are left out.

    Args:
        lifting: What the margin is with a brake lifted.
        suspects: The brakes that may be the reason, the likeliest first.
        points: The values along each axis.
        bent: The places of the bent axes.
    """
    reasons: dict[int, LeakKind] = {}
    for kind in suspects:
        left = [axis for axis in bent if axis not in reasons]
        if left:
            solved = on_grid(lifting(kind), points)
            reasons |= {axis: kind for axis in left if _is_straight(solved, axis)}
    return reasons


def _is_straight(margins: Floats, axis: int) -> bool:
    return not _is_bent(margins, axis) and bool((np.ptp(margins, axis=axis) > ALIKE).any())


# What stays in force leaves nothing to save by stopping: the commonest reason is asked first.
_SUSPECTS = (LeakKind.STANDDOWN, *(kind for kind in LeakKind if kind is not LeakKind.STANDDOWN))
