"""
Which assumptions of a case go together, and how normal numbers behind them do.

Source:
    Spearman's coefficient s and the correlation r of the normal numbers behind a Gaussian copula:
    s = 6/π · arcsin(r/2); Pearson, *Mathematical Contributions to the Theory of Evolution XVI*
    (1907), and Embrechts, McNeil & Straumann (2002), theorem 3.
"""

from collections.abc import Iterable, Mapping
from math import pi, sin

from phaseline.case.model.case import Case
from phaseline.case.values import amount_or_unknown
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record


@record
class Pair:
    """
    Two assumptions, in no order of their own.

    Args:
        first: The id of one, the first by letters.
        second: The id of the other.
    """

    first: str
    second: str

    @classmethod
    def of(cls, own: str, other: str) -> "Pair":
        """Give the pair of two ids, whichever of them says it."""
        return cls(first=min(own, other), second=max(own, other))


def rank_correlations(case: Case) -> Mapping[Pair, float]:
    """
    Give the rank correlations of a case, by pair, in the order of the case.

    Args:
        case: The case, which has passed its check.
    """
    pairs: dict[Pair, float] = {}
    for assumption in case.assumptions:
        for link in assumption.goes_with:
            amount = amount_or_unknown(case, link.rank)
            if isinstance(amount, Quantity):
                pairs[Pair.of(assumption.id, link.assumption)] = amount.number
    return pairs


def correlated_sets(pairs: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """
    Give the assumptions that go together, directly or by others between them, each in one set.

    Args:
        pairs: Those that are said to.
    """
    sets: list[list[str]] = []
    for pair in pairs:
        ends = (pair.first, pair.second)
        touched = [names for names in sets if {*names} & {*ends}]
        sets = [names for names in sets if names not in touched]
        sets.append([*dict.fromkeys([*(name for names in touched for name in names), *ends])])
    return tuple(tuple(names) for names in sets)


def latent(rank: float) -> float:
    """
    Give the correlation of the normal numbers behind a rank correlation.

    >>> latent(0.0), round(latent(0.5), 6)
    (0.0, 0.517638)
    """
    return 2 * sin(pi * rank / 6)
