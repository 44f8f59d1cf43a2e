"""What ladders, readings and what-ifs of one case share of each other's work changes nothing."""

from dataclasses import replace

import pytest

from phaseline.case.games import policies_of
from phaseline.case.model.case import Case
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.alterations import alterations
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting, studied, yardstick_setting
from phaseline.desk.consent.consent import readings_of
from phaseline.desk.estimates.valuation import best_values

OTHERWISE = (
    {},
    {"is_lasting": False},
    {"is_lasting": False, "ends_at": 0.5},
    {"frees_gain": True},
    {"holds_back": True},
    {"breach_scale": 2.0},
    {"is_for_good": True},
    {"is_unseen": True},
)


@pytest.fixture(scope="module")
def strait() -> Case:
    """The case at sea."""
    case = read_case(case_path("strait"), name="strait").case
    assert case is not None
    return case


@pytest.mark.parametrize("name", ["korea", "strait"])
def test_a_game_is_the_same_whatever_was_made_of_its_values_before(request, name):
    """
    Under every ladder, reading and variant, and of the yardstick beside it: of values of which all
    the others were made before, and of values of its own.
    """
    case = request.getfixturevalue(name)
    shared = best_values(case)
    for policy in policies_of(case):
        for reading in readings_of(case) or ("",):
            own = base_setting(case, policy, reading=reading)
            for changes in OTHERWISE:
                for setting in (replace(own, **changes), yardstick_setting(case, own)):
                    assert game_of(setting, shared) == game_of(setting, replace(shared))


def test_a_ladder_comes_to_the_same_beside_others_as_alone(strait):
    """Its figures, what moves it, its readings, and what it changes in altered games."""
    together = design(strait, count=8)
    for policy in policies_of(strait):
        beside, alone = (
            (studied(strait, policy, plan), alterations(strait, policy, plan))
            for plan in (together, design(strait, count=8))
        )
        for name in ("change", "movers", "by_reading", "removed", "first_acts", "states"):
            assert getattr(beside[0], name) == getattr(alone[0], name), name
        for metric in beside[0].change:
            mine, theirs = (study.change_by_draw(metric) for study, _ in (beside, alone))
            assert mine.tolist() == theirs.tolist()
        for name, altered in beside[1].items():
            assert (altered.change, altered.base) == (alone[1][name].change, alone[1][name].base)
