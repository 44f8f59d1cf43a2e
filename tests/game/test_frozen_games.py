"""
What is read off the games of the worked case as it once stood, held to the oracle and to figures
that were worked out apart from this program.
"""

import copy

import pytest
from asking import ready
from frozen_games import (
    LADDERS,
    frozen,
    oracle_months,
    with_consent,
    with_sight,
    with_vote,
    without_leads,
    without_nature,
)

from phaseline.desk.comparison.study import RANGED, turned_by_ties
from phaseline.game.ahead import by_ties, foreseen, outlook
from phaseline.game.forces import leverages
from phaseline.game.play import played

SAFE = ("none", "dialogue-at-once", "jump")  # no rung with a risk of disaster comes into force
ALWAYS = 24.0  # without a ladder every type is across in all 24 months


def months(data) -> float:
    """The product's count, by the plain solver."""
    return float(outlook(played([ready(data)]), ("inside",))["inside"][0])


def brakes():
    """The brakes of hold-fire, lifted one after another."""
    data = frozen("hold-fire")
    yield "as it is", data, 0.000
    yield "consent", (data := with_consent(data)), -2.488
    yield "and seeing", (data := with_sight(data)), -8.284
    yield "and leads", (data := without_leads(data)), -12.745
    yield "and nature", without_nature(data), -16.259


@pytest.mark.parametrize(
    ("lifted", "data", "effect"), [*brakes()], ids=lambda value: str(value)[:12]
)
def test_lifting_brake_after_brake_shows_what_each_holds(lifted, data, effect):
    """
    Months across, hold-fire less none, as the brakes of the design come off: figures that its
    authors measured apart from this program; the oracle walks the same games.
    """
    assert oracle_months(data) - ALWAYS == pytest.approx(effect, abs=0.0005), lifted
    assert months(data) == pytest.approx(oracle_months(data), abs=1e-9)


def test_an_even_chance_of_consent_leaves_most_to_be_seen():
    """
    At an even chance of a vote that does not wait, a detection of 3 in 8 and a lead of 8 months:
    the design's −0.703.
    """
    data = with_vote(frozen("hold-fire"), chance=0.5, lead=8)
    assert oracle_months(data) - ALWAYS == pytest.approx(-0.703, abs=0.0005)
    assert months(data) == pytest.approx(oracle_months(data), abs=1e-9)


@pytest.mark.parametrize("ladder", [name for name in LADDERS if name != "kim-step-down"])
def test_where_behaviour_is_that_of_no_ladder_the_effect_is_none(ladder):
    """
    Every type crosses at once and stays, whatever the ladder: 24 of 24 months, though a disaster
    may end the game before; the chance of that is a figure of its own.
    """
    seen = outlook(played([ready(frozen(ladder))]), ("inside", "disaster"))

    assert seen["inside"][0] == pytest.approx(ALWAYS, abs=1e-9)
    assert bool(seen["disaster"][0] > 0) is (ladder not in SAFE)


def test_the_only_ladder_that_holds_anybody_back_does_so_for_a_fifth_of_a_month():
    """The step-down ladder has no risk of disaster that is played: −0.211 by either count."""
    assert months(frozen("kim-step-down")) - ALWAYS == pytest.approx(-0.211, abs=0.0005)


def test_kernels_count_months_as_the_plain_solver_does():
    """All brakes of hold-fire, in one register of draws and alone."""
    games = [ready(data) for _, data, _ in brakes()]
    for game in games:
        (seen, _), play = foreseen([game] * 3, ("inside", "disaster")), played([game])
        plain = outlook(play, ("inside", "disaster"))
        for name, counted in seen.items():
            assert counted == pytest.approx([plain[name][0]] * 3, abs=1e-9)


def test_without_disasters_both_counts_are_one():
    """A game that cannot end is always going on: nothing is told apart."""
    data = copy.deepcopy(with_consent(frozen("hold-fire")))
    for rung in data["ladder"]["rungs"]:
        rung["hazard"] = 0.0
    play = played([ready(data)])
    seen = outlook(play, ("inside", "disaster"))
    assert seen["disaster"][0] == 0
    assert seen["inside"][0] == pytest.approx(oracle_months(data), abs=1e-9)


def against_nothing(ladder, *, gain, joint):
    """A ladder and its game without a ladder, played with another gain from more soldiers."""
    data = frozen(ladder)
    data["challenger"]["joint_moves"] = joint
    for kind in data["challenger"]["types"]:
        kind["gain"]["troops"]["expanded"] = gain
    bare = copy.deepcopy(data)
    bare["ladder"] = {"rungs": bare["ladder"]["rungs"][:1]}
    return [ready(side) for side in (data, bare)]


@pytest.mark.parametrize("joint", [True, False])
def test_a_figure_whose_sign_hangs_on_a_tie_is_not_told(joint):
    """
    A transfer gains the cautious type .15. With one act in all, soldiers worth as much may be sent
    before it or after, which shortens the transfer without a ladder alone: no sign can be told. A
    thousandth less or more tells, and with an act on every track there is no tie to break.
    """
    for gain in (0.149, 0.15, 0.151):
        sides = against_nothing("official-soldiers", gain=gain, joint=joint)
        turned = turned_by_ties(*(by_ties([side], RANGED) for side in sides))
        assert ("inside" in turned) is (gain == 0.15 and not joint), gain
        if joint:
            months = [outlook(played([side]), ("inside",))["inside"][0] for side in sides]
            assert months == pytest.approx([ALWAYS, ALWAYS], abs=1e-9)


def test_of_what_a_challenger_is_held_to_only_crossing_is_kept_by_period():
    """
    A whole choice holds what each act is worth in each of 24 months, which four of them for each
    type made hundreds of megabytes; of complying, leaving and staying the start is all that is
    asked for. The leverage tells the mean of it over the mass outside.
    """
    play = played([ready(frozen("hold-fire"))])
    leverage, held = leverages(play)

    for kind, force, worth in zip(play.types, leverage, held, strict=True):
        assert len(worth.cross.chances) == len(kind.choice.chances) == ALWAYS
        for start in (worth.comply, worth.leave, worth.stay):
            assert start.shape == play.model.start.shape
        outside = (play.not_yet * worth.comply).sum() / play.not_yet.sum()
        assert force.comply[0] == pytest.approx(outside, abs=1e-12)
