"""Claims that a case words for itself, held draw by draw against the game of the small case."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from casefiles import FLAT

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
from phaseline.desk.comparison import claim_tests, study
from phaseline.desk.comparison.claim_tests import (
    NAMED_TESTS,
    FlipOf,
    Ground,
    Lack,
    Measured,
    by_lead,
    voted,
)
from phaseline.desk.comparison.claims import Verdict, judged, outcome_of, verdict_of
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.free_claims import slight
from phaseline.desk.comparison.results import contest, judgement
from phaseline.desk.comparison.study import studied
from phaseline.game.metrics import METRICS
from phaseline.terms.entries import Entries

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


@pytest.fixture(scope="module")
def voted_ground(case):
    """The same under a reading in which a council votes on the harbours, of the top rungs too."""
    games = type(case.games)([replace(case.game, reading="farmers")])
    voting = replace(case, games=games)
    plan = design(voting, count=DRAWS)
    studies = {
        name: studied(voting, policy_of(voting, name), plan, movers=False)
        for name in ("nothing", "patient", "firm")
    }
    return Ground(case=voting, plan=plan, studies=studies, variants={})


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
    which one lies on each side. Without a ladder nobody closes a harbour, so that at both ends the
    lead stands beside what the draws come to as they are.
    """
    claim = ChangedOrder(
        address="assumptions.loss-harbours", between=("patient", "firm"), by="value"
    )
    found = outcome(ground, flips=claim)
    turned = outcome(ground, flips=replace(claim, between=("firm", "patient")))
    same = outcome(ground, flips=replace(claim, between=("firm", "firm")))

    assert 0.4 < found.flip < 1.0
    assert found.figures[0].value * found.figures[1].value < 0
    bases = [figure.base for figure in found.figures]
    assert bases == pytest.approx([ground.base("patient", "value")] * 2, abs=1e-12)
    assert found.holds == turned.holds
    assert not any(same.holds)
    assert same.flip is None


def test_a_lead_is_ahead_level_or_behind():
    """
    A lead of just a twentieth is none. Of −.06, −.04, .05 and .2 the median is .005; the 5th
    percentile lies .15 of the way from the first to the second, −.057, the 95th .85 of the way
    from the third to the last, .1775.
    """
    outcome = by_lead(np.array([0.2, 0.05, -0.04, -0.06]), 0.05, (), base=12.0)
    (lead,) = outcome.figures

    assert outcome.holds == (True, False, False, False)
    assert outcome.level == (False, True, True, False)
    assert (lead.low, lead.value, lead.high) == pytest.approx((-0.057, 0.005, 0.1775))
    assert (lead.of, lead.base, outcome.sides) == (Measured.LEAD, 12.0, 0)


@pytest.mark.parametrize(
    ("share", "level", "stands"),
    [
        (0.5, 0.5, Verdict.LEVEL),
        (0.0, 0.6, Verdict.LEVEL),
        (0.51, 0.49, Verdict.DEPENDS),
        (0.01, 0.49, Verdict.FAILS),
        (0.99, 0.01, Verdict.HOLDS),
        (0.01, None, Verdict.FAILS),
    ],
)
def test_what_is_level_in_half_of_the_draws_is_not_told_apart(share, level, stands):
    """At least half of the draws; a test that compares no sides has no ties."""
    assert verdict_of(share, level, claim_tests.TestOutcome(holds=(True,))) is stands


def test_a_ladder_is_level_with_itself(case, ground):
    """Ahead, level and behind add up to one, and of a ladder and itself all draws are level."""
    claim = Claim(id="c", says="It is so.", better=BetterLadder(ladder="firm", than="firm"))
    (same,) = judged(
        replace(case, claims=type(case.claims)([claim])),
        ground.plan,
        list(ground.studies.values()),
        {},
    )

    assert (same.verdict, same.share, same.level, same.behind) == (Verdict.LEVEL, 0.0, 1.0, 0.0)


def test_phasing_is_one_ladder_against_another(ground):
    """The lead is the other ladder's change less its own, draw by draw: no best of several."""
    asked = ClaimArguments(ladder="firm", at_once="patient", held="nothing")
    phasing = outcome(ground, tests="phasing", with_=asked)
    lead = ground.change("patient", "inside") - ground.change("firm", "inside")

    assert phasing.holds == tuple(lead > 0.05)
    assert phasing.level == tuple(np.abs(lead) <= 0.05)
    assert [figure.subject for figure in phasing.figures[:2]] == ["firm", "patient"]
    shares = [
        figure.value
        for figure in phasing.figures
        if figure.of
        in (Measured.BETTER_THAN_HELD, Measured.LEVEL_WITH_HELD, Measured.WORSE_THAN_HELD)
    ]
    assert sum(shares) == pytest.approx(1)


def test_regimes_of_consent_meet_where_the_leader_changes(voted_ground):
    """On either side of a turn, solved anew, another ladder has fewer periods, or neither has."""
    asked = ClaimArguments(ladder="firm", at_once="nothing", held="patient")
    regimes = outcome(voted_ground, tests="phasing", with_=asked).regimes

    assert (regimes[0].low, regimes[-1].high) == (0.0, 1.0)
    assert all(low.high == high.low for low, high in pairwise(regimes))
    for regime in regimes:
        for at in (regime.low + 1e-3, regime.high - 1e-3):
            values = [voted(voted_ground.plan.best, at)]
            firm, patient = (
                float(voted_ground.changes(voted_ground.setting(name), values)[0])
                for name in ("firm", "patient")
            )
            ahead = {"firm": patient - firm, "patient": firm - patient}
            assert regime.leader in ("", *ahead)
            assert all((lead > 0.05) == (name == regime.leader) for name, lead in ahead.items())


def test_steps_change_nothing_where_nobody_gains(voted_ground):
    """Without gains nobody crosses, with the rungs between or without them: all draws are level."""
    gains = {"gain-careful": 0.0, "gain-bold": 0.0}
    draws = tuple(
        replace(draw, values={**draw.values, **gains}) for draw in voted_ground.plan.draws
    )
    idle = replace(voted_ground, plan=replace(voted_ground.plan, draws=draws))
    steps = outcome(idle, tests="limited_steps", with_=ClaimArguments(ladder="patient"))

    assert all(steps.level)
    assert not any(steps.holds)
    assert [figure.value for figure in steps.figures] == pytest.approx([0, 0, 0])


def test_steps_are_asked_of_a_ladder_whose_top_rung_is_voted_on(ground, voted_ground):
    """Where nobody votes, or nobody votes on this ladder, no vote on the top rung could be lost."""
    for some, ladder in ((ground, "patient"), (voted_ground, "nothing")):
        steps = outcome(some, tests="limited_steps", with_=ClaimArguments(ladder=ladder))
        assert steps.lacks is Lack.CONSENT


def test_a_ladder_of_two_rungs_has_no_steps_between(voted_ground):
    """With its lowest and its top rung alone it is what it is compared with."""
    study = voted_ground.studies["patient"]
    short = replace(study, policy=replace(study.policy, rungs=("R0", "R3")))
    ladder = replace(voted_ground, studies={**voted_ground.studies, "patient": short})
    steps = outcome(ladder, tests="limited_steps", with_=ClaimArguments(ladder="patient"))

    assert steps.lacks is Lack.STEPS


def test_involvement_on_the_line_is_what_the_ladder_changes(ground):
    """With the line's own track the course changes what the study of the ladder says it changes."""
    asked = ClaimArguments(ladder="firm", track="gear")
    involved = outcome(ground, tests="involvement", with_=asked)
    change = ground.change("firm", "inside")

    assert involved.figures[0].value == pytest.approx(float(np.median(change)), abs=1e-9)
    assert involved.holds == tuple(change < -0.05)
    nobody = ClaimArguments(ladder="firm", track="season")
    assert outcome(ground, tests="involvement", with_=nobody).lacks is Lack.RISE


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


def test_claims_that_are_asked_alone_stand_as_beside_all_ladders(case):
    """
    The same verdicts, to the last bit, whether all ladders were studied or those are played that a
    claim asks about.
    """
    depth = replace(FLAT, claims=True)

    assert judgement(case, draws=DRAWS).verdicts == contest(case, depth=depth, draws=DRAWS).claims


def test_a_claim_plays_no_ladder_that_it_does_not_name(case, monkeypatch):
    """
    That patience is better than firmness asks for the figures of these two and of their yardstick,
    and of none of the others; the claims come in the order in which they are asked for.
    """
    claims = Entries(
        (
            Claim(id="free", says="It is so.", better=BetterLadder(ladder="patient", than="firm")),
            Claim(id="settled", says="It is so.", met=MetDemand(ladder="nothing")),
        )
    )
    played = set()
    figures = study.figures

    def noting(setting, values, **asked):
        played.add(setting.policy.id)
        return figures(setting, values, **asked)

    monkeypatch.setattr(study, "figures", noting)
    judged_alone = judgement(replace(case, claims=claims), claims=("settled", "free"), draws=DRAWS)

    assert [verdict.claim.id for verdict in judged_alone.verdicts] == ["settled", "free"]
    assert played == {"nothing", "patient", "firm"}
    assert {policy.id for policy in case.policies} - played


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
