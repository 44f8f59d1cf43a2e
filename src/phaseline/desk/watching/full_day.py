"""
A day of the watch in full: beside beliefs and calls what is due, who must consent, which trigger
has occurred, what became of threats, how reports weigh, and which would be worth having.
"""

from collections.abc import Sequence
from datetime import date

from phaseline.case.model.case import Case
from phaseline.desk.watching.calibration import WatchCalibration, calibration
from phaseline.desk.watching.calibration_gap import CalibrationGap, calibration_gaps
from phaseline.desk.watching.competing import HypothesisMatrix, hypothesis_matrix
from phaseline.desk.watching.dates_ahead import DateAhead, dates_ahead
from phaseline.desk.watching.next_reports import NextReport, next_reports
from phaseline.desk.watching.outlook import LadderOutlook, outlooks
from phaseline.desk.watching.threats import ThreatLedger, threat_ledger
from phaseline.desk.watching.today import DayOfWatch, acts_of, day_of_watch
from phaseline.desk.watching.triggers import OccurredTrigger, occurred_triggers
from phaseline.terms.record import record
from phaseline.watch.audit import LedgerHead
from phaseline.watch.reports import Reported
from phaseline.watch.tlp import strictest


@record
class FullDay:
    """
    A day of the watch with all that stands beside its call.

    Args:
        watch: What is believed and called for.
        triggers: Triggers that have occurred although their level is unstated.
        outlooks: Where each ladder stands, what it waits for and what ends it.
        ahead: What is dated ahead, the nearest first.
        threats: What either side threatened, and what became of it.
        matrix: Reports against hypotheses.
        next_reports: What might be reported that day, the report most worth having first.
        calibration: How far beliefs came true.
        gaps: What the game expects at the count of each ladder's monitor, beside the belief.
        marking: How narrowly the whole is to be passed on: as its narrowest report; empty where
            none bears a marking.
        unmarked: How many reports bear none.
    """

    watch: DayOfWatch
    triggers: tuple[OccurredTrigger, ...]
    outlooks: tuple[LadderOutlook, ...]
    ahead: tuple[DateAhead, ...]
    threats: ThreatLedger
    matrix: HypothesisMatrix
    next_reports: tuple[NextReport, ...]
    calibration: WatchCalibration
    gaps: tuple[CalibrationGap, ...]
    marking: str
    unmarked: int


def full_day(
    case: Case,
    reports: Sequence[Reported],
    *,
    head: LedgerHead,
    day: date | None = None,
    plays: bool = True,
) -> FullDay:
    """
    Give a day of the watch in full.

    Args:
        case: The case.
        reports: The entries of its ledger.
        head: The ledger that they stand on.
        day: The day; that of the latest entry, but not before the as-of date, if left out.
        plays: Whether the game is played for the calibration gap, which is what takes long; without
            it no gap is told.

    Raises:
        QuestionError: A formula leads to no number, or the law of that day to no answer.
    """
    watch = day_of_watch(case, reports, head=head, day=day)
    levels = [entered.report.tlp for entered in reports if entered.report.when <= watch.day]
    return FullDay(
        watch=watch,
        triggers=occurred_triggers(case, acts_of(reports, watch.day)),
        outlooks=outlooks(case, watch.calls, reports, watch.day),
        ahead=dates_ahead(case, watch.day),
        threats=threat_ledger(case, reports, watch.day),
        matrix=hypothesis_matrix(watch.beliefs),
        next_reports=next_reports(case, reports, watch.day),
        calibration=calibration(case, reports, watch.day),
        gaps=calibration_gaps(case, watch.calls, watch.beliefs) if plays else (),
        marking=strictest(levels),
        unmarked=levels.count(""),
    )
