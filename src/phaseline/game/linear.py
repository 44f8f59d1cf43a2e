"""The door to scipy: chains as sparse matrices, solved exactly; roots, and the normal."""

from collections.abc import Callable
from functools import cache
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np

from phaseline.game.arrays import Bools, Floats
from phaseline.game.compile.model import Edges, Model

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Per period: what comes more rarely is no part of a long run, and cannot be told from rounding.
NEVER = 1e-12
_MEMORY = 5  # steps that are mixed with the last one
_MOST_STEPS = 60
_SETTLED = 1e-11


@cache
def _sparse() -> Any:
    """Load sparse matrices: a sixth of a second that no game with an end needs."""
    from scipy import sparse  # noqa: PLC0415  # as said
    from scipy.sparse import csgraph, linalg  # noqa: F401, PLC0415  # loads them, as parts of it

    return sparse


def chain(model: Model, chances: Floats, draw: int, cut: Bools | None = None) -> "csr_array":
    """
    Give the chain from state to state under a strategy, before any disaster.

    Args:
        model: The compiled game.
        chances: The chance of each act (pair).
        draw: Which draw.
        cut: Steps to a state that are taken out (edge of `resolved`).
    """
    sparse = _sparse()
    pairs = len(model.pair_state)
    chosen = sparse.csr_array(
        (chances, (model.pair_state, np.arange(pairs))), shape=(model.size, pairs)
    )
    acted = _matrix(model.acted, draw, (pairs, len(model.mid_level)))
    drifted = _matrix(model.drifted, draw, (len(model.mid_level), len(model.post_level)))
    edges = model.resolved if cut is None else model.resolved.without(cut)
    resolved = _matrix(edges, draw, (len(model.post_level), model.size))
    return sparse.csr_array(chosen @ acted @ drifted @ resolved)


def _matrix(edges: Edges, draw: int, shape: tuple[int, int]) -> "csr_array":
    sparse = _sparse()
    return sparse.csr_array(
        (edges.table[edges.entry, draw], (edges.origins, edges.ends)), shape=shape
    )


def discounted(matrix: "csr_array", weights: Floats, rewards: Floats) -> Floats:
    """
    Solve v = rewards + matrix · (weights · v).

    Args:
        matrix: A chain (state, state).
        weights: Discount times survival (state).
        rewards: Expected reward of a period (state).
    """
    sparse = _sparse()
    system = sparse.csc_array(
        sparse.eye_array(matrix.shape[0]) - matrix @ sparse.diags_array(weights)
    )
    return np.asarray(sparse.linalg.splu(system).solve(rewards), dtype=np.float64)


def visits(matrix: "csr_array", weights: Floats, start: Floats) -> Floats:
    """
    Solve o = start + (weights · matrix)ᵀ o: how often each state is visited, in discounted periods.

    States that are never reached are left out: among them may be a chain that never ends, which has
    no solution.

    Args:
        matrix: A chain (state, state).
        weights: Discount times survival on arrival (state).
        start: The chance of each state at the start (state).
    """
    sparse = _sparse()
    states, counts = np.flatnonzero(_reachable(matrix, start > 0)), np.zeros_like(start)
    inner = (matrix @ sparse.diags_array(weights))[states][:, states]
    counts[states] = sparse.linalg.splu(
        sparse.csc_array(sparse.eye_array(len(states)) - inner.T)
    ).solve(start[states])
    return counts


def long_run(matrix: "csr_array", survival: Floats, start: Floats) -> Floats:
    """
    Give the share of periods that the chain spends in each state in the long run, as long as no
    disaster has ended it.

    Where the chain is certain to end, it is the expected number of periods in a state over the
    expected number of periods.

    Args:
        matrix: A chain (state, state), before disasters.
        survival: The chance that no disaster follows on arrival (state).
        start: The chance of each state at the start (state).

    Source:
        Kemeny & Snell, *Finite Markov Chains* (1960), chapters III and V.
    """
    sparse = _sparse()
    living = _without_rounding(sparse.csr_array(matrix @ sparse.diags_array(survival)))
    count, of = sparse.csgraph.connected_components(living, directed=True, connection="strong")
    leaving = np.asarray(living.sum(axis=1)).ravel() < 1 - 1e-12
    rows, columns = living.nonzero()
    crossing = of[rows] != of[columns]
    is_closed = np.ones(count, dtype=bool)
    is_closed[of[rows[crossing]]] = False
    is_closed[of[leaving]] = False
    recurrent = is_closed[of]
    inflow = _absorption(living, recurrent, start)
    if inflow.sum() <= 1e-300:
        stays = visits(matrix, survival, start)
        arrived = np.asarray(matrix.T @ stays, dtype=np.float64)
        return np.asarray(arrived / arrived.sum(), dtype=np.float64)
    shares = np.zeros_like(start)
    for component in np.flatnonzero(is_closed):
        members = np.flatnonzero(of == component)
        weight = inflow[members].sum()
        if weight > 0:
            shares[members] = weight * _stationary(living[members][:, members])
    return np.asarray(shares / shares.sum(), dtype=np.float64)


def _without_rounding(matrix: "csr_array") -> "csr_array":
    """
    Leave out steps that are rarer than `NEVER`.

    A belief that stays where it is may be read off the grid with a weight of 1e-17 on the next
    node; a class of states that is left by such a step alone has no solution in floats.
    """
    likely = matrix.copy()
    likely.data[likely.data < NEVER] = 0.0
    likely.eliminate_zeros()
    return likely


def _absorption(living: "csr_array", recurrent: Bools, start: Floats) -> Floats:
    """Give the chance of ending up in each recurrent class, by the state in which it is entered."""
    sparse = _sparse()
    passing = np.flatnonzero(~recurrent)
    absorbed = np.where(recurrent, start, 0.0)
    if len(passing):
        inner = living[passing][:, passing]
        stays = sparse.linalg.splu(
            sparse.csc_array(sparse.eye_array(len(passing)) - inner.T)
        ).solve(start[passing])
        absorbed += np.where(recurrent, living[passing].T @ stays, 0.0)
    return np.asarray(absorbed, dtype=np.float64)


def _stationary(matrix: "csr_array") -> Floats:
    sparse = _sparse()
    size = matrix.shape[0]
    if size == 1:
        return np.ones(1)
    system = (sparse.eye_array(size) - matrix.T).tolil()
    system[0, :] = 1.0
    right = np.zeros(size)
    right[0] = 1.0
    return np.asarray(sparse.linalg.splu(sparse.csc_array(system)).solve(right), dtype=np.float64)


def periods_until(matrix: "csr_array", start: Floats) -> float:
    """
    Give the expected number of periods until a chain that loses mass has lost all of it, the first
    period counted as 1.

    Args:
        matrix: A chain from which the steps that end it have been taken out (state, state).
        start: The chance of each state at the start (state).

    Returns:
        The number of periods; infinity where the chain may go on for ever.
    """
    sparse = _sparse()
    matrix = _without_rounding(matrix)
    reached = _reachable(matrix, start > 0)
    leaks = np.asarray(matrix.sum(axis=1)).ravel() < 1 - 1e-12
    if not bool(_reachable(sparse.csr_array(matrix.T), leaks)[reached].all()):
        return inf
    states = np.flatnonzero(reached)
    inner = matrix[states][:, states]
    return float(
        sparse.linalg.splu(sparse.csc_array(sparse.eye_array(len(states)) - inner.T))
        .solve(start[states])
        .sum()
    )


def _reachable(matrix: "csr_array", seeds: Bools) -> Bools:
    sparse = _sparse()
    reachable = np.array(seeds, dtype=bool)
    ahead = sparse.csr_array(matrix.T)
    while True:
        more = reachable | (ahead @ reachable.astype(np.float64) > 0)
        if bool((more == reachable).all()):
            return reachable
        reachable = more


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """
    Find where a function changes its sign between two ends.

    Source:
        Brent, *Algorithms for Minimization without Derivatives* (1973), chapter 4.
    """
    from scipy.optimize import brentq  # noqa: PLC0415  # a tenth of a second that few need

    return float(brentq(function, low, high, xtol=1e-13, rtol=1e-14))


def fixed_point(
    function: Callable[[Floats], Floats], guess: Floats, *, polish: bool = False
) -> Floats:
    """
    Find a fixed point: each step mixes the last few so that their differences cancel.

    Args:
        function: What has the fixed point.
        guess: Where it begins.
        polish: Whether Newton's method with finite differences is tried where that has not settled;
            it is slower.

    Returns:
        The fixed point, or the last step where none was found.

    Source:
        Anderson, *Journal of the ACM* 12 (1965), 547–560, in the form of Walker & Ni, *SIAM Journal
        on Numerical Analysis* 49 (2011), 1715–1735; Powell's hybrid method, as in MINPACK.
    """
    now = guess
    points: list[Floats] = []
    gaps: list[Floats] = []
    for _ in range(_MOST_STEPS):
        after = function(now)
        gap = after - now
        if np.abs(gap).max(initial=0.0) < _SETTLED * max(1.0, float(np.abs(now).max(initial=0.0))):
            return after
        points, gaps = [*points[-_MEMORY:], now], [*gaps[-_MEMORY:], gap]
        now = _next_step(points, gaps)
    if not polish:
        return now
    from scipy.optimize import root as solve_system  # noqa: PLC0415  # as above

    return np.asarray(
        solve_system(lambda point: function(point) - point, now, method="hybr", tol=1e-13).x,
        dtype=np.float64,
    )


def _next_step(points: list[Floats], gaps: list[Floats]) -> Floats:
    """Give the next step: half the gap at first, then from where the mixed gaps are smallest."""
    if len(gaps) == 1:
        return points[0] + 0.5 * gaps[0]
    moves = np.stack([points[-1] - point for point in points[:-1]], axis=1)
    changes = np.stack([gaps[-1] - gap for gap in gaps[:-1]], axis=1)
    weights, *_ = np.linalg.lstsq(changes, gaps[-1], rcond=1e-10)
    return np.asarray(points[-1] + gaps[-1] - (moves + changes) @ weights, dtype=np.float64)


def normal_below(values: Floats) -> Floats:
    """
    Give Φ, the chance that a standard normal is below each value, precise in the lower tail.

    >>> normal_below(np.array([0.0, -1.0])).round(6).tolist()
    [0.5, 0.158655]
    """
    from scipy.special import ndtr  # noqa: PLC0415  # as above

    return np.asarray(ndtr(values), dtype=np.float64)


def student_below(chance: float, freedom: int) -> float:
    """
    Give the value that Student's distribution stays below with a chance.

    >>> round(student_below(0.95, 1), 4)
    6.3138
    """
    from scipy.special import stdtrit  # noqa: PLC0415  # as above

    return float(stdtrit(freedom, chance))


def largest_within(gains: Floats, lacking: Floats) -> Floats | None:
    """
    Give the chances with the largest expected gain among those under which nothing that must not be
    above 0 is; None where there are none.

    Args:
        gains: What each choice gains (choice).
        lacking: What may not be above 0 in expectation (bound, choice).

    >>> largest_within(np.array([1.0, 3.0]), np.array([[-1.0, 1.0]])).tolist()
    [0.5, 0.5]
    """
    from scipy.optimize import linprog  # noqa: PLC0415  # as above

    program = linprog(
        -gains,
        A_ub=lacking,
        b_ub=np.zeros(len(lacking)),
        A_eq=np.ones((1, len(gains))),
        b_eq=np.ones(1),
        bounds=(0, 1),
        method="highs",
    )
    return np.asarray(program.x, dtype=np.float64) if program.status == 0 else None
