"""What the watch believes beside what the game expects at the same count of a ladder's monitor."""

from datetime import date
from shutil import copytree

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.watching.beliefs import watched
from phaseline.desk.watching.calibration_gap import calibration_gaps
from phaseline.desk.watching.calls import calls
from phaseline.game.answer import answer


def gaps_of(name, day):
    """Give the gaps of a shipped case without a report."""
    case = read_case(case_path(name)).case
    beliefs = watched(case, (), day=day, draws=2)
    return case, beliefs, calibration_gaps(case, calls(case, beliefs, ()), beliefs)


def test_the_gap_stands_beside_what_is_believed():
    """
    No report has come, so the count is 0 and the belief its prior; what the game expects there is
    what its own answer tells, ladder by ladder.
    """
    case, [belief], gaps = gaps_of("strait", date(2031, 5, 1))
    assert [gap.policy.id for gap in gaps] == ["patient", "firm"]
    for gap in gaps:
        game = game_of(base_setting(case, gap.policy), best_values(case))
        first = answer(game)["calibration"][0]
        assert (gap.count, first["state"]) == (0, 0.0)
        assert gap.expected == pytest.approx(first["posterior"], abs=1e-9)
        assert gap.true_reports is None  # no report leads down to 0
        assert gap.believed == (("handed-over", pytest.approx(belief.now.best)),)


def test_without_a_monitor_there_is_no_gap(tmp_path):
    """Where nothing is watched, no monitor counts."""
    folder = copytree(case_path("strait"), tmp_path / "unwatched")
    (folder / "watch.yaml").unlink()
    _, beliefs, gaps = gaps_of(str(folder), date(2031, 5, 1))
    assert beliefs == ()
    assert gaps == ()
