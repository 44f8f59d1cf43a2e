"""Courses ranked twice: over all, and over those that keep themselves at the assumed cost."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from twins import played_twice

from phaseline.case.games import policy_of
from phaseline.case.read import read_case
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.results import (
    Depth,
    LadderComparison,
    LadderResult,
    SelfEnforcement,
    contender,
)
from phaseline.desk.comparison.study import LadderFigures, LadderStudy, base_setting
from phaseline.desk.findings.credible import credible_courses
from phaseline.game.answer import answer
from phaseline.game.metrics import METRICS
from phaseline.present.wording.english.telling import all_told
from phaseline.present.wording.words import Words

DRAWS = 8


@pytest.fixture(scope="module")
def case():
    """The hall of three, with a second completion of its ladder."""
    found = read_case(Path(__file__).parent / "hall.yaml")
    assert found.case is not None, found.diagnostics
    return played_twice(found.case, "climb", "again")


def figures(inside):
    """Figures of one number for all draws, the best values first; 0 for all but the months."""
    columns = {name: np.zeros(DRAWS + 1) for name in METRICS}
    return LadderFigures(by_metric=columns | {"inside": np.full(DRAWS + 1, inside)}, states=1)


def result(case, name, inside, needed, assumed=0.25):
    """A ladder that changes the months by so much, and needs some cost to be kept."""
    studied = LadderStudy(
        policy=policy_of(case, name),
        states=(1, 1),
        mine=figures(inside),
        theirs=figures(0.0),
        change={},
        first_acts={},
        movers=(),
        removed=(),
    )
    return LadderResult(
        studied=studied,
        variants=None,
        cheating=None,
        lapse=None,
        answer={},
        self_enforcement=SelfEnforcement(needed=needed, assumed=assumed),
    )


def compared(case, *results):
    """What is said of some ladders."""
    plan = design(case, count=DRAWS)
    return credible_courses(case, LadderComparison(plan=plan, contenders=results, claims=()))


def test_the_best_threat_is_left_out_where_nobody_would_carry_it_out(case):
    """
    Climb saves two months and needs 4.1 where .25 is assumed; again saves one and needs .2: ahead
    among all is the first, among those that keep themselves the second. To threaten nothing needs
    nothing.
    """
    (found,) = compared(
        case,
        result(case, "nothing", 0.0, None),
        result(case, "climb", -2.0, 4.1),
        result(case, "again", -1.0, 0.2),
    )

    assert found.assumed == 0.25
    assert found.keeping == ("nothing", "again")
    assert found.lacking == (("climb", 4.1),)
    assert found.among_all.first == "climb"
    assert found.among_keeping is not None
    assert found.among_keeping.first == "again"


@pytest.mark.parametrize(("needed", "holds"), [(0.25, True), (0.25 + 1e-13, True), (0.26, False)])
def test_what_is_assumed_to_the_last_digit_is_enough(needed, holds):
    """A cost that is needed and assumed alike keeps a ladder; rounding decides nothing."""
    assert SelfEnforcement(needed=needed, assumed=0.25).holds is holds


def test_nothing_is_said_where_nobody_asked(case):
    """Where one ladder was not asked what keeps it, no ranking of those that do is given."""
    asked = result(case, "nothing", 0.0, None)
    unasked = replace(result(case, "climb", -2.0, 4.1), self_enforcement=None)

    assert compared(case, asked, unasked) == ()


@pytest.mark.parametrize("answers", [False, True])
def test_needed_and_assumed_are_those_of_the_full_answer(case, answers):
    """
    The cost that a ladder of a case needs is `A_star` of its game at the best values, whether or
    not it is answered in full.
    """
    plan, policy = design(case, count=DRAWS), policy_of(case, "climb")
    depth = Depth(movers=False, variants=False, answers=answers, claims=False)
    found = contender(case, plan, depth, "climb").self_enforcement
    game = game_of(base_setting(case, policy), plan.best)

    assert found is not None
    assert found.needed == pytest.approx(answer(game)["credibility"]["A_star"], abs=1e-12)
    assert found.assumed == game.responder.audience_cost


@pytest.mark.parametrize(
    ("needed", "says"),
    [
        ((None, 4.1), "enough for no new step to keep itself: once called to act"),
        ((None, 0.1), "enough for every course to keep itself: once called to act"),
        ((0.3, 4.1), "enough for no course to keep itself; it would have to be 0.30 for no new"),
    ],
)
def test_a_sentence_says_what_is_needed_beside_what_is_assumed(case, needed, says):
    """The cost that is lacked stands beside the one that is assumed, and both rankings."""
    rows = [result(case, "nothing", 0.0, needed[0]), result(case, "climb", -2.0, needed[1])]
    (found,) = compared(case, *rows)
    (sentence,) = all_told([replace(found, is_entered=True)], Words(case))

    assert "assumed to cost the responder 0.25. At the best values that is" in sentence.text
    assert says in sentence.text
    assert ("among those that keep themselves" in sentence.text) is (needed == (None, 4.1))


def test_a_cost_that_nobody_entered_is_not_called_assumed(case):
    """The hall says nothing of what reneging costs: it counts as nothing, and that is said."""
    rows = [result(case, "nothing", 0.0, None, 0.0), result(case, "climb", -2.0, 4.1, 0.0)]
    (sentence,) = all_told(compared(case, *rows), Words(case))

    assert case.game.audience_cost == ""
    assert sentence.text.startswith(
        "What it costs the responder not to carry out a call that has consent is not entered, and"
        " counts as nothing. At the best values that is enough for no new step to keep itself"
    )
