"""
The product against an evaluator that shares no line with it, against a play by chance, and against
gambit.
"""

import copy
from math import inf

import numpy as np
import pytest
from asking import FILES, Followed, answer_to, told
from depth import NOT_SHRUNK, examples
from hypothesis import assume, given
from likeness import differences, promised, strays
from oracle import evaluate, gambit_value, load, simulate
from oracle_efg import TooLarge
from strategies import random_game

RUNS = 300
every_file = pytest.mark.parametrize("name", FILES)
quick = examples(40, at_soak=3000, phases=NOT_SHRUNK)
small = examples(15, phases=NOT_SHRUNK)


def answers_best(kind) -> bool:
    """Whether a type answers best, and does not follow a rule."""
    return kind.get("behaviour", "best") == "best"


def is_hard(kind) -> bool:
    """Whether a type answers best and never errs."""
    return answers_best(kind) and float(kind.get("rationality", inf)) == inf


def shortened(data, periods) -> dict:
    """The same game with an end, and asked about no more than that."""
    data = copy.deepcopy(data)
    data["time"] = (data.get("time") or {}) | {"horizon": periods}
    return data


def is_bound_to_fall_back(data) -> bool:
    """
    Whether a type that always crosses stands on a track that falls back: what it does once it is
    across is not settled.
    """
    tracks = [track for track in data["challenger"]["tracks"] if not track.get("persistent", True)]
    return bool(tracks) and any(
        kind.get("behaviour") == "always" for kind in data["challenger"]["types"]
    )


def agree(data):
    """Hold the product's answer to the oracle's."""
    best = {kind["id"] for kind in data["challenger"]["types"] if answers_best(kind)}
    product, oracle = told(data), evaluate(data)
    endless = float((data.get("time") or {}).get("horizon", inf)) == inf
    rare = endless and any("rationality" in kind for kind in data["challenger"]["types"])
    assert differences(product, oracle, best, rare=rare) == []
    policy, start = data["ladder"].get("policy") or {}, data.get("start") or {}
    if (
        "demand" not in policy and "off_ramp" not in policy and start.get("rung", "r0") == "r0"
    ):  # nothing is promised but the lowest
        assert product["assurance"] == pytest.approx(oracle["assurance"], abs=1e-9)


@every_file
def test_the_files_agree(name):
    """
    On every file, values, leverage, ties, parts, chances, paths, shares and held chains are those
    of the oracle.
    """
    agree(load(FILES[name]))


@quick
@given(random_game())
def test_random_games_agree(data):
    """
    On random games of every kind of monitor, policy, consent, track, type and horizon the two give
    the same numbers.
    """
    assume(not is_bound_to_fall_back(data))
    agree(data)


# -- a play by chance ------------------------------------------------------------------------------


def on_the_grid_that_was_solved(data, answer) -> dict:
    """The game with the grid of its belief that the doubling test accepted."""
    table = answer["certificate"]["grid_doubling"]
    return (
        data
        if table is None
        else data | {"monitor": data["monitor"] | {"grid": table["grids"][-1]["grid"]}}
    )


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.slow] if name == "belief" else []) for name in FILES],
)
def test_the_published_strategy_played_by_chance_does_what_the_answer_says(name):
    """
    Whoever plays what --strategy lists sees payoffs, levels, rungs, crossings and disasters as the
    answer gives them, within 4 s.e.
    """
    answer = answer_to(name)
    data = on_the_grid_that_was_solved(load(FILES[name]), answer)
    periods = min(len(answer["path"]), 8)
    player = Followed(data, answer["strategy"])
    seen = simulate(data, player, periods, RUNS, np.random.default_rng(7))
    assert strays(seen, promised(data, answer, periods), RUNS) == []


# -- gambit ----------------------------------------------------------------------------------------


def agrees_with_gambit(data, tolerance):
    """
    Hold the product's value of each type that answers best to gambit's, where its tree is small
    enough.
    """
    pytest.importorskip("pygambit")
    product = None
    for kind in data["challenger"]["types"]:
        if is_hard(kind):
            try:
                value = gambit_value(data, kind["id"])
            except TooLarge:
                return
            product = product or told(data)
            assert product["value_C"][kind["id"]] == pytest.approx(value, abs=tolerance)


@every_file
def test_gambit_finds_the_same_value_on_the_files(name):
    """
    Cut at one, two and three periods, each file is worth to its types what gambit says of its
    extensive form.
    """
    data = load(FILES[name])
    horizon = float((data.get("time") or {}).get("horizon", inf))
    for periods in (1, 2, 3):
        if periods <= horizon:
            agrees_with_gambit(shortened(data, periods), 1e-6)


@small
@given(random_game())
def test_gambit_finds_the_same_value_on_random_games(data):
    """
    Cut at two periods, a random game is worth to its types what gambit says of its extensive form.
    """
    agrees_with_gambit(shortened(data, 2), 1e-5)
