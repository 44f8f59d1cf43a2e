"""The watch of a day for programs."""

from math import isfinite
from typing import Any

from phaseline.desk.estimates.ranges import Estimate
from phaseline.desk.watching.beliefs import WatchedBelief, WatchedPeriod, WeighedReport
from phaseline.desk.watching.calls import LadderCall, StandingLevel
from phaseline.desk.watching.today import DayOfWatch


def watch_data(watch: DayOfWatch) -> dict[str, Any]:
    """
    Give a day of the watch; chances and ratios in full.

    Args:
        watch: The day.
    """
    return {
        "day": watch.day.isoformat(),
        "ledger": {"size": watch.head.size, "root": watch.head.root.hex()},
        "later": watch.later,
        "strangers": list(watch.strangers),
        "beliefs": [_belief(belief) for belief in watch.beliefs],
        "monitor": (
            {"count": watch.calls.monitor.count, "most": watch.calls.monitor.most}
            if watch.calls and watch.calls.monitor
            else None
        ),
        "seen": [_level(level) for level in watch.calls.seen] if watch.calls else None,
        "calls": [_call(call) for call in watch.calls.ladders] if watch.calls else None,
    }


def finite(number: float | None) -> float | None:
    """
    Give a number as JSON can hold it: None where it has no bound, or is not there.

    >>> finite(2.5), finite(float("inf")), finite(None)
    (2.5, None, None)
    """
    return number if number is not None and isfinite(number) else None


def _belief(belief: WatchedBelief) -> dict[str, Any]:
    return {
        "hypothesis": belief.hypothesis.id,
        "monitored": belief.is_monitored,
        "prior": _estimate(belief.prior),
        "now": _estimate(belief.now),
        "rests_on": [f"assumptions.{name}" for name in belief.assumptions],
        "reports": [_report(weighed) for weighed in belief.reports],
        "periods": [_period(period) for period in belief.periods],
    }


def _report(weighed: WeighedReport) -> dict[str, Any]:
    report = weighed.reported.report
    return {
        "entry": weighed.reported.entry.number,
        "id": weighed.reported.entry.id,
        "by": weighed.reported.entry.by,
        "sort": weighed.reported.entry.sort.value,
        "says": report.says,
        "source": report.source,
        "grade": report.grade,
        "when": report.dated,
        "indicator": report.indicator,
        "seen": report.is_seen,
        "origin": report.origin,
        "hearing": weighed.hearing.value,
        "ratio": finite(weighed.alone),
        "adds": finite(weighed.adds),
    }


def _period(period: WatchedPeriod) -> dict[str, Any]:
    return {
        "period": period.number,
        "belief": _estimate(period.belief),
        "ratio": finite(period.ratio),
        "alarm": period.is_alarm,
    }


def _call(call: LadderCall) -> dict[str, Any]:
    return {
        "ladder": call.policy.id,
        "rung": call.rung or None,
        "acts": [_level(level) for level in call.acts],
        "next": call.following or None,
        "missing": call.missing if call.following else None,
    }


def _level(standing: StandingLevel) -> dict[str, Any]:
    return {
        "track": standing.track,
        "level": standing.level,
        "entry": standing.by.entry.number if standing.by else None,
    }


def _estimate(estimate: Estimate) -> dict[str, float]:
    return {"best": estimate.best, "low": estimate.low, "high": estimate.high}
