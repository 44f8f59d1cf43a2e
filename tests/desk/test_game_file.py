"""The game of a case as a file: what stands in it, and that it is the same game again."""

import json
from pathlib import Path

import pytest

from phaseline.case.games import policy_of
from phaseline.case.read import read_case
from phaseline.desk.comparison.game_file import emitted
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.study import base_setting
from phaseline.desk.estimates.valuation import best_values
from phaseline.game.read import read_game

QUAY = Path(__file__).parent / "quay.yaml"


@pytest.fixture(scope="module")
def game():
    """The game of the invented case, at the middle of every range."""
    case = read_case(QUAY).case
    return game_of(base_setting(case, policy_of(case, "climb")), best_values(case))


def test_a_game_that_is_written_and_read_is_the_same_game(game, tmp_path):
    """Nothing is lost on the way, and the file is sound."""
    path = tmp_path / "game.yaml"
    path.write_text(emitted(game), encoding="utf-8")

    reading = read_game(path)

    assert reading.diagnostics == ()
    assert reading.rest == game


def test_numbers_of_the_case_stand_in_the_file(game):
    """
    Reports come with 0.1 to 0.3 where nothing has happened and with 0.3 to 0.9 where something has;
    the middles are 0.2 and 0.6. One who errs never has an infinite rationality, which is a word.
    """
    written = json.loads(emitted(game))
    (track,) = written["challenger"]["tracks"]
    (kind,) = written["challenger"]["types"]

    assert track["reports"]["likelihood"]["none"] == pytest.approx([0.8, 0.2])
    assert track["reports"]["likelihood"]["landed"] == pytest.approx([0.4, 0.6])
    assert kind["gain"]["cargo"]["landed"] == pytest.approx(0.6)
    assert kind["rationality"] == "inf"


def test_what_is_empty_is_left_out_and_a_key_has_no_underline(game):
    """
    The policy has no exit, deadline or off-ramp; zero and false are no emptiness; `from` is a word
    of Python, but not of the file.
    """
    written = json.loads(emitted(game))
    (track,) = written["challenger"]["tracks"]

    assert written["ladder"]["policy"] == {
        "enter": {"high": 1.0},
        "dwell": 0,
        "cancel_on_clear": False,
        "parallel": False,
    }
    assert track["moves"] == [
        {"do": "land", "from": "none", "to": "landed", "cost": 0.0, "chance": 1.0, "lead": 0}
    ]
