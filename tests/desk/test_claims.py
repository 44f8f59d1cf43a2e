"""Claims that a case words for itself, held draw by draw against the game of the small case."""

from dataclasses import replace

import pytest

from phaseline.case.games import policy_of
from phaseline.case.model.claims import (
    CLAIM_TESTS,
    COMPARED_BY,
    BetterLadder,
    ChangedOrder,
    Claim,
    ClaimArguments,
    DeterredType,
    MetDemand,
)
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.claim_tests import NAMED_TESTS, FlipOf, Ground
from phaseline.desk.comparison.claims import Verdict, judged, outcome_of
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.free_claims import slight
from phaseline.desk.comparison.study import studied
from phaseline.game.metrics import METRICS

DRAWS = 8


@pytest.fixture(scope="module")
def case():
    """The small worked case."""
    return read_case(case_path("strait"), name="strait").case


@pytest.fixture(scope="module")
def ground(case):
    """Its ladders as studied."""
    plan = design(case, count=DRAWS)
    studies = {
        name: studied(case, policy_of(case, name), plan, movers=False)
        for name in ("nothing", "patient", "firm")
    }
    return Ground(case=case, plan=plan, studies=studies, variants={})


def outcome(ground, **way):
    """What a claim comes to that is held in one way."""
    return outcome_of(ground, Claim(id="c", says="It is so.", **way))


def test_every_test_and_every_metric_of_the_format_is_known():
    """The format names the tests and the metrics that the desk and the game have."""
    assert set(CLAIM_TESTS) == set(NAMED_TESTS)
    assert set(COMPARED_BY) == {name for name, metric in METRICS.items() if metric.sense}


def test_what_is_no_difference_depends_on_the_unit():
    """A twentieth of a period is none; of a chance any difference counts."""
    assert (slight("inside"), slight("value"), slight("disaster")) == (0.05, 0.05, 0.0)


@pytest.mark.parametrize("metric", ["inside", "value", "crossing"])
def test_one_ladder_is_not_better_both_ways(ground, metric):
    """In no draw is each of two ladders better than the other; against itself none ever is."""
    one, other, same = (
        outcome(ground, better=BetterLadder(ladder=first, than=second, by=metric)).holds
        for first, second in (("patient", "firm"), ("firm", "patient"), ("firm", "firm"))
    )

    assert not any(a and b for a, b in zip(one, other, strict=True))
    assert not any(same)


def test_a_type_that_gains_nothing_is_deterred_and_one_that_loses_nothing_is_not(ground):
    """
    A type whose gain is zero has no reason to cross; with a gain under a ladder that changes
    nothing it is across in all 12 periods.
    """
    values = {"gain-careful": 0.0}
    idle = replace(
        ground,
        plan=replace(
            ground.plan,
            best=replace(ground.plan.best, values={**ground.plan.best.values, **values}),
            draws=tuple(
                replace(draw, values={**draw.values, **values}) for draw in ground.plan.draws
            ),
        ),
    )
    claim = DeterredType(type="careful", ladder="nothing")

    assert all(outcome(idle, deters=claim).holds)
    assert not any(outcome(ground, deters=claim).holds)
    assert outcome(ground, deters=claim).figures[0].value == pytest.approx(12)


def test_a_demand_that_stands_met_is_met_and_one_that_nobody_makes_is_not(ground):
    """
    A demand that the level at the start meets is met in every draw; a ladder that demands nothing
    settles the claim without draws.
    """
    policy = ground.policy("patient")
    asked = replace(policy.demand[0], levels=("none", "refused", "given"))
    study = replace(ground.studies["patient"], policy=replace(policy, demand=(asked,)))
    easy = replace(ground, studies={**ground.studies, "patient": study})

    assert all(outcome(easy, met=MetDemand(ladder="patient")).holds)
    assert outcome(ground, met=MetDemand(ladder="nothing")).settled is False


def test_two_ladders_change_places_where_one_leads_at_one_end_only(ground):
    """
    The flip at the best values lies where the lead is none: on the line between two points, of
    which one lies on each side.
    """
    claim = ChangedOrder(
        address="assumptions.loss-harbours", between=("patient", "firm"), by="value"
    )
    found = outcome(ground, flips=claim)
    turned = outcome(ground, flips=replace(claim, between=("firm", "patient")))
    same = outcome(ground, flips=replace(claim, between=("firm", "firm")))

    assert 0.4 < found.flip < 1.0
    assert found.figures[0].value * found.figures[1].value < 0
    assert found.holds == turned.holds
    assert not any(same.holds)
    assert same.flip is None


def test_the_verdict_of_a_free_claim_follows_the_rules_of_all(case, ground):
    """In nearly all draws it holds, in nearly none it fails; without draws it is as settled."""
    claims = type(case.claims)(
        Claim(id=name, says="It is so.", **way)
        for name, way in {
            "fails": {"deters": DeterredType(type="bold", ladder="nothing")},
            "settled": {"met": MetDemand(ladder="nothing")},
        }.items()
    )
    verdicts = judged(replace(case, claims=claims), ground.plan, list(ground.studies.values()), {})

    assert [verdict.verdict for verdict in verdicts] == [Verdict.FAILS, Verdict.FAILS]
    assert [verdict.share for verdict in verdicts] == [0.0, None]


def test_a_claim_about_a_ladder_that_is_left_out_stays_open(case, ground):
    """What was not compared decides nothing, and the other claims are judged all the same."""
    assert outcome(ground, better=BetterLadder(ladder="patient", than="buoys")).settled is None
    assert outcome(ground, better=BetterLadder(ladder="patient", than="buoys")).holds is None
    assert case.policies.get("buoys") is not None


def test_a_study_says_whether_its_demand_is_met(ground, case):
    """
    By type and horizon where something is demanded: a chance that grows with the horizon; None
    where nothing is.
    """
    by_type = ground.studies["patient"].demand
    near, far = (str(horizon) for horizon in case.horizon)

    assert set(by_type) == {"careful", "bold"}
    for outcomes in by_type.values():
        assert 0 <= outcomes[near]["chance"] <= outcomes[far]["chance"] <= 1 + 1e-12
    assert ground.studies["nothing"].demand is None


@pytest.mark.parametrize(
    ("path", "measure", "than", "is_shared"),
    [
        (case_path("korea-2024"), "direct_off", "direct_def", True),
        (case_path("korea-2024"), "direct_off", "indirect_off", False),
        (case_path("snapback-2025"), "measures-return", "extension", False),
    ],
)
def test_a_consent_that_two_measures_share_turns_nothing(path, measure, than, is_shared):
    """
    Both direct deliveries wait for the same amendment, which cancels out; two different votes, or a
    vote and none, do not.
    """
    shipped = read_case(path, name=path.name).case
    plan = design(shipped, count=DRAWS)
    ground = Ground(case=shipped, plan=plan, studies={}, variants={})
    asked = ClaimArguments(measure=measure, than=than)

    found = outcome(ground, tests="stronger_measure", with_=asked)

    assert found.flip_of is (FlipOf.SHARED_CONSENT if is_shared else FlipOf.CONSENT)
    assert found.flip is None or not is_shared
