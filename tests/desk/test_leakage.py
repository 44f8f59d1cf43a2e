"""Where the threat of a case's ladder leaks: means over draws, types, and steps that deter none."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from phaseline.case.check.report import checked
from phaseline.case.games import policy_of
from phaseline.case.model.play import AskFirst
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.leakage import (
    AskedConsent,
    LadderLeakage,
    StepChance,
    TypeLeakage,
    known_type,
    leakage,
    leaking_ladders,
    step_chances,
)
from phaseline.desk.comparison.study import base_setting, studied
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.findings.threats import (
    AnywayStep,
    AnywaySteps,
    ConsentAskedFirst,
    OutOfReach,
    WhereItLeaks,
    shown_shares,
    threat_findings,
)
from phaseline.errors import QuestionError
from phaseline.game.asking import asked_first
from phaseline.game.leaks import Leak, LeakKind, LeakStudy, bare, periods_across
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.words import Words

DRAWS = 8
LEADS = """
  - {id: far, asks: How long, owner: me, rationale: Slow., low: 13 month, high: 13.4 month}
  - {id: near, asks: How long, owner: me, rationale: Slow., low: 3 month, high: 3.4 month}
"""


@pytest.fixture(scope="module")
def case():
    """The small worked case."""
    return read_case(case_path("strait"), name="strait").case


@pytest.fixture(scope="module")
def firm(case):
    """One of its ladders, with everything lifted that it leaks by."""
    return leakage(case, policy_of(case, "firm"), draws=DRAWS)


@pytest.fixture(scope="module")
def hall():
    """The tests' invented case."""
    return read_case(Path(__file__).parent / "hall.yaml", name="hall").case


def test_shares_add_up_to_the_total_in_every_draw(firm):
    """Shapley shares sum to what all brakes take away together; so do their means."""
    assert sum(leak.shares for leak in firm.study.leaks) == pytest.approx(
        firm.study.total, abs=1e-9
    )
    assert len(firm.study.as_is) == firm.draws == DRAWS


def test_as_it_is_a_ladder_changes_what_the_comparison_says(case, firm):
    """Nothing lifted is the game of the comparison, against the same yardstick, draw by draw."""
    known = studied(case, policy_of(case, "firm"), design(case, count=DRAWS), movers=False)

    assert firm.study.as_is == pytest.approx(known.change_by_draw("inside"), abs=1e-9)


def test_two_brakes_that_only_work_together_share_alike(hall):
    """
    Six periods across as it is, and none where what is seen is consented to: each of the two alone
    changes nothing, so each has half.
    """
    leak = leakage(hall, policy_of(hall, "climb"), draws=DRAWS)

    assert [brake.kinds for brake in leak.study.leaks] == [(LeakKind.CONSENT,), (LeakKind.SEEING,)]
    for brake in leak.study.leaks:
        assert brake.shares == pytest.approx(np.full(DRAWS, -3.0), abs=1e-9)
        assert brake.first_in == pytest.approx(np.zeros(DRAWS), abs=1e-9)
        assert brake.last_out == pytest.approx(np.full(DRAWS, -6.0), abs=1e-9)
    assert (leak.types["all"].without, leak.types["all"].lifted) == pytest.approx((6.0, 0.0))


def test_a_type_alone_is_what_the_table_of_types_says_of_it(case, firm):
    """With `--type` the same game is played against one type; its ends are those of the table."""
    alone = leakage(case, policy_of(case, "firm"), only="bold", draws=DRAWS)

    assert [*alone.types] == ["bold"]
    assert alone.types["bold"] == firm.types["bold"]
    assert alone.study.as_is.mean() == pytest.approx(firm.types["bold"].effect_as_is, abs=1e-9)
    assert alone.study.lifted.mean() == pytest.approx(firm.types["bold"].effect_lifted, abs=1e-9)


def test_shares_against_one_type_are_those_of_a_game_against_it_alone(case, firm):
    """Each type has the brakes of all, and its shares add up to what lifting all changes of it."""
    alone = leakage(case, policy_of(case, "firm"), only="bold", draws=DRAWS)

    assert [*firm.by_type] == ["careful", "bold"]
    for study in firm.by_type.values():
        assert [leak.id for leak in study.leaks] == [leak.id for leak in firm.study.leaks]
        assert sum(leak.shares for leak in study.leaks) == pytest.approx(study.total, abs=1e-9)
    shares = {leak.id: leak.shares for leak in alone.study.leaks}
    for leak in firm.by_type["bold"].leaks:
        assert leak.shares == pytest.approx(shares.get(leak.id, np.zeros(DRAWS)), abs=1e-9)


def test_all_ladders_but_the_yardstick_can_be_asked_for(case):
    """What threatens nothing has no leak; a wrong name is named with those that are there."""
    assert leaking_ladders(case) == ("patient", "firm", "buoys")
    assert leaking_ladders(case, "firm") == ("firm",)
    with pytest.raises(QuestionError, match="'nothing' is what all ladders are held against"):
        leaking_ladders(case, "nothing")
    with pytest.raises(QuestionError, match=r"no ladder 'fim'.*did you mean"):
        leaking_ladders(case, "fim")
    with pytest.raises(QuestionError, match="no type 'bald'"):
        known_type(case, "bald")


def found(**changes):
    """What is said of a ladder with one brake and given steps or types."""
    two = np.array([-2.0, -4.0])
    study = LeakStudy(
        as_is=np.zeros(2),
        lifted=two,
        leaks=(Leak(kinds=(LeakKind.GOODS,), shares=two, first_in=two, last_out=two),),
        corners=np.array([np.zeros(2), two]),
        across=np.array([np.zeros(2), two]) + 12,
    )
    ladder = LadderLeakage(
        policy="p", type="", study=study, types={}, by_type={}, steps=(), horizon=12, draws=2
    )
    return threat_findings(replace(ladder, **changes))


def test_small_brakes_of_a_picture_are_one():
    """
    Of 10 months two brakes take 0.4 and give 0.1, less than a tenth each: together -0.3. What
    takes 9 stands alone; together with what is left they are the 10.
    """
    whole, shares = np.full(2, -10.0), {LeakKind.SEEING: -9.0, LeakKind.GOODS: -0.4}
    leaks = tuple(
        Leak(kinds=(kind,), shares=np.full(2, share), first_in=whole, last_out=whole)
        for kind, share in {**shares, LeakKind.CREDIT: 0.1}.items()
    )
    study = LeakStudy(
        as_is=np.full(2, -0.7), lifted=whole, leaks=leaks, corners=whole, across=whole
    )
    shown = shown_shares(study)

    assert [share.kinds for share in shown] == [(LeakKind.SEEING.value,), ()]
    assert [share.share for share in shown] == pytest.approx([-9.0, -0.3])
    assert 10 + sum(share.share for share in shown) == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("crossed", "calm", "is_said"), [(0.95, 0.9, True), (0.95, 0.8, False), (0.05, 0.04, False)]
)
def test_a_step_comes_anyway_where_crossing_makes_it_hardly_likelier(crossed, calm, is_said):
    """Likelier by under a tenth; a step that hardly comes at all does not come anyway."""
    step = StepChance(rung="r", if_crossed=crossed, if_not=calm, first=3)
    said = [finding for finding in found(steps=(step,)) if isinstance(finding, AnywayStep)]

    assert [finding.rung for finding in said] == ["r"] * is_said


@pytest.mark.parametrize(("kind", "is_bearing"), [("ANYWAY", True), ("GOODS", False)])
def test_what_comes_anyway_may_bear_the_effect(kind, is_bearing):
    """Where a month of it rests on steps that come anyway, and where it rests on another brake."""
    month = np.array([1.0, 1.0])
    study = LeakStudy(
        as_is=-month,
        lifted=np.zeros(2),
        leaks=(Leak(kinds=(LeakKind[kind],), shares=month, first_in=month, last_out=month),),
        corners=np.array([-month, np.zeros(2)]),
        across=np.array([-month, np.zeros(2)]) + 12,
    )
    step = StepChance(rung="r", if_crossed=1.0, if_not=1.0, first=3)
    (anyway,) = (
        finding for finding in found(study=study, steps=(step,)) if isinstance(finding, AnywayStep)
    )

    assert anyway.is_bearing is is_bearing


@pytest.mark.parametrize(("first", "is_said"), [(13, True), (12, False), (None, False)])
def test_a_step_is_out_of_reach_that_first_comes_after_the_horizon(first, is_said):
    """The period in which it could be in force is named; what never comes is another matter."""
    step = StepChance(rung="r", if_crossed=0.0, if_not=0.0, first=first)
    said = [finding.first for finding in found(steps=(step,)) if isinstance(finding, OutOfReach)]

    assert said == [first] * is_said


def test_a_type_is_kept_out_that_crosses_for_under_half_a_period():
    """It has to cross as it is; the means over the draws stand in the finding."""
    types = {
        "in": TypeLeakage(as_is=6.0, lifted=0.4, effect_as_is=0.0, effect_lifted=-5.6),
        "never": TypeLeakage(as_is=0.0, lifted=0.0, effect_as_is=0.0, effect_lifted=0.0),
        "still": TypeLeakage(as_is=6.0, lifted=0.6, effect_as_is=0.0, effect_lifted=-5.4),
    }
    where = found(types=types)[0]

    assert isinstance(where, WhereItLeaks)
    assert where.keeps_out == ("in",)
    assert (where.as_is, where.lifted) == (0.0, -3.0)
    assert [(share.id, share.share) for share in where.takers] == [("goods", -3.0)]
    assert where.takers[0].low == pytest.approx(-3.9)
    assert where.takers[0].high == pytest.approx(-2.1)


def test_asked_when_called_is_the_ladder_as_it_is(firm):
    """What stands beside asking first is what the ladder changes anyway, draw by draw."""
    assert firm.consent is not None
    assert not firm.consent.is_own
    assert firm.consent.when_called == pytest.approx(firm.study.as_is, abs=1e-12)


def test_asked_first_is_each_draw_with_its_own_chance_of_yes(hall):
    """Every consent that may be refused is asked for beforehand, by the chance of its draw."""
    policy = policy_of(hall, "climb")
    asked = leakage(hall, policy, draws=DRAWS).consent
    values = design(hall, count=DRAWS).draws
    games = [game_of(base_setting(hall, policy), value) for value in values]
    across = periods_across([asked_first(game) for game in games])

    assert asked is not None
    assert asked.first == pytest.approx(across - periods_across(list(map(bare, games))), abs=1e-9)


def test_a_ladder_that_asks_first_is_held_against_asking_when_called(case):
    """What it changes as it is counts by its own terms; what it would change when called, not."""
    policy = policy_of(case, "patient")
    plain = leakage(case, policy, draws=DRAWS).study.as_is
    asks = replace(policy, asks_first=AskFirst(asks_again=True))
    leak = leakage(case, asks, draws=DRAWS)

    assert leak.consent is not None
    assert leak.consent.is_own
    assert leak.consent.first == pytest.approx(leak.study.as_is, abs=1e-12)
    assert leak.consent.when_called == pytest.approx(plain, abs=1e-9)
    assert np.abs(plain - leak.study.as_is).max() > 0.01


@pytest.mark.parametrize(
    ("first", "is_own", "says"),
    [
        (-2.0, False, "If consent were asked for beforehand, p would change"),
        (-2.0, True, "p asks for consent beforehand, and changes"),
        (-0.02, False, "It makes hardly any difference to p whether consent is asked"),
    ],
)
def test_a_sentence_says_what_asking_first_would_change(case, first, is_own, says):
    """The difference stands with both of its ends, and with what a yes is taken to be."""
    consent = AskedConsent(first=np.full(2, first), when_called=np.zeros(2), is_own=is_own)
    asked = next(f for f in found(consent=consent) if isinstance(f, ConsentAskedFirst))
    (sentence,) = all_told([asked], Words(case))

    assert asked.is_alike is (first > -0.05)
    assert sentence.text.startswith(says)
    assert ("the chances of yes are the same" in sentence.text) is not is_own


def test_several_steps_that_come_anyway_are_told_together():
    """One finding for all of them, with the chances of each; what is deterred stays out of it."""
    steps = tuple(
        StepChance(rung=rung, if_crossed=crossed, if_not=calm, first=3)
        for rung, crossed, calm in (("a", 1.0, 1.0), ("b", 0.9, 0.1), ("c", 0.95, 0.9))
    )

    said = [finding for finding in found(steps=steps) if isinstance(finding, AnywaySteps)]

    assert [finding.chances for finding in said] == [(("a", 1.0, 1.0), ("c", 0.95, 0.9))]
    assert not [step for step in found(steps=steps) if isinstance(step, AnywayStep)]


def test_check_finds_late_rungs_no_later_than_the_game_does(tmp_path):
    """
    Grain takes 13 months from consent, so that without a vote it can be stopped in month 14 of 12
    at the earliest; the game adds the wait for reports and consent. Climbed one rung at a time, the
    3 months of the harbours come before: month 17.
    """
    edits = {
        "game.yaml": (
            ("{measure: grain,", "{measure: grain, lead: assumptions.far,"),
            ("{measure: harbours,", "{measure: harbours, lead: assumptions.near,"),
        ),
        "response.yaml": (("plays: {deadline", "plays: {max_step: 1, deadline"),),
    }
    for path in case_path("strait").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for old, new in edits.get(path.name, ()):
            assert old in text
            text = text.replace(old, new, 1)
        if path.name == "assumptions.yaml":
            text = f"{text.rstrip()}\n{LEADS}"
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    report = checked(read_case(tmp_path, name="strait"), {})
    case = report.reading.case

    said = [diagnostic for diagnostic in report.diagnostics if diagnostic.code == "PL625"]
    firsts = {
        name: {
            step.rung: step.first
            for step in step_chances(
                game_of(base_setting(case, policy_of(case, name)), best_values(case)), 12
            )
        }
        for name in ("patient", "firm")
    }

    assert [diagnostic.message.partition(",")[0] for diagnostic in said] == [
        "R3 of patient cannot be in force before month 17",
        "R3 of firm cannot be in force before month 14",
    ]
    # The steps of the game that may be taken come no earlier than their leads say.
    assert {name: rungs["R2"] >= 1 + 3 for name, rungs in firsts.items()} == {
        "patient": True,
        "firm": True,
    }
