"""Ties at the desk: what differs by rounding decides no claim, no lead, no order and no turn."""

from dataclasses import replace
from math import nan
from pathlib import Path

import numpy as np
import pytest
from twins import played_twice

from phaseline.case.games import policy_of
from phaseline.case.model.claims import ClaimArguments
from phaseline.case.read import read_case
from phaseline.desk.comparison import study
from phaseline.desk.comparison.advice import advice
from phaseline.desk.comparison.cheating import CHEATS, _last_above
from phaseline.desk.comparison.claim_tests import Ground, compellence_is_harder
from phaseline.desk.comparison.claims import turning
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.results import LadderComparison, LadderResult
from phaseline.desk.comparison.search import Edge, is_knife_edge
from phaseline.desk.comparison.study import LadderFigures, LadderSensitivity, LadderStudy
from phaseline.desk.comparison.variants import _flip
from phaseline.desk.estimates.ranges import span
from phaseline.desk.estimates.valuation import best_values
from phaseline.game.metrics import METRICS

HALL = Path(__file__).parent / "hall.yaml"
DRAWS = 64
CLIMB = ClaimArguments(ladders=("climb",))
NOISES = (1e-16, -1e-16, 1e-13, -1e-13)


@pytest.fixture(scope="module")
def case():
    """The hall of three, with a second completion of its ladder."""
    found = read_case(HALL)
    assert found.case is not None, found.diagnostics
    return played_twice(found.case, "climb", "again")


@pytest.fixture(scope="module")
def plan(case):
    """The draws of the hall."""
    return design(case, count=DRAWS)


def figures(**known):
    """Figures of one number for all draws, the best values first; 0 where none is given."""
    columns = {name: np.full(DRAWS + 1, known.get(name, 0.0)) for name in METRICS}
    return LadderFigures(by_metric=columns, states=1)


def contender(case, name, *, movers=(), **known):
    """A ladder that comes to the same in all draws; the yardstick comes to nothing."""
    studied = LadderStudy(
        policy=policy_of(case, name),
        states=(1, 1),
        mine=figures(**known),
        theirs=figures(),
        change={},
        first_acts={},
        movers=movers,
        removed=(),
    )
    return LadderResult(studied=studied, variants=None, cheating=None, lapse=None, answer={})


def contest_of(plan, *contenders):
    """A contest of some ladders."""
    return LadderComparison(plan=plan, contenders=contenders, claims=())


@pytest.mark.parametrize("noise", NOISES)
@pytest.mark.parametrize("figure", ["inside", "value", "disaster"])
def test_ladders_that_are_level_are_ahead_together(case, plan, figure, noise):
    """
    Of -1, 0.2 and 0.2 with noise the two that are level are ahead in all draws, by less harm or by
    more value; the first is the case's.
    """
    better = 0.2 if figure == "value" else -0.2
    ladders = [
        contender(case, "nothing"),
        contender(case, "climb", **{figure: better}),
        contender(case, "again", **{figure: better + noise}),
    ]
    found = advice(case, contest_of(plan, *ladders))
    place = {"inside": 0, "value": 1, "disaster": 2}[figure]

    assert (found.ahead[place].first, found.ahead[place].level, found.ahead[place].share) == (
        "climb",
        ("again",),
        1.0,
    )


@pytest.mark.parametrize(
    ("wins", "second"),
    [((40, 16, 8), "again"), ((40, 12, 12), ""), ((24, 24, 16), "")],
)
def test_only_what_is_alone_is_the_second(case, plan, wins, second):
    """
    Of 64 draws each ladder leads, by a period less, in so many: a second is named where neither the
    first nor it has an equal, whichever of them stands first in the file.
    """
    leader = np.repeat(range(3), wins)
    names = ("climb", "again", "nothing")
    ladders = [
        contender(case, name, inside=np.append(0.0, np.where(leader == place, -1.0, 0.0)))
        for place, name in enumerate(names)
    ]

    ahead = advice(case, contest_of(plan, *ladders)).ahead[0]
    turned = advice(case, contest_of(plan, *ladders[::-1])).ahead[0]

    assert ahead.second == turned.second == second
    assert {ahead.first, *ahead.level} == {turned.first, *turned.level}
    assert bool(ahead.turning) <= bool(second)


@pytest.mark.parametrize("noise", NOISES)
def test_a_change_at_the_threshold_is_none(case, plan, noise):
    """A twentieth of a period is no difference; with noise beyond it it is none either."""
    found = advice(
        case,
        contest_of(
            plan,
            contender(case, "nothing"),
            contender(case, "climb", inside=-0.05 + noise, value=0.05 - noise),
        ),
    )

    assert found.better["climb"] == (0.0, 0.0)
    assert found.dominant == ()


@pytest.mark.parametrize("noise", NOISES)
def test_assumptions_that_move_as_much_stand_in_the_order_of_the_case(case, plan, noise):
    """
    The gain and the odds move the ladder by 1 each, the swing by 2: the swing leads, the odds stand
    before the gain as in the case.
    """
    movers = (
        LadderSensitivity(assumption="gain", low=0.0, high=1.0 + noise),
        LadderSensitivity(assumption="odds", low=1.0, high=0.0),
        LadderSensitivity(assumption="swing", low=-1.0, high=1.0),
    )
    found = advice(
        case, contest_of(plan, contender(case, "nothing"), contender(case, "climb", movers=movers))
    )

    assert [name for name, _ in found.movers] == ["swing", "odds", "gain"]


@pytest.mark.parametrize("noise", NOISES)
def test_movers_of_a_ladder_that_move_nothing_stand_in_the_order_of_the_case(
    monkeypatch, case, plan, noise
):
    """
    Two assumptions that move nothing but noise keep their order behind the one that moves
    something.
    """
    moved = [(name, plan.best, plan.best) for name in ("odds", "gain", "price")]
    ends = np.array([0.0, 0.0, 0.0, noise, 0.0, 0.5])
    monkeypatch.setattr(study, "figures", lambda *_, **__: {"inside": ends})

    movers = study._movers(None, moved, np.zeros(6))

    assert [mover.assumption for mover in movers] == ["price", "odds", "gain"]


@pytest.mark.parametrize("noise", NOISES)
def test_a_claim_is_not_held_by_rounding(case, plan, noise):
    """
    Nobody is kept from crossing and nobody made to leave: 0 is not more than 0, in none of the 64
    draws, whatever rounding says.
    """
    ladders = {
        "climb": replace(
            contender(case, "climb").studied, mine=figures(crossing=1.0 - noise, leaving=nan)
        )
    }
    ground = Ground(case=case, plan=plan, studies=ladders, variants={})

    assert [*compellence_is_harder(ground, CLIMB).holds] == 64 * [False]


def test_a_claim_that_holds_by_more_than_rounding_holds(case, plan):
    """A thousandth more is kept from crossing than is made to leave: in all of the 64 draws."""
    ladders = {
        "climb": replace(
            contender(case, "climb").studied, mine=figures(crossing=0.5, leaving=0.499)
        )
    }

    assert (
        sum(
            compellence_is_harder(
                Ground(case=case, plan=plan, studies=ladders, variants={}), CLIMB
            ).holds
        )
        == DRAWS
    )


def test_assumptions_that_tell_the_draws_apart_alike_are_named_together(case, plan):
    """
    The gain is drawn as twice the odds: both split the draws in the same places, so both are named,
    the case's first at the head.
    """
    draws = tuple(
        replace(one, values={**one.values, "gain": 2 * one.values["odds"]}) for one in plan.draws
    )
    twins = replace(plan, draws=draws, continuous=("odds", "gain"))
    holds = np.array([one.values["odds"] > 0.6 for one in draws])
    found = turning(case, twins, holds)

    assert (found.assumption, found.level) == ("odds", ("gain",))


@pytest.mark.parametrize("threshold", [18, 24, 30, 36, 42])
def test_a_draw_at_the_split_is_above_it(case, plan, threshold):
    """
    Of the draws 0 to 60 the three tenths are below 18, and so on: the draw on which a split falls
    is above it, however a tenth of 60 rounds.
    """
    draws = tuple(
        replace(plan.best, values={**plan.best.values, "odds": float(number)})
        for number in range(61)
    )
    holds = np.array([number >= threshold for number in range(61)])
    found = turning(case, replace(plan, draws=draws, continuous=("odds",)), holds)

    assert (found.at, found.below, found.above) == (pytest.approx(threshold), 0.0, 1.0)


@pytest.mark.parametrize("noise", NOISES)
def test_a_sign_turns_beyond_a_hundredth_only(noise):
    """
    From 1 to -0.01 with noise the sign does not turn: a hundredth of a period is not less than
    itself, nor -0.01 a sign below it.
    """
    assert _flip("none", (0.0, 1.0), np.array([1.0, 0.0 + noise])).at is None
    at = [_flip("some", (0.0, 1.0), np.array([1.0, -0.01 + moved])).at for moved in (0.0, noise)]
    assert at[0] == pytest.approx(at[1], abs=1e-9)


@pytest.mark.parametrize("noise", NOISES)
def test_cheating_ends_at_the_same_cost_whatever_the_noise(noise):
    """A month of it is cheating, with noise or without: it ends at the third of three costs."""
    assert _last_above([0.0, 0.5, 1.0], [5.0, CHEATS + noise, 0.0]) == 1.0
    assert _last_above([0.0, 0.5, 1.0], [5.0, 2.0, CHEATS + noise]) is None


@pytest.mark.parametrize("noise", NOISES)
def test_a_place_does_not_hang_on_ties_by_rounding(noise):
    """
    A ladder that beats the best by noise with ties against it beats it not at all; one that does so
    by a tenth makes a knife edge.
    """
    best = Edge(member=0, best=2.0, worst=1.0)

    assert not is_knife_edge([best, Edge(member=1, best=2.0, worst=1.0 + noise)])
    assert is_knife_edge([best, Edge(member=1, best=2.0 + noise, worst=1.1)])


@pytest.mark.parametrize("noise", NOISES)
def test_the_direction_of_an_assumption_that_moves_nothing_is_not_drawn_by_noise(case, noise):
    """
    The number is the gain, .2 to .8; the odds move it by noise alone, but by -5 where both the gain
    is low and the odds are high.

    Alone the odds move nothing, so their ends keep their order: the low one goes with the low gain,
    and the range is .2 to .8.
    """

    def number(at):
        is_high = at.values["odds"] == 0.9
        return at.values["gain"] + noise * is_high - 5 * (is_high and at.values["gain"] == 0.2)

    assert span(case, best_values(case), ("odds", "gain"), number) == pytest.approx((0.2, 0.8))
