"""What finding out is worth: closed forms, laws, and what a reader is told."""

from dataclasses import replace
from math import hypot, sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from depth import examples
from hypothesis import given
from hypothesis import strategies as st

import phaseline
from phaseline.case.read import read_case
from phaseline.desk.comparison.information import (
    DrawSample,
    NamedReport,
    Worth,
    directions,
    gains_over_best,
    has_enough,
    information_values,
    named_report,
    worth_of_everything,
    worth_of_knowing,
    worth_of_report,
    worths_of,
)
from phaseline.desk.comparison.results import Depth, contest
from phaseline.desk.findings.effects import NextInformation, next_information
from phaseline.desk.findings.finding import Spread
from phaseline.errors import QuestionError
from phaseline.present.wording.english.telling import told, told_in_short
from phaseline.present.wording.words import Words

NORMAL = NormalDist()
MEAN, KNOWN, OTHER = 0.3, 1.0, 0.8


def loss(mean, deviation):
    """
    Give E[max(0, V)] - max(0, E[V]) of a normal V: s (pdf(c) - c (1 - cdf(c))) at c = |m| / s, the
    unit normal loss of Raiffa & Schlaifer (1961).
    """
    away = abs(mean) / deviation
    return deviation * (NORMAL.pdf(away) - away * (1 - NORMAL.cdf(away)))


def two_courses(count, seed):
    """Draw two courses, the second 0.3 + x + 0.8 z of standard normal x and z, and an inert w."""
    known, other, inert = np.random.default_rng(seed).normal(size=(3, count))
    table = np.array([np.zeros(count), MEAN + KNOWN * known + OTHER * other])
    return gains_over_best(table), known, inert


def apart(count):
    """Draws made independently of one another."""
    return DrawSample(blocks=np.arange(count), even=np.zeros((count, 0)))


def said(values, noise, steps=16):
    """Give the chances of what a report with normal noise says, in so many equally likely bins."""
    ends = [NORMAL.inv_cdf(step / steps) * hypot(1, noise) for step in range(1, steps)]
    below = np.array([[NORMAL.cdf((end - value) / noise) for end in ends] for value in values])
    edges = [np.zeros((len(values), 1)), below, np.ones((len(values), 1))]
    return np.diff(np.hstack(edges), axis=1)


@pytest.mark.parametrize("count", [128, 1024, 8192])
def test_worths_of_normal_courses_are_what_the_closed_forms_say(count):
    """
    Knowing all is worth the loss of N(0.3, 1.64), x alone that of N(0.3, 1), a report of x with
    noise 1 that of N(0.3, 1/2): the variance of the mean of x once it is heard.
    """
    gains, known, inert = two_courses(count, seed=5)
    sample = apart(count)

    everything = worth_of_everything(gains, sample)
    one = worth_of_knowing(gains, known, sample, 3)
    report = worth_of_report(gains, said(known, 1.0), sample, one)
    nothing = worth_of_knowing(gains, inert, sample, 3)

    assert abs(everything.worth - loss(MEAN, hypot(KNOWN, OTHER))) < everything.error
    assert abs(one.worth - loss(MEAN, KNOWN)) < one.error
    assert abs(report.worth - loss(MEAN, KNOWN / sqrt(2))) < report.error
    assert not nothing.is_clear


def test_a_worth_is_not_inflated_by_the_draws_that_it_was_fitted_to():
    """
    Over two hundred sets of 128 draws, what is inert is seldom above its error, and x comes out
    within a tenth of its closed form, and not above it.
    """
    sets = [two_courses(128, seed) for seed in range(200)]
    inert = [worth_of_knowing(gains, idle, apart(128), 1) for gains, _, idle in sets]
    known = [worth_of_knowing(gains, values, apart(128), 1).worth for gains, values, _ in sets]

    assert np.mean([worth.is_clear for worth in inert]) <= 0.05
    assert 0.9 * loss(MEAN, KNOWN) < np.mean(known) < 1.01 * loss(MEAN, KNOWN)


@given(seed=st.integers(0, 10_000), courses=st.integers(2, 5), noise=st.floats(0.1, 5.0))
@examples(40)
def test_no_worth_is_below_nothing_or_above_that_of_knowing_more(seed, courses, noise):
    """0 ≤ a report ≤ what it is about ≤ everything, and the order of draws changes nothing."""
    chance = np.random.default_rng(seed)
    values = chance.normal(size=96)
    table = chance.normal(size=(courses, 96)) + np.outer(chance.normal(size=courses), values)
    blocks = np.arange(96) // 8
    order = chance.permutation(96)

    def worths(places):
        gains = gains_over_best(table[:, places])
        sample = DrawSample(blocks=blocks[places], even=directions([values[places]], 96))
        known = worth_of_knowing(gains, values[places], sample, 1)
        report = worth_of_report(gains, said(values[places], noise), sample, known)
        return report, known, worth_of_everything(gains, sample)

    report, known, everything = worths(np.arange(96))
    assert 0.0 <= report.worth <= known.worth <= everything.worth + 1e-12
    for before, after in zip((report, known, everything), worths(order), strict=True):
        assert after.worth == pytest.approx(before.worth, abs=1e-9)
        assert after.error == pytest.approx(before.error, abs=1e-9)


def test_an_even_spread_makes_the_error_smaller_and_a_constant_input_changes_nothing():
    """What follows in straight lines from inputs that are spread evenly is no error."""
    gains, known, _ = two_courses(256, seed=1)
    even = DrawSample(blocks=np.arange(256), even=directions([known, np.ones(256)], 256))

    assert even.even.shape == (256, 1)
    assert worth_of_everything(gains, even).error < worth_of_everything(gains, apart(256)).error
    assert worth_of_knowing(gains, np.ones(256), even, 1).worth == 0.0


def test_what_is_no_more_than_its_error_is_not_clear():
    """Nor is what differs from it by rounding."""
    assert not Worth(worth=0.1, error=0.1).is_clear
    assert Worth(worth=0.2, error=0.1).is_clear


@pytest.fixture(scope="module")
def strait():
    """The small case."""
    folder = Path(phaseline.__file__).parent / "cases" / "strait"
    return read_case(folder, name="strait").case


@pytest.fixture(scope="module")
def played(strait):
    """All ladders of the small case in so few draws that a worth can just be estimated."""
    depth = Depth(movers=False, variants=False, answers=False, claims=False)
    return contest(strait, depth=depth, draws=64)


def test_worths_of_a_case_keep_their_order_and_name_the_best_course(strait, played):
    """Every assumption that is drawn is listed once, the most first, none above everything."""
    values = information_values(strait, played)

    assert [value.viewpoint for value in values] == ["value", "inside"]
    for value in values:
        names = [row.assumption for row in value.assumptions]
        worths = [row.worth.worth for row in value.assumptions]
        assert sorted(names) == sorted((*played.plan.continuous, *played.plan.structural))
        assert worths == sorted(worths, reverse=True)
        assert worths[0] <= value.everything.worth + 1e-12
        assert value.brings >= 0.0  # the baseline is a course too


def test_with_few_draws_no_worth_is_estimated(strait, played):
    """Fewer than 64 draws, or 8 blocks, say more of themselves than of the case."""
    few = replace(played, plan=replace(played.plan, draws=played.plan.draws[:32]))

    assert has_enough(played.plan)
    assert not has_enough(few.plan)
    assert information_values(strait, few) == ()
    with pytest.raises(QuestionError, match=r"64 draws at least.*found 4 and 32"):
        worths_of(strait, few, None)


def test_a_report_is_read_and_is_worth_no_more_than_what_it_is_about(strait, played):
    """One that is right half the time says nothing."""
    asked = named_report(strait, "assumptions.loss-harbours:0.58:1")
    nothing = NamedReport(assumption=asked.assumption, above=asked.above, right=0.5)
    known = {
        row.assumption: row.worth.worth for row in information_values(strait, played)[0].assumptions
    }

    report = worths_of(strait, played, asked).reports["value"]

    assert asked == NamedReport(assumption="loss-harbours", above=0.58, right=1.0)
    assert 0.0 <= report.worth <= known["loss-harbours"]
    assert worths_of(strait, played, nothing).reports["value"].worth == 0.0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("loss-harbour:0.5:0.9", "did you mean"),
        ("loss-harbours:0.5", "expected an assumption, a value and the chance"),
        ("loss-harbours:0.5:0.2", "expected one from 0.5 to 1"),
    ],
)
def test_a_report_that_is_none_is_refused(strait, text, says):
    """It names an assumption, a value and a chance."""
    with pytest.raises(QuestionError, match=says):
        named_report(strait, text)


@pytest.mark.parametrize(
    ("worth", "is_little", "starts", "ends"),
    [
        (
            Spread(median=0.2, low=0.1, high=0.3, of=0.5, base=1.5),
            False,
            "A better figure for the chance per month that the ice comes: knowing it adds 0.2",
            "; knowing everything, 0.5.",
        ),
        (
            None,
            False,
            "A better figure for the chance per month that the ice comes; it may add nothing",
            " as Vesper is taken to value it: no more than the error of the estimate.",
        ),
        (None, True, "Nothing of much worth: knowing everything adds 0.5 (± 0.2)", ""),
    ],
)
def test_the_next_information_is_said_with_its_worth(strait, worth, is_little, starts, ends):
    """Beside its base and its error; what is within its error may be worth nothing."""
    finding = NextInformation(
        assumption="assumptions.ice",
        turned=None,
        worth=worth,
        error=0.1,
        everything=Spread(median=0.5, low=0.3, high=0.7, base=1.5),
        is_little=is_little,
        viewpoint="value",
        draws=128,
    )

    said = told(finding, Words(strait)).text

    assert said.startswith(starts)
    assert said.endswith(ends)
    assert ("it may add nothing" in said) == (worth is None and not is_little)
    assert " to the best course's 1.5" in said


@pytest.mark.parametrize(
    ("everything", "worth", "is_little", "text"),
    [
        (True, True, False, "The chance per month that the ice comes."),
        (
            True,
            False,
            False,
            "The chance per month that the ice comes (may change nothing).",
        ),
        (
            True,
            False,
            True,
            "Nothing of much worth; first, all the same: chance per month that the ice comes.",
        ),
        (False, False, False, "The chance per month that the ice comes."),
    ],
)
def test_page_one_says_what_to_find_out_in_few_words(strait, everything, worth, is_little, text):
    """What it adds stands in the annex; that it may add nothing stands here too."""
    spread = Spread(median=0.2, low=0.1, high=0.3, of=0.5, base=1.5)
    finding = NextInformation(
        assumption="assumptions.ice",
        turned=None,
        worth=spread if worth else None,
        error=0.1,
        everything=spread if everything else None,
        is_little=is_little,
        viewpoint="value",
        draws=128,
    )

    assert told_in_short(finding, Words(strait)).text == text


def test_the_next_information_of_a_case_is_the_assumption_worth_most(strait, played):
    """With its worth where that is more than its error."""
    (finding,) = next_information(strait, played)
    first = information_values(strait, played)[0].assumptions[0]

    assert finding.assumption == f"assumptions.{first.assumption}"
    assert (finding.worth is not None) == first.worth.is_clear
    assert finding.everything.base == information_values(strait, played)[0].brings


def test_what_chance_alone_puts_first_is_not_named(strait, played, monkeypatch):
    """
    Where no assumption is worth more than the error of its estimate, another set of draws would put
    another first: the one that moves the courses most is named.
    """
    value = information_values(strait, played)[0]
    moving = "assumptions.sight"
    monkeypatch.setattr(
        "phaseline.desk.findings.effects._by_turn",
        lambda *_: (NextInformation(about="sight", assumption=moving, turned=None),),
    )
    first = next(row for row in value.assumptions if f"assumptions.{row.assumption}" != moving)
    doubtful = replace(
        value, assumptions=(replace(first, worth=Worth(worth=0.2, error=0.3)), *value.assumptions)
    )
    clear = replace(
        value, assumptions=(replace(first, worth=Worth(worth=0.2, error=0.1)), *value.assumptions)
    )
    named = []
    for values in ((doubtful,), (clear,)):
        monkeypatch.setattr(
            "phaseline.desk.findings.effects.information_values", lambda *_, said=values: said
        )
        named.append(next_information(strait, played)[0].assumption)

    assert named == [moving, f"assumptions.{first.assumption}"]
