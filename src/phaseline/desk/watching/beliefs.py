"""
What is believed of each hypothesis of a case, by the reports on its ledger that count on a day.

Nothing is stored: a belief is worked out from the entries each time, so that one that is retracted
leaves it as it was, to the last bit. Every number that moves it is told with its report, and every
number behind that with its owner.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from enum import Enum
from functools import cache

import numpy as np

from phaseline.case.model.case import Case
from phaseline.case.model.watch import Channel, WatchHypothesis
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.estimates.valuation import period_of
from phaseline.desk.watching.watch_numbers import WatchNumbers
from phaseline.errors import QuestionError
from phaseline.inference.belief import Draws
from phaseline.inference.history import HeardPeriod, RunningBelief
from phaseline.terms.record import record
from phaseline.terms.ties import is_less
from phaseline.watch.reports import GradedReport, Reported

DRAWS = 128
DAYS_OF_MONTH = 365.25 / 12
MOST_PERIODS = 10_000  # of a watch: each is worked out


class Hearing(Enum):
    """What becomes of a report."""

    COUNTS = "counts"
    REPEATS = "repeats"
    UNJUDGED = "unjudged"
    RETRACTED = "retracted"


@record
class WeighedReport:
    """
    A report with what it does to a belief.

    Args:
        reported: The report.
        hearing: What becomes of it.
        alone: How many times likelier it is where the hypothesis is so, at best values.
        adds: The same beside what its origin has said before.
    """

    reported: Reported
    hearing: Hearing
    alone: float
    adds: float


@record
class WatchedPeriod:
    """
    A period of the watch.

    Args:
        number: From 0.
        belief: What is believed at its end.
        ratio: How many times likelier its reports are where it is so, at best values.
        is_alarm: Whether that passes the alarm; None where the case sets none.
    """

    number: int
    belief: Estimate
    ratio: float
    is_alarm: bool | None


@record
class WatchedBelief:
    """
    What is believed of a hypothesis on a day.

    Args:
        hypothesis: The hypothesis.
        day: The day.
        prior: The chance before any report.
        now: The chance on the day: at best values, and nine in ten of the draws.
        reports: The reports about it, in the order of their days; none where they are not told.
        periods: Each period up to the day.
        is_monitored: Whether the case says by what it would be noticed.
        assumptions: The ids of the assumptions that all this rests on, in the case's order.
    """

    hypothesis: WatchHypothesis
    day: date
    prior: Estimate
    now: Estimate
    reports: tuple[WeighedReport, ...]
    periods: tuple[WatchedPeriod, ...]
    is_monitored: bool
    assumptions: tuple[str, ...]


def watched(
    case: Case,
    reports: Sequence[Reported],
    *,
    day: date,
    draws: int = DRAWS,
    tells_reports: bool = True,
) -> tuple[WatchedBelief, ...]:
    """
    Give what is believed of each hypothesis.

    Args:
        case: The case.
        reports: The reports on its ledger.
        day: The day whose knowledge counts; what is dated later is left out.
        draws: How many draws of the assumptions the ranges rest on.
        tells_reports: Whether each report is told with what it does; without it none is.

    Raises:
        QuestionError: A formula of the watch leads to no number.
    """
    weighed = WeighedLedger(case, reports, draws=draws)
    return weighed.from_start().to(day, tells_reports=tells_reports)


class WeighedLedger:
    """
    The reports on a ledger, each weighed once for all days that are asked about.

    Args:
        case: The case.
        reports: The reports, in any order.
        draws: How many draws of the assumptions the ranges rest on.

    Raises:
        QuestionError: A formula of the watch leads to no number.
    """

    def __init__(self, case: Case, reports: Sequence[Reported], *, draws: int = DRAWS) -> None:
        self.case, self.reports = case, reports
        in_order = sorted(reports, key=lambda entered: entered.report.moment)
        self._weighed = tuple(
            _WeighedReports(case, hypothesis, in_order, draws=draws)
            for hypothesis in case.hypotheses
        )

    def require_bearable(self, day: date) -> None:
        """
        Refuse a day so late, or a report so early, that what lies between is no watch.

        Raises:
            QuestionError: There are more periods between them than are worked out.
        """
        for about in self._weighed:
            about.require_bearable(day)

    def from_start(self) -> "RunningWatch":
        """Give a watch that has heard nothing yet."""
        return RunningWatch(self._weighed)


class RunningWatch:
    """A watch that goes on from day to day, each report heard once."""

    def __init__(self, weighed: "Sequence[_WeighedReports]") -> None:
        self._beliefs = tuple(_RunningHypothesis(about) for about in weighed)

    def to(self, day: date, *, tells_reports: bool = True) -> tuple[WatchedBelief, ...]:
        """
        Go on to a day, and give what is believed of each hypothesis.

        Args:
            day: The day whose knowledge counts, not before one that was asked about; what is dated
                later is left out.
            tells_reports: Whether each report is told with what it does; without it none is.

        Raises:
            QuestionError: The day is more periods after the first than are worked out.
        """
        return tuple(belief.to(day, tells_reports=tells_reports) for belief in self._beliefs)

    def supposing(self, report: GradedReport, day: date) -> tuple[WatchedBelief, ...]:
        """
        Give what would be believed at best values with one more report; nothing is kept of it.

        Args:
            report: The report, of the day that was gone on to.
            day: That day.
        """
        return tuple(belief.supposing(report, day) for belief in self._beliefs)


def reliability_on(channel: Channel, day: date) -> str:
    """Give the grade of a channel in force on a day; empty where it has none yet."""
    return next(
        (
            trusted.grade
            for trusted in reversed(channel.reliability)
            if trusted.since.is_reached(day) is True
        ),
        "",
    )


class _WeighedReports:
    """The reports about a hypothesis in the order of their days, each as it is heard."""

    def __init__(
        self, case: Case, hypothesis: WatchHypothesis, in_order: Sequence[Reported], *, draws: int
    ) -> None:
        self.hypothesis = hypothesis
        self.indicators = {
            indicator.id: indicator
            for indicator in case.indicators
            if indicator.hypothesis == hypothesis.id
        }
        numbers = self.numbers = WatchNumbers(case, hypothesis, self.indicators, draws=draws)
        self.reports = [
            entered for entered in in_order if entered.report.indicator in self.indicators
        ]
        self.heard = [
            numbers.heard(entered.report, self.indicators[entered.report.indicator])
            for entered in self.reports
        ]
        self.days = [entered.report.when for entered in self.reports]
        self.prior, self.hazard = numbers.of(hypothesis.prior), numbers.of(hypothesis.hazard)
        self.alarm = numbers.best(hypothesis.alarm)
        # The first period begins on the as-of date, or with an earlier report that counts.
        counting = (entered.report.when for entered in self.reports if entered.counts)
        self.start = min(case.as_of.first or date.max, next(counting, date.max))
        self._length = period_of(case) * DAYS_OF_MONTH

    def period(self, day: date) -> int:
        """Give the number of the period of a day, from 0; below it the watch has not begun."""
        return int((day - self.start).days / self._length) if day >= self.start else -1

    def require_bearable(self, day: date) -> None:
        """
        Refuse a day so late, or a report so early, that what lies between is no watch.

        Raises:
            QuestionError: There are more periods between them than are worked out.
        """
        if self.period(day) >= MOST_PERIODS:
            raise QuestionError(
                f"the watch begins on {self.start}, its as-of date or the day of an earlier report,"
                f" and {day} is {self.period(day):,} periods later; at most {MOST_PERIODS:,} are"
                " worked out: name another day, or retract a report that is dated too early"
            )


class _RunningHypothesis:
    """What is believed of one hypothesis, from day to day."""

    def __init__(self, about: _WeighedReports) -> None:
        self._about, self._next = about, 0
        self._running = RunningBelief(about.prior, about.hazard)
        self._adds: list[Draws | None] = []  # of each report so far; None of one that is retracted
        self._closed: list[WatchedPeriod] = []

    def to(self, day: date, *, tells_reports: bool) -> WatchedBelief:
        """
        Go on to a day; see `RunningWatch`.

        Raises:
            QuestionError: The day is more periods after the first than are worked out.
        """
        self._about.require_bearable(day)
        about, stop = self._about, bisect_right(self._about.days, day)
        for place in range(self._next, stop):
            self._close_before(about.days[place])
            stands = about.reports[place].retracted is None
            self._adds.append(self._running.hear(about.heard[place]) if stands else None)
        self._next = stop
        if about.period(day) < 0:
            return self._told(day, (), about.prior, tells_reports=tells_reports)
        self._close_before(day)
        now = self._running.so_far()
        return self._told(day, (now,), now.believed, tells_reports=tells_reports)

    def supposing(self, report: GradedReport, day: date) -> WatchedBelief:
        """Give what one more report would make of it; see `RunningWatch`."""
        about, indicator = self._about, self._about.indicators.get(report.indicator)
        if indicator is not None:
            heard = about.numbers.heard(report, indicator)
            period = (self._running.so_far_with(heard, draws=1),)
        elif about.period(day) >= 0:
            period = (self._running.so_far(),)
        else:
            return self._told(day, (), about.prior, tells_reports=False)
        return self._told(day, period, period[0].believed, tells_reports=False)

    def _close_before(self, day: date) -> None:
        """End each period before that of a day."""
        while len(self._closed) < self._about.period(day):
            self._closed.append(self._period(self._running.close()))

    def _period(self, period: HeardPeriod) -> WatchedPeriod:
        """Give the next period with its belief, and whether its reports pass the alarm."""
        ratio, alarm = _ratio_of(period.added[0]), self._about.alarm
        return WatchedPeriod(
            number=len(self._closed),
            belief=_estimate(period.believed),
            ratio=ratio,
            is_alarm=None if alarm is None else not is_less(ratio, alarm),
        )

    def _told(
        self, day: date, latest: Sequence[HeardPeriod], now: Draws, *, tells_reports: bool
    ) -> WatchedBelief:
        about = self._about
        return WatchedBelief(
            hypothesis=about.hypothesis,
            day=day,
            prior=_estimate(about.prior),
            now=_estimate(now),
            reports=_weighed(about, self._adds) if tells_reports else (),
            periods=(*self._closed, *map(self._period, latest)),
            is_monitored=bool(about.indicators),
            assumptions=about.numbers.assumptions,
        )


def _weighed(about: _WeighedReports, adds: Sequence[Draws | None]) -> tuple[WeighedReport, ...]:
    """Give each report so far with what it adds: of those that stand, beside those before it."""
    ratio_of, weighed = cache(_ratio_of), []
    for entered, heard, added in zip(about.reports, about.heard, adds, strict=False):
        alone = ratio_of(float(heard.log_ratio[0]))
        moved = 1.0 if added is None else ratio_of(float(added[0]))
        hearing = _hearing(entered, alone=alone, adds=moved)
        weighed.append(WeighedReport(reported=entered, hearing=hearing, alone=alone, adds=moved))
    return tuple(weighed)


def _ratio_of(log_ratio: float) -> float:
    """Give a ratio from its logarithm; 0 or infinite where it is more than a float holds."""
    with np.errstate(over="ignore", under="ignore"):
        return float(np.exp(log_ratio))


def _hearing(entered: Reported, *, alone: float, adds: float) -> Hearing:
    """Say what becomes of a report; one that says nothing by itself repeats nobody."""
    if entered.retracted is not None:
        return Hearing.RETRACTED
    if not entered.report.is_judged:
        return Hearing.UNJUDGED
    return Hearing.REPEATS if adds == 1.0 != alone else Hearing.COUNTS


def _estimate(values: Draws) -> Estimate:
    """Give the first value with nine in ten of the draws after it; of none, as its own ends."""
    low, high = np.percentile(values[1:] if len(values) > 1 else values, (5, 95))
    return Estimate(best=float(values[0]), low=float(low), high=float(high))
