"""
The challenger's best response to a ladder, in plain NumPy: the specification that anything faster
is held to.

Given the ladder, the challenger faces a finite Markov decision process, for the monitor is part of
what it sees. A hard challenger maximises, V(s) = max over acts of Q(s, a); a logit challenger of
precision λ errs, V(s) = λ⁻¹ log Σ exp λ Q(s, a), and chooses an act with a chance proportional to
exp λ Q. Finite horizons are solved backwards; without an end policies are improved and solved
exactly, in turn, until no act is better.

Where several acts are best, which of them is chosen can matter to the responder. The strong rule
takes the one that is best for it, the weak rule the one that is worst; near ties (within one
hundredth of the largest value) give an interval.

Source:
    Puterman, *Markov Decision Processes* (2005), chapters 4 and 6; Rust, *Econometrica* 55 (1987),
    999–1033, for the logit recursion; von Stengel & Zamir, *Games and Economic Behavior* 69 (2010),
    446–457, for strong and weak commitment values.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf

import numpy as np

from phaseline.errors import EngineError
from phaseline.game.arrays import Bools, Floats, added, first_best, highest
from phaseline.game.compile.model import Model
from phaseline.game.compile.payoffs import Payoffs
from phaseline.game.linear import chain, discounted
from phaseline.terms.record import record
from phaseline.terms.ties import CLOSE

TIE = CLOSE  # of the largest value of a game, and of 1 at least
ROUNDING = 1e-12  # of the best act, and of 1 at least: what is not told from it
NEAR = 0.01
MOST_ROUNDS = 500
_SETTLED = 1e-11  # of the largest value: what an exact solution leaves over in rounding


@record
class ChoiceRule:
    """
    How a challenger chooses.

    Args:
        allowed: The pairs that it may choose (pair).
        precision: The precision of its choice (draw) [1/M]; inf for one that never errs, 0 for one
            that takes any act alike.
        fixed: States whose value is given, or None (state).
        fixed_values: The values there, by period (state, draw) [M].
    """

    allowed: Bools
    precision: Floats
    fixed: Bools | None = None
    fixed_values: tuple[Floats, ...] = ()


@record
class BestResponse:
    """
    What a challenger does and what that is worth to it.

    Args:
        values: What a state is worth, by period; one entry where there is no end (state, draw) [M].
        worth: What each pair is worth, by period (pair, draw) [M]; -inf where it is not allowed.
        chances: The chance of each act, by period (pair, draw).
        rounds: How often the policy was improved, or the number of periods.
        residual: The largest difference between a value and its backup [M].
        spread: The least and the largest of these differences (draw) [M].
    """

    values: tuple[Floats, ...]
    worth: tuple[Floats, ...]
    chances: tuple[Floats, ...]
    rounds: int
    residual: float
    spread: tuple[Floats, Floats]

    def value(self, period: int) -> Floats:
        """Give the values at the start of a period."""
        return self.values[min(period, len(self.values) - 1)]

    def chance(self, period: int) -> Floats:
        """Give the chances of the acts in a period."""
        return self.chances[min(period, len(self.chances) - 1)]


def hard(model: Model, allowed: Bools | None = None) -> ChoiceRule:
    """Give the rule of a challenger who never errs, among all acts or some."""
    everything = np.ones(len(model.pair_state), dtype=bool) if allowed is None else allowed
    return ChoiceRule(allowed=everything, precision=np.full(model.draws, inf))


def answered(model: Model, payoffs: Payoffs, rule: ChoiceRule) -> BestResponse:
    """
    Solve the decision problem of one player whose acts are the pairs.

    Args:
        model: The compiled game.
        payoffs: Its payoffs.
        rule: How it chooses.

    Raises:
        EngineError: The policy did not settle.
    """
    return (
        _backwards(model, payoffs, rule)
        if model.horizon < inf
        else _stationary(model, payoffs, rule)
    )


def tied(model: Model, choice: BestResponse, *, near: bool = False) -> tuple[Bools, ...]:
    """
    Give the acts that are best, by period (pair, draw).

    Args:
        model: The compiled game.
        choice: The solved decision problem.
        near: Whether acts within one hundredth of the largest value count.
    """
    size = np.max([np.abs(values).max(axis=0) for values in choice.values], axis=0)
    margin = NEAR * size if near else TIE * np.maximum(1.0, size)
    best_acts = []
    for worth in choice.worth:
        best = highest(worth, model.by_state)
        best_acts.append(worth >= best.take(model.pair_state, axis=0) - margin)
    return tuple(best_acts)


def selected(
    model: Model, payoffs: Payoffs, open_acts: Sequence[Bools], *, best: bool
) -> BestResponse:
    """
    Choose among open acts the ones that are best, or worst, for a player.

    Args:
        model: The compiled game.
        payoffs: The payoffs of the player whose interest decides.
        open_acts: The acts among which the choice is made, by period (pair, draw).
        best: Whether the best is chosen, or the worst.

    Raises:
        EngineError: The policy did not settle.
    """
    sign = 1.0 if best else -1.0
    turned = payoffs if best else _negative(payoffs)
    if model.horizon < inf:
        choice = _backwards(model, turned, _Masked(open_acts))
    else:
        parts = [
            _stationary_draw(model, turned, hard(model, open_acts[0][:, draw]), draw)
            for draw in range(model.draws)
        ]
        choice = _joined_draws(parts)
    return BestResponse(
        values=tuple(sign * values for values in choice.values),
        worth=tuple(sign * worth for worth in choice.worth),
        chances=choice.chances,
        rounds=choice.rounds,
        residual=choice.residual,
        spread=choice.spread,
    )


def answered_strongly(
    model: Model, own: Payoffs, other: Payoffs
) -> tuple[Floats, tuple[Bools, ...]]:
    """
    Solve a finite game for a challenger who never errs, ties broken for the responder, in one sweep
    and without keeping what each act is worth.

    It gives what `answered`, `tied` and `selected` give together; only the margin of a tie is
    measured by the largest value so far.

    Args:
        model: The compiled game; its horizon is finite.
        own: The challenger's payoffs.
        other: The responder's payoffs.

    Returns:
        What the states are worth to the challenger at the start (state, draw), and the act it
        takes, by period (pair, draw).
    """
    values, others = (np.zeros((model.size, model.draws)) for _ in range(2))
    size = np.ones(model.draws)
    chosen: list[Bools] = []
    for _ in range(int(model.horizon)):
        worth = own.plus_next(model, values)
        values = highest(worth, model.by_state)
        size = np.maximum(size, np.abs(values).max(axis=0))
        tie = worth >= (values - TIE * size).take(model.pair_state, axis=0)
        theirs = np.where(tie, other.plus_next(model, others), -inf)
        others, act = _best(model, theirs)
        chosen.append(act)
    return values, tuple(reversed(chosen))


def followed(model: Model, payoffs: Payoffs, chances: Sequence[Floats]) -> tuple[Floats, ...]:
    """
    Give what the states are worth to a player while the challenger follows a strategy, by period
    (state, draw) [M].

    Args:
        model: The compiled game.
        payoffs: The payoffs of the player.
        chances: The chance of each act, by period (pair, draw).
    """
    if model.horizon < inf:
        values = np.zeros((model.size, model.draws))
        by_period = []
        for chance in reversed(chances):
            values = _mean_worth(model, chance, payoffs.plus_next(model, values))
            by_period.append(values)
        return tuple(reversed(by_period))
    flat = payoffs.plus_next(model, np.zeros((model.size, model.draws)))
    reward = _mean_worth(model, chances[0], flat)
    columns = [
        discounted(
            chain(model, chances[0][:, draw], draw),
            payoffs.discount[draw] * payoffs.survival[:, draw],
            reward[:, draw],
        )
        for draw in range(model.draws)
    ]
    return (np.stack(columns, axis=1),)


class _Masked:
    """A hard rule whose open acts change by period and draw."""

    def __init__(self, open_acts: Sequence[Bools]) -> None:
        self.open_acts = open_acts


def _backwards(model: Model, payoffs: Payoffs, rule: ChoiceRule | _Masked) -> BestResponse:
    last = int(model.horizon)
    following = np.zeros((model.size, model.draws))
    values: list[Floats] = []
    worth: list[Floats] = []
    chances: list[Floats] = []
    for period in reversed(range(last)):
        pair_worth = payoffs.plus_next(model, following)
        if isinstance(rule, _Masked):
            pair_worth = np.where(rule.open_acts[period], pair_worth, -inf)
            now, act = _best(model, pair_worth)
            chance = act.astype(np.float64)
        else:
            pair_worth = np.where(rule.allowed[:, None], pair_worth, -inf)
            now, chance = choice_chances(model, pair_worth, rule)
            if rule.fixed is not None:
                now = np.where(rule.fixed[:, None], rule.fixed_values[period], now)
        values.append(now)
        worth.append(pair_worth)
        chances.append(chance)
        following = now
    none = np.zeros(model.draws)
    return BestResponse(
        values=tuple(reversed(values)),
        worth=tuple(reversed(worth)),
        chances=tuple(reversed(chances)),
        rounds=last,
        residual=0.0,
        spread=(none, none),
    )


def _best(model: Model, worth: Floats) -> tuple[Floats, Bools]:
    """
    Give the best value of each state, and its first act that reaches it but for rounding (one of
    each state).
    """
    return first_best(worth, model.by_state, ROUNDING)


def choice_chances(model: Model, worth: Floats, rule: ChoiceRule) -> tuple[Floats, Floats]:
    """Give the values of the states and the chances of the acts, for what each act is worth."""
    best, act = _best(model, worth)
    chance = act.astype(np.float64)
    if np.isinf(rule.precision).all():
        return best, chance
    precision = np.where(np.isinf(rule.precision), 1.0, rule.precision)
    weight = np.exp(precision * (worth - best.take(model.pair_state, axis=0)))
    total = added(weight, model.by_state, model.size)
    soft = weight / total.take(model.pair_state, axis=0)
    positive = np.where(precision > 0, precision, 1.0)
    mean = _mean_worth(model, soft, worth)
    value = np.where(precision > 0, best + np.log(total) / positive, mean)
    is_hard = np.isinf(rule.precision)
    return np.where(is_hard, best, value), np.where(is_hard, chance, soft)


def _mean_worth(model: Model, chance: Floats, worth: Floats) -> Floats:
    return added(chance * np.where(chance > 0, worth, 0.0), model.by_state, model.size)


def _stationary(model: Model, payoffs: Payoffs, rule: ChoiceRule) -> BestResponse:
    return _joined_draws(
        [_stationary_draw(model, payoffs, rule, draw) for draw in range(model.draws)]
    )


def _stationary_draw(model: Model, payoffs: Payoffs, rule: ChoiceRule, draw: int) -> BestResponse:
    """
    Improve a policy and solve it exactly, in turn, for one draw without an end.

    For a logit challenger this is Newton's method on the soft recursion: the policy's value holds
    its entropy.

    Raises:
        EngineError: The policy did not settle.
    """
    one_draw, own = single(model, draw), _single_payoffs(payoffs, draw)
    precision = (
        rule.precision[draw : draw + 1] if len(rule.precision) == model.draws else rule.precision
    )
    fixed_values = tuple(values[:, draw : draw + 1] for values in rule.fixed_values)
    alone = ChoiceRule(
        allowed=rule.allowed, precision=precision, fixed=rule.fixed, fixed_values=fixed_values
    )
    values, before = np.zeros((model.size, 1)), np.empty((0, 1))
    amounts = max(float(np.abs(part).max(initial=1.0)) for part in (own.state, own.pair, own.post))
    for rounds in range(MOST_ROUNDS):
        worth = np.where(alone.allowed[:, None], own.plus_next(one_draw, values), -inf)
        now, chance = choice_chances(one_draw, worth, alone)
        if alone.fixed is not None:
            now = np.where(alone.fixed[:, None], alone.fixed_values[0], now)
        difference = now - values
        enough = _SETTLED * max(amounts, float(np.abs(values).max()))
        # A policy that stays is solved already, and what differs is rounding: so it is at once
        # where there is nothing to choose.
        if rounds and (np.abs(difference).max() <= enough or np.array_equal(chance, before)):
            return BestResponse(
                values=(values,),
                worth=(worth,),
                chances=(chance,),
                rounds=rounds,
                residual=float(np.abs(difference).max()),
                spread=(difference.min(axis=0), difference.max(axis=0)),
            )
        values, before = _policy_value(one_draw, own, alone, chance), chance
    raise EngineError(f"the challenger's policy did not settle in {MOST_ROUNDS} rounds")


def _policy_value(model: Model, payoffs: Payoffs, rule: ChoiceRule, chance: Floats) -> Floats:
    """
    Give the exact value of a policy of one draw, with its entropy where the challenger errs (state,
    1).
    """
    flat = payoffs.plus_next(model, np.zeros((model.size, 1)))
    reward = _mean_worth(model, chance, flat)
    precision = float(rule.precision[0])
    if 0 < precision < inf:
        reward = (
            reward
            - _mean_worth(model, chance, np.log(np.where(chance > 0, chance, 1.0))) / precision
        )
    matrix = chain(model, chance[:, 0], 0)
    if rule.fixed is not None:
        matrix = matrix.multiply(~rule.fixed[:, None]).tocsr()
        reward = np.where(rule.fixed[:, None], rule.fixed_values[0], reward)
    return discounted(matrix, payoffs.discount[0] * payoffs.survival[:, 0], reward[:, 0])[:, None]


def single(model: Model, draw: int) -> Model:
    """Give one draw of a compiled game as a game of its own."""
    if model.draws == 1:
        return model
    column = slice(draw, draw + 1)

    return replace(
        model,
        games=model.games[column],
        acted=model.acted.draw(column),
        drifted=model.drifted.draw(column),
        resolved=model.resolved.draw(column),
        reneges=model.reneges[:, column],
        begun=model.begun[:, column],
    )


def _single_payoffs(payoffs: Payoffs, draw: int) -> Payoffs:
    column = slice(draw, draw + 1)
    return Payoffs(
        state=payoffs.state[:, column],
        pair=payoffs.pair[:, column],
        post=payoffs.post[:, column],
        discount=payoffs.discount[column],
        survival=payoffs.survival[:, column],
    )


def _negative(payoffs: Payoffs) -> Payoffs:
    return replace(payoffs, state=-payoffs.state, pair=-payoffs.pair, post=-payoffs.post)


def _joined_draws(parts: Sequence[BestResponse]) -> BestResponse:
    def side(of: Callable[[BestResponse], Floats]) -> Floats:
        return np.concatenate([of(choice) for choice in parts], axis=1)

    return BestResponse(
        values=(side(lambda choice: choice.values[0]),),
        worth=(side(lambda choice: choice.worth[0]),),
        chances=(side(lambda choice: choice.chances[0]),),
        rounds=max(choice.rounds for choice in parts),
        residual=max(choice.residual for choice in parts),
        spread=(
            np.concatenate([choice.spread[0] for choice in parts]),
            np.concatenate([choice.spread[1] for choice in parts]),
        ),
    )
