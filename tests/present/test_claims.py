"""A claim is printed as tested: its sentence names the ladders, measures and types it is about."""

import pytest

from phaseline.case.model.claims import (
    CLAIM_TESTS,
    COMPARED_BY,
    BetterLadder,
    ChangedOrder,
    Claim,
    ClaimArguments,
    DeterredType,
    MetDemand,
)
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.comparison.claim_tests import Switch
from phaseline.present.wording.english.claims import sentence_words, switch_words, why_words

ARGUMENTS = ClaimArguments(
    ladder="patient",
    ladders=("patient", "firm"),
    at_once="buoys",
    held="nothing",
    measure="harbours",
    than="grain",
    measures=("harbours", "grain"),
    cost="harm",
    track="gear",
)
PATIENT = "sk, close, withhold (patient)"


@pytest.fixture(scope="module")
def case():
    """The small worked case."""
    return read_case(case_path("strait"), name="strait").case


def claim(**way):
    """A claim that is held in one way."""
    return Claim(id="c", says="It is so.", **way)


@pytest.mark.parametrize("test", CLAIM_TESTS)
def test_every_test_has_its_sentence_in_the_words_of_the_case(case, test):
    """A sentence that ends, with a reason; no id of another case, no placeholder left."""
    asked = claim(tests=test, with_=ARGUMENTS)
    for text in (sentence_words(case, asked), why_words(case, asked)):
        assert text.endswith(".")
        assert "{" not in text
        assert "transfer" not in text


@pytest.mark.parametrize("metric", COMPARED_BY)
def test_every_metric_is_worded(case, metric):
    """Both ladders are named, and by what one is better."""
    text = sentence_words(
        case, claim(better=BetterLadder(ladder="patient", than="nothing", by=metric))
    )

    assert text.startswith(f"A{PATIENT} comes with ")
    assert text.endswith(" than no new step.")


def test_free_claims_are_told_as_sentences(case):
    """Each names what it is about."""
    assert sentence_words(case, claim(deters=DeterredType(type="bold", ladder="patient"))) == (
        f"A{PATIENT} keeps a challenger that is paid well for the gear from handing gear over."
    )
    assert sentence_words(case, claim(met=MetDemand(ladder="patient"))) == (
        f"What a{PATIENT} demands is met."
    )
    assert sentence_words(
        case,
        claim(
            flips=ChangedOrder(
                address="assumptions.harm", between=("patient", "nothing"), by="value"
            )
        ),
    ) == (
        f"A{PATIENT} and no new step change places by a higher value to the responder as one"
        " assumption moves over its range: what a month of handovers costs Vesper."
    )


def test_switches_are_told_in_the_words_of_the_case(case):
    """What cannot be stopped is called as the case calls a crossing."""
    assert {switch: switch_words(case, switch) for switch in Switch}[Switch.FOR_GOOD] == (
        "a handover that cannot be stopped"
    )
