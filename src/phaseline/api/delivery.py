"""What can be delivered by which route, when, and what stands in the way."""

from collections.abc import Callable, Sequence

from phaseline.case.model.case import Case
from phaseline.desk.delivery.obstacles import Obstacles, months_until, why
from phaseline.desk.delivery.plans import Deliverable, deliverable, may_ask
from phaseline.desk.delivery.transport_problem import QUANTILE
from phaseline.present.wording.rounding import plan_figures


def supply(
    case: Case,
    *,
    reading: str = "",
    quantile: float = QUANTILE,
    without: Sequence[str] = (),
    details: bool = True,
    tick: Callable[[str], None] = lambda _: None,
    clock: Callable[[], float] | None = None,
) -> Deliverable:
    """
    Plan the deliveries of a case under each reading of the law.

    Args:
        case: The case.
        reading: The reading whose plan is answered in full; the one that is played first if left
            out.
        quantile: The chance with which each wait is over by the time that is planned with, from 0
            to 1.
        without: The ids of actors who stop.
        details: Whether prices, ranges and sensitivities are worked out.
        tick: Told what is being done.
        clock: Gives the time in seconds, by which the search for the plan of a large problem ends.

    Raises:
        QuestionError: A number is missing, an actor or the reading is unknown, or the quantile is
            no chance.
    """
    return plan_figures(
        deliverable(
            case,
            reading=reading,
            quantile=quantile,
            without=without,
            details=details,
            tick=tick,
            clock=clock,
        )
    )


def obstacles(
    case: Case,
    item: str,
    *,
    share: float | None = None,
    by: str = "",
    reading: str = "",
    quantile: float = QUANTILE,
    without: Sequence[str] = (),
) -> Obstacles:
    """
    Say what stands in the way of a delivery, and what would have to be true.

    Args:
        case: The case.
        item: The id of a need or of a stock.
        share: The share of the need, from 0 to 1; what the measures promise if left out.
        by: By when, as a day such as `2025-06-01` or in periods of the case; the deadline if left
            out.
        reading: The reading of the law.
        quantile: The chance with which each wait is over by the time that is planned with.
        without: The ids of actors who stop.

    Raises:
        QuestionError: There is no such item, actor or reading, or the day is none.
    """
    may_ask(case, quantile, without, reading)
    months = months_until(case, by) if by else None
    return plan_figures(
        why(
            case,
            item,
            share=share,
            months=months,
            reading=reading,
            quantile=quantile,
            without=without,
        )
    )
