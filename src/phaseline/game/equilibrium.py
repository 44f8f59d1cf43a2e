"""
Without commitment: the responder is free at every node, and both sides err a little, or, in a
single period, not at all.

The responder's stationary strategy is a chance for every rung at every public decision node; the
challenger answers it exactly; the responder answers back with its logit rule, the levels it cannot
see weighed by how often they go with the node. A fixed point of this is a Markov equilibrium in
logit strategies (the posterior at a node stands for the whole history, so it is an approximate one,
and by how much is told). Several are normal: the branch that begins at no precision is followed,
and further ones are looked for from other starting points.

Source:
    McKelvey & Palfrey, *Experimental Economics* 1 (1998), 9–41; Turocy, *Games and Economic
    Behavior* 51 (2005), 243–263, for the branch that is followed; Crisman-Cox & Gibilisco,
    *American Journal of Political Science* 62 (2018), 566–580, for a logit Markov equilibrium of a
    dyad; `docs/explanation/the-game.md`, on credibility.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from math import inf
from typing import Any

import numpy as np

from phaseline.game.arrays import Floats
from phaseline.game.commit import committed
from phaseline.game.free import freed
from phaseline.game.linear import fixed_point
from phaseline.game.logit import REACHED, Logit, LogitPoint
from phaseline.game.oneshot import one_shot
from phaseline.game.play import played, responder_value
from phaseline.game.spec import Game

RESTARTS = 20
_STEPS = 12
_SAME = 1e-5
_FINE = 1e-8
_WIDTH = 4.0  # of the log odds at which restarts begin


def uncommitted(game: Game, tick: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """
    Find equilibria of the game in which the responder is not bound by its ladder.

    The value of commitment is what the ladder of the file is worth to the responder, or the best
    policy of its menu where it has one, against a challenger who errs as it does in the equilibria,
    less what an equilibrium is worth: one number for each of them. It has a sign: a ladder need not
    be a good one.

    Args:
        game: The game; barred rungs have been taken out.
        tick: Told what is being done.

    Raises:
        QuestionError: Too many states can be reached, or a single period has too many choices to be
            enumerated.
        EngineError: A policy did not settle.
    """
    precision = game.solve.no_commitment.rationality if game.solve.no_commitment else inf
    free = freed(game)
    if precision == inf:
        equilibria = one_shot(free)
        restarts, method, epsilon = (
            0,
            "all equilibria of the single period, by support enumeration",
            0.0,
        )
    else:
        points = _points(Logit(free, precision), tick)
        equilibria = [_equilibrium(point, branch) for point, branch in points]
        restarts, method, epsilon = (
            RESTARTS,
            "logit homotopy and restarts",
            max(point.gain for point, _ in points),
        )
    return {
        "equilibria": equilibria,
        "found": len(equilibria),
        "restarts": restarts,
        "method": method,
        "epsilon": epsilon,
        "vo_commitment": (
            _commitment_values(
                _committed_value(game, precision, tick),
                [equilibrium["value_R"] for equilibrium in equilibria],
            )
            if equilibria
            else None
        ),
    }


def _commitment_values(bound: float, free: Sequence[float]) -> dict[str, Any]:
    """
    Set what a bound responder gets beside each equilibrium of a free one: none of them is the one
    that has to come about.
    """
    values = [bound - value for value in free]
    return {"low": min(values), "high": max(values), "values": values}


def _points(logit: Logit, tick: Callable[[str], None]) -> list[tuple[LogitPoint, str]]:
    """
    Follow the branch from no precision up, and start again from elsewhere; every point found is
    listed once.
    """
    odds = np.zeros(logit.size)
    for step in range(1, _STEPS + 1):
        precision = logit.precision * (step / _STEPS) ** 2
        odds = fixed_point(partial(logit.odds, precision=precision), odds, polish=step == _STEPS)
    first = (logit.point(odds), "homotopy")
    points = [first] if first[0].residual < _FINE else []
    for number in range(RESTARTS):
        tick(f"restart {number + 1} of {RESTARTS}")
        odds = fixed_point(
            partial(logit.odds, precision=logit.precision), _starting_point(number, logit.size)
        )
        point = logit.point(odds)
        if point.residual < _FINE and not any(_is_same(logit, point, other) for other, _ in points):
            points.append((point, "restart"))
    return points or [first]


def _starting_point(number: int, size: int) -> Floats:
    """
    Give a starting point, evenly spread over all of them: an additive recurrence with irrational
    steps.
    """
    steps = np.sqrt(np.arange(2, size + 2) + 0.5)
    return np.asarray(_WIDTH * (2 * (((number + 1) * steps) % 1.0) - 1), dtype=np.float64)


def _is_same(logit: Logit, point: LogitPoint, other: LogitPoint) -> bool:
    """Whether two points are the same wherever either of them ever leads."""
    is_seen = logit.free.is_choice & (np.maximum(point.mass, other.mass) > REACHED)
    return bool(np.abs(point.shares - other.shares)[is_seen].max(initial=0.0) <= _SAME)


def _equilibrium(point: LogitPoint, branch: str) -> dict[str, Any]:
    return {
        "p_cross_now": point.crossing,
        "p_execute": point.executing,
        "value_R": point.responder,
        "value_C": point.challenger,
        "residual": point.residual,
        "branch": branch,
    }


def _committed_value(game: Game, precision: float, tick: Callable[[str], None]) -> float:
    """Give what the ladder, or the best policy of the menu, is worth against types that err."""
    types = tuple(
        replace(kind, rationality=min(kind.rationality, precision))
        if kind.behaviour == "best"
        else kind
        for kind in game.challenger.types
    )
    erring = replace(game, challenger=replace(game.challenger, types=types))
    bound = committed(erring, tick).game if game.solve.commit else erring
    return float(responder_value(played([bound]), best=True)[0])
