"""One case in months, weeks and days: the same verdicts, and amounts that agree by the calendar."""

from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.case.games import policy_of, setup_of
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import best_values
from phaseline.game.barred_rungs import trimmed
from phaseline.game.metrics import METRICS
from phaseline.game.occupancy import occupancy
from phaseline.game.play import played
from phaseline.terms.entries import Entries

DAY = 4800 / 146097  # of a month: 400 years have 4,800 months and 146,097 days
LENGTHS = {"month": 1.0, "week": 7 * DAY, "day": DAY}
YEAR = {"month": 12, "week": 52, "day": 365}
CHANCES = ("sight", "mistake", "ice", "acts-in-silence", "ministry-acts")
FLOWS = (
    "gain-careful",
    "gain-bold",
    "loss-harbours",
    "loss-grain",
    "loss-buoys",
    "cost-harbours",
    "harm",
)

FAVOURABLE = {  # ends at which one policy keeps the line clear for a time
    "sight": 0.7,
    "mistake": 0.0,
    "loss-harbours": 1.0,
    "loss-grain": 2.0,
    "ministry-acts": 0.8,
    "gain-bold": 0.8,
    "gain-careful": 0.1,
    "left-in-ice": 0.5,
    "ice": 0.05,
}


@pytest.fixture(scope="module")
def strait():
    """The small case, its two types alike in weight."""
    case = read_case(Path(case_path("strait"))).case
    setup = setup_of(case)
    types = Entries(replace(kind, weight="assumptions.careful-share") for kind in setup.types)
    return replace(case, games=Entries((replace(setup, types=types),)))


def in_periods(strait, period):
    """
    The case in other periods, with its values: a chance p a month is 1 − (1 − p)^w in a period of
    w months, a weight of next month δ is δ^w, a flow of x a month w·x; times stay times.
    """
    case = replace(strait, period=period, horizon=(YEAR[period] // 2, YEAR[period]))
    length, best = LENGTHS[period], best_values(strait)
    values = {**best.values, **FAVOURABLE}
    values |= {name: 1 - (1 - values[name]) ** length for name in CHANCES}
    values |= {name: values[name] * length for name in FLOWS}
    values["patience-rate"] **= length
    return case, replace(best, case=case, values=values)


def solved(strait, period, name):
    """A policy's game, and what comes of it."""
    case, values = in_periods(strait, period)
    game = game_of(base_setting(case, policy_of(case, name)), values)
    return game, occupancy(played([trimmed(game)[0]]))


@pytest.mark.parametrize("period", ["week", "day"])
def test_times_are_the_same_by_the_calendar(strait, period):
    """
    Exact but for whole periods: a deadline of two months is 61 days or 9 weeks (8.70), a vote's
    lead of a month 30 days or 4 weeks; the names of rungs and the reports that call them stay.
    """
    monthly, other = (solved(strait, name, "patient")[0] for name in ("month", period))
    assert other.time.period == period
    assert monthly.ladder.policy.deadline == {"R1": 0, "R2": 2, "R3": 2}
    due = {"week": 9, "day": 61}[period]
    assert other.ladder.policy.deadline == {"R1": 0, "R2": due, "R3": due}
    assert other.ladder.policy.enter == monthly.ladder.policy.enter


def test_weeks_and_months_give_the_same_verdicts(strait):
    """
    The same policy alone does better than nothing, the same demands are met, within half a month
    of the same time, and the line is crossed as surely. Exact is what never changes: who is across
    from the first day on is so for 12 months, or 52 weeks.

    How long a policy that bites is borne with is not compared: who sees the count each week stops
    and begins again between two reports, which who acts once a month cannot.
    """
    results = {
        (name, period): solved(strait, period, name)[1]
        for name in ("nothing", "patient", "firm", "buoys")
        for period in ("month", "week")
    }

    def figure(metric, name, period):
        amount = METRICS[metric].of(results[name, period])[0]
        return amount * (LENGTHS[period] if metric in ("inside", "met") else 1.0)

    for period in ("month", "week"):
        base = figure("inside", "nothing", period)
        assert base == pytest.approx(YEAR[period] * LENGTHS[period])
        better = [
            name
            for name in ("patient", "firm", "buoys")
            if figure("inside", name, period) < base - 0.01
        ]
        assert better == ["patient"]
    for name in ("nothing", "patient", "firm", "buoys"):
        monthly, weekly = figure("met", name, "month"), figure("met", name, "week")
        assert monthly == pytest.approx(weekly, abs=0.5)
        crossings = [figure("crossing", name, period) for period in ("month", "week")]
        assert crossings[0] == pytest.approx(crossings[1], abs=1e-9)
