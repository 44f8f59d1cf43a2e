"""
Draws of assumptions: each evenly between its ends, those that go together in an order in which they
do.

What is drawn of an assumption hangs on its ends, its best value and what it asks: not on its id,
nor on where it stands in the case.
"""

from collections.abc import Iterable, Sequence

from phaseline.case.correlations import correlated_sets, rank_correlations
from phaseline.case.model.case import Case
from phaseline.desk.estimates.copula import latent_matrix, put_together
from phaseline.desk.estimates.sampling import latin_hypercube, normal_scores
from phaseline.desk.estimates.valuation import Valuation, ends_of, in_case_order
from phaseline.game.arrays import Floats
from phaseline.terms.quantity import Quantity
from phaseline.terms.record import record

DRAWS = 128
SEED = 20241128


@record
class DrawnFrom:
    """
    Where draws come from.

    Args:
        count: How many there are.
        seed: Their seed.
        chunk: The number of the chunk of a study that they are; none where they stand alone.
    """

    count: int
    seed: int
    chunk: int | None = None


def drawn_valuations(
    values: Valuation, names: Iterable[str], *, count: int = DRAWS, seed: int = SEED
) -> tuple[Valuation, ...]:
    """
    Draw values for some assumptions, all others as they are.

    Args:
        values: One value for every assumption.
        names: The ids of the assumptions; one without a range is left out.
        count: How many draws.
        seed: Where they come from.
    """
    case = values.case
    ends = {name: ends_of(case.assumptions[name]) for name in in_case_order(case, frozenset(names))}
    drawn = {name: bounds for name, bounds in ends.items() if bounds is not None}
    source = DrawnFrom(count=count, seed=seed)
    points = drawn_points(case, [*drawn], source)
    put_in_order(case, points, [*drawn], source)
    return tuple(
        values.moved(
            {
                name: low + float(share) * (high - low)
                for (name, (low, high)), share in zip(drawn.items(), row, strict=True)
            }
        )
        for row in points
    )


def drawn_points(case: Case, names: Sequence[str], source: DrawnFrom) -> Floats:
    """
    Draw shares of the ranges of assumptions (draw, assumption).

    Args:
        case: The case.
        names: Their ids.
        source: Where the draws come from.
    """
    columns = [drawn_as(case, name) for name in names]
    return latin_hypercube(source.count, columns, source.seed, chunk=source.chunk)


def put_in_order(case: Case, points: Floats, names: Sequence[str], source: DrawnFrom) -> None:
    """
    Put the draws of assumptions that go together in the order in which they do.

    Args:
        case: The case.
        points: Shares of their ranges, which are put in order (draw, assumption).
        names: Their ids.
        source: Where the draws come from.
    """
    pairs = rank_correlations(case)
    for alike in correlated_sets(pairs):
        together = [name for name in names if name in alike]
        if len(together) < 2:
            continue
        words = [f"{drawn_as(case, name)}|together" for name in together]
        scores = normal_scores(
            latin_hypercube(source.count, words, source.seed + 4, chunk=source.chunk)
        )
        columns = [names.index(name) for name in together]
        points[:, columns] = put_together(
            points[:, columns], scores, latent_matrix(together, pairs)
        )


def drawn_as(case: Case, name: str) -> str:
    """
    Say what is drawn of an assumption: its ends, its best value and what it asks, and not its id.
    """
    assumption = case.assumptions[name]
    amounts = (assumption.low, assumption.high, assumption.best)
    numbers = [
        f"{amount.number:.12g} {amount.unit.text}" if isinstance(amount, Quantity) else ""
        for amount in amounts
    ]
    return "|".join((*numbers, assumption.asks))
