"""What the game takes of an assumption is the nearest whole number, where it is said to be."""

from dataclasses import replace

import pytest

from phaseline.api import case_of, open_case
from phaseline.case.games import policies_of
from phaseline.desk.comparison.draws import used, whole_inputs
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import best_values
from phaseline.terms.entries import Entries


@pytest.fixture(scope="module")
def strait():
    """An invented case."""
    return case_of(open_case("strait"))


@pytest.fixture(scope="module")
def snapback():
    """A case in weeks."""
    return case_of(open_case("snapback-2025"))


def test_counts_and_times_that_stand_alone_are_whole(strait):
    """
    Of the strait, patience in months between two rungs and the reports that a rung waits for; not
    the ferry, whose time a delivery adds to others, nor the time to a vote.
    """
    assert dict(whole_inputs(strait)) == {"patience": 1.0, "reports": 1.0}
    assert {"crossing-time", "vote-time"} <= {*used(strait)[1]}


@pytest.mark.parametrize("name", ["korea", "snapback", "strait"])
def test_within_one_whole_number_no_game_is_another(request, name):
    """Two fifths of a unit to either side of two of them, every ladder's game is the same one."""
    case = request.getfixturevalue(name)
    best = best_values(case)
    for assumption, size in whole_inputs(case).items():
        for policy in policies_of(case):
            setting = base_setting(case, policy)
            games = [
                game_of(
                    setting,
                    replace(best, values={**best.values, assumption: (2 + off) * size}),
                )
                for off in (-0.4, 0.0, 0.4)
            ]
            assert games[0] == games[1] == games[2], (assumption, policy.id)
    assert whole_inputs(case)


def test_what_is_added_to_something_is_not_whole_by_itself(strait):
    """Where one rule waits for twice the reports, one and a half of them are three, and no two."""
    game = replace(strait.game, alarms="assumptions.reports + assumptions.reports")
    other = replace(strait, games=Entries((game,)))
    assert dict(whole_inputs(other)) == {"patience": 1.0}
