"""A watch replayed: each day by what was known, and the day on which each rung is first called."""

from datetime import UTC, date, datetime

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.watching.importing import report_of_row
from phaseline.desk.watching.replay import CalledBy, in_order_of_days, replayed
from phaseline.errors import QuestionError
from phaseline.watch.rows import ReportRow, rows_of

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def case_of(name):
    """Read a shipped case."""
    return read_case(case_path(name)).case


def own_replay(name):
    """Replay the public events of a shipped case."""
    case = case_of(name)
    with (case_path(name) / "replay.csv").open(encoding="utf-8", newline="") as text:
        rows = list(rows_of(text, "replay.csv"))
    reports = [report_of_row(case, row, now=NOW, name="replay.csv") for row in rows]
    return replayed(case, in_order_of_days(reports))


def firsts(replay):
    """Give when each rung is first called, by ladder and rung."""
    return {(first.policy.id, first.rung): first for first in replay.first_calls}


@pytest.fixture(scope="module")
def korea():
    """The Korean case, replayed."""
    return own_replay("korea-2024")


@pytest.fixture(scope="module")
def snapback():
    """The snapback, replayed."""
    return own_replay("snapback-2025")


def test_the_papers_move_no_belief_while_the_trigger_has_occurred(korea):
    """
    Both papers call a transfer possible and report none, which cannot be judged: the belief is its
    prior on every day. That troops were sent is known from 21 October on, and with it the trigger
    of the official phases, whose level nobody states.
    """
    prior = korea.days[0].beliefs[0].prior.best
    for day in korea.days:
        assert day.beliefs[0].now.best == pytest.approx(prior, abs=1e-12)
        assert [trigger.ladder for trigger in day.triggers] == ["ladders.official"]
    assert korea.days[0].day == date(2024, 10, 21)
    heard = [weighed.hearing.value for weighed in korea.days[-1].beliefs[0].reports]
    assert heard == ["unjudged", "unjudged"]


def test_two_completions_of_one_statement_call_on_different_days(korea):
    """
    Fighting is reported by both papers, known on 28 November. Read as the scale of cooperation the
    official phases call their first rung that day; read as the soldiers' steps they wait for more
    soldiers, and call nothing.
    """
    called = firsts(korea)
    by_act = called["official-cooperation", "Y1"]
    assert (by_act.by, by_act.day) == (CalledBy.ACTS, date(2024, 11, 28))
    assert [act.report.source for act in by_act.acts] == ["nec"]
    assert by_act.assumptions == ()
    assert called["official-soldiers", "Y1"].by is None
    assert called["kim-step-down", "R1"].by is CalledBy.TIME
    assert called["kim-step-down", "R1"].day == date(2024, 11, 28)


def test_a_time_that_has_not_run_out_is_told_with_its_range(snapback):
    """
    Five to ten days after 26 August, and 7 at best values, as the case assumes: the E3's letter
    calls for the notification on 2 September, between 31 August and 5 September, if nothing
    changes. On no day before does an act call for it.
    """
    first = firsts(snapback)["letter-strict", "E1"]
    assert (first.by, first.is_ahead) == (CalledBy.TIME, True)
    assert (first.earliest, first.day, first.latest) == (
        date(2025, 8, 31),
        date(2025, 9, 2),
        date(2025, 9, 5),
    )
    assert first.assumptions == ("until-date",)
    assert firsts(snapback)["letter-strict", "E2"].by is None


def strait_report(when, **cells):
    """A report of the strait."""
    usual = {"says": "crates", "source": "coast", "grade": "B2", "when": when}
    row = ReportRow(line=2, cells={**usual, **cells})
    return report_of_row(case_of("strait"), row, now=NOW, name="list.csv")


def test_reports_call_a_rung_on_the_day_of_the_second_month():
    """
    The ladders take two net reports, one for each month of 30.4 days: on 10 May the first is
    counted, on 5 June the second, and the rung is first called then. It rests on the belief's
    assumptions and on how many reports it takes.
    """
    reports = [strait_report("2031-05-10"), strait_report("2031-06-05")]
    replay = replayed(case_of("strait"), in_order_of_days(reports))
    first = firsts(replay)["patient", "R2"]
    assert (first.by, first.day) == (CalledBy.REPORTS, date(2031, 6, 5))
    assert {"begun", "sight", "mistake", "alarm-ratio", "reports"} <= set(first.assumptions)
    assert [day.day for day in replay.days] == [date(2031, 5, 10), date(2031, 6, 5)]


def test_what_cannot_be_replayed_is_refused():
    """No report, one out of order, one that is none, and too many days."""
    with pytest.raises(QuestionError, match="nothing to replay"):
        in_order_of_days([])
    with pytest.raises(QuestionError, match="report 2 is of 2031-05-01"):
        in_order_of_days([strait_report("2031-05-02"), strait_report("2031-05-01")])
    with pytest.raises(QuestionError, match=r"list\.csv, line 2: grade"):
        strait_report("2031-05-02", grade="")
    with pytest.raises(QuestionError, match="at most 1,000"):
        replayed(case_of("strait"), in_order_of_days([strait_report("2020-05-02")]))
