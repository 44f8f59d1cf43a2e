"""
Plans of a case: by reading, without allies, under chance, at what price, and what stands in the
way.
"""

from dataclasses import replace
from math import inf
from pathlib import Path

import pytest

from phaseline.case.read import read_case
from phaseline.desk.delivery.obstacles import months_until, why
from phaseline.desk.delivery.plans import deliverable, fronted, register
from phaseline.desk.delivery.transport_problem import EVERYWHERE, shipping
from phaseline.desk.estimates.valuation import best_values
from phaseline.errors import QuestionError
from phaseline.supply.binding_constraints import ConstraintKind
from phaseline.supply.model import Aim
from phaseline.supply.plan import planned

DEPOT = Path(__file__).parent / "depot.yaml"


@pytest.fixture(scope="module")
def depot():
    """The invented case."""
    return read_case(DEPOT).case


@pytest.fixture(scope="module")
def found(depot):
    """Its plans."""
    return deliverable(depot)


@pytest.fixture(scope="module")
def korea_plans(korea):
    """The plans of the worked case."""
    return deliverable(korea, details=False)


def test_the_plan_of_a_case_is_the_one_worked_out_by_hand(found):
    """
    Two boats a week leave in weeks 0 to 9 and arrive 5 weeks later; the darts leave in week 13,
    when their maker is counted on.

    A ship carries 6 t a week; a boat weighs 3 t. The way takes 4⅓ weeks, so 5. The half
    of a need that boats meet grows by a twentieth in weeks 5 to 14 and stays for 37 more: 21.25 of
    52 weeks. The rounds are met from week 18 on: 34 of 52. Weights are 3 and 1.
    """
    plan = found.first.plan

    boats, darts = (
        [one for one in plan.deliveries if one.stock == name] for name in ("hull", "dart")
    )
    assert [(one.leaves, one.arrives) for one in boats] == [(week, week + 5) for week in range(10)]
    assert all(one.amount == pytest.approx(2.0) for one in boats)
    assert [(one.leaves, one.arrives, round(one.amount)) for one in darts] == [(13, 18, 1000)]
    assert plan.totals[Aim.VALUE] == pytest.approx(0.75 * 21.25 / 52 + 0.25 * 34 / 52, abs=1e-6)
    assert plan.gap == 0


def test_a_week_later_costs_what_arrives_in_a_week(found):
    """
    Half a need of weight ¾ and one of weight ¼ are met by the end: a week less of them is (⅜ + ¼) /
    52.
    """
    assert found.first.prices.delay == pytest.approx((0.375 + 0.25) / 52, abs=1e-6)


def test_a_consent_a_week_sooner_is_worth_a_week_of_what_waits_for_it(found):
    """The darts meet their need, of weight ¼, a week sooner."""
    price = next(one for one in found.first.prices.each if one.hold.kind is ConstraintKind.CONSENT)

    assert (price.hold.id, price.stands, price.step) == ("maker selde", 13, 12)
    assert price.gain == pytest.approx(0.25 / 52, abs=1e-6)


def test_a_floor_lowered_by_a_tenth_is_worth_what_four_more_boats_are(found):
    """
    Four boats more, two a week, arrive in weeks 15 and 16: they meet a tenth of the need, for 37
    weeks and for 36, half each.
    """
    price = next(one for one in found.first.prices.each if one.hold.kind is ConstraintKind.FLOOR)

    assert (price.stands, price.step) == (20.0, 16.0)
    assert price.gain == pytest.approx(0.75 * 0.05 * (37 + 36) / 52, abs=1e-6)
    assert price.marginal == pytest.approx(
        0.75 / 40 * 37 / 52, rel=1e-6
    )  # the next boat would arrive in week 15


def test_under_chance_a_plan_is_late_and_never_more_than_it_sends(found):
    """
    Waits are drawn: on average the value is near the plan's, and half the boats' need is met in
    every draw.
    """
    chance = found.first.chanced

    assert chance.value.low < found.first.value < chance.value.high
    assert chance.met["boats"].best == pytest.approx(0.5)
    assert (chance.any["boats"], chance.any["rounds"]) == (1.0, 1.0)


def test_a_mover_is_the_plan_made_again_at_its_ends(depot, found):
    """
    With 30 boats that would meet the need 20 are two thirds of it, with 50 two fifths: so much more
    and less is met in the end.
    """
    (mover,) = (one for one in found.first.movers if one.assumption == "fleet")
    ends = [planned(shipping(with_value(depot, "fleet", end)).problem) for end in (30.0, 50.0)]

    assert [round(one.met["boats"][-1], 6) for one in ends] == [round(2 / 3, 6), 0.4]
    assert (mover.low, mover.high) == pytest.approx(
        tuple(one.totals[Aim.VALUE] for one in ends), abs=1e-6
    )
    assert (
        found.first.range.low < mover.high < found.first.value < mover.low <= found.first.range.high
    )


def with_value(case, name, number):
    """The case at its best values, one of them changed."""
    best = best_values(case)
    return replace(best, values={**best.values, name: number})


def test_the_most_by_a_week_is_the_most_and_not_the_soonest(depot):
    """
    By Selde at once half of what is sent comes, straight there all of it and later: by the end of
    the year it is the latter that counts.
    """
    slow = replace(
        depot,
        routes=tuple(
            replace(one, lead="assumptions.wait", capacity="") if one.id == "straight" else one
            for one in depot.routes
        ),
    )

    assert why(slow, "boats", share=0.4).most == pytest.approx(0.5)


def test_a_wait_planned_on_a_higher_quantile_is_longer(depot):
    """
    The maker takes nothing to 26 weeks: nine times in ten it is there after 23.4 weeks, so 24.
    """
    made = shipping(best_values(depot), quantile=0.9)

    assert {one.id: one.since for one in made.problem.consents} == {"maker selde": 24}


def test_a_blocked_route_is_closed_and_an_ally_who_stops_closes_its_own(depot):
    """
    The other way was stopped; without Selde the way by it is closed too, and its consent as a maker
    does not come.
    """
    closed = {
        without: {
            one.id
            for one in shipping(best_values(depot), without=without).problem.routes
            if one.is_closed
        }
        for without in ((), ("selde",))
    }

    assert closed == {(): {"hidden"}, ("selde",): {"hidden", "round-about"}}
    assert [
        one.since for one in shipping(best_values(depot), without=("selde",)).problem.consents
    ] == [inf]


def test_routes_say_without_whom_they_are_of_use(depot):
    """
    The way straight there depends on Orrin alone and parts from Selde; the blocked one is of no use
    to anybody.
    """
    routes = {one.route.id: one for one in register(depot).routes}

    assert routes["straight"].useful_without == ("selde",)
    assert routes["straight"].route.parts_from == ("selde",)
    assert routes["round-about"].useless_without == ("selde",)
    assert routes["hidden"].useful_without == ()


def test_plans_are_made_under_each_reading_and_one_under_all(korea_plans):
    """
    Kim's reading first; what nobody may do under some reading is out of the plan that is lawful
    under every one.
    """
    names = [one.shipping.reading for one in korea_plans.plans]

    assert names == ["revision_needed", "executive", "loophole", "opposition"]
    assert {one.shipping.reading: one.plan.opened for one in korea_plans.plans}["loophole"] == (
        "direct",
    )
    assert korea_plans.everywhere.plan.deliveries == ()
    assert all(
        one.since == inf
        for one in korea_plans.everywhere.shipping.problem.consents
        if one.id.startswith("law ")
    )
    assert korea_plans.certainty("loophole") == pytest.approx(korea_plans.plans[2].value)
    assert {one.address for one in korea_plans.everywhere.shipping.left_out} >= {
        f"measures.{name}" for name in ("indirect_def", "direct_off")
    }


def test_practice_and_silence_are_not_lawful_everywhere(korea):
    """
    Backfill is practice to the executive and silent to Kim: a plan may rest on that under a
    reading, and not under every one.
    """
    made = shipping(best_values(korea), reading=EVERYWHERE)

    assert "silent (revision_needed), practice (executive)" in next(
        one.why for one in made.left_out if one.address == "measures.indirect_def"
    )


def test_what_stands_in_the_way_is_named_and_what_would_do_is_enough(depot):
    """
    Half the boats by week 10 are too many: five weeks of two boats make 10, which is a quarter of
    the need.

    The way, its ship and its lead stand in the way, each change by itself is enough and makes a
    plan possible.
    """
    asked = why(depot, "boats", share=0.5, months=10 * 7 * 4800 / 146097)

    assert asked.most == pytest.approx(5 * 2 / 40)  # weeks 5 to 9
    assert asked.earliest == 15
    assert asked.conflict.is_least
    assert {one.kind for one in asked.conflict.holds} >= {
        ConstraintKind.CAPACITY,
        ConstraintKind.LEAD,
    }
    assert asked.ways


def test_what_meets_no_need_is_answered_and_not_refused(depot, korea):
    """Rounds of another calibre and a missile without its launcher are answers with a reason."""
    assert why(depot, "shell").reason == "70 mm is not 90 mm"
    assert "another calibre than 105 mm" in why(korea, "shells-105").reason
    assert "fired from k239" in why(korea, "ktssm-2").reason


def test_a_need_that_nothing_is_named_for_has_no_change_that_would_do(korea):
    """For radars no item is named: nothing that is loosened helps."""
    asked = why(korea, "radars")

    assert (asked.most, asked.earliest, asked.conflict.holds, asked.ways) == (0.0, None, (), ())


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ({"item": "boat"}, "did you mean 'boats'"),
        ({"item": "boats", "share": 1.5}, "share of 1.5"),
        ({"item": "boats", "share": float("nan")}, "share of nan"),
        ({"item": "boats", "months": 40}, "at most 12"),
        ({"item": "boats", "quantile": 1.0}, "quantile of 1"),
        ({"item": "boats", "without": ["nobody"]}, "no actor 'nobody'"),
        ({"item": "boats", "reading": "mine"}, "no reading 'mine'"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_in_a_sentence(depot, question, says):
    """Unknown names, shares and times out of their bounds are the caller's to mend."""
    with pytest.raises(QuestionError, match=says):
        why(depot, **question)


def test_a_day_is_months_from_the_as_of_date(depot):
    """
    From 1 January to 1 July 2031 there are 181 days; 400 years have 4,800 months and 146,097 days.
    A number counts the periods of the case: 4.5 weeks are 31.5 days.
    """
    assert months_until(depot, "2031-07-01") == pytest.approx(181 * 4800 / 146097)
    assert months_until(depot, "4.5") == 4.5
    weekly = replace(depot, period="week")
    assert months_until(weekly, "4.5") == pytest.approx(31.5 * 4800 / 146097)
    with pytest.raises(QuestionError, match="expected a day"):
        months_until(depot, "soon")


def test_a_front_rises_in_value_with_exposure_and_cost(depot):
    """
    No plan of the front is beaten by another in all three, and the most valuable one is the plan
    itself.
    """
    made, plans = fronted(depot)
    totals = [
        (one.totals[Aim.VALUE], -one.totals[Aim.EXPOSURE], -one.totals[Aim.COST]) for one in plans
    ]

    assert max(value for value, _, _ in totals) == pytest.approx(
        planned(made.problem).totals[Aim.VALUE], abs=1e-6
    )
    assert not any(
        all(a >= b for a, b in zip(one, other, strict=True))
        for one in totals
        for other in totals
        if one is not other
    )


def test_a_case_whose_floors_take_all_sends_nothing(depot):
    """Where the holder keeps everything the plan is empty and still a plan."""
    bare = replace(
        depot,
        stocks=tuple(replace(one, floor="assumptions.all") for one in depot.stocks),
        assumptions=(
            *depot.assumptions,
            replace(depot.assumptions[0], id="all", low=one_unit(depot), high=one_unit(depot)),
        ),
    )

    plan = deliverable(bare, details=False).first.plan

    assert plan.totals[Aim.VALUE] == 0
    assert plan.deliveries == ()


def one_unit(case):
    """The number 1, as a case holds it."""
    return replace(case.assumptions[0].low, number=1.0)


def test_of_two_measures_that_would_send_the_same_the_sooner_one_does(korea):
    """
    Direct delivery of defensive goods waits for the Assembly in Kim's reading; the same goods sent
    as dual use, which is silent, do not.
    """
    both = replace(
        korea,
        measures=tuple(
            (
                replace(one, goods=("mistral",), by=("direct",))
                if one.id in ("dual_use", "direct_def")
                else one
            )
            for one in korea.measures
        ),
    )

    made = shipping(best_values(both), reading="revision_needed")

    assert {
        lane.name: lane.consents
        for lane in made.problem.lanes
        if lane.stock == "mistral" and lane.route == "direct"
    } == {"mistral by direct for air-defence": ("law dual_use",)}
    assert made.measures["mistral by direct for air-defence"] == "dual_use"


def test_what_would_have_to_be_true_is_true_once_it_is(depot):
    """
    All 40 boats that meet the need: half of what there is stays, so 80 have to be there, and with
    80 it can be done.
    """
    asked = why(depot, "boats", share=1.0)
    stock = next(
        one
        for way in asked.ways
        for one in way
        if len(way) == 1 and one.hold.kind is ConstraintKind.STOCK
    )
    richer = replace(
        depot,
        facts=(replace(depot.facts[0], value=replace(depot.facts[0].value, number=stock.needed)),),
    )

    assert stock.needed == pytest.approx(80.0, rel=3e-3)
    assert why(richer, "boats", share=1.0).conflict is None


def test_backfill_without_a_partner_is_left_out(depot):
    """Nobody would pass on goods of its own: the route is named, and nothing goes by it."""
    alone = replace(depot, donors=())

    made = shipping(best_values(alone))

    assert {lane.route for lane in made.problem.lanes} == {"straight", "hidden"}
    assert "no donor" in next(
        one.why for one in made.left_out if one.address == "routes.round-about"
    )
