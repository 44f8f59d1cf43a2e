"""
Without commitment: the responder is free at every node, and both sides err a little, or, in a single period, not at all.

The responder's stationary strategy is a chance for every rung at every public decision node; the challenger answers it
exactly; the responder answers back with its logit rule, the levels it cannot see weighed by how often they go with the node.
A fixed point of this is a Markov equilibrium in logit strategies (the posterior at a node stands for the whole history, so it
is an approximate one, and by how much is told). Several are normal: the branch that begins at no precision is followed, and
further ones are looked for from other starting points.

Source:
    McKelvey & Palfrey, *Experimental Economics* 1 (1998), 9–41; Turocy, *Games and Economic Behavior* 51 (2005), 243–263, for
    the branch that is followed; Crisman-Cox & Gibilisco, *American Journal of Political Science* 62 (2018), 566–580, for a
    logit Markov equilibrium of a dyad; `MODEL.md`, section 2.5.
"""

from collections.abc import Callable
from dataclasses import replace
from math import inf
from typing import Any

import numpy as np

from phaseline.game.arrays import Floats, Ints, added, highest
from phaseline.game.compile import Reach, compiled
from phaseline.game.flow import all_periods, walked
from phaseline.game.linear import fixed_point
from phaseline.game.model import Model
from phaseline.game.oneshot import one_shot
from phaseline.game.payoffs import Payoffs, challenger_payoffs, responder_payoffs
from phaseline.game.play import played, responder_value, rule_of
from phaseline.game.response import Choice, Rule, answered, followed
from phaseline.game.spec import Game
from phaseline.terms.record import record

RESTARTS = 24
_STEPS = 12
_SAME = 1e-5
_FINE = 1e-8


@record
class Free:
    """
    A game in which the responder chooses at every node.

    Args:
        model: The compiled game; an edge's chance is that of its outcome, once its rung is chosen.
        node: The decision node of each edge (edge).
        option: The rung chosen on each edge (edge).
        is_choice: Whether a rung can be chosen at a node at all, or an order is under way (node).
        nodes: How many nodes there are.
    """

    model: Model
    node: Ints
    option: Ints
    is_choice: Floats
    nodes: int


@record
class Point:
    """
    A pair of strategies, and how far they are from answering each other.

    Args:
        shares: The chance of each rung at each node (node, rung).
        answer: What the responder's logit rule makes of them (node, rung).
        gain: The largest gain of either side from one deviation at a node that is reached [M].
        crossing: The chance that the line is entered in the first period.
        executing: The chance that a call of the ladder is followed, over the nodes where it calls for a higher rung.
        responder: The responder's value [M].
        challenger: The challenger's value by type [M].
    """

    shares: Floats
    answer: Floats
    gain: float
    crossing: float
    executing: float
    responder: float
    challenger: dict[str, float]

    @property
    def residual(self) -> float:
        """The largest difference between the strategy and what the rule makes of it."""
        return float(np.abs(self.shares - self.answer).max(initial=0.0))


def uncommitted(game: Game, tick: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """
    Find equilibria without commitment, and what commitment is worth.

    Raises:
        QuestionError: Too many states can be reached, or a single period has too many choices to be enumerated.
    """
    precision = game.solve.no_commitment.rationality if game.solve.no_commitment else inf
    committed = float(responder_value(played([game]), best=True)[0])
    free = _freed(game)
    if precision == inf:
        found = one_shot(game, free.model, free.node, free.option)
        method, epsilon = "all equilibria of the single period, by support enumeration", 0.0
    else:
        points = _points(game, free, precision, tick)
        found = [_told(point, branch) for point, branch in points]
        method, epsilon = "logit homotopy and restarts", max((point.gain for point, _ in points), default=0.0)
    value = found[0]["value_R"] if found else None
    return {
        "equilibria": found,
        "found": len(found),
        "restarts": 0 if precision == inf else RESTARTS,
        "method": method,
        "epsilon": epsilon,
        "vo_commitment": None if value is None else committed - value,
    }


def _freed(game: Game) -> Free:
    model = compiled([game], reach=Reach.FREE)
    hidden = [place for place, track in enumerate(model.levels.tracks) if track.reports is not None]
    shown = [tuple(one for place, one in enumerate(state) if place not in hidden) for state in model.levels.states]
    places = {one: number for number, one in enumerate(dict.fromkeys(shown))}
    sight = np.array([places[one] for one in shown], dtype=np.int64)
    edges = model.resolved
    keys = np.stack([model.post_public[edges.origins], model.monitor_of[edges.ends], sight[model.post_level[edges.origins]]])
    _, node = np.unique(keys, axis=1, return_inverse=True)
    node = node.reshape(-1)
    count = int(node.max()) + 1
    options = np.zeros((count, len(model.program.rungs)), dtype=bool)
    options[node, model.called] = True
    return Free(model=model, node=node, option=model.called, is_choice=(options.sum(axis=1) > 1).astype(np.float64), nodes=count)


def _points(game: Game, free: Free, precision: float, tick: Callable[[str], None]) -> list[tuple[Point, str]]:
    """Follow the branch from no precision up, and start again from elsewhere; every point found is listed once."""
    rungs = len(free.model.program.rungs)
    shares = np.full((free.nodes, rungs), 1.0 / rungs)
    for step in range(1, _STEPS + 1):
        shares = _settled(game, free, precision * (step / _STEPS) ** 2, shares)
    found = [(_point(game, free, precision, shares), "homotopy")]
    for number in range(RESTARTS):
        tick(f"restart {number + 1} of {RESTARTS}")
        point = _point(game, free, precision, _settled(game, free, precision, _scattered(number, free.nodes, rungs)))
        is_new = all(np.abs(point.shares - other.shares).max() > _SAME for other, _ in found)
        if point.residual < _FINE and is_new:
            found.append((point, "restart"))
    return found


def _scattered(number: int, nodes: int, rungs: int) -> Floats:
    """Give a starting point, evenly spread over all of them: an additive recurrence with irrational steps."""
    steps = np.sqrt(np.arange(2, nodes * rungs + 2) + 0.5)
    weight = np.exp(6.0 * (((number + 1) * steps) % 1.0)).reshape(nodes, rungs)
    return np.asarray(weight / weight.sum(axis=1, keepdims=True), dtype=np.float64)


def _settled(game: Game, free: Free, precision: float, shares: Floats) -> Floats:
    """Iterate with damping, then polish by a root finder."""
    for _ in range(60):
        answer = _point(game, free, precision, shares).answer
        if np.abs(answer - shares).max() < 1e-12:
            break
        shares = 0.5 * shares + 0.5 * answer
    return fixed_point(lambda flat: _point(game, free, precision, flat.reshape(shares.shape)).answer.ravel(), shares.ravel()).reshape(
        shares.shape
    )


def _point(game: Game, free: Free, precision: float, shares: Floats) -> Point:
    weights = np.clip(shares, 0.0, None)
    weights = weights / weights.sum(axis=1, keepdims=True)
    is_free = free.is_choice[free.node] > 0
    played_out = np.where(is_free, weights[free.node, free.option], 1.0)[:, None]
    model = replace(free.model, resolved=replace(free.model.resolved, chances=free.model.resolved.chances * played_out))
    responder = responder_payoffs(model)
    sums, mass = np.zeros((free.nodes, weights.shape[1])), np.zeros((free.nodes, weights.shape[1]))
    gain, crossing, value, called, followed_calls = 0.0, 0.0, 0.0, 0.0, 0.0
    values: dict[str, float] = {}
    for place, kind in enumerate(game.challenger.types):
        rule = rule_of(model, place)
        soft = Rule(allowed=rule.allowed, precision=np.minimum(rule.precision, precision)) if kind.behaviour == "best" else rule
        payoffs = challenger_payoffs(model, place)
        choice = answered(model, payoffs, soft)
        worth = followed(model, responder, choice.chances)
        one = _Judged(free, model, responder, choice, worth)
        sums += kind.prior * one.sums
        mass += kind.prior * one.mass
        gain = max(gain, one.gain)
        crossing += kind.prior * one.crossing
        value += kind.prior * float((model.start * worth[0]).sum())
        values[kind.id] = float((model.start * choice.values[0]).sum())
        called += kind.prior * one.called
        followed_calls += kind.prior * one.followed
    quality = np.divide(sums, mass, out=np.full_like(sums, -inf), where=mass > 0)
    answer = _logit(quality, precision, weights)
    reached = mass.sum(axis=1) > 1e-9
    finite = np.where(np.isfinite(quality), quality, 0.0)
    loss = np.where(np.isfinite(quality), quality, -inf).max(axis=1) - (weights * finite).sum(axis=1)
    own = float(np.where(reached & (free.is_choice > 0), loss, 0.0).max(initial=0.0))
    return Point(
        shares=weights,
        answer=np.where(free.is_choice[:, None] > 0, answer, weights),
        gain=max(gain, own),
        crossing=crossing,
        executing=followed_calls / called if called > 0 else 0.0,
        responder=value,
        challenger=values,
    )


def _logit(quality: Floats, precision: float, otherwise: Floats) -> Floats:
    top = quality.max(axis=1, keepdims=True)
    known = np.isfinite(top).ravel()
    weight = np.exp(precision * (quality - np.where(np.isfinite(top), top, 0.0)))
    total = weight.sum(axis=1, keepdims=True)
    return np.where(known[:, None], weight / np.where(total > 0, total, 1.0), otherwise)


class _Judged:
    """One type's answer to the responder's strategy, seen from the responder's nodes."""

    def __init__(self, free: Free, model: Model, responder: Payoffs, choice: Choice, worth: tuple[Floats, ...]) -> None:
        plain = free.model.resolved.chances[:, 0]
        edges, rungs = free.model.resolved, len(model.program.rungs)
        flat = free.node * rungs + free.option
        size = free.nodes * rungs
        before = np.array([public.rung for public in model.publics])[model.post_public][edges.origins]
        after = model.rung_of[edges.ends]
        setups = np.array([rung.setup for rung in model.games[0].ladder.rungs])
        self.sums, self.mass = np.zeros((free.nodes, rungs)), np.zeros((free.nodes, rungs))
        self.called = self.followed = 0.0
        ladder = model.program
        wanted = _wanted(free)
        for post, following in _periods(model, responder, choice, worth):
            arrival = responder.state[:, 0] + responder.discount[0] * responder.survival[:, 0] * following
            value = arrival[edges.ends] - np.where(after > before, setups[after], 0.0)
            weight = plain * post[edges.origins]
            self.mass += np.bincount(flat, weights=weight, minlength=size).reshape(free.nodes, rungs)
            self.sums += np.bincount(flat, weights=weight * value, minlength=size).reshape(free.nodes, rungs)
            flow = model.resolved.chances[:, 0] * post[edges.origins]
            is_called = wanted > before
            self.called += float((flow * is_called).sum())
            self.followed += float((flow * (is_called & (free.option >= wanted))).sum())
        best = highest(choice.worth[0], model.by_state)[:, 0]
        mean = added(choice.chances[0] * np.where(choice.chances[0] > 0, choice.worth[0], 0.0), model.by_state, model.size)[:, 0]
        self.gain = float(np.where(model.start[:, 0] > 0, best - mean, 0.0).max())
        inside = model.inside.astype(bool)
        pair = choice.chances[0][:, 0] * model.start[model.pair_state, 0]
        enters = ~inside[model.level_of[model.pair_state[model.acted.origins]]] & inside[model.mid_level[model.acted.ends]]
        self.crossing = float((model.acted.chances[:, 0] * pair[model.acted.origins] * enters).sum())
        del ladder


def _periods(model: Model, responder: Payoffs, choice: Choice, worth: tuple[Floats, ...]) -> list[tuple[Floats, Floats]]:
    """Give what goes through the nodes, and what follows, period by period; discounted together where there is no end."""
    if model.horizon == inf:
        total = all_periods(model, responder.survival, choice.chances, discount=responder.discount, start=model.start)
        return [(total.post[:, 0], worth[0][:, 0])]
    steps = walked(model, responder.survival, lambda period: choice.chances[period], periods=len(choice.chances), start=model.start)
    ahead = [*worth[1:], np.zeros_like(worth[0])]
    return [
        (step.post[:, 0] * responder.discount[0] ** period, following[:, 0])
        for period, (step, following) in enumerate(zip(steps, ahead, strict=True))
    ]


def _wanted(free: Free) -> Ints:
    """Give the rung that the ladder calls at the node of each edge (edge)."""
    model = free.model
    edges = model.resolved
    shown = [model.program.shown(model.levels, state) for state in range(len(model.levels.states))]
    found = {}
    wanted = np.zeros(len(edges.ends), dtype=np.int64)
    for edge, (origin, end) in enumerate(zip(edges.origins, edges.ends, strict=True)):
        key = (int(model.post_public[origin]), int(model.monitor_of[end]), int(model.post_level[origin]))
        if key not in found:
            found[key] = model.program.called(model.publics[key[0]], key[1], shown[key[2]])
        wanted[edge] = found[key]
    return wanted


def _told(point: Point, branch: str) -> dict[str, Any]:
    return {
        "p_cross_now": point.crossing,
        "p_execute": point.executing,
        "value_R": point.responder,
        "value_C": point.challenger,
        "residual": point.residual,
        "branch": branch,
    }
