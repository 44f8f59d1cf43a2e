"""
The dyad with logit errors: its equilibria against closed forms, against the equation written out,
and against the published estimates.
"""

import json
from dataclasses import replace
from math import exp, log
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import brentq, root

from phaseline.game.published.dyad import dyad_answer
from phaseline.game.published.read import read_model
from phaseline.game.published.spec import Dyad, DyadPayoff

KOREA = Path(__file__).parent / "published" / "dyad-of-2018.yaml"
ACTS = ("yield", "stand")


def one_state(pay, *, discount: float = 0.0) -> Dyad:
    """A dyad of one state and two acts, with payoffs by the places of both acts."""
    rows = tuple(
        DyadPayoff(state="now", acts=(ACTS[first], ACTS[second]), u=pay(first, second), next_="now")
        for first in (0, 1)
        for second in (0, 1)
    )
    return Dyad(
        phaseline=1,
        kind="dyad",
        players=("Row", "Column"),
        states=("now",),
        actions=ACTS,
        discount=discount,
        payoffs=rows,
    )


def implied(dyad: Dyad, values: dict[str, list[list[float]]]) -> dict[str, list[list[float]]]:
    """
    The equation as it is printed, in loops: v(a, s) = Σ_b P(b | s)[u(s, a, b) + δ L(next)].
    """
    first, second = dyad.players
    pays = {(row.state, row.acts): row for row in dyad.payoffs}

    def worth(name: str, state: int) -> float:
        return log(sum(exp(value) for value in values[name][state]))

    def chance(name: str, state: int, act: int) -> float:
        return exp(values[name][state][act] - worth(name, state))

    told = {}
    for place, (name, other) in enumerate(((first, second), (second, first))):
        told[name] = [[0.0] * len(dyad.actions) for _ in dyad.states]
        for state, state_name in enumerate(dyad.states):
            for own in range(len(dyad.actions)):
                for theirs in range(len(dyad.actions)):
                    acts = (own, theirs) if place == 0 else (theirs, own)
                    row = pays[state_name, tuple(dyad.actions[act] for act in acts)]
                    after = max(acts) if row.next_ == "" else dyad.states.index(row.next_)
                    told[name][state][own] += chance(other, state, theirs) * (
                        row.u[place] + dyad.discount * worth(name, after)
                    )
    return told


def read(path: Path) -> Dyad:
    """The dyad of a sound file."""
    reading = read_model(path)
    assert reading.is_sound, reading.diagnostics
    return reading.record


def test_payoffs_of_nothing_leave_every_act_as_likely():
    """With u = 0 and two acts each is .5, and v = δ log 2/(1 − δ) = 9 log 2 at δ = .9."""
    answer = dyad_answer(one_state(lambda *_: (0.0, 0.0), discount=0.9))
    (only,) = answer["equilibria"]

    assert only["choice"]["Row"] == [[pytest.approx(0.5), pytest.approx(0.5)]]
    assert only["values"]["Column"][0] == pytest.approx([9 * log(2)] * 2)
    assert only["stationary"] == pytest.approx([1.0])


def test_who_is_untouched_by_the_other_chooses_by_own_payoffs():
    """
    Where u hangs on the own act alone, the chance of standing is e/(1 + e) for a payoff of 1, and
    L = log(1 + e)/(1 − δ).
    """
    answer = dyad_answer(
        one_state(lambda first, second: (float(first), float(second)), discount=0.8)
    )
    (only,) = answer["equilibria"]

    assert only["choice"]["Row"][0][1] == pytest.approx(exp(1) / (1 + exp(1)), abs=1e-12)
    assert only["values"]["Row"][0][0] == pytest.approx(0.8 * log(1 + exp(1)) / 0.2, abs=1e-10)


def test_a_coordination_game_has_three():
    """
    With 4 for the same act and no future, p = 1/(1 + e^(−4(2p − 1))): .5, and the two roots beside
    it, since 4 is above 2.
    """
    answer = dyad_answer(one_state(lambda first, second: (4.0 * (first == second),) * 2))
    upper = brentq(lambda p: p - 1 / (1 + exp(-4 * (2 * p - 1))), 0.6, 1)

    stands = sorted(equilibrium["choice"]["Row"][0][1] for equilibrium in answer["equilibria"])
    assert stands == pytest.approx([1 - upper, 0.5, upper], abs=1e-9)
    assert answer["distinct"] == 3


def test_below_the_turn_there_is_one():
    """With 1.9 for the same act the slope at .5 is .95: no root beside it."""
    assert dyad_answer(one_state(lambda a, b: (1.9 * (a == b),) * 2))["distinct"] == 1


def test_the_published_point_is_an_equilibrium(phaseline):
    """
    The archive's stored values of the two Koreas, with its coefficients, hold to 1e-10, and no
    Newton step moves them by more than 1e-9; peace is the state in 86 of 100 periods.
    """
    ran = phaseline("solve", str(KOREA), "--json")
    told = json.loads(ran.out)

    assert told["start"]["residual"] < 1e-10
    assert told["start"]["moved"] < 1e-9
    assert told["equilibria"][told["start"]["equilibrium"]]["found_by"] == "start"
    assert told["distinct"] == len(told["equilibria"]) > 1
    assert all(equilibrium["residual"] < 1e-10 for equilibrium in told["equilibria"])


def test_newton_comes_back_to_the_published_point_from_beside_it():
    """
    From values that are off by up to a hundredth it ends where it ends from the stored ones, with
    the same chances to 1e-8 and a residual below 1e-10.
    """
    dyad = read(KOREA)
    exact = dyad_answer(dyad)
    home = exact["equilibria"][exact["start"]["equilibrium"]]
    away = np.array(dyad.start) + np.random.default_rng(2018).uniform(-0.01, 0.01, len(dyad.start))

    answer = dyad_answer(replace(dyad, start=tuple(map(float, away))))

    back = answer["equilibria"][answer["start"]["equilibrium"]]
    assert answer["start"]["residual"] > 1e-3
    assert answer["start"]["moved"] > 1e-3
    assert back["residual"] < 1e-10
    for player in dyad.players:
        assert np.array(back["choice"][player]) == pytest.approx(
            np.array(home["choice"][player]), abs=1e-8
        )


def test_the_payoffs_are_those_of_the_archive():
    """
    The difference of backing down and of standing over what both would have anyway is the stored
    audience cost, −9.543105603923804 and −9.741938735168318, which the published table has as −9.54
    and −9.74; both in action add the stored −48.245, 9.323 and 13.836.
    """
    dyad = read(KOREA)
    pay = {(row.state, row.acts): row.u for row in dyad.payoffs}

    north = pay["crisis", ("none", "limited")][0] - pay["crisis", ("none", "none")][0]
    south = pay["crisis", ("limited", "none")][1] - pay["crisis", ("none", "none")][1]
    assert (north, south) == pytest.approx((-9.543105603923804, -9.741938735168318), abs=1e-8)
    together = [
        pay[state, ("full", "full")][0] - pay[state, ("full", "none")][0] for state in dyad.states
    ]
    assert together == pytest.approx([-48.24506818316547, 9.322797957591398, 13.836028048925977])


def test_every_point_holds_in_the_equation_written_out():
    """Each equilibrium of the published dyad fits the printed equation, in loops, to 1e-10."""
    dyad = read(KOREA)

    for equilibrium in dyad_answer(dyad)["equilibria"]:
        told = implied(dyad, equilibrium["values"])
        for name in dyad.players:
            stands = np.array(equilibrium["values"][name])
            assert np.abs(np.array(told[name]) - stands).max() < 1e-10


def test_another_solver_finds_none_beside_ours():
    """
    From forty starts Powell's method on the printed equation comes to points that are all listed.
    """
    dyad = replace(
        one_state(lambda a, b: ((5.0, 1.0), (1.0, 4.0))[a][b : b + 1] * 2, discount=0.5),
    )
    ours = [
        np.concatenate([np.ravel(equilibrium["values"][name]) for name in dyad.players])
        for equilibrium in dyad_answer(dyad)["equilibria"]
    ]

    def gap(flat):
        values = {"Row": [list(flat[:2])], "Column": [list(flat[2:])]}
        told = implied(dyad, values)
        return flat - np.array([*told["Row"][0], *told["Column"][0]])

    generator = np.random.default_rng(3)
    for _ in range(40):
        point = root(gap, generator.uniform(-2, 12, 4), tol=1e-13)
        if point.success and np.abs(gap(point.x)).max() < 1e-9:
            assert min(np.abs(point.x - known).max() for known in ours) < 1e-6
    assert len(ours) == 3


def test_names_and_numbers_say_the_same():
    """States and acts may be numbers; the answer is the same."""
    rows = tuple(
        DyadPayoff(state=1, acts=(first, second), u=(float(first * second), float(first)))
        for first in (1,)
        for second in (1,)
    )
    dyad = Dyad(
        phaseline=1,
        kind="dyad",
        players=("A", "B"),
        states=(1,),
        actions=(1,),
        discount=0.5,
        payoffs=rows,
    )
    (only,) = dyad_answer(dyad)["equilibria"]

    assert only["values"]["A"] == [[pytest.approx(2.0)]]  # 1/(1 − .5)


FAULTS = [
    ("acts: [full, limited]", "acts: [full, none]", "PL651:16", "stands twice"),
    ("acts: [full, limited]", "acts: [full, none]", "PL651:8", "no payoffs for 1 of 27"),
    ("acts: [full, limited]", "acts: [full, limit]", "PL501:16", "unknown act 'limit'"),
    (
        "state: peace, acts: [full, limited]",
        "state: peac, acts: [full, limited]",
        "PL501:16",
        "peac",
    ),
    ("actions: [none, limited, full]", "actions: [none, limited]", "PL652:9", "no next state"),
    ("players: [North Korea, South Korea]", "players: [North Korea]", "PL653:4", "found 1"),
    ("discount: 0.9", "discount: 1.0", "PL410:7", "discount: found 1"),
    ("start: [", "start: [1.0, ", "PL653:36", "found 19"),
    ("states: [peace, crisis, war]", "states: [peace, war, war]", "PL502:5", "stands twice"),
]


@pytest.mark.parametrize(("old", "new", "at", "words"), FAULTS)
def test_a_faulty_dyad_is_refused_at_its_line(tmp_path, old, new, at, words):
    """Each fault has its code, the line where it stands, and its size."""
    path = tmp_path / "dyad.yaml"
    text = KOREA.read_text(encoding="utf-8").replace(old, new, 1)
    path.write_text(text, encoding="utf-8")

    told = [flaw for flaw in read_model(path).diagnostics if words in flaw.message]

    assert [f"{flaw.code}:{flaw.place.line}" for flaw in told][:1] == [at]


def test_a_faulty_dyad_is_not_solved(tmp_path, phaseline):
    """The command ends with status 2, says where, and prints no answer."""
    path = tmp_path / "dyad.yaml"
    text = KOREA.read_text(encoding="utf-8").replace("acts: [full, limited]", "acts: [full, none]")
    path.write_text(text, encoding="utf-8")

    ran = phaseline("solve", str(path))

    assert ran.status == 2
    assert "PL651" in ran.err
    assert "North Korea" not in ran.out


def test_the_text_never_calls_them_all(phaseline):
    """Text says how many were found, from how many starts, and that there may be more."""
    ran = phaseline("solve", str(KOREA))

    assert ran.status == 0
    assert "there may be more" in ran.out
    assert "The given point is an equilibrium" in ran.out
