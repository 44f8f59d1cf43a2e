"""
A single period without commitment, exactly: every equilibrium of the game in which the responder chooses after the report.

With one type, one red line and one rung above the present one it has the closed mixed form of inspection games: the rung is
executed with the chance that makes the challenger indifferent, and the line is crossed with the chance that makes the
responder indifferent after the report.

Source:
    Avenhaus & Canty, *Compliance Quantified* (1996), chapter 9; Nash equilibria of two-player games by enumeration of
    supports: Nisan et al., *Algorithmic Game Theory* (2007), section 3.2.
"""

from itertools import combinations, product
from typing import Any

import numpy as np

from phaseline.errors import QuestionError
from phaseline.game.arrays import Floats, Ints
from phaseline.game.model import Model
from phaseline.game.payoffs import challenger_payoffs, responder_payoffs
from phaseline.game.spec import Game

MOST_STRATEGIES = 64
_CLOSE = 1e-9


def one_shot(game: Game, model: Model, node: Ints, option: Ints) -> list[dict[str, Any]]:
    """
    Find all equilibria of a single period with equal supports, extreme ones where there is a continuum.

    Args:
        game: The game.
        model: The game compiled with the responder free.
        node: The decision node of each edge.
        option: The rung chosen on each edge.

    Raises:
        QuestionError: There are too many pure strategies.
    """
    pairs = [np.flatnonzero(model.start[model.pair_state, 0] > 0)]
    plans, acts = _plans(node, option), list(product(*[pairs[0]] * len(game.challenger.types)))
    if len(plans) > MOST_STRATEGIES or len(acts) > MOST_STRATEGIES or model.start[:, 0].max() < 1:
        raise QuestionError(
            f"an exact equilibrium of one period needs a sure start and at most {MOST_STRATEGIES} pure strategies a side; "
            f"this game has {len(acts)} and {len(plans)}: give solve.no_commitment.rationality a number instead of inf"
        )
    kinds = [_Kind(game, model, place) for place in range(len(game.challenger.types))]
    reach = [_played(model, node, option, plan) for plan in plans]
    challenger = np.array(
        [[sum(k.prior * k.own(act, chances) for k, act in zip(kinds, row, strict=True)) for chances in reach] for row in acts]
    )
    responder = np.array(
        [[sum(k.prior * k.other(act, chances) for k, act in zip(kinds, row, strict=True)) for chances in reach] for row in acts]
    )
    found = []
    for mine, theirs in equilibria(challenger, responder):
        crossing = sum(
            share * sum(k.prior * k.crosses(act) for k, act in zip(kinds, row, strict=True)) for share, row in zip(mine, acts, strict=True)
        )
        by_type = {
            k.name: sum(
                share * weight * k.own(row[place], chances)
                for share, row in zip(mine, acts, strict=True)
                for weight, chances in zip(theirs, reach, strict=True)
            )
            for place, k in enumerate(kinds)
        }
        found.append(
            {
                "p_cross_now": float(crossing),
                "p_execute": float(_executed(model, node, plans, theirs)),
                "value_R": float(mine @ responder @ theirs),
                "value_C": {name: float(value) for name, value in by_type.items()},
                "residual": _residual(challenger, responder, mine, theirs),
                "branch": "exact",
            }
        )
    return found


class _Kind:
    """One type in the single period: what an act and a plan are worth to both sides."""

    def __init__(self, game: Game, model: Model, place: int) -> None:
        self.model = model
        self.name, self.prior = game.challenger.types[place].id, game.challenger.types[place].prior
        self.payoffs, self.responder = challenger_payoffs(model, place), responder_payoffs(model)
        setups = np.array([rung.setup for rung in game.ladder.rungs])
        before = np.array([public.rung for public in model.publics])[model.post_public][model.resolved.origins]
        after = model.rung_of[model.resolved.ends]
        self.setup = np.where(after > before, setups[after], 0.0)

    def reached(self, act: int) -> Floats:
        model = self.model
        pair = np.zeros(len(model.pair_state))
        pair[act] = 1.0
        mid = np.bincount(model.acted.ends, weights=model.acted.chances[:, 0] * pair[model.acted.origins], minlength=len(model.mid_level))
        return np.bincount(
            model.drifted.ends, weights=model.drifted.chances[:, 0] * mid[model.drifted.origins], minlength=len(model.post_level)
        )

    def own(self, act: int, chances: Floats) -> float:
        flow = chances * self.reached(act)[self.model.resolved.origins]
        return float(flow @ self.payoffs.state[self.model.resolved.ends, 0] + self.payoffs.pair[act, 0])

    def other(self, act: int, chances: Floats) -> float:
        flow = chances * self.reached(act)[self.model.resolved.origins]
        return float(flow @ (self.responder.state[self.model.resolved.ends, 0] - self.setup))

    def crosses(self, act: int) -> float:
        inside = self.model.inside.astype(bool)
        if inside[self.model.level_of[self.model.pair_state[act]]]:
            return 0.0
        edges = self.model.acted
        here = edges.origins == act
        return float(edges.chances[here, 0] @ inside[self.model.mid_level[edges.ends[here]]])


def _plans(node: Ints, option: Ints) -> list[tuple[int, ...]]:
    count = int(node.max()) + 1
    options = [sorted(set(option[node == one].tolist())) for one in range(count)]
    size = int(np.prod([len(one) for one in options], dtype=np.float64))
    return list(product(*options)) if size <= MOST_STRATEGIES else [()] * (MOST_STRATEGIES + 1)


def _played(model: Model, node: Ints, option: Ints, plan: tuple[int, ...]) -> Floats:
    return np.asarray(np.where(np.array(plan)[node] == option, model.resolved.chances[:, 0], 0.0))


def _executed(model: Model, node: Ints, plans: list[tuple[int, ...]], theirs: Floats) -> float:
    """Give the chance that the ladder's call is followed at its loudest node."""
    edges = model.resolved
    loudest = int(node[np.argmax(model.monitor_of[edges.ends])])
    edge = int(np.flatnonzero(node == loudest)[0])
    public, level = model.publics[model.post_public[edges.origins[edge]]], int(model.post_level[edges.origins[edge]])
    called = model.program.called(public, int(model.monitor_of[edges.ends[edge]]), model.program.shown(model.levels, level))
    return float(sum(weight for weight, plan in zip(theirs, plans, strict=True) if plan[loudest] >= called))


def equilibria(first: Floats, second: Floats) -> list[tuple[Floats, Floats]]:
    """
    Find the Nash equilibria of a two-player game by enumerating supports of equal size.

    Args:
        first: The first player's payoffs (row, column).
        second: The second player's payoffs (row, column).

    Returns:
        The mixed strategies, pure ones first.
    """
    rows, columns = first.shape
    found: list[tuple[Floats, Floats]] = []
    for size in range(1, min(rows, columns) + 1):
        for mine in combinations(range(rows), size):
            for theirs in combinations(range(columns), size):
                pair = _supported(first, second, mine, theirs)
                if pair and not any(np.allclose(pair[0], a) and np.allclose(pair[1], b) for a, b in found):
                    found.append(pair)
        if size == _LARGEST_SUPPORT:
            break
    return found


_LARGEST_SUPPORT = 4


def _supported(first: Floats, second: Floats, mine: tuple[int, ...], theirs: tuple[int, ...]) -> tuple[Floats, Floats] | None:
    column = _indifferent(first[np.ix_(mine, theirs)])
    row = _indifferent(second[np.ix_(mine, theirs)].T)
    if column is None or row is None:
        return None
    x, y = np.zeros(first.shape[0]), np.zeros(first.shape[1])
    x[list(mine)], y[list(theirs)] = row, column
    return (x, y) if _residual(first, second, x, y) <= _CLOSE * max(1.0, float(np.abs(first).max()), float(np.abs(second).max())) else None


def _indifferent(payoffs: Floats) -> Floats | None:
    """Give the mixture of the columns that makes all rows worth the same."""
    size = len(payoffs)
    system = np.ones((size, size))
    system[: size - 1] = payoffs[:-1] - payoffs[1:]
    right = np.zeros(size)
    right[-1] = 1.0
    try:
        weights = np.linalg.solve(system, right)
    except np.linalg.LinAlgError:
        return None
    return None if (weights < -_CLOSE).any() else np.asarray(np.clip(weights, 0.0, None), dtype=np.float64)


def _residual(first: Floats, second: Floats, x: Floats, y: Floats) -> float:
    """Give the largest gain of either side from one deviation."""
    return float(max((first @ y).max() - x @ first @ y, (x @ second).max() - x @ second @ y, 0.0))
