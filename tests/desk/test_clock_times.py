"""Clock times of reports: what may be entered, which is later, and where it is said."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from ledgers import MemoryLedger

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.watching.calls import calls
from phaseline.desk.watching.entering import ReportWords, held_to_case
from phaseline.desk.watching.importing import ImportedBy, import_rows
from phaseline.desk.watching.replay import in_order_of_days
from phaseline.desk.watching.threats import threat_ledger
from phaseline.desk.watching.today import acts_of
from phaseline.errors import QuestionError
from phaseline.watch.canonical import canonical
from phaseline.watch.formats import rows_of_file
from phaseline.watch.ledger import ActorSort, LedgerDraft
from phaseline.watch.report_lists import csv_lines, json_lines
from phaseline.watch.reports import content_of_report, reported
from phaseline.watch.stix import BundleOf, bundle

SEOUL = timezone(timedelta(hours=9))
NOW = datetime(2031, 5, 2, 1, 0, tzinfo=SEOUL)  # 16:00 of 1 May in UTC
DAY = date(2031, 5, 1)


@pytest.fixture(scope="module")
def strait():
    """The strait, which looks ahead and so keeps a time of its own."""
    return read_case(case_path("strait")).case


@pytest.fixture(scope="module")
def korea():
    """The worked case, of which nothing can be reported before it has happened."""
    return read_case(case_path("korea-2024")).case


def worded(when, **other):
    """A report, or what stands in the place of one."""
    usual = {"says": "as told", "source": "gazette", "grade": "A1", "indicator": ""}
    return ReportWords(when=when, is_seen=True, origin="", because="", **{**usual, **other})


def on_ledger(case, *typed, now=NOW):
    """What was typed, as it stands on a ledger."""
    store = MemoryLedger()
    for number, row in enumerate(typed):
        report = held_to_case(case, row, now=now)
        store.append(
            [
                LedgerDraft(
                    id=f"entry-{number}",
                    by="who tests",
                    sort=ActorSort.PERSON,
                    at="2031-05-01T16:00:00Z",
                    kind=report.kind,
                    content=content_of_report(report),
                )
            ]
        )
    return store


def test_an_entry_without_a_clock_time_has_the_bytes_that_it_always_had(strait):
    """The content of a day alone is, to the byte, what ledgers have held of it since the first."""
    report = held_to_case(strait, worded("2031-04-10", source="coast", grade="B2"), now=NOW)

    assert canonical(content_of_report(report)) == (
        b'{"because":"","grade":"B2","indicator":"crates","origin":"coast on 2031-04-10",'
        b'"says":"as told","seen":true,"source":"coast","when":"2031-04-10"}'
    )


def test_an_instant_belongs_to_its_day_in_utc(strait):
    """One o'clock at night in Seoul is the afternoon before in UTC, and is written so."""
    store = on_ledger(strait, worded("2031-05-02T01:00+09:00"))
    [entered] = reported(store.entries())

    assert entered.report.when == DAY
    assert content_of_report(entered.report)["when"] == "2031-05-01T16:00Z"
    assert entered.report.origin == "gazette on 2031-05-01"


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("2024-11-27T17:00+09:00", ""),
        ("2024-11-28T00:00+09:00", ""),
        ("2024-11-28T00:01+09:00", "later than now, 2024-11-27T15:00Z: nobody reports it yet"),
        ("2024-11-28", ""),
        ("2024-11-29", "later than today, 2024-11-28"),
        ("2024-11-27T14:00", "without its zone"),
        ("2024-11-27 14:00", "expected an instant such as"),
    ],
)
def test_nothing_is_reported_of_a_later_instant(korea, when, says):
    """[hand] Midnight in Seoul is 15:00 of the day before in UTC; a minute later is not yet."""
    now = datetime(2024, 11, 28, 0, 0, tzinfo=SEOUL)
    source = next(iter(korea.sources)).id
    typed = worded(when, source=source, indicator=korea.indicators[0].id)

    if says:
        with pytest.raises(QuestionError, match=says):
            held_to_case(korea, typed, now=now)
    else:
        assert held_to_case(korea, typed, now=now).when <= now.date()


def test_a_case_that_looks_ahead_takes_instants_to_the_end_of_its_horizon(strait):
    """Its last day is 30 April 2032: a report of noon then is taken, one of the next day not."""
    now = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)

    assert held_to_case(strait, worded("2032-04-30T12:00Z"), now=now).when == date(2032, 4, 30)
    with pytest.raises(QuestionError, match="end of the case's longest horizon"):
        held_to_case(strait, worded("2032-05-01T00:00Z"), now=now)


def test_of_two_acts_of_a_day_the_later_stands_whichever_was_entered_first(strait):
    """Refused at nine and given at ten is given; in whatever zone each is told."""
    refused = worded("2031-05-01T09:00Z", act="assurance:refused")
    given = worded("2031-05-01T19:00+09:00", act="assurance:given")
    for typed in ((refused, given), (given, refused)):
        entries = reported(on_ledger(strait, *typed).entries())
        called = calls(strait, (), acts_of(entries, DAY))
        [standing] = [level for level in called.seen if level.track == "assurance"]
        assert standing.level == "given"


def test_a_day_alone_stands_before_the_clock_times_of_that_day(strait):
    """So it does whether it was entered before or after them."""
    alone = worded("2031-05-01", threat="fish:executed")
    timed = worded("2031-05-01T06:00Z", threat="fish:lapsed")
    for typed in ((alone, timed), (timed, alone)):
        held = threat_ledger(strait, reported(on_ledger(strait, *typed).entries()), DAY)
        [fish] = [one for one in held.threats if one.address.endswith(".fish")]
        assert fish.outcome == "lapsed"


def test_a_replay_takes_instants_in_their_order(strait):
    """A day alone may stand anywhere among the clock times of its day; an earlier one may not."""
    at_nine, at_ten, alone = (
        held_to_case(strait, worded(when), now=NOW)
        for when in ("2031-05-01T09:00Z", "2031-05-01T19:00+09:00", "2031-05-01")
    )

    assert len(in_order_of_days((at_nine, alone, at_ten))) == 3
    with pytest.raises(QuestionError, match="report 2 is of 2031-05-01T09:00Z"):
        in_order_of_days((at_ten, at_nine))


@pytest.mark.parametrize("form", ["csv", "jsonl", "json"])
def test_a_clock_time_goes_out_and_comes_in_again(strait, form):
    """
    As CSV, as lines of JSON and as STIX; what comes in is entered once, under the same content. A
    day alone stays one, although STIX dates it to midnight.
    """
    store = on_ledger(
        strait,
        worded("2031-05-01T19:30:05+09:00"),
        worded("2031-05-01"),
        worded("2031-05-01T00:00Z"),
    )
    entries = reported(store.entries())
    of = BundleOf(by="A desk", title="S", at="2031-05-01T16:00:00Z", marking="", sources={})
    held = bundle(entries, of)
    text = {
        "csv": "\n".join(csv_lines(entries)),
        "jsonl": "\n".join(json_lines(entries)),
        "json": json.dumps(held),
    }[form]
    if form == "json":
        published = [one["published"] for one in held["objects"] if one["type"] == "report"]
        assert published == [
            "2031-05-01T10:30:05.000Z",
            "2031-05-01T00:00:00.000Z",
            "2031-05-01T00:00:00.000Z",
        ]

    theirs, by = MemoryLedger(), ImportedBy(name="another desk", list=f"a.{form}", now=NOW)
    rows = list(rows_of_file(io.StringIO(text, newline=""), f"a.{form}"))
    tally = import_rows(strait, theirs, rows, by=by, refuse=lambda row: pytest.fail(row.why))

    assert tally.entered == 3
    assert [entry.report.dated for entry in reported(theirs.entries())] == [
        "2031-05-01T10:30:05Z",
        "2031-05-01",
        "2031-05-01T00:00Z",
    ]
    again = import_rows(strait, theirs, rows, by=by, refuse=lambda row: pytest.fail(row.why))
    assert (again.entered, again.repeated) == (0, 3)


def test_one_instant_told_in_two_zones_is_one_report(strait):
    """A row that comes again with its time in another zone says what it said."""
    store, by = MemoryLedger(), ImportedBy(name="a desk", list="a.csv", now=NOW)
    for when in ("2031-05-01T10:00Z", "2031-05-01T19:00+09:00"):
        text = io.StringIO(newline="")
        csv.writer(text).writerows(
            [("id", "says", "source", "grade", "when"), ("7", "seen", "gazette", "A1", when)]
        )
        text.seek(0)
        rows = rows_of_file(text, "a.csv")
        tally = import_rows(strait, store, rows, by=by, refuse=lambda row: pytest.fail(row.why))

    assert (tally.repeated, store.size()) == (1, 1)
