"""What ranges are read off in two walks: the parts of the responder's value beside the value."""

from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.game.metrics import ResponderParts, responder_sums
from phaseline.game.outlook import outlook
from phaseline.game.play import played
from phaseline.game.read import read_game

FILES = Path(__file__).parent / "files"


def ended(name, periods):
    """Play a file of these tests, with an end."""
    game = read_game(FILES / f"{name}.yaml").record
    return played([replace(game, time=replace(game.time, horizon=float(periods)))])


@pytest.mark.parametrize(
    "name", ["payoffs", "deadline", "two-types", "vote-after-2", "mixed-start", "hazard", "credit"]
)
def test_the_parts_of_the_value_make_it_up_and_are_those_of_the_full_answer(name):
    """
    The value is the benefit less cost, harm, audience cost and disaster; each part is the one that
    the metrics give.
    """
    play = ended(name, 6)
    seen, full = outlook(play, (1,)), responder_sums(play)

    assert seen.parts.value == pytest.approx(seen.value, abs=1e-12)
    for part in ResponderParts.__dataclass_fields__:
        assert getattr(seen.parts, part) == pytest.approx(getattr(full, part), abs=1e-12)


def test_two_periods_of_crossing_come_to_what_the_file_says():
    """
    Weights 1 and 0.8: harm 3 · 1.8 = 5.4, benefit 2/2 · 1.8 = 1.8, cost 0.5/2 · 1.8 and a set-up of
    4 = 4.45.
    """
    parts = outlook(ended("payoffs", 2), (1,)).parts

    assert parts.harm[0] == pytest.approx(5.4)
    assert parts.benefit[0] == pytest.approx(1.8)
    assert parts.cost[0] == pytest.approx(4.45)
    assert (parts.audience[0], parts.disaster[0]) == (0, 0)
