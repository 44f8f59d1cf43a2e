"""
What a ladder's effect varies by, assumption by assumption: Sobol's indices of a case.

Numbers are drawn evenly between their ends, each apart from the others, those that go together in
the case too, for what two share is due to neither alone: that they were is said. Whole periods and
counts, and the shocks of parties, stay at their best values, so that one structure of the game
serves all points.
"""

from collections.abc import Mapping

import numpy as np

from phaseline.case.correlations import rank_correlations
from phaseline.case.model.case import Case
from phaseline.desk.estimates.valuation import in_case_order
from phaseline.errors import QuestionError
from phaseline.explore.indices import indices, paired_points
from phaseline.explore.probe import changes_along, moved_inputs
from phaseline.game.arrays import Floats
from phaseline.terms.record import record
from phaseline.terms.ties import in_order, is_less

FEWEST, MOST = 16, 65_536
_LEAST = 0.005  # of the variance: what is less is told as nothing


@record
class InputShare:
    """
    What one assumption is responsible for.

    Args:
        assumption: Its id.
        first: The share of the variance that knowing it alone would take off.
        first_margin: Half the width of the 95-percent interval of that.
        total: The share that would be left if all others were known.
        total_margin: Half the width of the 95-percent interval of that.
    """

    assumption: str
    first: float
    first_margin: float
    total: float
    total_margin: float


@record
class Attribution:
    """
    What the effect of one ladder varies by.

    Args:
        course: Its id.
        points: How many games that rests on.
        spread: The standard deviation of what it changes [period].
        inputs: How many assumptions were moved.
        shares: Those that are responsible for something, the most first.
        together: Pairs of moved assumptions that go together in the case, with their rank
            correlation; they were moved apart all the same.
    """

    course: str
    points: int
    spread: float
    inputs: int
    shares: tuple[InputShare, ...]
    together: tuple[tuple[str, str, float], ...] = ()


def require_base_points(count: int) -> None:
    """
    See that a design has so many base points.

    Args:
        count: How many.

    Raises:
        QuestionError: It cannot.
    """
    if count & (count - 1) or not FEWEST <= count <= MOST:
        raise QuestionError(
            f"--indices: found {count}; expected a power of two from {FEWEST} to {MOST:,}"
        )


def attribution_columns(case: Case, course: str, count: int) -> Mapping[str, Floats]:
    """
    Work out what a ladder changes at the points of a design.

    Args:
        case: The case.
        course: The id of the ladder.
        count: How many base points.

    Returns:
        One column, by its name (point).

    Raises:
        QuestionError: A number is missing, or too many states can be reached.
        EngineError: A game did not settle.
    """
    inputs = moved_inputs(case)
    points = paired_points(0, count, len(inputs))
    return changes_along(case, points, (course,))


def attribution_of(case: Case, course: str, column: Floats, count: int) -> Attribution:
    """
    Say what the effect of a ladder varies by.

    Args:
        case: The case.
        course: The id of the ladder.
        column: What it changes at the points of the design (point).
        count: How many base points that has.
    """
    inputs = moved_inputs(case)
    outcome = column[1:].reshape(count, len(inputs) + 2)
    parts = indices(outcome)
    rows = [
        InputShare(
            assumption=name,
            first=float(parts.first[place]),
            first_margin=float(parts.first_margin[place]),
            total=float(parts.total[place]),
            total_margin=float(parts.total_margin[place]),
        )
        for place, name in enumerate(inputs)
    ]
    return Attribution(
        course=course,
        points=outcome.size,
        spread=float(np.std(outcome[:, [0, -1]])),
        inputs=len(inputs),
        shares=in_order(
            [row for row in rows if not is_less(row.total, _LEAST)], lambda row: row.total
        ),
        together=tuple(
            (first, second, rank)
            for pair, rank in rank_correlations(case).items()
            for first, second in [in_case_order(case, (pair.first, pair.second))]
            if {pair.first, pair.second} <= {*inputs}
        ),
    )
