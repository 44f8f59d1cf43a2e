"""Reports that are sent to others: those that count, marked no lower than the narrowest of them."""

import json
from datetime import date

import pytest
from ledgers import MemoryLedger

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.watching.sending import sent_reports
from phaseline.errors import QuestionError
from phaseline.watch.reports import (
    RETRACTION,
    GradedReport,
    content_of_report,
    drafted,
    reported,
)

AT = "2031-05-02T09:00:00Z"


@pytest.fixture(scope="module")
def strait():
    """The strait."""
    return read_case(case_path("strait")).case


@pytest.fixture
def reports():
    """Three reports, one without a marking, and the narrowest of them retracted."""
    store = MemoryLedger()
    for says, tlp in (("first", "GREEN"), ("second", ""), ("third", "RED")):
        report = GradedReport(
            says=says,
            source="coast",
            reliability="B",
            credibility="2",
            when=date(2031, 4, 10),
            indicator="crates",
            is_seen=True,
            origin="coast",
            tlp=tlp,
        )
        store.append([drafted(report.kind, content_of_report(report), by="x", at=AT)])
    [*_, last] = store.entries()
    gone = {"entry": last.draft.id, "because": "a mistake"}
    store.append([drafted(RETRACTION, gone, by="x", at=AT)])
    return reported(store.entries())


def test_what_counts_is_sent_and_its_marking_told(strait, reports):
    """The retracted RED report is no part of it; one report bears no marking, and is counted."""
    sent = sent_reports(strait, reports, form="jsonl", marking="", by="A desk")
    assert (sent.marking, sent.unmarked) == ("GREEN", 1)
    assert [json.loads(line)["says"] for line in sent.lines] == ["first", "second"]


def test_nothing_is_marked_below_what_it_cites(strait, reports):
    """CLEAR is wider than GREEN; AMBER is not."""
    with pytest.raises(QuestionError, match="may not be marked TLP:CLEAR"):
        sent_reports(strait, reports, form="csv", marking="clear", by="A desk")
    assert sent_reports(strait, reports, form="csv", marking="amber", by="x").marking == "AMBER"


def test_a_bundle_names_sources_as_the_case_does(strait, reports):
    """The identity of a channel bears its title."""
    sent = sent_reports(strait, reports, form="stix", marking="", by="A desk")
    held = json.loads("\n".join(sent.lines))
    names = {entry["name"] for entry in held["objects"] if entry["type"] == "identity"}
    assert names == {"A desk", strait.channels["coast"].title}
