"""
Both sides err: the challenger's answer to a responder who is free, and the responder's logit answer
to that.

A strategy of the responder is held as log odds: at each node where it has a choice, for each rung
but the lowest, the logarithm of its chance over that of the lowest. A fixed point of `Logit.odds`
is an equilibrium.

Source:
    McKelvey & Palfrey, *Experimental Economics* 1 (1998), 9–41.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import inf

import numpy as np

from phaseline.game.arrays import Floats, added, highest
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import Payoffs, challenger_payoffs, responder_payoffs
from phaseline.game.flow import all_periods, walked
from phaseline.game.free import Free
from phaseline.game.play import rule_of
from phaseline.game.response import BestResponse, answered, followed
from phaseline.terms.record import record
from phaseline.terms.ties import total

REACHED = 1e-9  # in discounted periods: what is rarer is not told apart


@record
class LogitPoint:
    """
    A strategy of the responder and the challenger's answer, and how far they are from answering
    each other.

    Args:
        shares: The chance of each rung at each node (node, rung).
        answer: What the responder's logit rule makes of them (node, rung).
        mass: How often each node is reached, in discounted periods (node).
        gain: The largest gain of either side from one deviation at a node that is reached [M].
        crossing: The chance that the line is entered in the first period.
        executing: The chance that a call of the ladder is followed, over the nodes where it calls
            for a higher rung.
        responder: The responder's value [M].
        challenger: The challenger's value by type [M].
    """

    shares: Floats
    answer: Floats
    mass: Floats
    gain: float
    crossing: float
    executing: float
    responder: float
    challenger: dict[str, float]

    @property
    def residual(self) -> float:
        """The largest difference between the strategy and what the rule makes of it."""
        return float(np.abs(self.shares - self.answer).max(initial=0.0))


@record
class _Round:
    """
    What the types answer to a strategy, and what the rungs are then worth to the responder (node,
    rung) [M].
    """

    choices: tuple[BestResponse, ...]
    worth: tuple[tuple[Floats, ...], ...]
    quality: Floats
    mass: Floats


class Logit:
    """
    A game with a free responder in which both sides err; what no strategy changes is worked out
    once.

    Args:
        free: The game.
        precision: The precision of both sides [1/M]; a type that errs more keeps its own.
    """

    def __init__(self, free: Free, precision: float) -> None:
        self.free, self.precision = free, precision
        model = free.model
        self.kinds = model.games[0].challenger.types
        self.rules = tuple(rule_of(model, place) for place in range(len(self.kinds)))
        self.payoffs = tuple(challenger_payoffs(model, place) for place in range(len(self.kinds)))
        self.responder = responder_payoffs(model)
        self.places = np.flatnonzero(free.is_choice)
        inside = model.inside.astype(bool)
        before, after = (
            model.level_of[model.pair_state[model.acted.origins]],
            model.mid_level[model.acted.ends],
        )
        self.enters = model.acted.chances[:, 0] * (~inside[before] & inside[after])

    @property
    def size(self) -> int:
        """How many log odds a strategy has."""
        return len(self.places) * (self.free.rungs - 1)

    def shares(self, odds: Floats) -> Floats:
        """
        Give the chance of each rung at each node; where nothing can be chosen it is 1 for what is
        under way (node, rung).
        """
        shares = np.ones((self.free.nodes, self.free.rungs))
        full = np.zeros((len(self.places), self.free.rungs))
        full[:, 1:] = odds.reshape(len(self.places), self.free.rungs - 1)
        weight = np.exp(full - full.max(axis=1, keepdims=True))
        shares[self.places] = weight / weight.sum(axis=1, keepdims=True)
        return shares

    def odds(self, odds: Floats, precision: float) -> Floats:
        """
        Give the log odds with which the responder answers the challenger's answer; at nodes that
        nothing leads to, the same.
        """
        return self._answer_odds(odds, self._round(self.shares(odds), precision).quality, precision)

    def _answer_odds(self, odds: Floats, quality: Floats, precision: float) -> Floats:
        here = quality[self.places]
        known = np.where(np.isfinite(here).all(axis=1, keepdims=True), here, 0.0)
        answer = precision * (known[:, 1:] - known[:, :1])
        return np.where(np.isfinite(here[:, 1:]), answer, odds.reshape(answer.shape)).ravel()

    def _round(self, shares: Floats, precision: float) -> _Round:
        free, model, responder = self.free, *self._models(shares)
        choices, worth = [], []
        sums, mass = np.zeros(len(free.node)), np.zeros(len(free.node))
        for kind, rule, payoffs in zip(self.kinds, self.rules, self.payoffs, strict=True):
            err = (
                replace(rule, precision=np.minimum(rule.precision, precision))
                if kind.behaviour == "best"
                else rule
            )
            choice = answered(model, payoffs, err)
            choices.append(choice)
            worth.append(followed(model, responder, choice.chances))
            for flow, value in self._periods(model, responder, choice, worth[-1]):
                mass += kind.prior * flow
                sums += kind.prior * flow * value
        seen = free.by_option(mass)
        quality = np.divide(
            free.by_option(sums), seen, out=np.full_like(seen, -inf), where=seen > 0
        )
        return _Round(
            choices=tuple(choices), worth=tuple(worth), quality=quality, mass=seen.max(axis=1)
        )

    def _models(self, shares: Floats) -> tuple[Model, Payoffs]:
        """Give the game in which the responder follows a strategy, and its payoffs in it."""
        free, edges = self.free, self.free.model.resolved
        chosen = (edges.chances[:, 0] * shares[free.node, free.option])[:, None]
        model = replace(free.model, resolved=edges.weighed(chosen))
        return model, replace(
            self.responder, post=-model.resolved.total(chosen * free.price[:, None])
        )

    def _periods(
        self, model: Model, responder: Payoffs, choice: BestResponse, worth: tuple[Floats, ...]
    ) -> Iterator[tuple[Floats, Floats]]:
        """
        Give what goes along the edges once their rung is chosen, and what follows, by period;
        together where there is no end (edge).
        """
        edges, plain = self.free.model.resolved, self.free.model.resolved.chances[:, 0]
        if model.horizon == inf:
            total = all_periods(
                model,
                responder.survival,
                choice.chances,
                discount=responder.discount,
                start=model.start,
            )
            passing = [(total.post[:, 0], worth[0][:, 0])]
        else:
            steps = walked(
                model,
                responder.survival,
                lambda period: choice.chances[period],
                periods=len(choice.chances),
                start=model.start,
            )
            ahead = (*worth[1:], np.zeros_like(worth[0]))
            weights = responder.discount[0] ** np.arange(len(ahead))
            passing = [
                (step.post[:, 0] * weight, next_worth[:, 0])
                for step, weight, next_worth in zip(steps, weights, ahead, strict=True)
            ]
        for post, following in passing:
            arrival = (
                responder.state[:, 0] + responder.discount[0] * responder.survival[:, 0] * following
            )
            yield plain * post[edges.origins], arrival[edges.ends] - self.free.price

    def point(self, odds: Floats) -> LogitPoint:
        """Look at a strategy from all sides."""
        free, shares = self.free, self.shares(odds)
        reply = self._round(shares, self.precision)
        answer = self.shares(self._answer_odds(odds, reply.quality, self.precision))
        calls = np.where(free.is_call, reply.mass, 0.0)
        follows = (shares * (np.arange(free.rungs) >= free.wanted[:, None])).sum(axis=1)
        start, priors = free.model.start, [kind.prior for kind in self.kinds]
        return LogitPoint(
            shares=shares,
            answer=answer,
            mass=reply.mass,
            gain=max(
                self._regret(reply, shares),
                *(self._missed_gain(choice) for choice in reply.choices),
            ),
            crossing=total(
                prior * self._entry_chance(choice)
                for prior, choice in zip(priors, reply.choices, strict=True)
            ),
            executing=float(calls @ follows / calls.sum()) if calls.any() else 0.0,
            responder=total(
                prior * float((start * worth[0]).sum())
                for prior, worth in zip(priors, reply.worth, strict=True)
            ),
            challenger={
                kind.id: float((start * choice.values[0]).sum())
                for kind, choice in zip(self.kinds, reply.choices, strict=True)
            },
        )

    def _regret(self, reply: _Round, shares: Floats) -> float:
        """
        Give what the responder could gain at most by one deviation at a node that is reached [M].
        """
        is_seen = self.free.is_choice & (reply.mass > REACHED)
        quality = reply.quality[is_seen]
        return float(
            (quality.max(axis=1) - (shares[is_seen] * quality).sum(axis=1)).max(initial=0.0)
        )

    def _missed_gain(self, choice: BestResponse) -> float:
        """Give what a type could gain at most by one other act at the start [M]."""
        model, worth, chance = self.free.model, choice.worth[0], choice.chances[0]
        best = highest(worth, model.by_state)
        mean = added(chance * np.where(chance > 0, worth, 0.0), model.by_state, model.size)
        return float(np.where(model.start > 0, best - mean, 0.0).max())

    def _entry_chance(self, choice: BestResponse) -> float:
        """Give the chance that a type enters the line in the first period."""
        model = self.free.model
        pair = choice.chances[0] * model.start[model.pair_state]
        return float(self.enters @ pair[model.acted.origins, 0])
