"""The product against an evaluator that shares no line with it, against a play by chance, and against gambit."""

import copy
from math import inf, sqrt

import numpy as np
import pytest
from asking import FILES, Followed, answer_to, told
from hypothesis import HealthCheck, assume, given, settings
from likeness import differences
from oracle import evaluate, gambit_value, load, simulate
from oracle_efg import TooLarge
from strategies import random_game

RUNS = 1500
SPREAD = 4.0  # standard errors
every_file = pytest.mark.parametrize("name", FILES)
quiet = list(HealthCheck)
quick = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=quiet)
thorough = settings(max_examples=1500, deadline=None, suppress_health_check=quiet)
small = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=quiet)


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


def agree(data, *, chains=True):
    """Hold the product's answer to the oracle's."""
    best = {kind["id"] for kind in data["challenger"]["types"] if answers_best(kind)}
    assert differences(told(data), evaluate(data, chains=chains), best) == []


@every_file
def test_the_files_agree(name):
    """On every file, values, leverage, ties, parts, chances, paths, shares and held chains are those of the oracle."""
    agree(load(FILES[name]))


@quick
@given(random_game())
def test_random_games_agree(data):
    """On random games of every kind of monitor, policy, consent, track, type and horizon the two give the same numbers."""
    agree(data)


@pytest.mark.slow
@thorough
@given(random_game())
def test_many_random_games_agree(data):
    """The same, on ten times as many games, other ones each time."""
    agree(data)


# -- what the promise to one who complies is worth -----------------------------------------------------------------------------


@small
@given(random_game())
def test_assurance_is_the_chance_that_nothing_comes_into_force(data):
    """From the lowest rung, with no demand and no off-ramp, it is the chance that no rung above the lowest is ever in force."""
    policy = data["ladder"]["policy"]
    assume("demand" not in policy and "off_ramp" not in policy and data["start"].get("rung", "r0") == "r0")
    product, oracle = told(data), evaluate(data)
    assert product["assurance"] == pytest.approx(oracle["assurance"], abs=1e-9)


# -- a play by chance ---------------------------------------------------------------------------------------------------------


def on_the_grid_that_was_solved(data, answer) -> dict:
    """The game with the grid of its belief that the doubling test accepted."""
    table = answer["certificate"]["grid_doubling"]
    return data if table is None else data | {"monitor": data["monitor"] | {"grid": table["grids"][-1]["grid"]}}


def strays(seen, periods, expected) -> list:
    """What was seen further from what was expected than chance allows: (key, period, seen, expected)."""
    found = []
    for (key, t), (exact, stake) in expected.items():
        mean, error = seen.get(key, [(0.0, 0.0)] * periods)[t]
        if stake is None:  # a chance, whose standard error is known
            error, stake = sqrt(max(exact * (1 - exact), 0.0) / RUNS), 1.0
        unseen = 2 * SPREAD / RUNS * stake  # an event too rare to have been seen leaves no standard error
        if abs(mean - exact) > SPREAD * error + unseen:
            found.append((key, t, mean, exact))
    return found


def promised(data, answer, periods) -> dict:
    """What the answer says of each period: (key, period) -> (number, what is at stake; None for a chance)."""
    priors = {kind["id"]: kind.get("prior", 1) for kind in data["challenger"]["types"]}
    lost = [data.get("responder") or {}, *data["challenger"]["types"]]
    stake = 10.0 + max(float(one.get("disaster_loss", 0)) for one in lost)
    found = {}
    for t, moment in enumerate(answer["path"][:periods]):
        found["u_R", t] = (moment["u_R"], stake)
        found["u_C", t] = (sum(priors[name] * paid for name, paid in moment["u_C"].items()), stake)
        found |= {(f"rung.{rung}", t): (chance, None) for rung, chance in moment["rung"].items()}
        found |= {(f"level.{k}.{at}", t): (chance, None) for k, levels in moment["level"].items() for at, chance in levels.items()}
    for key in ("p_cross", "p_reverse", "escalation_risk"):
        if answer["by_start"] is None:
            found |= {(key, int(n) - 1): (chance, None) for n, chance in (answer[key] or {}).items() if int(n) <= periods}
    return found


@every_file
def test_the_published_strategy_played_by_chance_does_what_the_answer_says(name):
    """Whoever plays what --strategy lists sees payoffs, levels, rungs, crossings and disasters as the answer gives them, within 4 s.e."""
    answer = answer_to(name)
    data = on_the_grid_that_was_solved(load(FILES[name]), answer)
    periods = min(len(answer["path"]), 8)
    player = Followed(data, answer["strategy"])
    seen = simulate(data, player, periods, RUNS, np.random.default_rng(7))
    assert strays(seen, periods, promised(data, answer, periods)) == []


# -- gambit -------------------------------------------------------------------------------------------------------------------


def agrees_with_gambit(data, tolerance):
    """Hold the product's value of each type that answers best to gambit's, where its tree is small enough."""
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
    """Cut at one, two and three periods, each file is worth to its types what gambit says of its extensive form."""
    data = load(FILES[name])
    horizon = float((data.get("time") or {}).get("horizon", inf))
    for periods in (1, 2, 3):
        if periods <= horizon:
            agrees_with_gambit(shortened(data, periods), 1e-6)


@small
@given(random_game())
def test_gambit_finds_the_same_value_on_random_games(data):
    """Cut at two periods, a random game is worth to its types what gambit says of its extensive form."""
    agrees_with_gambit(shortened(data, 2), 1e-5)
