"""
A single period without commitment, exactly: every equilibrium of the game in which the responder
chooses after the report.

With one type, one red line and one rung above the present one it has the closed mixed form of
inspection games: the rung is executed with the chance that makes the challenger indifferent, and
the line is crossed with the chance that makes the responder indifferent after the report.

Only nodes to which some act leads within the period are choices, and of the rungs at such a node
only those that no other one beats whatever has happened: a threat that nobody would carry out is no
equilibrium of a responder who is not bound.

Source:
    Avenhaus & Canty, *Compliance Quantified* (1996), chapter 9; Nash equilibria of two-player games
    by enumeration of
    supports: Nisan et al., *Algorithmic Game Theory* (2007), section 3.2.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations, product
from math import comb, inf, prod
from typing import Any

import numpy as np

from phaseline.errors import QuestionError
from phaseline.game.arrays import Bools, Floats, Ints
from phaseline.game.compile.payoffs import challenger_payoffs, responder_payoffs
from phaseline.game.free import Free
from phaseline.game.play import rule_of
from phaseline.terms.record import record
from phaseline.terms.ties import CLOSE, total

MOST_SUPPORTS = 50_000


@record
class _Kind:
    """
    One type in the single period.

    Args:
        name: Its id.
        prior: Its chance.
        flow: How often each act leads along each edge, once its rung is chosen (act, edge).
        own: What it gets, by its act, the node and the rung chosen there (act, node, rung) [M].
        other: What the responder gets then (act, node, rung) [M].
        costs: What its acts are worth by themselves (act) [M].
        enters: The chance that an act enters the line (act).
    """

    name: str
    prior: float
    flow: Floats
    own: Floats
    other: Floats
    costs: Floats
    enters: Floats


@record
class _Table:
    """
    The single period as a game of two players: rows are an act for each type, columns a plan for
    the nodes that can be reached.

    Args:
        kinds: The types.
        acts: The acts of each row (row, type).
        nodes: The nodes that can be reached (node).
        plans: The rungs of each column (column, node).
        own: What each type gets, by its act (act, column) [M].
        challenger: What the challenger gets over its types (row, column) [M].
        responder: What the responder gets (row, column) [M].
    """

    kinds: tuple[_Kind, ...]
    acts: Ints
    nodes: Ints
    plans: Ints
    own: tuple[Floats, ...]
    challenger: Floats
    responder: Floats


def one_shot(free: Free) -> list[dict[str, Any]]:
    """
    Find all equilibria of a single period with equal supports, extreme ones where there is a
    continuum; those that come to the same for everybody are one.

    Args:
        free: The game with a responder who is free.

    Raises:
        QuestionError: There are more periods, the start is not sure, a type errs, or there are too
            many pure strategies.
    """
    table = _table(free)
    points = [
        _equilibrium(free, table, mine, theirs)
        for mine, theirs in equilibria(table.challenger, table.responder)
    ]
    return [
        point
        for place, point in enumerate(points)
        if not any(_is_alike(point, earlier) for earlier in points[:place])
    ]


def _is_alike(point: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """
    Whether two equilibria come to the same for everybody: where they differ, then in acts without
    effect.
    """
    first, second = (
        np.array([at["p_cross_now"], at["p_execute"], at["value_R"], *at["value_C"].values()])
        for at in (point, other)
    )
    scale = np.maximum(1.0, np.abs(first))
    return bool((np.abs(first - second) <= CLOSE * scale).all())


def _equilibrium(free: Free, table: _Table, mine: Floats, theirs: Floats) -> dict[str, Any]:
    shares = [
        mine @ (acts[:, None] == np.arange(len(kind.costs)))
        for acts, kind in zip(table.acts.T, table.kinds, strict=True)
    ]
    per_type = list(zip(table.kinds, shares, table.own, strict=True))
    return {
        "p_cross_now": total(
            kind.prior * float(share @ kind.enters) for kind, share, _ in per_type
        ),
        "p_execute": _execution_chance(free, table, shares, theirs),
        "value_R": float(mine @ table.responder @ theirs),
        "value_C": {kind.name: float(share @ own @ theirs) for kind, share, own in per_type},
        "residual": _residual(table.challenger, table.responder, mine, theirs),
        "branch": "exact",
    }


def _execution_chance(free: Free, table: _Table, shares: Sequence[Floats], theirs: Floats) -> float:
    """
    Give the chance that a call for a higher rung is followed; where none is ever made, as if every
    act were as likely.
    """
    is_call = free.is_call[table.nodes]
    follows = theirs @ (table.plans >= free.wanted[table.nodes])
    for some in (shares, [np.ones_like(share) for share in shares]):
        flow = sum(
            (
                kind.prior * (share @ kind.flow)
                for kind, share in zip(table.kinds, some, strict=True)
            ),
            np.zeros(len(free.node)),
        )
        mass = free.by_option(flow).max(axis=1)[table.nodes] * is_call
        if mass.sum() > 0:
            return float(mass @ follows / mass.sum())
    return 0.0


def _table(free: Free) -> _Table:
    """
    Write the single period as a table.

    Raises:
        QuestionError: There are more periods, the start is not sure, a type errs, or there are too
            many pure strategies.
    """
    if free.model.horizon != 1:
        raise QuestionError(_refusal("a horizon of one period"))
    worth = responder_payoffs(free.model).state[free.model.resolved.ends, 0] - free.price
    kinds = tuple(
        _kind(free, place, worth) for place in range(len(free.model.games[0].challenger.types))
    )
    is_taken = np.any([kind.flow.any(axis=0) for kind in kinds], axis=0)
    nodes = np.unique(free.node[is_taken])
    options = [_unbeaten_rungs(free, worth, is_taken & (free.node == node)) for node in nodes]
    acts = [range(len(kind.costs)) for kind in kinds]
    _refuse_many(prod(map(len, acts)), prod(map(len, options)))
    rows, plans = np.array(list(product(*acts))), np.array(list(product(*options)))
    own = tuple(kind.own[:, nodes, plans].sum(axis=2) + kind.costs[:, None] for kind in kinds)
    other = [kind.other[:, nodes, plans].sum(axis=2) for kind in kinds]
    weigh = [kind.prior for kind in kinds]
    return _Table(
        kinds=kinds,
        acts=rows,
        nodes=nodes,
        plans=plans,
        own=own,
        challenger=_prior_sums(weigh, own, rows),
        responder=_prior_sums(weigh, other, rows),
    )


def _prior_sums(priors: Sequence[float], amounts: Sequence[Floats], rows: Ints) -> Floats:
    """Add amounts up over the types, each with the act that a row gives it (row, column)."""
    return np.asarray(
        np.sum(
            [
                prior * amount[acts]
                for prior, amount, acts in zip(priors, amounts, rows.T, strict=True)
            ],
            axis=0,
        ),
        dtype=np.float64,
    )


def _kind(free: Free, place: int, worth: Floats) -> _Kind:
    """
    Make a type ready.

    Raises:
        QuestionError: The start is not sure, or the type errs.
    """
    model, kind = free.model, free.model.games[0].challenger.types[place]
    rule, payoffs, edges = rule_of(model, place), challenger_payoffs(model, place), model.resolved
    if model.start[:, 0].max() < 1:
        raise QuestionError(_refusal("a sure start, and this game begins with chances of levels"))
    if rule.precision[0] != inf:
        raise QuestionError(_refusal(f"types that do not err, and {kind.id!r} does"))
    acts = np.flatnonzero((model.start[model.pair_state, 0] > 0) & rule.allowed)
    chosen = np.zeros((len(model.pair_state), len(acts)))
    chosen[acts, np.arange(len(acts))] = 1.0
    mids = model.acted.sent(chosen)
    flow = (edges.chances * model.drifted.sent(mids)[edges.origins]).T
    inside = model.inside.astype(bool)
    enters = inside[model.mid_level] & ~inside[model.level_of[np.argmax(model.start[:, 0])]]
    return _Kind(
        name=kind.id,
        prior=kind.prior,
        flow=flow,
        own=np.array(
            [free.by_option(act_flow * payoffs.state[edges.ends, 0]) for act_flow in flow]
        ),
        other=np.array([free.by_option(act_flow * worth) for act_flow in flow]),
        costs=payoffs.pair[acts, 0],
        enters=(mids * enters[:, None]).sum(axis=0),
    )


def _unbeaten_rungs(free: Free, worth: Floats, here: Bools) -> list[int]:
    """
    List the rungs that can be chosen at a node, but for those that another one beats at all levels
    that may lead there.
    """
    edges = free.model.resolved
    origins, place = np.unique(edges.origins[here], return_inverse=True)
    options, option = np.unique(free.option[here], return_inverse=True)
    worths = np.zeros((len(options), len(origins)))
    np.add.at(worths, (option, place), edges.chances[here, 0] * worth[here])
    margin = CLOSE * max(1.0, float(np.abs(worths).max()))
    beats = np.all(worths[None] > worths[:, None] + margin, axis=2)  # (option, one that beats it)
    return [int(rung) for rung in options[~np.any(beats, axis=1)]]


def _refuse_many(rows: int, columns: int) -> None:
    """
    Refuse more pure strategies than can be gone through.

    Raises:
        QuestionError: There are more.
    """
    supports = (
        sum(comb(rows, size) * comb(columns, size) for size in range(1, min(rows, columns) + 1))
        if rows * columns <= MOST_SUPPORTS
        else inf
    )
    if supports > MOST_SUPPORTS:
        raise QuestionError(
            _refusal(
                f"few pure strategies, and this game has {rows:,} of the challenger and {columns:,}"
                " of the responder"
            )
        )


def _refusal(wanted: str) -> str:
    return (
        f"an exact equilibrium without commitment needs {wanted}: give"
        " solve.no_commitment.rationality a number instead of inf"
    )


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
    mixtures: list[tuple[Floats, Floats]] = []
    for size in range(1, min(rows, columns) + 1):
        for mine, theirs in product(
            combinations(range(rows), size), combinations(range(columns), size)
        ):
            pair = _equilibrium_on(first, second, mine, theirs)
            if pair and not any(
                np.allclose(pair[0], row_mix) and np.allclose(pair[1], column_mix)
                for row_mix, column_mix in mixtures
            ):
                mixtures.append(pair)
    return mixtures


def _equilibrium_on(
    first: Floats, second: Floats, mine: tuple[int, ...], theirs: tuple[int, ...]
) -> tuple[Floats, Floats] | None:
    column = _indifferent_mixture(first[np.ix_(mine, theirs)])
    row = _indifferent_mixture(second[np.ix_(mine, theirs)].T)
    if column is None or row is None:
        return None
    row_mix, column_mix = np.zeros(first.shape[0]), np.zeros(first.shape[1])
    row_mix[list(mine)], column_mix[list(theirs)] = row, column
    return (
        (row_mix, column_mix)
        if _residual(first, second, row_mix, column_mix)
        <= CLOSE * max(1.0, float(np.abs(first).max()), float(np.abs(second).max()))
        else None
    )


def _indifferent_mixture(payoffs: Floats) -> Floats | None:
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
    return (
        None
        if (weights < -CLOSE).any()
        else np.asarray(np.clip(weights, 0.0, None), dtype=np.float64)
    )


def _residual(first: Floats, second: Floats, row_mix: Floats, column_mix: Floats) -> float:
    """Give the largest gain of either side from one deviation."""
    first_gain = (first @ column_mix).max() - row_mix @ first @ column_mix
    second_gain = (row_mix @ second).max() - row_mix @ second @ column_mix
    return float(max(first_gain, second_gain, 0.0))
