"""The watch of a case on one day: beliefs, calls, and what has changed since the day before."""

from collections.abc import Sequence
from datetime import date

from phaseline.case.model.case import Case
from phaseline.desk.watching.beliefs import WatchedBelief, WeighedLedger
from phaseline.desk.watching.calls import CallsOfDay, calls
from phaseline.terms.record import record
from phaseline.watch.audit import LedgerHead
from phaseline.watch.reports import (
    ACT,
    MEASURE,
    REPORT,
    RESOLUTION,
    THREAT,
    GradedReport,
    Reported,
)


@record
class DayOfWatch:
    """
    A day of the watch.

    Args:
        case: The case.
        day: The day whose knowledge counts.
        head: The ledger that it rests on.
        beliefs: What is believed of each hypothesis on the day.
        before: The same at the end of the day before, by what was dated up to then; no report is
            told.
        calls: What is called for under each ladder; None where the case holds no game.
        calls_before: The same the day before.
        later: How many reports are dated after the day, and are left out.
        strangers: The numbers of the entries up to the day that name what the case does not have,
            so that they move nothing: it was edited since, or the ledger is another case's.
    """

    case: Case
    day: date
    head: LedgerHead
    beliefs: tuple[WatchedBelief, ...]
    before: tuple[WatchedBelief, ...]
    calls: CallsOfDay | None
    calls_before: CallsOfDay | None
    later: int
    strangers: tuple[int, ...]


def day_of_watch(
    case: Case, reports: Sequence[Reported], *, head: LedgerHead, day: date | None = None
) -> DayOfWatch:
    """
    Give a day of the watch.

    Args:
        case: The case.
        reports: The reports on its ledger.
        head: The ledger that they stand on.
        day: The day; that of the latest report, but not before the as-of date, if left out.

    Raises:
        QuestionError: A formula of the watch leads to no number.
    """
    as_of = case.as_of.first or date.min
    shown = day or max([as_of, *(entered.report.when for entered in reports)])
    eve = eve_of(shown)
    weighed = WeighedLedger(case, reports)
    weighed.require_bearable(shown)  # before the eve is, which nobody asked about
    running = weighed.from_start()
    before, now = running.to(eve, tells_reports=False), running.to(shown)
    return DayOfWatch(
        case=case,
        day=shown,
        head=head,
        beliefs=now,
        before=before,
        calls=calls(case, now, acts_of(reports, shown)),
        calls_before=calls(case, before, acts_of(reports, eve)),
        later=sum(entered.report.when > shown for entered in reports),
        strangers=_strangers(case, reports, shown),
    )


def _strangers(case: Case, reports: Sequence[Reported], day: date) -> tuple[int, ...]:
    """Give the entries that name what the case does not have."""
    known = {
        ACT: frozenset(case.tracks.ids),
        THREAT: frozenset((*case.threats.ids, *case.counter_threats.ids)),
        MEASURE: frozenset(case.measures.ids),
        RESOLUTION: frozenset(case.hypotheses.ids),
        REPORT: frozenset(("", *case.indicators.ids)),
    }
    return tuple(
        entered.entry.number
        for entered in reports
        if entered.retracted is None
        and entered.report.when <= day
        and _names(entered.report) not in known[entered.report.kind]
    )


def _names(report: GradedReport) -> str:
    """Give what a report is about, by its id in a case."""
    return report.moves.id if report.moves else report.track or report.indicator


def eve_of(day: date) -> date:
    """
    Give the day before; of the first day of all that day, for before it there is none.

    >>> eve_of(date(2031, 5, 1)), eve_of(date.min) == date.min
    (datetime.date(2031, 4, 30), True)
    """
    return date.fromordinal(max(day.toordinal() - 1, 1))


def acts_of(reports: Sequence[Reported], day: date) -> list[Reported]:
    """
    Give the acts up to a day, the earliest first.

    Args:
        reports: The entries of a ledger.
        day: The day whose knowledge counts.
    """
    known = [entered for entered in reports if entered.report.track and entered.report.when <= day]
    return sorted(known, key=lambda entered: entered.report.moment)
