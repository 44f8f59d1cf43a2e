"""
All equilibria of a crisis with private shocks: B resists with a chance that it would itself answer
by, once A has answered that.

With p the chance that B resists, A challenges where the better of its two later payoffs is above
c(p) = (S_A − (1 − p)V_A)/p. Of those that challenge, the share q(p) fights. B resists where q of
its payoff of fighting and 1 − q of V_B are above C_B. So p = Φ((W_B − V_B + (V_B − C_B)/q(p))/sd),
and every equilibrium is a root of the difference on [0, 1].

Source:
    Lewis & Schultz, *Political Analysis* 11 (2003), 345–367; that there may be several: Jo,
    *Political Analysis* 19 (2011), 357–368.
"""

from typing import TypedDict

import numpy as np

from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.game.linear import normal_below
from phaseline.game.published.normal import first_is_larger
from phaseline.game.published.spec import Crisis
from phaseline.terms.record import record

FIRST_GRID = 1024
MOST_DOUBLINGS = 4
TOUCHES = 1e-12  # of the difference: a root at which it turns without a change of sign
_HALVINGS = 90
_GOLDEN_STEPS = 90
_GOLDEN = (5**0.5 - 1) / 2
_TAILS = 9.0  # standard deviations, up to which the ends of the interval are looked into


class CrisisEquilibrium(TypedDict):
    """One equilibrium: chances, and by how much its condition is missed."""

    p_challenge: float
    p_resist: float
    p_fight: float
    residual: float


class CrisisSearch(TypedDict):
    """How the roots were looked for."""

    grid: int
    doublings: int
    steady: bool


class CrisisAnswer(TypedDict):
    """All equilibria, and how they were looked for."""

    equilibria: list[CrisisEquilibrium]
    search: CrisisSearch


@record
class _Roots:
    """The roots of one grid."""

    at: Floats
    grid: int


def crisis_answer(crisis: Crisis) -> CrisisAnswer:
    """
    Find all equilibria of a crisis, in order of the chance that B resists.

    The grid is doubled until two in a row show the same number of roots; `steady` says whether they
    did, `p_fight` is the chance that A fights once it has challenged and was resisted.

    Args:
        crisis: The crisis; it has passed `crisis_flaws`.
    """
    coarse, roots, doublings = _roots_on(crisis, FIRST_GRID), _roots_on(crisis, 2 * FIRST_GRID), 1
    while len(roots.at) != len(coarse.at) and doublings < MOST_DOUBLINGS:
        coarse, roots, doublings = roots, _roots_on(crisis, 2 * roots.grid), doublings + 1
    is_steady = len(roots.at) == len(coarse.at)
    challenge, fight = _answers(crisis, roots.at)
    residuals = np.abs(_difference(crisis, roots.at))
    rows = np.column_stack((challenge, roots.at, fight, residuals)).tolist()
    return CrisisAnswer(
        equilibria=[
            CrisisEquilibrium(p_challenge=row[0], p_resist=row[1], p_fight=row[2], residual=row[3])
            for row in rows
        ],
        search=CrisisSearch(grid=roots.grid, doublings=doublings, steady=is_steady),
    )


def _answers(crisis: Crisis, resist: Floats) -> tuple[Floats, Floats]:
    """
    Give how often A challenges, and how often it then fights, against each chance that B resists.
    """
    gain = crisis.SA - crisis.VA
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        bounds = crisis.VA + gain / resist if gain else np.full_like(resist, crisis.VA)
        bounds = bounds / crisis.sd
    return first_is_larger(bounds, crisis.WA / crisis.sd, crisis.a / crisis.sd)


def _difference(crisis: Crisis, resist: Floats) -> Floats:
    """Give the chance that B resists less the one by which it answers A's answer."""
    _, fight = _answers(crisis, resist)
    stake = crisis.VB - crisis.CB
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        weighed = stake / fight if stake else np.zeros_like(fight)
        gain = (crisis.WB - crisis.VB + weighed) / crisis.sd
    return resist - normal_below(gain)


def _roots_on(crisis: Crisis, grid: int) -> _Roots:
    """Find the roots that a grid shows: changes of sign, and turns that touch zero."""
    nodes = _nodes(grid)
    values = _difference(crisis, nodes)
    crossing = np.flatnonzero(np.sign(values[:-1]) * np.sign(values[1:]) < 0)
    parts = [
        nodes[values == 0],
        _halved(crisis, nodes[crossing], nodes[crossing + 1], values[crossing] < 0),
        _touching(crisis, nodes, _turns(values)),
    ]
    return _Roots(at=np.sort(np.concatenate(parts)), grid=grid)


def _nodes(grid: int) -> Floats:
    """Give a grid of chances: even ones, and as many that are even in standard deviations."""
    even = np.linspace(0.0, 1.0, grid + 1)
    tails = normal_below(np.linspace(-_TAILS, _TAILS, grid + 1))
    return np.unique(np.concatenate((even, tails)))


def _halved(crisis: Crisis, low: Floats, high: Floats, rises: Bools) -> Floats:
    """Halve brackets until no number lies between their ends, and give the better end."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        is_below = (_difference(crisis, middle) < 0) == rises
        low, high = np.where(is_below, middle, low), np.where(is_below, high, middle)
    ends = np.abs(_difference(crisis, low)) <= np.abs(_difference(crisis, high))
    return np.where(ends, low, high)


def _turns(values: Floats) -> Ints:
    """Give the inner nodes at which the difference is nearest to zero without a change of sign."""
    size = np.abs(values)
    same = (np.sign(values[:-2]) == np.sign(values[1:-1])) & (
        np.sign(values[2:]) == np.sign(values[1:-1])
    )
    nearest = (size[1:-1] < size[:-2]) & (size[1:-1] <= size[2:])
    return np.flatnonzero(same & nearest & (values[1:-1] != 0)) + 1


def _touching(crisis: Crisis, nodes: Floats, turns: Ints) -> Floats:
    """Follow each turn to its bottom by the golden section, and keep those that touch zero."""
    low, high = nodes[turns - 1], nodes[turns + 1]
    for _ in range(_GOLDEN_STEPS):
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        is_left = np.abs(_difference(crisis, left)) <= np.abs(_difference(crisis, right))
        low, high = np.where(is_left, low, left), np.where(is_left, right, high)
    middle = (low + high) / 2
    return middle[np.abs(_difference(crisis, middle)) <= TOUCHES]
