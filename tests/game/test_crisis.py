"""
A crisis with private shocks: its equilibria against a second method, a published example and hand
calculations.
"""

import json
from dataclasses import replace
from math import asin, cos, erfc, exp, pi, sin, sqrt
from pathlib import Path

import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import brentq

from phaseline.game.published.crisis import CrisisEquilibrium, crisis_answer
from phaseline.game.published.read import read_model
from phaseline.game.published.spec import Crisis

FILE = Path(__file__).parent / "published" / "three-equilibria.yaml"
THREE = Crisis(phaseline=1, kind="crisis", SA=0, VA=1, CB=0, VB=1, WA=-1.9, WB=-2.8, a=-1.2)


def normal(value: float) -> float:
    """The chance that a standard normal is below a value."""
    return erfc(-value / sqrt(2)) / 2


def both_below(first: float, second: float, correlation: float) -> float:
    """
    The chance that two normals are both below bounds, by Plackett's integral over the correlation
    (Drezner and Wesolowsky 1990): another one than the solver takes.
    """

    def density(angle: float) -> float:
        square = first**2 + second**2 - 2 * first * second * sin(angle)
        return exp(-square / (2 * cos(angle) ** 2))

    part, _ = quad(density, 0, asin(correlation), epsabs=1e-14, epsrel=1e-13)
    return normal(first) * normal(second) + part / (2 * pi)


def answered(crisis: Crisis, resist: float) -> tuple[float, float, float]:
    """How often A challenges and fights against a chance of resistance, and B's answer to that."""
    bound = (crisis.SA - (1 - resist) * crisis.VA) / resist
    challenge = 1 - normal((bound - crisis.WA) / crisis.sd) * normal((bound - crisis.a) / crisis.sd)
    lead = (crisis.WA - crisis.a) / (crisis.sd * sqrt(2))
    fight = both_below(lead, (crisis.WA - bound) / crisis.sd, 1 / sqrt(2)) / challenge
    gain = fight * crisis.WB + (1 - fight) * crisis.VB - crisis.CB
    return challenge, fight, normal(gain / (crisis.sd * fight))


def roots(crisis: Crisis, steps: int = 800) -> list[float]:
    """The equilibria by the second method, on a grid of its own."""
    points = [0.0005 + 0.999 * step / steps for step in range(steps + 1)]
    values = [point - answered(crisis, point)[2] for point in points]
    return [
        brentq(lambda p: p - answered(crisis, p)[2], low, high, xtol=1e-14)
        for low, high, before, after in zip(points, points[1:], values, values[1:], strict=False)
        if before * after < 0
    ]


def equilibria(crisis: Crisis) -> list[CrisisEquilibrium]:
    """The equilibria that the solver finds."""
    return crisis_answer(crisis)["equilibria"]


def test_the_published_example_has_its_three_equilibria(phaseline):
    """
    The source of sigInt 0.2.0 (`R/generate.eq.r`) lists chances of resistance of .2964518, .4715766
    and .8740314 for V = 1, W_A = −1.9, W_B = −2.9 + .1, a = −1.2. Ours are the outer two to seven
    places. Where its middle one stands B would answer by .4728, which is no equilibrium: ours is
    .4724.
    """
    ran = phaseline("solve", str(FILE), "--json")
    told = json.loads(ran.out)
    resist = [equilibrium["p_resist"] for equilibrium in told["equilibria"]]

    assert told["kind"] == "crisis"
    assert resist[0] == pytest.approx(0.2964518, abs=5e-8)
    assert resist[2] == pytest.approx(0.8740314, abs=5e-8)
    assert resist[1] == pytest.approx(0.4715766, abs=1e-3)
    assert abs(0.4715766 - answered(THREE, 0.4715766)[2]) > 1e-4
    assert all(equilibrium["residual"] < 1e-12 for equilibrium in told["equilibria"])
    assert told["search"]["steady"]


@pytest.mark.parametrize("war", [-2.9, -2.85, -2.8, -2.2])
def test_all_of_them_are_those_of_a_second_method(war):
    """Roots by another integral, another grid and another search: the same, to 1e-11."""
    crisis = replace(THREE, WB=war)

    assert [equilibrium["p_resist"] for equilibrium in equilibria(crisis)] == pytest.approx(
        roots(crisis), abs=1e-11
    )


def test_a_who_would_as_soon_fight_as_back_down_fights_half_the_time():
    """
    With W_A = a neither of A's payoffs is more often the larger, so it fights half the time, and B
    resists with chance Φ((.5 · −2.8 + .5 · 1 − 0)/.5) = Φ(−1.8) = .0359303.
    """
    (only,) = equilibria(replace(THREE, WA=-1.2))

    assert only["p_fight"] == pytest.approx(0.5, abs=1e-12)
    assert only["p_resist"] == pytest.approx(0.0359303, abs=1e-7)


def test_who_gains_nothing_by_a_challenge_is_never_challenging():
    """
    Where B's concession is worth less to A than the status quo, and B likes conceding more than
    being backed down to, B never resists and A never challenges: p = 0 is the equilibrium.
    """
    (only,) = equilibria(replace(THREE, SA=2, CB=2))

    assert only["p_resist"] == only["p_challenge"] == 0


@pytest.mark.filterwarnings("error")
def test_who_hardly_ever_fights_is_answered_without_a_word_on_numbers():
    """
    [found by the random crises] Where A fights with a chance of 1e-308, what B weighs is beyond
    all numbers before it is divided by the spread; it resists for certain, as V_B is above C_B.
    """
    crisis = Crisis(
        phaseline=1, kind="crisis", SA=1.064, VA=0, CB=1, VB=1.5, WA=-2.906, WB=0, a=0, sd=0.5
    )

    assert equilibria(crisis)[-1]["p_resist"] == pytest.approx(1.0, abs=1e-12)


def test_one_unit_of_payoff_is_as_good_as_another():
    """Twice all payoffs with twice the spread is the same crisis."""
    twice = Crisis(
        phaseline=1, kind="crisis", SA=0, VA=2, CB=0, VB=2, WA=-3.8, WB=-5.6, a=-2.4, sd=2
    )

    for ours, theirs in zip(equilibria(twice), equilibria(THREE), strict=True):
        assert ours == pytest.approx(theirs, abs=1e-12)


def test_two_equilibria_that_meet_are_seen_until_they_do():
    """
    Between W_B = −2.8 with three and −2.2 with one the lower two meet and are gone. The fold is
    where the largest of p − f(p) between them is 0; a thousandth before it there are three.
    """

    def highest(war: float) -> float:
        crisis = replace(THREE, WB=war)
        return max(
            point - answered(crisis, point)[2]
            for point in (0.3 + 0.0005 * step for step in range(300))
        )

    fold = brentq(highest, -2.8, -2.6, xtol=1e-6)

    assert len(equilibria(replace(THREE, WB=fold - 1e-3))) == 3
    assert len(equilibria(replace(THREE, WB=fold + 1e-3))) == 1


PAYOFF = st.floats(-4, 4).map(lambda number: round(number, 3))


CRISES = st.builds(
    lambda payoffs, sd: Crisis(
        phaseline=1,
        kind="crisis",
        **dict(zip(("SA", "VA", "CB", "VB", "WA", "WB", "a"), payoffs, strict=True)),
        sd=sd,
    ),
    st.tuples(*[PAYOFF] * 7),
    st.sampled_from([0.5, 1, 2]),
)


@given(CRISES)
@examples(20)
def test_what_is_found_holds_under_the_second_method(crisis):
    """
    There is always an equilibrium, and each that is inside the interval, where the other integral
    is precise, holds under it to 1e-8.
    """
    several = equilibria(crisis)

    assert several
    for point in several:
        assert point["residual"] < 1e-12
        if point["p_challenge"] > 1e-3 and point["p_fight"] > 1e-3 and point["p_resist"] > 1e-3:
            _, fight, resist = answered(crisis, point["p_resist"])
            assert fight == pytest.approx(point["p_fight"], abs=1e-9)
            assert resist == pytest.approx(point["p_resist"], abs=1e-7)


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (("a: -1.2\n", ""), "PL106", 1),
        (("a: -1.2", "a: -1.2\nsd: 0"), "PL410", 11),
        (("a: -1.2", "a: -1.2\nsd: 0.0001"), "PL650", 11),
        (("SA: 0", "SA: 2000000"), "PL410", 4),
        (("SA: 0", "SB: 0"), "PL105", 4),
        (("phaseline: 1", "phaseline: 2"), "PL110", 1),
    ],
)
def test_a_faulty_crisis_is_refused_at_its_line(tmp_path, phaseline, change, code, line):
    """Each fault has its code and its line, and nothing is solved."""
    path = tmp_path / "crisis.yaml"
    path.write_text(FILE.read_text(encoding="utf-8").replace(*change), encoding="utf-8")

    found = {(flaw.code, flaw.place.line) for flaw in read_model(path).diagnostics}
    ran = phaseline("solve", str(path))

    assert (code, line) in found
    assert ran.status == 2
    assert code in ran.err
    assert "B resists" not in ran.out


def test_a_question_to_a_ladder_is_refused(phaseline):
    """A crisis has no ladder to choose, and says so."""
    ran = phaseline("solve", str(FILE), "--ladder", "x")

    assert ran.status == 2
    assert "--ladder is a question to a case or a game with a ladder" in ran.err


def test_the_text_names_the_three_chances(phaseline):
    """Text has a row for each equilibrium, and says that the model does not choose."""
    ran = phaseline("solve", str(FILE))

    assert ran.status == 0
    assert "3 equilibria" in ran.out
    assert "0.2965" in ran.out
    assert "The model does not say which of them is played." in ran.out


def test_a_what_if_is_solved_and_told(phaseline):
    """At W_B = −2.2 only one is left, and the change is printed above it."""
    ran = phaseline("solve", str(FILE), "--set", "WB=-2.2")

    assert "what-if, not what the file says: WB = -2.2" in ran.out
    assert "1 equilibrium" in ran.out
