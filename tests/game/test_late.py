"""Ladders announced late, in games of the game room alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.game.ahead import outlook
from phaseline.game.late import inside_when_late, is_dated, open_start
from phaseline.game.play import played
from phaseline.game.read import read_game

FILES = Path(__file__).parent / "files"
PERIODS = 6.0


def read(name):
    """A file of these tests, with an end."""
    game = read_game(FILES / f"{name}.yaml").record
    return replace(game, time=replace(game.time, horizon=PERIODS))


@pytest.mark.parametrize("name", ["payoffs", "two-types", "vote-lead", "mixed-start", "hazard"])
def test_a_ladder_in_place_of_itself_changes_nothing_whenever_it_comes_first(name):
    """
    Announced at once, from wherever the game may start, it is the game as it stands: the periods
    inside are those that its occupancy counts, disasters and types that differ in them included.
    """
    game = read(name)
    rows = inside_when_late(played([open_start(game)]), played([game]), (0,))
    assert rows[0] == pytest.approx(rows[1], abs=1e-12)
    assert rows[0] == pytest.approx(outlook(played([game]), ("inside",))["inside"], abs=1e-12)


def test_a_ladder_that_never_calls_may_come_at_any_time():
    """The yardstick announced in the middle of itself, at every date."""
    game = read("two-types")
    silent = replace(
        game, ladder=replace(game.ladder, policy=replace(game.ladder.policy, enter={}, overt={}))
    )
    rows = inside_when_late(played([open_start(silent)]), played([silent]), range(int(PERIODS)))
    assert rows.max() - rows.min() == pytest.approx(0.0, abs=1e-12)


def test_what_ends_by_the_calendar_is_dated():
    """A rung that expires after four periods."""
    game = read("two-types")
    assert not is_dated(game)
    rungs = tuple(replace(rung, expires=4) for rung in game.ladder.rungs)
    assert is_dated(replace(game, ladder=replace(game.ladder, rungs=rungs)))
