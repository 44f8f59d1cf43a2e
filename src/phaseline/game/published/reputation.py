"""
A store that may be of a kind that always fights: the sequential equilibrium, market by market.

With n markets left and belief p, a weak store that is entered fights so often that the belief after
a fight is the one at which the next entrant does not mind, and always where it is above that. An
entrant stays out where a fight is likelier than b. Where it does not mind, it stays out so often
that the store does not mind a fight. The thresholds are found from these conditions, not from their
closed form bⁿ.

Source:
    Kreps & Wilson, *Journal of Economic Theory* 27 (1982), 253–279, section 3.
"""

from math import isclose
from typing import TypedDict

from phaseline.game.published.spec import Reputation

_HALVINGS = 200


class Market(TypedDict):
    """One market, on the path where entrants who may enter do, and every entry is fought."""

    left: int
    threshold: float
    belief: float
    p_stay_out: float
    p_fight: float


class ReputationAnswer(TypedDict):
    """The markets from the first to the last, and what the game is worth to a weak store [M]."""

    markets: list[Market]
    entered_first: int | None
    value: float
    residual: float


def reputation_answer(reputation: Reputation) -> ReputationAnswer:
    """
    Solve a reputation; `entered_first` is how many markets are left where entry is first possible.

    `residual` is by how much a weak store that mixes would rather do one of both, at most.

    Args:
        reputation: The model; it has passed `textbook_flaws`.
    """
    thresholds = _thresholds(reputation.b, reputation.markets)
    rows: list[Market] = []
    belief, residual = reputation.prior, 0.0
    for left in range(reputation.markets, 0, -1):
        fights = _fights(belief, thresholds[left - 1], left)
        stays_out = _stays_out(belief, thresholds[left], reputation.a)
        rows.append(
            Market(
                left=left,
                threshold=thresholds[left],
                belief=belief,
                p_stay_out=stays_out,
                p_fight=fights,
            )
        )
        if stays_out < 1:
            after = _after_fight(belief, fights)
            if 0 < fights < 1:
                ahead = _worth(reputation, thresholds, left - 1, after)
                residual = max(residual, abs(ahead - 1))
            belief = after
    entered = [row["left"] for row in rows if row["p_stay_out"] < 1]
    return ReputationAnswer(
        markets=rows,
        entered_first=entered[0] if entered else None,
        value=_worth(reputation, thresholds, reputation.markets, reputation.prior),
        residual=residual,
    )


def _thresholds(b: float, markets: int) -> list[float]:
    """
    Give, by the number of markets left, the belief at which an entrant does not mind (from 0
    markets, where only certainty would do).
    """
    thresholds = [1.0]
    for left in range(1, markets + 1):
        low, high = 0.0, thresholds[-1]
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            is_below = _met(middle, _fights(middle, thresholds[-1], left)) < b
            low, high = (middle, high) if is_below else (low, middle)
        thresholds.append((low + high) / 2)
    return thresholds


def _fights(belief: float, threshold: float, left: int) -> float:
    """Give how often a weak store fights an entry, by the threshold of the next market."""
    if left == 1:
        return 0.0
    if belief > threshold or _is_at(belief, threshold):
        return 1.0
    return belief * (1 - threshold) / ((1 - belief) * threshold)


def _met(belief: float, fights: float) -> float:
    """Give the chance that an entry is met by a fight, of either kind of store."""
    return belief + (1 - belief) * fights


def _after_fight(belief: float, fights: float) -> float:
    """Give the belief after an entry was fought."""
    met = _met(belief, fights)
    return belief / met if met else 0.0


def _stays_out(belief: float, threshold: float, a: float) -> float:
    """Give how often an entrant stays out: always above its threshold, 1/a on it, never below."""
    if _is_at(belief, threshold):
        return 1 / a
    return 0.0 if belief < threshold else 1.0


def _is_at(belief: float, threshold: float) -> bool:
    """Whether a belief stands at a threshold but for rounding; both may be small."""
    return isclose(belief, threshold, rel_tol=1e-9, abs_tol=0.0)


def _worth(reputation: Reputation, thresholds: list[float], left: int, belief: float) -> float:
    """
    Give what so many markets are worth to a weak store [M]: nothing once it is entered, for it then
    yields or does not mind.
    """
    worth = 0.0
    for coming in range(1, left + 1):
        worth = _stays_out(belief, thresholds[coming], reputation.a) * (reputation.a + worth)
    return worth
