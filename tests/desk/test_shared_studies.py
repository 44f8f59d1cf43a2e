"""What ladders, readings and what-ifs of one case share of each other's work changes nothing."""

from dataclasses import replace
from functools import partial
from types import SimpleNamespace

import pytest

from phaseline.case.games import policies_of
from phaseline.case.model.case import Case
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.alterations import alterations
from phaseline.desk.comparison.draws import design, one_at_a_time
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting, studied, yardstick_setting
from phaseline.desk.consent.consent import readings_of
from phaseline.desk.estimates.valuation import Valuation, best_values, ends_of, names_read

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


@pytest.mark.parametrize("name", ["korea", "strait"])
def test_nothing_moves_a_game_that_is_not_read_when_it_is_made(request, name):
    """
    Under every ladder: the game is the same at both ends of an assumption whose value was not read,
    and some assumptions are read and some are not.
    """
    case = request.getfixturevalue(name)
    best = best_values(case)
    ends = {assumption.id: ends_of(assumption) for assumption in case.assumptions}
    for policy in policies_of(case):
        setting = base_setting(case, policy)
        read, game = names_read(best, partial(game_of, setting)), game_of(setting, best)
        unread = {name: at for name, at in ends.items() if at and name not in read}
        assert read
        assert unread
        for assumption, *moved in one_at_a_time(best, unread):
            assert all(game_of(setting, values) == game for values in moved), assumption


def test_values_that_are_copied_count_as_read():
    """[hand] What is looked up or copied is read; to ask which there are reads none."""
    values = Valuation(case=SimpleNamespace(), values={"seen": 1.0, "asked": 2.0})

    assert names_read(values, lambda noted: noted.values["seen"]) == {"seen"}
    assert names_read(values, lambda noted: {**noted.values}) == {"seen", "asked"}
    assert names_read(values, lambda noted: list(noted.values.items())) == {"seen", "asked"}
    assert not names_read(values, lambda noted: "asked" in noted.values and len(noted.values))
    assert not names_read(values, lambda noted: noted.has_any("as"))


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
