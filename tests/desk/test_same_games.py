"""Pairs of ladder and draw are told to be the same game before they are solved."""

from dataclasses import replace
from itertools import combinations, product

import pytest

from phaseline.case.model.play import LadderForm
from phaseline.desk.comparison import same_games
from phaseline.desk.comparison.draws import design, shuffled
from phaseline.desk.comparison.game_of_case import game_of
from phaseline.desk.comparison.same_games import game_numbers
from phaseline.desk.comparison.search_space import members, settings
from phaseline.game.ahead import made_ready
from phaseline.terms.entries import Entries

FORMS = Entries((LadderForm(id="stays", is_lasting=True), LadderForm(id="asks", asks_first=True)))


@pytest.fixture(scope="module")
def pairs(korea):
    """Ladders with and without two rungs in three forms, each in six draws."""
    setup = korea.games[0]
    search = replace(
        setup.search, counts=(2,), leave_out=("R3", "R4b"), dwell=(), forms=FORMS, viewpoints=()
    )
    case = replace(korea, games=(replace(setup, search=search), *korea.games[1:]))
    draws = shuffled(design(case, count=16)).draws[:6]
    return [*product(settings(case, members(case)), draws)]


def test_numbers_are_those_of_equal_games(pairs, monkeypatch):
    """
    Of 12 ladders in 6 draws, four of them written at once, two have one number just if the games
    that are made of each alone are equal; some are, between ladders, and not all.
    """
    monkeypatch.setattr(same_games, "_AT_ONCE", 4)
    numbers = game_numbers(pairs)
    games = [made_ready(game_of(*pair)) for pair in pairs]

    assert len(pairs) == 72
    for first, second in combinations(range(len(pairs)), 2):
        assert (numbers[first] == numbers[second]) == (games[first] == games[second])
    assert 6 < len({*numbers.tolist()}) < len(pairs)


def ended_sooner(game):
    """The game with one period less."""
    return replace(game, time=replace(game.time, horizon=game.time.horizon - 1))


def test_what_is_shaped_otherwise_is_told_apart_too(pairs):
    """
    A ladder as written, one that is a member, and one that ends a period sooner, each twice, the
    members' order turned: two have one number just if their games are equal.
    """
    member, values = pairs[0]
    bare = replace(member, shape=None)
    variants = [bare, member, replace(member, shape=ended_sooner)]
    listed = [(setting, values) for setting in (*variants, *reversed(variants))]
    numbers = game_numbers(listed).tolist()
    games = [made_ready(game_of(*pair)) for pair in listed]

    assert numbers[3:] == numbers[2::-1]
    assert numbers[0] != numbers[2]
    assert (numbers[0] == numbers[1]) == (games[0] == games[1])


def test_no_pair_has_no_number():
    """Of nothing, nothing is numbered."""
    assert game_numbers([]).tolist() == []
