"""Suspects who may act unseen: the closed form for two who are alike, and a law for all."""

from dataclasses import replace
from math import sqrt
from pathlib import Path

import pytest
from depth import examples
from hypothesis import assume, given
from hypothesis import strategies as st

from phaseline.game.published.read import read_model
from phaseline.game.published.suspects import suspects_answer

PAGE = Path(__file__).parent / "published" / "suspects.yaml"
MODEL = read_model(PAGE).record


def closed_form(d, e, f):
    """
    The chance of acting and the belief of two suspects who are alike, with gains between 0 and 1.

    a = 1 − β(d(1 − e) − f) with β = (a/2)d(1 − e) / ((a/2)d + (1 − a)f). With D = d(1 − e), times
    the denominator: a((d/2 − f)a + f) = (d/2 − f)a + f − (a/2)D(D − f), that is
    (d/2 − f)a² + (2f − d/2 + D(D − f)/2)a − f = 0. The product of its roots is −f / (d/2 − f);
    the one between 0 and 1 is taken.
    """
    named = d * (1 - e)
    square = d / 2 - f
    linear = 2 * f - d / 2 + named * (named - f) / 2
    if abs(square) < 1e-14:
        a = f / linear
    else:
        root = sqrt(linear**2 + 4 * square * f)
        roots = [(-linear + sign * root) / (2 * square) for sign in (1, -1)]
        a = next(x for x in roots if 0 < x <= 1)
    return a, (a / 2) * named / ((a / 2) * d + (1 - a) * f)


@st.composite
def chances(draw):
    """d, e and f with which to be named tells something: f below d(1 − e)."""
    d = draw(st.integers(10, 100)) / 100
    e = draw(st.integers(0, 80)) / 100
    f = d * (1 - e) * draw(st.integers(2, 95)) / 100
    return d, e, f


@examples(20)
@given(chances())
def test_two_who_are_alike_fit_the_closed_form_from_both_corners(numbers):
    """To 1e-10, from nobody's acting and from everybody's."""
    d, e, f = numbers
    model = replace(MODEL, detection=d, misattribution=e, false_alarm=f)

    answer = suspects_answer(model)

    a, beta = closed_form(d, e, f)
    assert answer["is_unique"]
    for corner in answer["corners"].values():
        assert corner["acts"] == pytest.approx({"east": a, "west": a}, abs=1e-10)
        assert corner["belief"] == pytest.approx({"east": beta, "west": beta}, abs=1e-10)


@examples(40)
@given(chances(), st.integers(1, 9), st.integers(1, 20), st.integers(1, 20))
def test_raising_the_gain_of_one_never_lowers_the_chance_of_the_other(numbers, share, more, loss):
    """
    Where an act of one names the other at least as often as no act does, d·e ≥ f, who gains more
    acts more, is suspected more, and takes suspicion off the other.
    """
    d, e, f = numbers
    f = min(f, d * e)
    assume(f > 0)
    east, west = MODEL.suspects
    model = replace(
        MODEL,
        detection=d,
        misattribution=e,
        false_alarm=f,
        suspects=(
            replace(east, opportunity=share / 10, loss=loss / 5),
            replace(west, opportunity=1 - share / 10, loss=loss / 5),
        ),
    )
    raised = replace(
        model, suspects=(replace(model.suspects[0], high=1 + more / 10), model.suspects[1])
    )

    before, after = (suspects_answer(suspects)["corners"] for suspects in (model, raised))

    for corner in ("compliant", "crossing"):
        for name in ("east", "west"):
            assert after[corner]["acts"][name] >= before[corner]["acts"][name] - 1e-12


def test_it_is_told_in_words(phaseline):
    """
    The file's two are alike: d(1 − e) = .48 and f = .1, so that .2a² + (.2 − .3 + .0912)a − .1 = 0
    and a = (.0088 + √(.0088² + .08)) / .4 = .7294; β = .3647·.48 / (.3647·.6 + .2706·.1) = .7120.
    """
    ran = phaseline("solve", str(PAGE))

    assert ran.status == 0
    assert "0.7294" in ran.out
    assert "0.712" in ran.out
    assert "replies lead here alone" in ran.out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("false_alarm=0.5", "to be named has to tell something"),
        ("detection=1.5", "a chance above 0"),
        ("suspects.east.opportunity=0.7", "sum to 1.2"),
        ("suspects.east.high=-1", "a number above `low`"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(phaseline, change, said):
    """The exit status is 2, and the message says what was expected."""
    ran = phaseline("solve", str(PAGE), "--set", change)

    assert ran.status == 2
    assert said in " ".join(ran.err.split())
