"""
Trigger maps: how often a call comes too early, in time, too late or never, by the number of reports
that it waits for.

A trigger that waits for few reports calls on mistakes; one that waits for many calls late or not at
all. Two futures are watched for each draw: one in which the line is never crossed, in which every
call is too early; and one in which it is crossed from the first period on, in which a call is in
time within the first horizon, and too late from then to the last one.

Reports are counted as the game counts them: one up for a report, one down for a quiet period, never
below nothing.

Source:
    Raso, Kwakkel & Timmermans, *Sustainability* 11 (2019), 1716, for maps of triggers by the errors
    that they make; Page, *Biometrika* 41 (1954), 100–115, for a count that never falls below
    nothing and calls at a height.
"""

from collections.abc import Sequence

import numpy as np

from phaseline.desk.estimates.percentiles import DrawRange, range_of
from phaseline.game.arrays import Floats
from phaseline.terms.record import record
from phaseline.terms.ties import leading

MOST_REPORTS = 6  # that a trigger waits for


@record
class TriggerErrors:
    """
    What a trigger that waits for so many reports does.

    Args:
        reports: How many reports it waits for.
        early: The chance that it calls within the first horizon though nothing is crossed.
        in_time: The chance that it calls within the first horizon once the line is crossed.
        late: The chance that it does so after that, up to the last horizon.
        never: The chance that it does not up to then.
    """

    reports: int
    early: DrawRange
    in_time: DrawRange
    late: DrawRange
    never: DrawRange


@record
class TriggerMap:
    """
    Triggers by the number of reports that they wait for.

    Args:
        track: What is watched.
        horizons: The first and the last horizon [period].
        errors: The triggers, from one report upward.
        fewest_wrong: How many reports the trigger waits for that is least often wrong on average,
            a call too early, too late or never counting the same; several where they are level.
    """

    track: str
    horizons: tuple[int, int]
    errors: tuple[TriggerErrors, ...]
    fewest_wrong: tuple[int, ...]


def called_within(report: Floats, reports: int, horizons: Sequence[int]) -> Floats:
    """
    Give the chance that a count of reports has reached a height within some numbers of periods.

    Args:
        report: The chance of a report in a period (draw).
        reports: The height.
        horizons: The numbers of periods, rising.

    Returns:
        The chances (horizon, draw).

    >>> called_within(np.array([0.5]), 1, (1, 2)).tolist()
    [[0.5], [0.75]]
    """
    counts = np.zeros((reports + 1, len(report)))
    counts[0] = 1.0
    called = []
    for period in range(1, horizons[-1] + 1):
        quiet = counts[:-1] * (1 - report)
        ahead = counts[:-1] * report
        counts = np.concatenate([np.zeros((1, len(report))), ahead[:-1], counts[-1:] + ahead[-1:]])
        counts[0] += quiet[0]
        counts[: reports - 1] += quiet[1:]
        if period in horizons:
            called.append(counts[-1].copy())
    return np.array(called)


def trigger_map(
    track: str, noticed: Floats, mistaken: Floats, horizons: tuple[int, int]
) -> TriggerMap:
    """
    Set triggers side by side by the number of reports that they wait for.

    Args:
        track: What is watched.
        noticed: The chance of a report in a period in which the line is crossed (draw).
        mistaken: The same in one in which it is not (draw).
        horizons: The first and the last horizon [period].
    """
    rows, wrong = [], []
    for reports in range(1, MOST_REPORTS + 1):
        early = called_within(mistaken, reports, horizons)[0]
        crossed = called_within(noticed, reports, horizons)
        in_time, by_the_end = crossed[0], crossed[-1]
        wrong.append(float(early.mean() + (1 - in_time).mean()))
        rows.append(
            TriggerErrors(
                reports=reports,
                early=range_of(early),
                in_time=range_of(in_time),
                late=range_of(by_the_end - in_time),
                never=range_of(1 - by_the_end),
            )
        )
    return TriggerMap(
        track=track,
        horizons=horizons,
        errors=tuple(rows),
        fewest_wrong=tuple(
            place + 1 for place in leading(range(len(wrong)), lambda place: -wrong[place])
        ),
    )
