"""
What is believed of each hypothesis of a case, by the reports on its ledger that count on a day.

Nothing is stored: a belief is worked out from the entries each time, so that one that is retracted
leaves it as it was, to the last bit. Every number that moves it is told with its report, and every
number behind that with its owner.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache

import numpy as np

from phaseline.case.model.case import Case
from phaseline.case.model.watch import Channel, Indicator, WatchHypothesis
from phaseline.desk.estimates.assumption_draws import drawn_as
from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.estimates.sampling import latin_hypercube
from phaseline.desk.estimates.valuation import (
    Valuation,
    assumptions_in,
    best_values,
    ends_of,
    in_case_order,
    period_of,
)
from phaseline.inference.belief import Draws
from phaseline.inference.history import HeardPeriod, heard_periods
from phaseline.inference.origins import HeardReport, counted
from phaseline.inference.reports import IndicatorRates, log_ratio, weight
from phaseline.terms.record import record
from phaseline.terms.ties import is_less
from phaseline.watch.grades import WEIGHTS, GradeWeight
from phaseline.watch.reports import Reported

DRAWS, SEED = 128, 20241128
DAYS_OF_MONTH = 365.25 / 12


class Hearing(Enum):
    """What becomes of a report."""

    COUNTS = "counts"
    REPEATS = "repeats"
    UNJUDGED = "unjudged"
    UNASSIGNED = "unassigned"
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
        prior: The chance before any report.
        now: The chance on the day: at best values, and nine in ten of the draws.
        reports: The reports about it, in the order of their days.
        periods: Each period up to the day.
        is_monitored: Whether the case says by what it would be noticed.
        assumptions: The ids of the assumptions that all this rests on, in the case's order.
    """

    hypothesis: WatchHypothesis
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
    known = sorted(
        (entered for entered in reports if entered.report.when <= day),
        key=lambda entered: entered.report.moment,
    )
    return tuple(
        _watched(case, hypothesis, known, day=day, draws=draws, tells_reports=tells_reports)
        for hypothesis in case.hypotheses
    )


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


def _watched(
    case: Case,
    hypothesis: WatchHypothesis,
    known: Sequence[Reported],
    *,
    day: date,
    draws: int,
    tells_reports: bool,
) -> WatchedBelief:
    indicators = {
        indicator.id: indicator
        for indicator in case.indicators
        if indicator.hypothesis == hypothesis.id
    }
    mine = [entered for entered in known if entered.report.indicator in indicators]
    formulas = _formulas(hypothesis, indicators)
    names = in_case_order(case, {name for text in formulas for name in assumptions_in(case, text)})
    numbers = _Numbers(case, names, draws=draws)
    heard = [numbers.heard(entered, indicators[entered.report.indicator]) for entered in mine]
    by_period = _by_period(case, mine, heard, day)
    prior = numbers.of(hypothesis.prior)
    through = list(heard_periods(prior, numbers.of(hypothesis.hazard), by_period))
    return WatchedBelief(
        hypothesis=hypothesis,
        prior=_estimate(prior),
        now=_estimate(through[-1].believed if through else prior),
        reports=_weighed(mine, heard) if tells_reports else (),
        periods=_periods(through, alarm=numbers.best(hypothesis.alarm)),
        is_monitored=bool(indicators),
        assumptions=names,
    )


def _by_period(
    case: Case, mine: Sequence[Reported], heard: Sequence[HeardReport], day: date
) -> list[list[HeardReport]]:
    """
    Give the reports that count, by period: the first begins on the as-of date, or with an earlier
    report that counts; the last is that of the day.
    """
    standing = [
        (entered.report.when, report)
        for entered, report in zip(mine, heard, strict=True)
        if entered.retracted is None
    ]
    first = case.as_of.first or date.max
    start = min([first, *(when for when, _ in standing)])
    length = period_of(case) * DAYS_OF_MONTH
    count = int((day - start).days / length) + 1 if day >= start else 0
    periods: list[list[HeardReport]] = [[] for _ in range(count)]
    for when, report in standing:
        periods[int((when - start).days / length)].append(report)
    return periods


def _formulas(hypothesis: WatchHypothesis, indicators: Mapping[str, Indicator]) -> list[str]:
    rates = (
        text
        for indicator in indicators.values()
        for text in (indicator.hit, indicator.false_alarm, indicator.background)
    )
    return [hypothesis.prior, hypothesis.hazard, hypothesis.alarm, *rates]


class _Numbers:
    """The numbers of a watch: at best values first, then of each draw."""

    def __init__(self, case: Case, names: Sequence[str], *, draws: int) -> None:
        best, grades = best_values(case), tuple(WEIGHTS)
        columns = [*(drawn_as(case, name) for name in names), *(f"grade {name}" for name in grades)]
        points = latin_hypercube(draws, columns, SEED)
        self._ratios: dict[tuple[str, str, bool], Draws] = {}
        self._valuations = [best, *(_drawn(case, best, names, row) for row in points)]
        self._grades = {
            name: _grade_weights(WEIGHTS[name], points[:, column])
            for column, name in enumerate(grades, len(names))
        }

    def of(self, text: str) -> Draws:
        """Work out a formula: at best values, then in each draw."""
        return np.array([valuation.of(text) for valuation in self._valuations])

    def best(self, text: str) -> float | None:
        """Work out a formula at best values; None where there is none."""
        return self._valuations[0].of(text) if text else None

    def heard(self, entered: Reported, indicator: Indicator) -> HeardReport:
        """Give a report with its ratio, which all of its grades and its indicator share."""
        report = entered.report
        key = (indicator.id, report.grade, report.is_seen)
        if key not in self._ratios:
            rates = IndicatorRates(
                hit=self.of(indicator.hit),
                false_alarm=self.of(indicator.false_alarm),
                background=self.of(indicator.background or indicator.false_alarm),
            )
            weighs = weight(report.reliability, report.credibility, grades=self._grades)
            self._ratios[key] = log_ratio(rates, is_seen=report.is_seen, weighs=weighs)
        return HeardReport(
            id=entered.name,
            origin=f"{indicator.id} {report.origin}",
            log_ratio=self._ratios[key],
        )


def _drawn(case: Case, best: Valuation, names: Sequence[str], row: Draws) -> Valuation:
    """Give a valuation with the assumptions of these names at a point of their ranges."""
    ends = {name: ends_of(case.assumptions[name]) for name in names}
    moved = {
        name: float(low_high[0] + (low_high[1] - low_high[0]) * point)
        for (name, low_high), point in zip(ends.items(), row, strict=False)
        if low_high is not None
    }
    return Valuation(case=case, values={**best.values, **moved})


def _grade_weights(grade: GradeWeight, points: Draws) -> Draws:
    return np.array([grade.best, *(grade.low + (grade.high - grade.low) * points)])


def _weighed(mine: Sequence[Reported], heard: Sequence[HeardReport]) -> tuple[WeighedReport, ...]:
    """Give each report with what it adds: of those that stand, beside their origins before them."""
    standing = (
        report for entered, report in zip(mine, heard, strict=True) if entered.retracted is None
    )
    ratio_of, added = cache(_ratio_of), (adds for _, adds in counted(standing))
    weighed = []
    for entered, report in zip(mine, heard, strict=True):
        alone = ratio_of(report.log_ratio[0])
        adds = 1.0 if entered.retracted is not None else ratio_of(next(added)[0])
        hearing = _hearing(entered, alone=alone, adds=adds)
        weighed.append(WeighedReport(reported=entered, hearing=hearing, alone=alone, adds=adds))
    return tuple(weighed)


def _ratio_of(log_ratio: float) -> float:
    """Give a ratio from its logarithm; infinite where it is more than a float holds."""
    with np.errstate(over="ignore"):
        return float(np.exp(log_ratio))


def _hearing(entered: Reported, *, alone: float, adds: float) -> Hearing:
    """Say what becomes of a report; one that says nothing by itself repeats nobody."""
    if entered.retracted is not None:
        return Hearing.RETRACTED
    if not entered.report.is_judged:
        return Hearing.UNJUDGED
    return Hearing.REPEATS if adds == 1.0 != alone else Hearing.COUNTS


def _periods(through: Sequence[HeardPeriod], *, alarm: float | None) -> tuple[WatchedPeriod, ...]:
    """Give each period with its belief, and whether its reports pass the alarm."""
    periods = []
    for number, period in enumerate(through):
        ratio = _ratio_of(period.added[0])
        is_alarm = None if alarm is None else not is_less(ratio, alarm)
        periods.append(
            WatchedPeriod(
                number=number, belief=_estimate(period.believed), ratio=ratio, is_alarm=is_alarm
            )
        )
    return tuple(periods)


def _estimate(values: Draws) -> Estimate:
    low, high = np.percentile(values[1:], (5, 95))
    return Estimate(best=float(values[0]), low=float(low), high=float(high))
