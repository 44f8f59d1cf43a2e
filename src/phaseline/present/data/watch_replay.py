"""A watch replayed, for programs."""

from typing import Any

from phaseline.desk.watching.replay import FirstCall, ReplayedDay, WatchReplay


def replay_data(replay: WatchReplay) -> dict[str, Any]:
    """
    Give a watch replayed; chances at best values.

    Args:
        replay: The replay.
    """
    return {
        "first": replay.first.isoformat(),
        "last": replay.last.isoformat(),
        "days": [_day(day) for day in replay.days],
        "first_calls": [_first(first) for first in replay.first_calls],
    }


def _day(day: ReplayedDay) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "reports": [
            {
                "when": entered.report.dated,
                "says": entered.report.says,
                "source": entered.report.source,
                "grade": entered.report.grade,
                "kind": entered.report.kind,
            }
            for entered in day.reports
        ],
        "beliefs": {belief.hypothesis.id: belief.now.best for belief in day.beliefs},
        "called": dict(day.called),
        "changed": list(day.changed),
        "triggers": [trigger.ladder for trigger in day.triggers],
    }


def _first(first: FirstCall) -> dict[str, Any]:
    days = {"day": first.day, "earliest": first.earliest, "latest": first.latest}
    return {
        "ladder": first.policy.id,
        "rung": first.rung,
        "by": first.by.value if first.by else None,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "ahead": first.is_ahead,
        "rests_on": [f"assumptions.{name}" for name in first.assumptions],
    }
