"""When the first of what a plan sends arrives, over draws of the assumptions."""

from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.delivery.arrival_dates import planned_arrivals
from phaseline.desk.delivery.plans import deliverable
from phaseline.desk.delivery.supply_options import in_periods
from phaseline.desk.estimates.assumption_draws import drawn_valuations
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.findings.arrivals import (
    FixedArrival,
    GoodsFrom,
    arrivals,
    goods_from,
    tied_to_clock,
)
from phaseline.desk.findings.finding import Absence
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.words import Words
from phaseline.supply.plan import Plan, PlanOutcome

DEPOT = Path(__file__).parent / "depot.yaml"
FIXED = {
    f"assumptions.{name}.{end}": weeks
    for name, weeks in (("month", "4 week"), ("wait", "2 week"))
    for end in ("low", "high")
}


@pytest.fixture(scope="module")
def depot():
    """The invented case."""
    return read_case(DEPOT).case


@pytest.fixture(scope="module")
def strait():
    """The invented case that is shipped."""
    return read_case(case_path("strait"), name="strait").case


@pytest.fixture(scope="module")
def dates(depot):
    """When the first of what it sends arrives."""
    return deliverable(depot, details=False).first.dates


def weeks(case, *numbers):
    """Weeks as periods of the case."""
    return pytest.approx([in_periods(case, number) for number in numbers])


def test_the_first_arrival_is_drawn_as_its_way_is(depot, dates):
    """
    The way takes 2⅙ to 6½ weeks: 4⅓ in the middle, 2.4 and 6.3 at the twentieths, and a week that
    has begun counts whole: five, three to seven. The plan counts on the middle, five.
    """
    boats = dates.needs["boats"]

    assert [boats.planned, boats.drawn.median] == weeks(depot, 5, 5)
    assert [boats.drawn.low, boats.drawn.high] == weeks(depot, 3, 7)
    assert dates.first == boats
    assert (boats.share, boats.rests_on, boats.routes) == (1.0, ("month",), ("straight",))


def test_what_is_less_than_half_a_hundredth_has_not_arrived():
    """Of the boats .4 percent in the second step and 2 in the third; of the rounds none."""
    plan = Plan(
        outcome=PlanOutcome.OPTIMAL, met={"boats": (0.0, 0.004, 0.02), "rounds": (0.0, 0.0, 0.001)}
    )

    assert planned_arrivals(plan) == {"boats": 2}


def test_a_date_rests_on_what_is_waited_for_too(depot, dates):
    """Darts wait for their maker, 0 to 26 weeks, and then take the way: 13 and 5 in the plan."""
    rounds = dates.needs["rounds"]

    assert [rounds.planned] == weeks(depot, 18)
    assert rounds.rests_on == ("month", "wait")
    assert rounds.drawn.low < rounds.planned < rounds.drawn.high


@pytest.mark.parametrize("name", ["depot", "korea", "strait"])
def test_the_planned_date_and_the_median_lie_in_the_range(request, name):
    """The plan counts on the middle of every wait, and so do the draws on the whole."""
    plans = deliverable(request.getfixturevalue(name), details=False).first
    for first in (plans.dates.first, *plans.dates.needs.values()):
        drawn = first.drawn

        assert drawn.low <= drawn.median <= drawn.high
        assert drawn.low <= first.planned <= drawn.high


def test_draws_that_reach_nobody_are_counted_and_no_date_of_theirs(depot):
    """
    Where all darts wait for a maker whose consent is as likely as half to seven tenths, some draws
    of less than a half count on none: the share is what is left of them, here three in four.
    """
    stocks = [
        replace(stock, maker_chance="assumptions.half") if stock.id == "dart" else stock
        for stock in depot.stocks
    ]
    assumptions = [
        replace(entry, low=replace(entry.low, number=0.45), high=replace(entry.high, number=0.65))
        if entry.id == "half"
        else entry
        for entry in depot.assumptions
    ]
    case = replace(
        depot, stocks=type(depot.stocks)(stocks), assumptions=type(depot.assumptions)(assumptions)
    )

    rounds = deliverable(case, details=False).first.dates.needs["rounds"]

    assert rounds.share == pytest.approx(0.75, abs=0.01)
    assert rounds.rests_on == ("half", "month", "wait")


def test_a_date_of_fixed_times_has_no_range_and_says_so():
    """Where each time is one value nothing is drawn: an absence of its own, beside the date."""
    case = read_case(DEPOT, changes=FIXED).case
    goods = deliverable(case, details=False)

    dated, fixed = goods_from(case, goods)

    assert isinstance(dated, GoodsFrom)
    assert isinstance(fixed, FixedArrival)
    assert fixed.absence is Absence.NOT_ENTERED
    assert dated.starts is not None
    assert [dated.starts.low, dated.starts.median, dated.starts.high] == weeks(case, 4, 4, 4)
    assert fixed in arrivals(case, goods)


def test_no_id_and_no_order_moves_a_date(depot, dates):
    """What is drawn of an assumption hangs on what it asks and between which ends it lies."""
    turned = replace(
        depot,
        assumptions=type(depot.assumptions)(reversed(depot.assumptions)),
        stocks=type(depot.stocks)(reversed(depot.stocks)),
        routes=type(depot.routes)(reversed(depot.routes)),
    )

    first = deliverable(turned, details=False).first.dates.first

    assert first.drawn == dates.first.drawn
    assert set(first.rests_on) == set(dates.first.rests_on)


def test_only_what_is_named_is_drawn(depot):
    """All other assumptions stay at what they were, and each draw lies between its ends."""
    best = best_values(depot)
    draws = drawn_valuations(best, ["month", "year"], count=16)
    low, high = (read.number * read.unit.factor for read in ends(depot, "month"))

    assert len({at.values["month"] for at in draws}) == 16
    assert all(low <= at.values["month"] <= high for at in draws)
    assert {at.values["wait"] for at in draws} == {best.values["wait"]}


def ends(case, name):
    """The two ends of an assumption."""
    assumption = case.assumptions[name]
    return assumption.low, assumption.high


def test_a_clock_whose_share_is_no_number_leaves_a_part(strait):
    """What is left in the ice is told over its ends; where it is left out, that it is a part."""
    said = []
    for case in (strait, replace(strait, assumptions=type(strait.assumptions)(()))):
        tied = tied_to_clock(case)[0]
        said.append((tied.left and (tied.left.low, tied.left.high), told(tied, Words(case)).text))

    assert said == [
        ((0.2, 0.5), "With “ice” 3 measures keep 20 to 50 percent of their effect (assumed)."),
        (None, "With “ice” 3 measures keep only a part of their effect."),
    ]
