"""Reports as lists and as bundles of STIX 2.1, out and in again."""

import csv
import io
import json
import re
from datetime import date
from uuid import UUID

import pytest
from ledgers import MemoryLedger

from phaseline.errors import QuestionError
from phaseline.watch.formats import rows_of_file
from phaseline.watch.report_lists import cells_of, csv_lines, json_lines
from phaseline.watch.reports import GradedReport, Movement, content_of_report, drafted, reported
from phaseline.watch.stix import BundleOf, bundle

OF = BundleOf(
    by="A desk",
    title="The strait",
    at="2031-05-02T09:00:00Z",
    marking="AMBER+STRICT",
    sources={"coast": "Coast watch"},
)
# Required by STIX 2.1 of each type that is written: §3.2, §4.5, §4.6, §4.16, §7.2.1 and §7.3.
REQUIRED = {
    "identity": {"created", "modified", "name"},
    "report": {"created", "modified", "name", "published", "object_refs"},
    "grouping": {"created", "modified", "context", "object_refs"},
    "marking-definition": {"created"},
    "extension-definition": {
        "created",
        "modified",
        "created_by_ref",
        "name",
        "schema",
        "version",
        "extension_types",
    },
}


def report(says="Long crates, “wood”", **other):
    """A report of the coast watch."""
    usual = {
        "source": "coast",
        "reliability": "B",
        "credibility": "2",
        "when": date(2031, 4, 10),
        "indicator": "crates",
        "is_seen": True,
        "origin": "coast on 2031-04-10",
    }
    return GradedReport(says=says, **{**usual, **other})


@pytest.fixture
def reports():
    """One report of each kind, with and without a marking and a name of its sender's."""
    store = MemoryLedger()
    for held in (
        report(tlp="AMBER", ref="their-1"),
        report("not seen, line one", is_seen=False, tlp="AMBER+STRICT"),
        report("no grade to give", credibility="6"),
        report("refused", indicator="", track="assurance", level="refused"),
        report("done", indicator="", moves=Movement(kind="measure", id="ask", state="in_force")),
        report("so", indicator="", moves=Movement(kind="resolved", id="gear", state="so")),
        report("=cmd", indicator="", moves=Movement(kind="threat", id="fish", state="executed")),
    ):
        store.append([drafted(held.kind, content_of_report(held), by="x", at=OF.at)])
    return reported(store.entries())


def as_read(text, name):
    """Read a file of this text; no row may be refused."""
    rows = list(rows_of_file(io.StringIO(text, newline=""), name))
    assert [row.why for row in rows if row.why] == []
    return [{column: cell for column, cell in row.cells.items() if cell} for row in rows]


def test_what_goes_out_comes_in_as_it_was(reports):
    """As CSV, as lines of JSON and as a bundle: every cell, whatever kind of report it is."""
    sent = [{name: cell for name, cell in cells_of(one).items() if cell} for one in reports]
    texts = {
        "a.csv": "\n".join(csv_lines(reports)),
        "a.jsonl": "\n".join(json_lines(reports)),
        "a.json": json.dumps(bundle(reports, OF)),
    }
    for name, text in texts.items():
        assert as_read(text, name) == sent, name


def test_a_bundle_holds_what_the_standard_requires(reports):
    """Of each type; references lead to objects of the bundle, and identifiers are used once."""
    held = bundle(reports, OF)
    assert set(held) == {"type", "id", "objects"}
    names = [entry["id"] for entry in held["objects"]]
    assert len({name.partition("--")[2] for name in names}) == len(names)
    for entry in held["objects"]:
        kind, _, identifier = entry["id"].partition("--")
        assert kind == entry["type"]
        assert str(UUID(identifier)) == identifier
        assert entry["spec_version"] == "2.1"
        assert REQUIRED[kind] <= set(entry)
        refs = [*entry.get("object_refs", ()), *entry.get("object_marking_refs", ())]
        assert set(refs) <= set(names)


def test_the_same_ledger_makes_the_same_bundle(reports):
    """To the byte, so that one that is sent again is known again."""
    assert json.dumps(bundle(reports, OF)) == json.dumps(bundle(reports, OF))


def test_confidence_follows_the_credibility_and_is_left_out_where_it_cannot_be_judged(reports):
    """Appendix A of the standard: credibility 2 is 70; of 6 nothing is said."""
    objects = [one for one in bundle(reports, OF)["objects"] if one["type"] == "report"]
    assert [one.get("confidence") for one in objects] == [70, 70, None, 70, 70, 70, 70]


def test_a_marking_is_not_widened_on_its_way(reports):
    """AMBER+STRICT stays what it is; WHITE of TLP 1 is CLEAR; one that nobody knows is refused."""
    held = bundle(reports, OF)
    [whole] = [one for one in held["objects"] if one["type"] == "grouping"]
    strict = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"
    assert whole["object_marking_refs"] == [strict]
    [first, *_] = [one for one in held["objects"] if one["type"] == "report"]
    for marking, expected in (
        ("marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", "CLEAR"),
        (strict, "AMBER+STRICT"),
    ):
        sent = {"type": "bundle", "objects": [{**first, "object_marking_refs": [marking]}]}
        [row] = rows_of_file(io.StringIO(json.dumps(sent)), "a.json")
        assert row.cells["tlp"] == expected
    sent["objects"][0]["object_marking_refs"] = ["marking-definition--0"]
    [row] = rows_of_file(io.StringIO(json.dumps(sent)), "a.json")
    assert "is none of TLP" in row.why


def test_what_has_no_grade_is_refused_and_kept_as_it_came(reports):
    """A note of another program, and what is no object: each with its place in the bundle."""
    note = {"type": "note", "id": "note--1", "content": "seen", "x_own": [1]}
    text = json.dumps({"type": "bundle", "objects": [note, 3]})
    rows = list(rows_of_file(io.StringIO(text), "a.json"))
    assert [row.line for row in rows] == [1, 2]
    assert "a grade is never made up" in rows[0].why
    assert json.loads(rows[0].cells["stix"]) == note


def test_what_is_revoked_is_withdrawn(reports):
    """A report that its sender revokes comes in as one that is withdrawn."""
    held = bundle(reports, OF)
    for entry in held["objects"]:
        entry["revoked"] = True
    rows = list(rows_of_file(io.StringIO(json.dumps(held)), "a.json"))
    assert {row.cells["withdrawn"] for row in rows} == {"yes"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{\n "type": ,', "a.json, line 2, column 10: it is no JSON: Expecting value"),
        ("[" * 100_000, "a.json: it is no JSON that can be read: it holds too much"),
        ("[]", "a.json: it is no bundle"),
        ('{"type": "report"}', "a.json: it is no bundle"),
        ('{"type": "bundle"}', "a.json: it is no bundle"),
    ],
)
def test_what_is_no_bundle_is_no_list(text, says):
    """It says so, with its name, and of what is no JSON with its place."""
    with pytest.raises(QuestionError, match=re.escape(says)):
        list(rows_of_file(io.StringIO(text), "a.json"))


def test_a_list_of_csv_has_one_header(reports):
    """Each row has as many cells as it."""
    rows = list(csv.reader(csv_lines(reports)))
    assert {len(row) for row in rows} == {len(rows[0])}
