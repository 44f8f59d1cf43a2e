"""
How a belief went: what is believed on each day on which something was reported, by all that counts
today.

What is retracted is left out of every day, as it is of the belief itself, and a day is worked out
as `watched` works out any other: the picture of a belief says nothing that its figures do not.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from phaseline.case.model.case import Case
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.watching.beliefs import WatchedBelief, WeighedLedger
from phaseline.terms.record import record
from phaseline.watch.reports import Reported

MOST_DAYS, LEAST_DAYS = 60, 6  # that are worked out, the latest
_MOST_HEARD = 60_000  # reports that are gone through for all days together


@record
class BeliefOfDay:
    """
    A belief at the end of a day.

    Args:
        day: The day.
        believed: The chance: at best values, and nine in ten of the draws.
        reports: How many reports of that day it rests on.
    """

    day: date
    believed: Estimate
    reports: int


def belief_histories(
    case: Case, reports: Sequence[Reported], day: date
) -> Mapping[str, tuple[BeliefOfDay, ...]]:
    """
    Give how each belief went, by the id of its hypothesis, the earliest day first.

    The days are the as-of date, those of the reports that count, and the day itself; of many, the
    latest.

    Args:
        case: The case.
        reports: The reports on its ledger.
        day: The day whose knowledge counts.

    Raises:
        QuestionError: A formula of the watch leads to no number.
    """
    counting = [
        entered for entered in reports if entered.report.indicator and entered.report.when <= day
    ]
    as_of = case.as_of.first or day
    days = sorted({min(as_of, day), *(entered.report.when for entered in counting), day})
    bearable = max(LEAST_DAYS, min(MOST_DAYS, _MOST_HEARD // max(len(counting), 1)))
    running = WeighedLedger(case, counting).from_start()
    believed = [running.to(at, tells_reports=False) for at in days[-bearable:]]
    came = _came(case, counting)
    return {
        beliefs[0].hypothesis.id: tuple(_of_day(belief, came) for belief in beliefs)
        for beliefs in zip(*believed, strict=True)
    }


def _came(case: Case, reports: Sequence[Reported]) -> Mapping[tuple[str, date], int]:
    """Count the reports that count by the hypothesis that they are about, and their day."""
    about = {indicator.id: indicator.hypothesis for indicator in case.indicators}
    counting = [entered.report for entered in reports if entered.counts]
    return Counter((about.get(report.indicator, ""), report.when) for report in counting)


def _of_day(belief: WatchedBelief, came: Mapping[tuple[str, date], int]) -> BeliefOfDay:
    """Give a belief of a day, with how many reports came about its hypothesis on that day."""
    reports = came.get((belief.hypothesis.id, belief.day), 0)
    return BeliefOfDay(day=belief.day, believed=belief.now, reports=reports)
