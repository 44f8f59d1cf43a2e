"""
How much a party counts: the share of coalitions, and of orders of voting, in which it turns the
result.

Source:
    Banzhaf, *Rutgers Law Review* 19 (1965), 317-343; Shapley & Shubik, *American Political Science
    Review* 48 (1954), 787-792; generating functions after Brams & Affuso, *Theory and Decision* 7
    (1976), 29-56.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import factorial

from phaseline.terms.record import record


@record
class Power:
    """
    Two indices of a player's power.

    Args:
        banzhaf: The share of all swings that are its own; all players sum to 1.
        shapley_shubik: The share of all orders in which it turns a losing coalition into a winning
            one.
    """

    banzhaf: Fraction
    shapley_shubik: Fraction


def power(weights: Mapping[str, int], quota: int) -> dict[str, Power]:
    """
    Give the power of every player of a weighted game, exactly.

    Args:
        weights: Votes by player.
        quota: The votes that win.

    Raises:
        ValueError: No coalition wins, or the empty one does.

    Source:
        Banzhaf (1965); Shapley & Shubik (1954).

    >>> powers = power({"large": 2, "small": 1, "other": 1}, 3)
    >>> {name: str(share.banzhaf) for name, share in powers.items()}
    {'large': '3/5', 'small': '1/5', 'other': '1/5'}
    """
    total = sum(weights.values())
    if not 0 < quota <= total:
        raise ValueError(
            f"found a quota of {quota}; expected one from 1 to the {total} votes that there are"
        )
    swings = {name: _swings(weights, name, quota) for name in weights}
    everybody = sum(sum(by_size) for by_size in swings.values())
    return {
        name: Power(banzhaf=Fraction(sum(by_size), everybody), shapley_shubik=_in_orders(by_size))
        for name, by_size in swings.items()
    }


def _swings(weights: Mapping[str, int], name: str, quota: int) -> list[int]:
    """
    Count the coalitions of the others, by their size, that win with a player and lose without it.
    """
    others = [weight for other, weight in weights.items() if other != name]
    coalitions = [
        [0] * quota for _ in range(len(others) + 1)
    ]  # by size, then by votes; those that win alone are left out
    coalitions[0][0] = 1
    for count, weight in enumerate(others, start=1):
        for size in range(count, 0, -1):
            row, before = coalitions[size], coalitions[size - 1]
            for votes in range(weight, quota):
                row[votes] += before[votes - weight]
    return [sum(row[max(0, quota - weights[name]) :]) for row in coalitions]


def _in_orders(by_size: list[int]) -> Fraction:
    players = len(by_size)
    orders = sum(
        count * factorial(size) * factorial(players - size - 1)
        for size, count in enumerate(by_size)
    )
    return Fraction(orders, factorial(players))
