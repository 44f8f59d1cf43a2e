"""
The numbers of a watch: what a hypothesis and its indicators say, at best values and in each draw of
the assumptions behind them, and what a report's grades and indicator make of it.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from phaseline.case.model.case import Case
from phaseline.case.model.watch import Indicator, WatchHypothesis
from phaseline.desk.estimates.assumption_draws import drawn_as
from phaseline.desk.estimates.sampling import latin_hypercube
from phaseline.desk.estimates.valuation import (
    Valuation,
    assumptions_in,
    best_values,
    ends_of,
    in_case_order,
)
from phaseline.inference.belief import Draws
from phaseline.inference.origins import HeardReport
from phaseline.inference.reports import IndicatorRates, log_ratio, weight
from phaseline.watch.grades import WEIGHTS, GradeWeight
from phaseline.watch.reports import GradedReport

SEED = 20241128


class WatchNumbers:
    """
    The numbers of a hypothesis: at best values first, then of each draw.

    Args:
        case: The case.
        hypothesis: The hypothesis.
        indicators: Its indicators, by their ids.
        draws: How many draws.
    """

    def __init__(
        self,
        case: Case,
        hypothesis: WatchHypothesis,
        indicators: Mapping[str, Indicator],
        *,
        draws: int,
    ) -> None:
        formulas = _formulas(hypothesis, indicators)
        behind = {name for text in formulas for name in assumptions_in(case, text)}
        names = self.assumptions = in_case_order(case, behind)
        best, grades = best_values(case), tuple(WEIGHTS)
        columns = [*(drawn_as(case, name) for name in names), *(f"grade {name}" for name in grades)]
        points = latin_hypercube(draws, columns, SEED)
        self._ratios: dict[tuple[str, str, bool], Draws] = {}
        self._heard: dict[tuple[str, str, bool, str], HeardReport] = {}
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

    def heard(self, report: GradedReport, indicator: Indicator) -> HeardReport:
        """
        Give a report as it is heard; one that says the same of the same origin is heard as the
        same.
        """
        key = (indicator.id, report.grade, report.is_seen, report.origin)
        heard = self._heard.get(key)
        if heard is None:
            origin, ratio = f"{indicator.id} {report.origin}", self._ratio(report, indicator)
            heard = self._heard[key] = HeardReport(origin=origin, log_ratio=ratio)
        return heard

    def _ratio(self, report: GradedReport, indicator: Indicator) -> Draws:
        """Give the ratio of a report, which all of its grades and its indicator share."""
        key = (indicator.id, report.grade, report.is_seen)
        if key not in self._ratios:
            rates = IndicatorRates(
                hit=self.of(indicator.hit),
                false_alarm=self.of(indicator.false_alarm),
                background=self.of(indicator.background or indicator.false_alarm),
            )
            weighs = weight(report.reliability, report.credibility, grades=self._grades)
            self._ratios[key] = log_ratio(rates, is_seen=report.is_seen, weighs=weighs)
        return self._ratios[key]


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


def _formulas(hypothesis: WatchHypothesis, indicators: Mapping[str, Indicator]) -> list[str]:
    rates = (
        text
        for indicator in indicators.values()
        for text in (indicator.hit, indicator.false_alarm, indicator.background)
    )
    return [hypothesis.prior, hypothesis.hazard, hypothesis.alarm, *rates]
