"""
How far the watch's beliefs came true, over the hypotheses that are resolved.

A hypothesis is resolved by an entry of the ledger that says whether it was so. Beliefs are held
against that as they stood on the day before, and at the end of each period before; of a hypothesis
that can come to be so in any period only the day before counts, for what was not so yet may have
been believed rightly.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from phaseline.case.model.case import Case
from phaseline.case.model.watch import WatchHypothesis
from phaseline.desk.watching.beliefs import WatchedBelief, WeighedLedger
from phaseline.desk.watching.threats import moved
from phaseline.desk.watching.today import eve_of
from phaseline.inference.scores import (
    ReliabilityBand,
    ScoredForecast,
    brier,
    log_score,
    reliability,
)
from phaseline.terms.record import record
from phaseline.watch.reports import RESOLUTION, SO, Reported


@record
class ResolvedHypothesis:
    """
    A hypothesis that is resolved, with what was believed of it.

    Args:
        hypothesis: The hypothesis.
        by: The entry that says what it came to.
        is_so: Whether it was so.
        forecasts: The beliefs at best values that are held against that, the earliest first.
    """

    hypothesis: WatchHypothesis
    by: Reported
    is_so: bool
    forecasts: tuple[float, ...]


@record
class WatchCalibration:
    """
    How far beliefs came true.

    Args:
        resolved: The resolved hypotheses, in the case's order.
        open: How many hypotheses are not.
        forecasts: How many beliefs are scored.
        brier: The mean of their squared distance from what was so; None where there are none.
        log: Their mean logarithmic score; None likewise.
        bands: The beliefs by bands, each beside how often they came true.
    """

    resolved: tuple[ResolvedHypothesis, ...]
    open: int
    forecasts: int
    brier: float | None
    log: float | None
    bands: tuple[ReliabilityBand, ...]


def calibration(case: Case, reports: Sequence[Reported], day: date) -> WatchCalibration:
    """
    Give how far the beliefs in resolved hypotheses came true.

    Args:
        case: The case.
        reports: The entries of its ledger.
        day: The day whose knowledge counts.

    Raises:
        QuestionError: A formula of the watch leads to no number.
    """
    resolved = tuple(_resolved(case, reports, day))
    scored = [
        ScoredForecast(chance=chance, is_so=held.is_so)
        for held in resolved
        for chance in held.forecasts
    ]
    return WatchCalibration(
        resolved=resolved,
        open=len(case.hypotheses) - len(resolved),
        forecasts=len(scored),
        brier=brier(scored) if scored else None,
        log=log_score(scored) if scored else None,
        bands=reliability(scored),
    )


def _resolved(case: Case, reports: Sequence[Reported], day: date) -> Iterator[ResolvedHypothesis]:
    entries = {
        entered.report.moves.id: entered
        for entered in moved(reports, RESOLUTION, day)
        if entered.report.moves
    }
    believed = _before(case, reports, entries.values())
    for place, hypothesis in enumerate(case.hypotheses):
        entered = entries.get(hypothesis.id)
        if entered is None or entered.report.moves is None:
            continue
        belief = believed[entered.report.when][place]
        periods = belief.periods[-1:] if hypothesis.hazard else belief.periods
        chances = tuple(period.belief.best for period in periods)
        yield ResolvedHypothesis(
            hypothesis=hypothesis,
            by=entered,
            is_so=entered.report.moves.state == SO,
            forecasts=chances or (belief.now.best,),
        )


def _before(
    case: Case, reports: Sequence[Reported], resolving: Iterable[Reported]
) -> Mapping[date, Sequence[WatchedBelief]]:
    """Give what was believed before each day on which a hypothesis was resolved."""
    days = sorted({entered.report.when for entered in resolving})
    running = WeighedLedger(case, reports if days else ()).from_start()
    return {day: running.to(eve_of(day), tells_reports=False) for day in days}
