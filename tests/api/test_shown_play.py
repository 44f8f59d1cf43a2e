"""What pages show of a game, given out as one, is what its parts say one after the other."""

import pytest
from casefiles import FLAT

from phaseline.api.briefs import assess
from phaseline.api.insight import shown_leakage, shown_otherwise, shown_play, shown_turns
from phaseline.api.ladders import compare
from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.cli.plain_values import as_text
from phaseline.desk.findings.assessment import unplayed_work

STRAIT, DRAWS = "strait", 8


@pytest.fixture(scope="module")
def report():
    """The smallest shipped case, checked."""
    return checked(read_case(case_path(STRAIT), name=STRAIT), {})


def as_told(value):
    """A value to the last bit; the case that it is told of is the same."""
    return as_text(value, stand_in=lambda part: "case" if hasattr(part, "policies") else None)


@pytest.fixture(scope="module")
def rounds(report):
    """What is shown, what came of the work beside it, and the names that were given out at once."""
    given_out = []

    def mapper(function, names):
        given_out.append([*names])
        return map(function, names)

    beside = unplayed_work(report.reading.case)
    play, others = shown_play(report.reading.case, draws=DRAWS, beside=beside, mapper=mapper)
    return play, others, given_out


def test_all_that_is_shown_is_what_its_parts_say(report, rounds):
    """To the last bit, and in their order: ladders, claims, leaks, turns, other ways."""
    case, (play, _, _) = report.reading.case, rounds
    comparison = compare(case, draws=DRAWS)

    assert [verdict.claim.id for verdict in play.comparison.claims] == [*case.claims.ids]
    for whole, part in (
        (play.comparison.contenders, comparison.contenders),
        (play.comparison.claims, comparison.claims),
        (play.leakage, shown_leakage(case, comparison, draws=DRAWS)),
        (play.turns, shown_turns(case, comparison)),
        (play.otherwise, shown_otherwise(case, comparison)),
    ):
        assert as_told(whole) == as_told(part)


def test_processors_are_given_work_twice(report, rounds):
    """First what waits for nothing, then what is asked of the course that is shown."""
    case, (play, others, (first, second)) = report.reading.case, rounds

    assert {name.partition(" ")[2] for name in first} == {
        *(policy.policy.id for policy in play.comparison.contenders),
        "deliveries",
        "law",
    }
    assert {*case.claims.ids} < {name.partition(" ")[2] for name in second}
    assert [[*outcome] for outcome in others] == [["deliveries"], ["law"]]


def test_what_was_worked_out_beside_the_game_is_not_worked_out_again(report, rounds):
    """The brief takes it as it is: the same as without it, and nobody is asked."""
    _, others, _ = rounds

    def nobody(_, __):
        raise AssertionError

    known = {name: answer for outcome in others for name, answer in outcome.items()}
    taken, made = assess(report, known=known, mapper=nobody), assess(report)

    assert as_told((taken.deliverable, taken.constraints)) == as_told(
        (made.deliverable, made.constraints)
    )


def test_claims_that_nobody_shows_are_not_judged(report):
    """A what-if shows page one alone."""
    play, _ = shown_play(report.reading.case, depth=FLAT, draws=DRAWS)

    assert play.comparison.claims == ()
    assert play.leakage is not None
