"""Reports against hypotheses, the next one worth having, and how far beliefs came true."""

from datetime import UTC, date, datetime
from math import log, log2

import pytest
from ledgers import MemoryLedger

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.watching.beliefs import watched
from phaseline.desk.watching.calibration import calibration
from phaseline.desk.watching.competing import Consistency, hypothesis_matrix
from phaseline.desk.watching.entering import ReportWords, held_to_case
from phaseline.desk.watching.next_reports import next_reports
from phaseline.watch.reports import content_of_report, drafted, reported

PRIOR = 0.175  # the middle of .05 to .3
# Crates are seen with .45 after a handover and with .02 without; of reports graded B2 .5625 follow
# what happened, and the others come with .02.
HIT, MISS = 0.5625 * 0.45 + 0.4375 * 0.02, 0.02
SEEN, NOT_SEEN = HIT / MISS, (1 - HIT) / (1 - MISS)  # 13.09 and .7532


def after(prior, *ratios):
    """Bayes' rule in odds."""
    odds = prior / (1 - prior)
    for ratio in ratios:
        odds *= ratio
    return odds / (1 + odds)


@pytest.fixture(scope="module")
def strait():
    """The strait."""
    return read_case(case_path("strait")).case


@pytest.fixture
def desk(strait):
    """A desk that enters reports, and gives them back."""
    store = MemoryLedger()

    def log_report(when, **other):
        usual = {
            "says": "as reported",
            "source": "coast",
            "grade": "B2",
            "indicator": "",
            "is_seen": True,
            "origin": "",
            "because": "",
        }
        words = ReportWords(when=when, **{**usual, **other})
        report = held_to_case(strait, words, now=datetime(2026, 11, 29, 12, tzinfo=UTC))
        store.append([drafted(report.kind, content_of_report(report), by="x", at="now")])
        return reported(store.entries())

    return log_report


def test_what_contradicts_ranks_and_what_agrees_does_not(strait, desk):
    """
    One report for the handover, one against it and one that repeats: the opposite is contradicted
    by a ratio of 13.09, the handover by 1 / .7532, and so stands first.
    """
    desk("2031-05-10")
    desk("2031-05-12", origin="coast on 2031-05-10", source="gazette")
    reports = desk("2031-05-20", is_seen=False)
    matrix = hypothesis_matrix(watched(strait, reports, day=date(2031, 5, 21), draws=2))
    assert [[cell.value for cell in row.cells] for row in matrix.rows()] == [["+", "-"], ["n", "n"]]
    assert [column.is_so for column in matrix.ranking] == [True, False]
    first, last = matrix.ranking
    assert first.against == pytest.approx(-log(NOT_SEEN), abs=1e-9)
    assert last.against == pytest.approx(log(SEEN), abs=1e-9)
    assert (first.contradicted, last.contradicted) == (1, 1)
    assert first.belief + last.belief == pytest.approx(1)
    assert next(matrix.rows()).cells[0] is Consistency.FOR


def test_without_reports_nothing_is_contradicted(strait):
    """The matrix is empty, and both columns stand at nothing."""
    matrix = hypothesis_matrix(watched(strait, (), day=date(2031, 5, 21), draws=2))
    assert matrix.reports == ()
    assert not list(matrix.rows())
    assert {column.against for column in matrix.columns} == {0.0}


def test_the_next_report_is_told_with_what_it_would_do(strait):
    """
    From .175 crates are seen by the coast watch with .175 · .2619 + .825 · .02 = .0623; the belief
    goes to .735 or to .138, and what that tells is the doubt before less the doubt after.
    """
    best, *_ = next_reports(strait, (), date(2031, 5, 10))
    seen = PRIOR * HIT + (1 - PRIOR) * MISS
    high, low = after(PRIOR, SEEN), after(PRIOR, NOT_SEEN)

    def doubt(chance):
        return -chance * log2(chance) - (1 - chance) * log2(1 - chance)

    assert (best.channel, best.grade) == ("coast", "B2")
    assert best.seen == pytest.approx(seen, abs=1e-9)
    assert (best.if_seen, best.if_not) == pytest.approx((high, low), abs=1e-9)
    assert best.bits == pytest.approx(
        doubt(PRIOR) - seen * doubt(high) - (1 - seen) * doubt(low), abs=1e-9
    )
    assert best.moves == pytest.approx(seen * (high - PRIOR) + (1 - seen) * (PRIOR - low), abs=1e-9)
    assert best.changes_call == 0  # the ladders take two months of reports
    assert seen * high + (1 - seen) * low == pytest.approx(PRIOR)


def test_a_report_that_would_call_a_rung_comes_first(strait, desk):
    """After a month of reports a second one calls its rung, with the chance that it comes."""
    reports = desk("2031-05-10")
    best, *_ = next_reports(strait, reports, date(2031, 6, 10))
    believed = after(PRIOR, SEEN)
    assert best.changes_call == pytest.approx(best.seen)
    by = {thought.channel: thought for thought in next_reports(strait, reports, date(2031, 6, 10))}
    assert by["coast"].seen == pytest.approx(believed * HIT + (1 - believed) * MISS, abs=1e-9)


def test_what_a_channel_has_said_already_is_worth_nothing_again(strait, desk):
    """The same channel on the same day repeats its origin: the belief stays where it is."""
    reports = desk("2031-05-10")
    by = {thought.channel: thought for thought in next_reports(strait, reports, date(2031, 5, 10))}
    assert by["coast"].if_seen == pytest.approx(after(PRIOR, SEEN))
    assert by["ferry-crew"].bits > 0


@pytest.mark.parametrize(("state", "is_so"), [("so", True), ("not_so", False)])
def test_beliefs_are_held_against_what_became_of_them(strait, desk, state, is_so):
    """
    Believed with .735 the day before, in the only period: a Brier score of (1 − .735)² where it was
    so, of .735² where not, and minus the logarithm of what was given to what happened.
    """
    desk("2031-05-10")
    reports = desk("2031-05-20", resolved=f"handed-over:{state}", grade="A1", source="gazette")
    held = calibration(strait, reports, date(2031, 5, 21))
    chance = after(PRIOR, SEEN)
    missed = 1 - chance if is_so else chance
    assert held.brier == pytest.approx(missed**2, abs=1e-9)
    assert held.log == pytest.approx(-log(1 - missed), abs=1e-9)
    [band] = held.bands
    assert (band.low, band.high, band.count, band.observed) == (0.55, 0.8, 1, float(is_so))
    assert (held.open, held.forecasts) == (0, 1)
    before = calibration(strait, reports, date(2031, 5, 19))
    assert (before.resolved, before.open, before.brier) == ((), 1, None)
