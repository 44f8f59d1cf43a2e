"""When the first of a lane can be there, without a plan: its waits, and how long it goes."""

from dataclasses import replace
from math import inf

import pytest
from transfers import random_problem

from phaseline.supply.first_arrival import first_arrivals
from phaseline.supply.model import (
    Lane,
    Partner,
    PartnerConsent,
    Problem,
    TransportNeed,
    TransportRoute,
    TransportStock,
)
from phaseline.supply.plan import TRACE, planned
from phaseline.terms.entries import Entries

LANE = Lane(stock="shell", route="road", need="shells", whole=100, consents=("maker", "law"))
PROBLEM = Problem(
    periods=20,
    needs=Entries((TransportNeed(id="shells", deadline=20),)),
    stocks=Entries((TransportStock(id="shell", quantity=50, floor=10),)),
    routes=Entries((TransportRoute(id="road", lead=3, partner="friend"),)),
    partners=Entries((Partner(id="friend", passes_on=0.5, lag=4),)),
    consents=Entries((PartnerConsent(id="maker", since=5), PartnerConsent(id="law", since=2))),
    lanes=(LANE,),
)


def of(problem, section, **changes):
    """The problem with something of its one entry changed."""
    (entry,) = getattr(problem, section)
    return replace(problem, **{section: Entries((replace(entry, **changes),))})


def test_waits_run_beside_one_another_and_ways_one_after_the_other():
    """Five periods until the last consent, three under way, four with the partner: twelve."""
    assert first_arrivals(PROBLEM) == (12,)


def test_a_deadline_ends_no_wait():
    """What is too late to count arrives all the same."""
    assert first_arrivals(of(PROBLEM, "needs", deadline=1)) == (12,)


@pytest.mark.parametrize(
    ("section", "changes"),
    [
        ("routes", {"is_closed": True}),
        ("routes", {"capacity": 0.0}),
        ("partners", {"passes_on": 0.0}),
        ("stocks", {"quantity": 10}),
        ("stocks", {"quantity": 5, "makes": 1.0}),
    ],
)
def test_what_cannot_go_never_arrives(section, changes):
    """A closed way, one that carries nothing, a partner that keeps all, a stock at its floor."""
    assert first_arrivals(of(PROBLEM, section, **changes)) == (inf,)


def test_what_is_newly_made_is_waited_for():
    """At the floor, one a period from the eighth on: eight and seven are fifteen."""
    made = of(PROBLEM, "stocks", quantity=10, makes=1.0, makes_from=8)

    assert first_arrivals(made) == (15,)


def test_what_is_less_than_a_share_of_the_need_does_not_count():
    """Forty above the floor, of which a half is passed on: a fifth of the hundred asked for."""
    assert first_arrivals(PROBLEM, 0.19) == (12,)
    assert first_arrivals(PROBLEM, 0.2) == (inf,)


@pytest.mark.parametrize("seed", range(24))
def test_no_plan_is_sooner_and_one_of_a_single_lane_is_as_soon(seed):
    """The best plan of a problem, and of each of its lanes alone, by the solver."""
    problem = random_problem(seed)
    starts = first_arrivals(problem)
    whole = arrives(problem)
    for need, first in whole.items():
        assert first >= min(
            start for lane, start in zip(problem.lanes, starts, strict=True) if lane.need == need
        )
    for lane, start in list(zip(problem.lanes, starts, strict=True))[:4]:
        alone = replace(problem, lanes=(lane,))
        until = min(problem.periods, problem.needs[lane.need].deadline)
        first = arrives(alone).get(lane.need, inf)
        assert first == (start if start < until else inf)


def arrives(problem):
    """In which period of the best plan the first arrives, by need; no need that is not met."""
    met = planned(problem).met
    return {
        name: next(time for time, share in enumerate(shares) if share > 10 * TRACE)
        for name, shares in met.items()
        if shares[-1] > 10 * TRACE
    }
