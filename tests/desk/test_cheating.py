"""What one who promises does where it is not seen: on other cases than the one it was first for."""

from dataclasses import replace

import pytest

from phaseline.case.games import policy_of
from phaseline.case.model.play import LevelNumber
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.cheating import cheating, has_tested_promise
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.results import lapse
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import best_values
from phaseline.desk.findings.effects import CheatingStops, cheating_corners
from phaseline.desk.findings.question_inputs import QuestionInputs
from phaseline.terms.entries import Entries


@pytest.fixture(scope="module")
def strait():
    """The invented case at sea, in which no breach has a cost."""
    return read_case(case_path("strait"), name="strait").case


@pytest.fixture(scope="module")
def snapback():
    """The case with a demand in three parts."""
    return read_case(case_path("snapback-2025"), name="snapback-2025").case


def with_game(case, **changes):
    """The case with another game."""
    return replace(case, games=Entries((replace(case.game, **changes),)))


def punishing(case, number):
    """The case where a breach of the assurance costs something."""
    return with_game(case, breach=(LevelNumber(track="assurance", level="given", number=number),))


def cheated(case, name):
    """What one who promises does under a ladder."""
    return cheating(case, policy_of(case, name), best_values(case))


def test_types_that_share_a_number_are_played_alone(strait):
    """
    The weight of the bold is that of the careful over a loss: each type is played for certain all
    the same, whatever its weight is made of.
    """
    course = cheated(punishing(strait, "assumptions.harm"), "firm")

    assert [name for name, _ in course.flips] == ["careful", "bold"]


def test_a_cost_of_several_assumptions_is_at_its_own_high_end(strait):
    """
    [hand] harm is 0.5 to 2 and the loss of grain 0.8 to 2: the high end of the one over the other
    is 2 / 0.8 = 2.5, four times of which is tried.
    """
    course = cheated(punishing(strait, "assumptions.harm / assumptions.loss-grain"), "firm")

    assert course.corners[-1].breach == pytest.approx(2.5)
    assert (course.high, course.tried) == (pytest.approx(2.5), pytest.approx(10.0))


def test_a_chance_that_no_assumption_moves_is_as_it_is(strait):
    """A crossing that is seen for certain is so at every end; unseen, it is not."""
    case = punishing(strait, "assumptions.harm")
    gear, *others = case.game.tracks
    sure = replace(gear, noticed="assumptions.sight / assumptions.sight", mistaken="")
    seen = with_game(case, tracks=Entries((sure, *others)))

    assert [corner.detection for corner in cheated(seen, "firm").corners] == [0.0, 1.0, 1.0]


def test_no_track_of_the_line_is_seen_where_nothing_is(strait):
    """
    With two tracks on the line both are unseen, and the one that is seen best is named.

    [hand] Sight is 0.2 to 0.7 and mistakes 0 to 0.04: 0.45 and 0.02 / 0.45 at best; the sum of the
    two chances is most at 0.7 and 0.04 / 0.7.
    """
    case = punishing(strait, "assumptions.harm")
    gear, *others = case.game.tracks
    hulls = replace(
        gear, id="hulls", begun=(), harm=(), noticed="assumptions.mistake / assumptions.sight"
    )
    both = with_game(case, tracks=Entries((gear, hulls, *others)))
    policy = policy_of(both, "firm")
    game = game_of(replace(base_setting(both, policy), is_unseen=True), best_values(both))

    reports = [track.reports for track in game.challenger.tracks if track.reports]
    assert len(reports) == 2
    assert all(row == (1.0, 0.0) for report in reports for row in report.likelihood.values())
    detections = [corner.detection for corner in cheated(both, "firm").corners]
    assert detections == pytest.approx([0.0, 0.45, 0.7])


def test_a_cost_at_a_track_that_is_not_played_is_none(snapback):
    """
    A breach of the account costs something; a letter that settles for two other parts tests a
    promise, and punishes none.
    """
    strict, two_parts = (cheated(snapback, f"letter-{name}") for name in ("strict", "two-parts"))

    assert strict.flips
    assert (two_parts.flips, two_parts.high, two_parts.corners[-1].breach) == ((), 0.0, 0.0)


def test_courses_that_punish_and_those_that_do_not_are_told_apart(snapback):
    """Of each group the one with most cheating unseen; and of the first, where cheating stops."""
    inputs = QuestionInputs(
        cheating={name: cheated(snapback, name) for name in ("letter-strict", "letter-two-parts")}
    )
    punished, unpunished, stops = cheating_corners(snapback, inputs)

    assert (punished.policy, punished.is_punished) == ("letter-strict", True)
    assert (unpunished.policy, unpunished.is_punished) == ("letter-two-parts", False)
    assert "assumptions.breach-cost" in punished.rests_on
    assert "assumptions.breach-cost" not in unpunished.rests_on
    assert isinstance(stops, CheatingStops)
    assert stops.policy == "letter-strict"


def test_where_no_promise_is_tested_that_is_what_is_missing(snapback):
    """Nothing demanded, nothing to break: not that the game was not played."""
    bare = replace(
        snapback, tracks=Entries(replace(track, role=None, turned="") for track in snapback.tracks)
    )

    assert not any(has_tested_promise(bare, policy) for policy in bare.policies)
    (missing,) = cheating_corners(bare, QuestionInputs())
    assert missing.lacks == "promise"


def test_where_no_cost_is_entered_that_is_what_is_missing(strait):
    """The strait has a promise, and no cost of its breach."""
    (missing,) = cheating_corners(strait, QuestionInputs())

    assert cheated(strait, "firm") is None
    assert missing.lacks == "breach"


def test_a_clock_stands_still_whatever_its_chance_is_made_of(strait):
    """
    While the ice has not come it does not come: whether its chance is an assumption of its own, or
    is worked out from it.
    """
    policy = policy_of(strait, "firm")
    best = best_values(strait)
    *others, season = strait.game.tracks
    drifts = tuple(
        replace(drift, chance=f"{drift.chance} * assumptions.harm / assumptions.harm")
        for drift in season.drift
    )
    worked_out = with_game(strait, tracks=Entries((*others, replace(season, drift=drifts))))

    assert lapse(worked_out, policy, replace(best, case=worked_out)) == lapse(strait, policy, best)
