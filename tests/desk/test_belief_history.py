"""How a belief went, day by day."""

from datetime import UTC, date, datetime

import pytest
from ledgers import MemoryLedger

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.watching.belief_history import LEAST_DAYS, MOST_DAYS, belief_histories
from phaseline.desk.watching.beliefs import watched
from phaseline.desk.watching.entering import ReportWords, held_to_case, retracting
from phaseline.watch.reports import content_of_report, drafted, reported

AT = "2031-05-01T08:00:00Z"
AS_OF = date(2031, 5, 1)  # of the strait


@pytest.fixture(scope="module")
def strait():
    """The strait."""
    return read_case(case_path("strait")).case


def ledger_of(case, *days, grade="B2"):
    """A ledger on which crates were seen on some days."""
    store = MemoryLedger()
    for when in days:
        words = ReportWords(
            says="Crates on the quay",
            source="coast",
            grade=grade,
            when=when,
            indicator="crates",
            is_seen=True,
            origin="",
            because="as reported",
        )
        report = held_to_case(case, words, now=datetime(2031, 12, 31, 23, tzinfo=UTC))
        store.append([drafted(report.kind, content_of_report(report), by="desk", at=AT)])
    return store


def history_of(case, store, day):
    """How the only belief of the strait went."""
    return belief_histories(case, reported(store.entries()), day)["handed-over"]


def test_each_day_of_a_report_is_told_and_the_day_itself(strait):
    """[hand] reports of 12 April and 3 May, looked at on 9 May, with the as-of date between."""
    history = history_of(strait, ledger_of(strait, "2031-05-03", "2031-04-12"), date(2031, 5, 9))

    assert [(of_day.day.isoformat(), of_day.reports) for of_day in history] == [
        ("2031-04-12", 1),
        ("2031-05-01", 0),
        ("2031-05-03", 1),
        ("2031-05-09", 0),
    ]


def test_a_day_is_believed_as_the_watch_of_that_day_believes(strait):
    """To the last bit, for it is worked out in the same way."""
    store = ledger_of(strait, "2031-04-12", "2031-05-03")
    reports = reported(store.entries())

    for of_day in history_of(strait, store, date(2031, 5, 9)):
        [belief] = watched(strait, reports, day=of_day.day)
        assert of_day.believed == belief.now


def test_a_retracted_report_leaves_no_day_behind(strait):
    """The history is that of a ledger on which it never stood, bit for bit."""
    once = ledger_of(strait, "2031-04-12")
    again = ledger_of(strait, "2031-04-12", "2031-04-20")
    again.append(
        [retracting(again, "1", retracted={}, because="They were masts.", by="desk", at=AT)]
    )
    before, after = (history_of(strait, store, AS_OF) for store in (once, again))

    assert {of_day.day: of_day.believed for of_day in before} == {
        of_day.day: of_day.believed for of_day in after if of_day.day != date(2031, 4, 20)
    }
    assert [of_day.reports for of_day in after if of_day.day == date(2031, 4, 20)] == [0]


def test_of_many_days_the_latest_are_told(strait):
    """Sixty at most; of ten thousand reports six, so that a page is not waited for."""
    days = [date.fromordinal(AS_OF.toordinal() + place).isoformat() for place in range(70)]
    store = ledger_of(strait, *days)
    reports = reported(store.entries())
    last = date.fromisoformat(days[-1])

    assert len(belief_histories(strait, reports, last)["handed-over"]) == MOST_DAYS
    assert len(belief_histories(strait, [*reports] * 143, last)["handed-over"]) == LEAST_DAYS
