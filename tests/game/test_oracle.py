"""The oracle is held to answers worked out by hand, to a play by chance, and to gambit."""

import copy
from math import inf, sqrt
from pathlib import Path

import numpy as np
import pytest
from depth import examples
from expected import CREDIT, EXPECTED, L_STAR, look
from hypothesis import given
from oracle import World, evaluate, gambit_value, load, simulate, value
from oracle_answer import PLAN_OF, Answer, l_star
from oracle_efg import TooLarge
from strategies import random_game

FILES = {path.stem: path for path in sorted((Path(__file__).parent / "files").glob("*.yaml"))}
NOT_OURS = {"price_of_noise"}  # keys of the answer that the oracle leaves alone
RUNS = 1500
every_file = pytest.mark.parametrize("name", FILES)
quick = examples(15)


@pytest.fixture(scope="module")
def answers():
    """The oracle's answers, each found once."""
    known = {}

    def answer(name):
        if name not in known:
            known[name] = evaluate(load(FILES[name]))
        return known[name]

    return answer


def horizons_of(data):
    """The horizons that a file asks for."""
    return (data.get("solve") or {}).get("horizons") or [12, 24]


def shortened(data, periods):
    """The same game with an end."""
    data = copy.deepcopy(data)
    data["time"] = (data.get("time") or {}) | {"horizon": periods}
    return data


@pytest.mark.parametrize(
    ("name", "path"), [(name, path) for name, paths in EXPECTED.items() for path in paths]
)
def test_an_answer_known_by_hand(name, path, answers):
    """The oracle finds every number that was worked out by hand, to 1e-9."""
    if path.split(".")[0] not in NOT_OURS:
        assert look(answers(name), path) == pytest.approx(EXPECTED[name][path], abs=1e-9)


@every_file
def test_every_file_has_an_expected_answer(name):
    """No file lies here without a number that somebody worked out."""
    assert EXPECTED[name]


@pytest.mark.parametrize(("name", "rung"), L_STAR)
def test_the_least_loss(name, rung):
    """The smallest loss that deters (or compels) is the one of the textbook."""
    assert l_star(load(FILES[name]), rung, "t") == pytest.approx(L_STAR[name, rung], rel=1e-8)


@pytest.mark.parametrize("credit", CREDIT)
def test_credit_that_wears_off(credit):
    """After so many unexecuted calls the leverage is what Beta(8, 2) leaves of it."""
    data = load(FILES["A15"])
    data["start"]["credit"] = credit
    assert evaluate(data, chains=False)["leverage"]["t"] == pytest.approx(CREDIT[credit], abs=1e-12)


@every_file
def test_recursion_and_table_agree(name, answers):
    """The memoised recursion and the swept table give the same values, for every plan."""
    data = load(FILES[name])
    if name == "belief":
        data = shortened(data, 12)
    asked = Answer(data, [1])
    for type_id, kind in asked.world.types.items():
        for plan in (None, "comply", "cross", "leave", "stay"):
            found = asked.solved(kind, plan)
            told = value(data, type_id, plan=plan)
            assert (found is None) == (told is None)
            assert found is None or found.value_c == pytest.approx(told, abs=1e-9)


def most_at_stake(asked, side):
    """The largest payoff of a period, of either sign."""
    world, most = asked.world, 1.0
    for arena in asked.arenas.values():
        for (before, _), option in arena.rows:
            for branch in option.branches:
                paid = (
                    [world.u_r(before, branch)]
                    if side == "R"
                    else [world.u_c(k, branch, option.cost) for k in asked.kinds]
                )
                most = max(most, *map(abs, paid))
    lost = [world.responder, *asked.kinds]
    return most + max(float(one.get("disaster_loss", 0)) for one in lost)


def agrees(data, runs, seed, spread=4.0):
    """A play by chance agrees with the oracle within so many standard errors."""
    horizons = [periods for periods in horizons_of(data) if periods <= 8] or [6]
    asked = Answer(data, [max(horizons)])
    path, periods = asked.path(), asked.periods
    seen = simulate(data, asked.strategy(), periods, runs, np.random.default_rng(seed))

    stake = {"u_C": most_at_stake(asked, "C"), "u_R": most_at_stake(asked, "R")}

    def near(key, t, exact):
        mean, error = seen.get(key, [(0.0, 0.0)] * periods)[t]
        if key not in stake:
            error = sqrt(max(exact * (1 - exact), 0.0) / runs)
        unseen = (
            2 * spread / runs * stake.get(key, 1.0)
        )  # an event too rare to have been seen leaves no standard error
        assert abs(mean - exact) <= spread * error + unseen, (key, t, mean, exact, error)

    for t, record in enumerate(path):
        near("u_R", t, record["u_R"])
        near("u_C", t, asked.mixed(lambda kind, now=record: now["u_C"][kind["id"]]))
        for rung, chance in record["rung"].items():
            near(f"rung.{rung}", t, chance)
        for track, levels in record["level"].items():
            for level, chance in levels.items():
                near(f"level.{track}.{level}", t, chance)
    near("p_cross", periods - 1, asked.chances("entered")[str(max(horizons))])
    near("escalation_risk", periods - 1, asked.chances("disaster")[str(max(horizons))])
    near("p_reverse", periods - 1, asked.chances("left")[str(max(horizons))])


@every_file
def test_a_play_by_chance_agrees(name):
    """Played many times, every file shows what the oracle says, within four standard errors."""
    agrees(load(FILES[name]), RUNS, seed=11)


def best_answering(data):
    """The types that always answer best, of which alone gambit knows the value."""
    return [
        kind
        for kind in data["challenger"]["types"]
        if (kind.get("behaviour", "best"), str(kind.get("rationality", "inf"))) == ("best", "inf")
    ]


@pytest.mark.parametrize("name", [name for name in FILES if best_answering(load(FILES[name]))])
def test_gambit_agrees(name):
    """
    As an extensive form of two periods (three where the tree stays small) gambit finds the same
    value.
    """
    pytest.importorskip("pygambit")
    data = load(FILES[name])
    kinds = best_answering(data)
    horizon = float((data.get("time") or {}).get("horizon", "inf"))
    for periods in (1, 2, 3):
        short = shortened(data, min(periods, int(min(horizon, 9))))
        for kind in kinds:
            try:
                assert gambit_value(short, kind["id"]) == pytest.approx(
                    value(short, kind["id"]), abs=1e-6
                )
            except TooLarge:
                assert periods > 1


@quick
@given(random_game())
def test_random_games_agree_with_a_play_by_chance(data):
    """A random game, played by chance, shows what the oracle says, within six standard errors."""
    agrees(data, 400, seed=5, spread=6.0)


@quick
@given(random_game())
def test_random_games_agree_with_the_recursion(data):
    """On random games, cut at three periods, the recursion and the table give the same value."""
    short = shortened(data, 3)
    asked = Answer(short, [1])
    for type_id, kind in asked.world.types.items():
        assert asked.solved(kind).value_c == pytest.approx(
            value(short, type_id, plan=PLAN_OF[kind.get("behaviour", "best")]), abs=1e-9
        )


@quick
@given(random_game())
def test_random_games_agree_with_gambit(data):
    """On random games, cut at two periods, gambit finds the same value of the best answer."""
    pytest.importorskip("pygambit")
    short = shortened(data, 2)
    for kind in World(short).types.values():
        if kind.get("behaviour", "best") == "best" and float(kind.get("rationality", inf)) == inf:
            try:
                assert gambit_value(short, kind["id"]) == pytest.approx(
                    value(short, kind["id"]), abs=1e-5
                )
            except TooLarge:
                return
