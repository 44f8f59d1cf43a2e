"""What is said of a claim: its verdict, both sides with their base, a tie, and what turns it."""

from dataclasses import replace

import pytest

from phaseline.case.model.claims import BetterLadder, ChangedOrder, Claim, ClaimArguments
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison import claim_tests
from phaseline.desk.comparison.claim_tests import (
    ClaimFigure,
    FlipOf,
    Lack,
    Measured,
    Regime,
    Switch,
    undecided,
)
from phaseline.desk.comparison.claims import ENOUGH, ClaimVerdict, Turning, Verdict
from phaseline.desk.findings.claims import (
    ClaimFigureStands,
    ClaimFlips,
    ClaimRegimes,
    ClaimSidesLevel,
    ClaimStands,
    ClaimTested,
    ClaimTurns,
    claim_findings,
)
from phaseline.desk.findings.finding import Absence
from phaseline.game.metrics import FigureUnit
from phaseline.present.wording.english.claims import wording
from phaseline.present.wording.spans import joined
from phaseline.present.wording.words import Words
from phaseline.terms.entries import Entries


@pytest.fixture(scope="module")
def case():
    """The small worked case, with the claim of these tests in place of its own."""
    case = read_case(case_path("strait"), name="strait").case
    claim = Claim(
        id="c",
        says="It is so.",
        better=BetterLadder(ladder="patient", than="firm"),
        facts=("gear-possible",),
        with_=ClaimArguments(measure="harbours"),
    )
    return replace(case, claims=type(case.claims)([claim]))


def verdict(case, tested, *, way=Verdict.DEPENDS, share=0.5, draws=64, turning=None):
    """The claim, judged."""
    return ClaimVerdict(
        claim=case.claims[0], verdict=way, share=share, draws=draws, turning=turning, tested=tested
    )


def side(value, **more):
    """A change of a ladder in months of crossing, of twelve without it."""
    return ClaimFigure(
        of=Measured.METRIC,
        value=value,
        unit=FigureUnit.PERIODS,
        is_change=True,
        base=12.0,
        subject="patient",
        beside="inside",
        **more,
    )


def of_kind(findings, kind):
    """The findings of a kind."""
    return [finding for finding in findings if type(finding) is kind]


def texts(case, findings):
    """What is said, sentence by sentence."""
    return [joined(wording(finding, Words(case))) for finding in findings]


def test_a_difference_stands_beside_its_base(case):
    """Both sides are named as sides, in the period of the case, with what they are without it."""
    tested = claim_tests.TestOutcome(holds=(True,), figures=(side(-2.0), side(-1.0)), sides=2)
    figures = of_kind(claim_findings(case, verdict(case, tested)), ClaimFigureStands)

    assert [figure.is_side for figure in figures] == [True, True]
    assert [(figure.value.median, figure.value.base) for figure in figures] == [
        (-2.0, 12.0),
        (-1.0, 12.0),
    ]
    assert {figure.value.unit for figure in figures} == {"month"}
    assert texts(case, figures[:1]) == [
        "months of handover, ask, close, withhold (patient): −2 (12.00 with no new step)"
    ]


@pytest.mark.parametrize(("second", "ties"), [(-2.0, 1), (-2.04, 1), (-2.06, 0)])
def test_a_tie_is_named_up_to_a_twentieth_of_a_period(case, second, ties):
    """What is no difference in the draws is none in the sentence."""
    tested = claim_tests.TestOutcome(holds=(True,), figures=(side(-2.0), side(second)), sides=2)
    level = of_kind(claim_findings(case, verdict(case, tested)), ClaimSidesLevel)

    assert len(level) == ties
    assert (
        texts(case, level)
        == ["In the middle of the draws both sides are level: no difference that counts."] * ties
    )


@pytest.mark.parametrize("lacks", list(Lack))
def test_an_open_claim_says_what_is_missing(case, lacks):
    """Each way of being open has its words and its kind; the papers are not what was asked."""
    stands = claim_findings(case, verdict(case, undecided(lacks), way=Verdict.OPEN, share=None))[0]
    text = texts(case, [stands])[0]

    assert stands.share is None
    assert text.startswith("Open: ")
    assert "papers" not in text
    assert (stands.absence is None) == (lacks is Lack.CLEAR)


def test_a_verdict_counts_ties_apart(case):
    """Ahead, level and behind are told as counts of draws that add up; a reading may part them."""
    tested = claim_tests.TestOutcome(holds=(True,), switch=Switch.FOR_GOOD)
    level = replace(verdict(case, tested, way=Verdict.LEVEL, share=0.125), level=0.75)
    stands = claim_findings(case, level)[0]

    assert stands.share.median + stands.level.median + stands.behind.median == 1
    assert texts(case, [stands]) == [
        (
            "Nothing to tell apart: so in 8 of 64 draws, level in 48, the other way round in 8;"
            " what could part them is a handover that cannot be stopped."
        )
    ]


def test_two_courses_that_do_not_change_places_do_nothing_the_other_way_round(case):
    """A change of places has no opposite: where there is none it is not so."""
    places = ChangedOrder(address="assumptions.harm", between=("patient", "nothing"), by="inside")
    claims = Entries((replace(case.claims[0], better=None, flips=places),))
    tested = claim_tests.TestOutcome(holds=(False,))
    fails = replace(verdict(case, tested, way=Verdict.FAILS, share=0.0), level=0.25)
    changed = replace(case, claims=claims)

    stands = claim_findings(changed, replace(fails, claim=claims[0]))[0]

    assert "the other way round" not in texts(changed, [stands])[0]
    assert "level in 16, not so in 48" in texts(changed, [stands])[0]  # of 64


@pytest.mark.parametrize(
    ("regimes", "text"),
    [
        (
            (Regime(low=0.0, high=0.25, leader="patient"), Regime(low=0.25, high=1.0, leader="")),
            (
                "At the best values, by the chance of consent at one sitting: below 0.250 ask,"
                " close, withhold (patient) leads; above 0.250 neither ladder leads."
            ),
        ),
        (
            (Regime(low=0.0, high=1.0, leader="patient"),),
            (
                "At the best values ask, close, withhold (patient) leads, whatever the chance of"
                " consent."
            ),
        ),
    ],
)
def test_both_regimes_of_consent_are_named(case, regimes, text):
    """Who leads below the turn and who above it; one that leads throughout has no turn."""
    tested = claim_tests.TestOutcome(holds=(True,), regimes=regimes)
    (finding,) = of_kind(claim_findings(case, verdict(case, tested)), ClaimRegimes)

    assert texts(case, [finding]) == [text]
    assert finding.rests_on == ("claims.c", "ladders.recommended")


def test_a_figure_of_draws_stands_within_their_range(case):
    """The median first, then the 5th and 95th percentile of the same draws, then the base."""
    tested = claim_tests.TestOutcome(holds=(True,), figures=(side(-2.0, low=-3.0, high=-1.0),))
    (figure,) = of_kind(claim_findings(case, verdict(case, tested)), ClaimFigureStands)

    assert (figure.value.low, figure.value.median, figure.value.high) == (-3.0, -2.0, -1.0)
    assert texts(case, [figure]) == [
        (
            "months of handover, ask, close, withhold (patient): −2 (−3 to −1 in nine of ten"
            " draws; 12.00 with no new step)"
        )
    ]


def test_few_draws_turn_on_nothing_that_is_known(case):
    """With fewer draws than make two sides, what turns a claim is not computed, not nothing."""
    tested = claim_tests.TestOutcome(holds=(True, False))
    few, many = (
        of_kind(claim_findings(case, verdict(case, tested, draws=draws)), ClaimTurns)
        for draws in (ENOUGH - 1, ENOUGH)
    )

    assert [finding.absence for finding in (*few, *many)] == [Absence.NOT_COMPUTABLE, None]
    assert texts(case, [*few, *many]) == [
        "What turns it is not computed: 31 draws are too few to tell apart.",
        "No single assumption turns it.",
    ]


def test_what_turns_a_claim_is_named_with_its_value(case):
    """The assumption that tells the draws apart, and the address that it stands at."""
    turning = Turning(assumption="harm", at=0.5, below=0.1, above=0.9, low=0.0, high=1.0)
    tested = claim_tests.TestOutcome(holds=(True, False))
    (turns,) = of_kind(claim_findings(case, verdict(case, tested, turning=turning)), ClaimTurns)

    assert turns.rests_on == ("assumptions.harm",)
    assert texts(case, [turns])[0].startswith("It turns mostly on “")


@pytest.mark.parametrize(
    ("of", "at", "text"),
    [
        (
            FlipOf.CONSENT,
            0.4381,
            (
                "At the best values it flips where consent to closing the harbours to ships of"
                " Norland has a chance of 0.438 at one sitting, all else unchanged."
            ),
        ),
        (
            FlipOf.SHARED_CONSENT,
            None,
            "Both wait for the same consent, so no chance of it turns the claim.",
        ),
        (FlipOf.RELEASE, 0.42, "At the best values it flips at 42 percent of the assumed ranges"),
        (FlipOf.ASSUMPTION, 0.5, "At the best values it flips at 0.5."),
        (
            FlipOf.CONSENT,
            None,
            (
                "At the best values no chance of consent to closing the harbours to ships of"
                " Norland turns it."
            ),
        ),
        (FlipOf.ASSUMPTION, None, "At the best values no value of its range turns it."),
    ],
)
def test_a_value_that_is_looked_for_is_told_also_where_there_is_none(case, of, at, text):
    """A flip that does not exist is said, and one that nobody looked for is not."""
    tested = claim_tests.TestOutcome(holds=(True,), flip=at, flip_of=of)
    flips = of_kind(claim_findings(case, verdict(case, tested)), ClaimFlips)

    assert texts(case, flips)[0].startswith(text)
    assert (
        of_kind(
            claim_findings(case, verdict(case, claim_tests.TestOutcome(holds=(True,)))), ClaimFlips
        )
        == []
    )


def test_a_verdict_counts_draws_and_names_the_other_reading(case):
    """A share of draws is told as a count; a switch in the words of the case."""
    tested = claim_tests.TestOutcome(holds=(True,), switch=Switch.FOR_GOOD)
    stands, said = claim_findings(case, verdict(case, tested))[:2]

    assert type(stands) is ClaimStands
    assert type(said) is ClaimTested
    assert stands.cites
    assert stands.rests_on[0] == "claims.c"
    assert texts(case, [stands]) == [
        "Depends: so in 32 of 64 draws; and on a handover that cannot be stopped."
    ]
    assert texts(case, [said])[0].startswith("Tested: Ask, close, withhold (patient) comes with")


@pytest.mark.parametrize("of", list(Measured))
def test_every_figure_has_its_words(case, of):
    """No placeholder is left, and none of another case's words."""
    subject = {Measured.LOSS: "harbours", Measured.ANSWERED: "gear", Measured.TYPE_ACROSS: "bold"}
    figure = replace(side(1.0), of=of, subject=subject.get(of, "patient"), at=4.0)
    tested = claim_tests.TestOutcome(holds=(True,), figures=(figure,))
    (finding,) = of_kind(claim_findings(case, verdict(case, tested)), ClaimFigureStands)
    (text,) = texts(case, [finding])

    assert "{" not in text
    assert "transfer" not in text
    assert text.split(":")[0].strip()
