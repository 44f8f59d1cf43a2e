"""A number with what the assumptions make of it."""

from collections.abc import Callable, Iterable

from phaseline.case.model.case import Case
from phaseline.desk.estimates.valuation import Valuation, ends_of
from phaseline.terms.record import record
from phaseline.terms.ties import is_more


@record
class Estimate:
    """
    A number at the best values of all assumptions, with its range.

    Args:
        best: At the best values.
        low: The low end: over the ends of the assumptions, or the 5th percentile over draws of
            them, as the owner says.
        high: The high end, likewise.
    """

    best: float
    low: float
    high: float


def span(
    case: Case, values: Valuation, names: Iterable[str], number: Callable[[Valuation], float]
) -> tuple[float, float]:
    """
    Give the least and the greatest number over the ends of assumptions: each alone, then all in the
    direction in which it moves.
    """
    ends = {
        assumption.id: bounds
        for assumption in case.assumptions
        if assumption.id in frozenset(names) and (bounds := ends_of(assumption)) is not None
    }
    down, up = dict[str, float](), dict[str, float]()
    seen: list[float] = []
    for name, (low, high) in ends.items():
        at_low, at_high = (number(values.moved({name: end})) for end in (low, high))
        down[name], up[name] = (high, low) if is_more(at_low, at_high) else (low, high)
        seen += [at_low, at_high]
    seen += [number(values.moved(down)), number(values.moved(up))]
    return min(seen), max(seen)
