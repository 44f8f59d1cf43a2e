"""What figures are read off: how long a game is where, and the parts of the value beside it."""

from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.game.ahead import foreseen, outlook
from phaseline.game.metrics import METRICS, PARTS
from phaseline.game.occupancy import occupancies, occupancy
from phaseline.game.play import played, responder_value
from phaseline.game.read import read_game

FILES = Path(__file__).parent / "files"


def ended(name, periods):
    """Play a file of these tests, with an end."""
    game = read_game(FILES / f"{name}.yaml").record
    return played([replace(game, time=replace(game.time, horizon=float(periods)))])


@pytest.mark.parametrize(
    "name", ["payoffs", "deadline", "two-types", "vote-after-2", "mixed-start", "hazard", "credit"]
)
def test_the_parts_of_the_value_make_up_what_the_game_is_worth(name):
    """
    The benefit less cost, harm, audience cost and disaster is what backward induction gives the
    responder, who has ties broken for it.
    """
    play = ended(name, 6)

    assert outlook(play)["value"] == pytest.approx(responder_value(play, best=True), abs=1e-12)


def test_two_counts_of_one_game_agree_where_they_overlap():
    """
    What is discounted goes to the end whatever is counted; what is counted within three periods of
    six is what a game of three periods comes to where nobody chooses by the end.
    """
    longer, shorter = ended("hazard", 6), ended("hazard", 3)
    within = occupancies(longer, (3, 9))
    alone = occupancy(shorter)

    assert within[3].seen == pytest.approx(alone.seen, abs=1e-12)
    assert within[3].enters == pytest.approx(alone.enters, abs=1e-12)
    assert within[9].seen.sum() == pytest.approx(occupancy(longer).seen.sum(), abs=1e-12)
    assert (within[3].cells == within[9].cells).all()


def test_figures_may_be_counted_within_fewer_periods_than_are_played():
    """Kernels, where they are there, count what the plain solver counts within three of six."""
    play = ended("two-types", 6)
    counted, _ = foreseen(play.model.games, ("inside", "crossing"), within=3)
    plain = occupancies(play, (3,))[3]

    assert counted["inside"] == pytest.approx(METRICS["inside"].of(plain), abs=1e-12)
    assert counted["crossing"] == pytest.approx(METRICS["crossing"].of(plain), abs=1e-12)


def test_every_metric_says_what_it_is_and_is_a_number_a_draw():
    """A row of the table is all that the answer, the ranges and the reference need."""
    seen = outlook(ended("payoffs", 2))

    for name, metric in METRICS.items():
        assert seen[name].shape == (1,), name
        assert metric.meaning.endswith("."), name
    assert {METRICS[part].sense for part in PARTS} == {1, -1}


def test_two_periods_of_crossing_come_to_what_the_file_says():
    """
    Weights 1 and 0.8: harm 3 · 1.8 = 5.4, benefit 2/2 · 1.8 = 1.8, cost 0.5/2 · 1.8 and a set-up of
    4 = 4.45.
    """
    seen = outlook(ended("payoffs", 2), PARTS)

    assert seen["harm"][0] == pytest.approx(5.4)
    assert seen["benefit"][0] == pytest.approx(1.8)
    assert seen["cost"][0] == pytest.approx(4.45)
    assert (seen["audience"][0], seen["disaster_loss"][0]) == (0, 0)
