"""Past cases beside the model: which figure they stand beside, and where the model stands."""

from dataclasses import replace
from pathlib import Path

import pytest

import phaseline
from phaseline.case.model.common import Status
from phaseline.case.model.evidence import BASE_RATE, Fact
from phaseline.case.read import read_case
from phaseline.desk.comparison.results import Depth, contest
from phaseline.desk.findings.reference import reference_classes
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.words import Words
from phaseline.terms.entries import Entries
from phaseline.terms.quantity import Amount


@pytest.fixture(scope="module")
def strait():
    """The small case."""
    folder = Path(phaseline.__file__).parent / "cases" / "strait"
    return read_case(folder, name="strait").case


@pytest.fixture(scope="module")
def played(strait):
    """Its ladders in a few draws."""
    depth = Depth(movers=False, variants=False, answers=False, claims=False)
    return contest(strait, depth=depth, draws=8)


def with_past(case, *, beside, share):
    """The case with one fact about past cases; without a share where it is empty."""
    fact = Fact(
        id="past",
        kind=BASE_RATE,
        says=f"Of past threats {share or 'some'} worked.",
        said_by=case.responder,
        status=Status.RECORD,
        beside=beside,
        **({"value": Amount.parse(share)} if share else {}),
    )
    return replace(case, facts=Entries((*case.facts, fact)))


def test_a_case_without_past_cases_or_without_a_game_says_nothing(strait, played):
    """A fact that names no figure stands beside none."""
    assert reference_classes(strait, played) == ()
    assert reference_classes(with_past(strait, beside="", share="3 percent"), played) == ()
    assert reference_classes(with_past(strait, beside="deterred", share="3 percent"), None) == ()


@pytest.mark.parametrize("beside", ["deterred", "demand_met"])
@pytest.mark.parametrize(
    ("share", "standing"), [("101 percent", "below"), ("-1 percent", "above"), ("", "alone")]
)
def test_the_model_stands_below_or_above_the_past(strait, played, beside, share, standing):
    """No share of the model is more than all or less than nothing; without a share it is alone."""
    (finding,) = reference_classes(with_past(strait, beside=beside, share=share), played)

    assert (finding.beside, finding.standing) == (beside, standing)
    assert 0 <= finding.share.median <= finding.share.of
    assert finding.rests_on == ("facts.past",)


def test_a_share_of_the_past_is_a_part_of_a_hundred(strait, played):
    """All courses are more than half of them, and none is less."""
    (finding,) = reference_classes(with_past(strait, beside="deterred", share="50 percent"), played)
    part = finding.share.median / finding.share.of

    assert finding.standing == ("above" if part > 0.5 else "below" if part < 0.5 else "among")


def test_courses_that_shorten_crossings_are_counted_in_the_middle_of_the_draws(strait, played):
    """By more than a twentieth of a period, the baseline apart."""
    (finding,) = reference_classes(with_past(strait, beside="deterred", share=""), played)
    changes = [
        ladder.studied.change["inside"].median
        for ladder in played.contenders
        if ladder.policy.id != strait.game.yardstick
        and not strait.ladders[ladder.policy.ladder].controlled_by
    ]

    assert finding.share.of == len(changes)
    assert finding.share.median == sum(change < -0.05 for change in changes)


def test_a_class_is_said_with_its_definition_and_why_the_two_may_differ(strait, played):
    """And what forecasts came to stands beside no figure."""
    past = with_past(strait, beside="deterred", share="101 percent")
    record = with_past(strait, beside="forecast", share="37 percent")

    (said,) = (told(finding, Words(past)).text for finding in reference_classes(past, played))
    (beside,) = (told(finding, Words(record)).text for finding in reference_classes(record, played))

    assert "courses shorten handovers in the middle of the draws. Past cases: Of past" in said
    assert "lies below this one. The two need not agree. A record counts what was tried" in said
    assert (
        beside
        == "How far forecasts of such conflicts came true: Of past threats 37 percent worked."
    )
