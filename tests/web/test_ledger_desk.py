"""The ledger at the desk: what a form enters, what it does not, and what is shown and signed."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from functools import partial

import pytest
from web.asgi import HOST, ask
from web.watchers import KEY, SEEN, WatchedDesk, copied, faults_of

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.watching.entering import held_to_case
from phaseline.present.document.report_choices import source_choices, subject_choices
from phaseline.watch.checkpoint import PublicKey, head_of
from phaseline.watch.merkle import is_included, leaf_hash
from phaseline.watch.sqlite import SqliteLedger
from phaseline.web import ledger_desk
from phaseline.web.permission import READERS_READ, DeskRole
from phaseline.web.report_form import words_of_form

NAME = "0123456789abcdef" * 2


@pytest.fixture
def desk(tmp_path):
    """The desk of a copy of the strait."""
    return WatchedDesk(copied("strait", tmp_path))


def test_a_form_enters_what_the_command_line_enters(desk, phaseline):
    """The same words make the same content, marked as a person's; only name and time differ."""
    assert desk.files(tlp="AMBER").headers["location"] == "/report?entered=0"
    words = ("log", str(desk.case), SEEN["says"], "--source", "coast", "--grade", "B2")
    ran = phaseline(*words, "--when", SEEN["when"], "--tlp", "AMBER", "--by", "A. Watch")

    first, second = (entry.draft for entry in desk.entries)
    assert ran.status == 0
    assert first.content == second.content
    assert (first.by, first.sort, first.kind) == (second.by, second.sort, second.kind)
    assert first.at == "2031-07-01T09:30:00Z"


def test_a_ledger_that_another_program_keeps_is_answered_in_words(tmp_path, monkeypatch):
    """Within the patience of a page, with what was typed still in the form, and nothing entered."""
    monkeypatch.setattr(ledger_desk, "PATIENCE", 0.3)
    desk = WatchedDesk(copied("strait", tmp_path))
    desk.files()
    with closing(sqlite3.connect(desk.case / "ledger.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = desk.files(says="Boxes on the quay")

    assert refused.status == 503
    assert "another program keeps the file, and nothing more was entered" in refused.text
    assert "Boxes on the quay" in refused.text
    assert len(desk.entries) == 1


def test_a_clock_time_is_entered_in_its_zone_and_shown_in_utc(desk, phaseline):
    """Form and command line enter the same; both pages, the day and its sheet say when it was."""
    desk.files(when="2031-04-11", time="01:30", zone="+09:00")
    words = ("log", str(desk.case), SEEN["says"], "--source", "coast", "--grade", "B2")
    phaseline(*words, "--when", "2031-04-10T16:30Z", "--by", "A. Watch")

    first, second = (entry.draft.content for entry in desk.entries)
    assert first == second
    assert first["when"] == "2031-04-10T16:30Z"
    for path in ("/report", "/ledger"):
        assert "10 Apr 2031, 16:30 UTC" in desk.gets(path).text
    sheet = desk.case.parent / "day.html"
    phaseline("watch", str(desk.case), "--page", str(sheet))
    day = phaseline("watch", str(desk.case)).out
    assert "16:30" in day
    assert "10 Apr 2031, 16:30 UTC" in sheet.read_text(encoding="utf-8")
    told = json.loads(phaseline("watch", str(desk.case), "--json").out)
    assert {report["when"] for report in told["beliefs"][0]["reports"]} == {"2031-04-10T16:30Z"}


def test_a_form_without_a_clock_time_asks_for_no_zone(desk):
    """The zone that the form proposes is that of a time, and of no day."""
    desk.files(zone="Z")

    assert desk.entries[0].draft.content["when"] == SEEN["when"]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"reliability": ""}, "Both grades: found '2'; expected how far the source is trusted"),
        ({"credibility": ""}, "Both grades: found 'B'"),
        ({"credibility": "7"}, "Both grades: found 'B7'"),
        ({"when": ""}, "On which day: "),
        ({"when": "2031-04"}, "On which day: found '2031-04'; expected one day"),
        ({"when": "2099-01-01"}, "is later than today, 2031-07-01"),
        ({"when": "2031-07-01", "time": "09:31", "zone": "Z"}, "is later than now"),
        (
            {"time": "09:31"},
            "On which day: found '2031-04-10T09:31', a clock time without its zone",
        ),
        ({"time": "nine", "zone": "Z"}, "On which day: found '2031-04-10Tnine"),
        ({"time": "09:31", "zone": "+9"}, "On which day: found '2031-04-10T09:31+9'"),
        ({"source": "nobody"}, "Who reports: there is no channel and no source 'nobody'"),
        ({"reliability": "D"}, "is graded B on 2031-04-10, and this report D; say why by “Why”"),
        ({"about": ""}, "What it is about: choose what the report is about"),
        ({"about": "of:boxes"}, "What it is about: there is no indicator 'boxes'"),
        ({"about": "act:gear:given"}, "there is no track 'gear' in this case that anybody sees"),
        ({"says": " "}, "say what is reported"),
        ({"says": "masts\u202eor crates"}, "holds signs that nobody sees"),
        ({"tlp": "PINK"}, "How far it may go: found 'PINK'"),
        ({"says": "x" * 2_001}, "at most 2,000 enter"),
    ],
)
def test_what_no_watch_could_use_is_refused_in_the_words_of_the_page(desk, other, words):
    """A grade is never made up; nothing is entered, and what was typed stands in the form still."""
    answer = desk.files(**other)

    assert answer.status == 422
    assert words in faults_of(answer)
    assert "--" not in faults_of(answer)
    assert 'value="A. Watch"' in answer.text
    assert desk.entries == []


def test_what_was_typed_is_shown_as_words(desk):
    """A report that looks like a page is a report, on the form and on the ledger."""
    typed = '<script>alert("crates")</script>'
    refused = desk.files(says=typed, credibility="")
    desk.files(says=typed, by="<b>A. Watch</b>")

    for page in (refused, desk.gets("/ledger"), desk.gets("/report")):
        assert "<script>alert" not in page.text
        assert "<b>A. Watch" not in page.text
        assert "&lt;script&gt;" in page.text


def test_a_form_that_is_sent_a_hundred_times_is_entered_once(desk):
    """Each is told the same number, whichever came first."""
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: desk.files(name=NAME), range(100)))

    assert {answer.headers["location"] for answer in answers} == {"/report?entered=0"}
    assert [entry.draft.id for entry in desk.entries] == [NAME]


def test_a_form_that_was_sent_is_not_sent_again_with_other_words(desk):
    """The first stands; the second is told so."""
    desk.files(name=NAME)
    answer = desk.files(name=NAME, says="Short crates on the quay")

    assert answer.status == 422
    assert "stands as entry 0 with other words" in faults_of(answer)
    assert len(desk.entries) == 1


def test_a_name_that_is_none_is_not_taken(desk):
    """What a form sends as its name is one of ours, or counts for nothing."""
    desk.files(name="../../etc/passwd")

    assert desk.entries[0].draft.id != "../../etc/passwd"


@pytest.mark.parametrize("name", ["strait", "korea-2024", "snapback-2025"])
def test_whatever_can_be_chosen_can_be_entered(name):
    """Each subject and each source that the form lists makes a report that the case takes."""
    case = read_case(case_path(name)).case
    today = max(case.as_of.last, case.as_of.first)
    subjects = [value for group in subject_choices(case) for value, _ in group.choices]
    sources = [value for group in source_choices(case, today) for value, _ in group.choices]
    now = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    form = {**SEEN, "when": today.isoformat(), "because": "as reported"}

    made = [
        held_to_case(case, words_of_form({**form, "about": subject, "source": source}), now=now)
        for subject, source in [
            *((subject, sources[0]) for subject in subjects),
            *((subjects[0], source) for source in sources),
        ]
    ]

    assert len(subjects) > 5
    assert len(made) == len(subjects) + len(sources)


def test_an_entry_is_retracted_with_a_reason(desk):
    """The entry stays, the retraction is one of its own, and both pages say which is which."""
    desk.files()
    form = {"entry": "0", "because": "They were masts.", "by": "A. Watch"}

    assert desk.sends("/report/retract", {**form, "because": " "}).status == 422
    answer = desk.sends("/report/retract", form)

    assert answer.headers["location"] == "/report?entered=1"
    assert [entry.draft.kind for entry in desk.entries] == ["report", "retraction"]
    ledger = desk.gets("/ledger").text
    assert "retracted by entry 1: They were masts." in ledger
    assert "retracts entry 0: They were masts." in ledger
    assert "entry=0" not in desk.gets("/report").text
    assert "cannot be retracted: it is retracted by" in desk.gets("/report/retract", entry="0").text


@pytest.mark.parametrize("entry", ["7", "", "-1", "../0", "9" * 40])
def test_an_entry_that_is_not_there_is_not_retracted(desk, entry):
    """Neither asked about nor written."""
    desk.files()

    assert desk.gets("/report/retract", entry=entry).status == 404
    assert desk.sends("/report/retract", {"entry": entry, "because": "x"}).status in (404, 422)
    assert len(desk.entries) == 1


def test_a_full_disk_is_said_and_nothing_is_half_entered(tmp_path, monkeypatch):
    """[hand] 40 pages of 4,096 bytes hold no hundred reports of 2,000 letters: 507, and no part."""
    store = partial(SqliteLedger, most_pages=40)
    monkeypatch.setattr(ledger_desk, "SqliteLedger", store)
    desk = WatchedDesk(copied("strait", tmp_path))
    statuses = [desk.files(says="x" * 2_000).status for _ in range(100)]

    assert statuses[0] == 303
    assert statuses[-1] == 507
    assert len(desk.entries) == statuses.count(303)
    assert "each as it was written" in desk.gets("/ledger", verify="yes").text
    assert "the disk is full; nothing was entered" in faults_of(desk.files(says="x" * 2_000))


def pinned(desk):
    """The checkpoint as it is now."""
    return desk.gets("/ledger/checkpoint.txt").text


def verdict(desk, **query):
    """What the page says of the ledger."""
    return desk.gets("/ledger", verify="yes", **query).text


def altered(desk, *statements):
    """Write to the file of the ledger past its triggers, as who keeps it can."""
    with closing(sqlite3.connect(desk.store.where)) as file:
        for trigger in ("entry_stays", "entry_is_kept", "node_stays", "node_is_kept"):
            file.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            file.execute(statement)
        file.commit()


def test_a_ledger_that_grew_goes_on_from_a_pinned_checkpoint(desk):
    """And a checkpoint with the line ends of a form is the same checkpoint."""
    desk.files()
    kept = pinned(desk)
    desk.files(when="2031-04-12")

    for text in (kept, kept.replace("\n", "\r\n"), f"  {kept}\n\n"):
        page = verdict(desk, against=text)
        assert "The ledger is what was written." in page
        assert "goes on from 1 checkpoint" in page
    assert "held against no checkpoint" in verdict(desk)


def test_a_ledger_that_was_cut_short_is_found_by_the_checkpoint_alone(desk):
    """By itself it is sound: the page says that nothing was held against it."""
    desk.files()
    desk.files(when="2031-04-12")
    kept = pinned(desk)
    altered(desk, "DELETE FROM entry WHERE number = 1", "DELETE FROM node WHERE written > 1")

    assert "held against no checkpoint" in verdict(desk)
    page = verdict(desk, against=kept)
    assert "The ledger does not hold." in page
    assert "the ledger had 2 entries when it was last seen, and has 1" in page


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET by = 'B. Other' WHERE number = 0",
        "UPDATE entry SET body = CAST(replace(body, 'crates', 'barrel') AS BLOB)",
        "UPDATE node SET hash = zeroblob(32) WHERE written = 1",
    ],
)
def test_an_altered_ledger_is_named_and_no_page_falls(desk, statement):
    """Every page of it answers in words; the terminal hears of no fault of ours."""
    desk.files()
    desk.files(when="2031-04-12")
    altered(desk, statement)

    assert "The ledger does not hold." in verdict(desk)
    for path in ("/ledger", "/report", "/ledger/proof-0.json", "/ledger/entries.jsonl", "/watch"):
        answer = desk.gets(path)
        assert "Traceback" not in answer.text
        assert answer.status != 500
    assert desk.faults == []


def test_nothing_is_entered_behind_an_entry_that_was_altered(desk):
    """Neither a report nor a retraction: the form says which entry it is, and what next."""
    for day in ("2031-04-10", "2031-04-11", "2031-04-12"):
        desk.files(when=day)
    altered(
        desk,
        "UPDATE entry SET body = CAST(replace(body, 'crates', 'barrel') AS BLOB) WHERE number = 1",
    )

    for answer in (
        desk.files(when="2031-04-13"),
        desk.sends("/report/retract", {"entry": "2", "because": "They were masts."}),
    ):
        assert answer.status == 503
        assert "Entry 1: a stored hash is not that of its entry" in answer.text
        assert "a copy that passes takes its place" in answer.text
    assert desk.gets("/report/retract", entry="1").status == 503
    assert desk.store.size() == 3


def test_what_is_given_of_an_altered_ledger_bears_no_checkpoint(desk):
    """Its last line says from where on it is not what was written."""
    desk.files()
    altered(desk, "UPDATE entry SET by = 'B. Other' WHERE number = 0")

    [line] = desk.gets("/ledger/entries.jsonl").text.splitlines()
    assert json.loads(line) == {"stopped": "entry 0: its columns are not what its body says"}


@pytest.mark.parametrize(
    ("against", "words"),
    [("hello", "this is no checkpoint"), ("phaseline/strait\n1\nAAAA\n", "no root of a tree")],
)
def test_what_is_no_checkpoint_is_said_to_be_none(desk, against, words):
    """It says nothing of the ledger."""
    desk.files()
    page = verdict(desk, against=against)

    assert "It was not verified." in page
    assert words in page


def test_a_checkpoint_by_another_key_is_not_taken(desk):
    """Unless its key is given along, and then it counts."""
    desk.files()
    kept, ours = pinned(desk), PublicKey(name="phaseline/strait", key=KEY.public).text
    other = PublicKey(name="phaseline/strait", key=bytes(32)).text

    assert "no signature on this checkpoint is by" in verdict(desk, against=kept, key=other)
    assert "The ledger is what was written." in verdict(desk, against=kept, key=ours)


def test_a_proof_is_borne_out_without_the_ledger(desk):
    """From the file alone: the signature names a root, and the path leads from the entry to it."""
    for day in range(10, 15):
        desk.files(when=f"2031-04-{day}")
    held = json.loads(desk.gets("/ledger/proof-3.json").text)
    signed = head_of(held["checkpoint"], key=PublicKey(name="phaseline/strait", key=KEY.public))

    assert is_included(
        leaf_hash(held["entry"].encode()),
        3,
        signed.size,
        proof=[bytes.fromhex(step) for step in held["path"]],
        root=signed.root,
    )
    assert desk.gets("/ledger/proof-9.json").status == 404


def test_the_lines_of_the_ledger_are_those_of_the_command_line(
    desk, phaseline, monkeypatch, tmp_path
):
    """Entry by entry, and the checkpoint after them."""
    desk.files()
    desk.files(when="2031-04-12")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    ran = phaseline("ledger", str(desk.case), "export")

    *entries, last = desk.gets("/ledger/entries.jsonl").text.splitlines()
    assert entries == ran.out.splitlines()[:-1]
    assert json.loads(last)["checkpoint"] == pinned(desk)


def test_nothing_is_marked_below_what_it_cites(desk):
    """Of a RED report no file for everybody is given."""
    desk.files(tlp="RED")

    assert desk.gets("/ledger/reports.csv").status == 200
    refused = desk.gets("/ledger/reports.csv", tlp="CLEAR")
    assert refused.status == 409
    assert "may not be marked TLP:CLEAR" in refused.text


@pytest.mark.parametrize(
    "path",
    [
        "/ledger/../case.yaml",
        "/ledger/..%2fcase.yaml",
        "/ledger/ledger.sqlite",
        "/ledger/proof-0.json%00",
        "/ledger/proof-..json",
        "/ledger/reports.exe",
        "/watch/../case.yaml",
        "/watch/table-../../x.csv",
        "/beliefs/picture-0.svg",
        "/calibration//etc/passwd",
    ],
)
def test_no_address_of_the_watch_leads_to_a_file(desk, path):
    """What the desk has not made is not there."""
    desk.files()

    assert desk.gets(path).status == 404


@pytest.mark.parametrize("before", ["0", "1", "-1", "x", "9" * 30, "٣"])
def test_entries_are_paged_by_number(desk, before):
    """A number before all of them shows none, and what is none shows the latest."""
    desk.files()
    page = desk.gets("/ledger", before=before).text

    assert (SEEN["says"] in page) is (before != "0")


FOREIGN = {
    "no origin": [],
    "another page": [("Origin", "http://evil.example")],
    "no page": [("Origin", "null")],
    "another port": [("Origin", "http://127.0.0.1:8021")],
    "another site": [("Origin", f"http://{HOST}"), ("Sec-Fetch-Site", "cross-site")],
    "another name": [("Host", "evil.example:8020"), ("Origin", "http://evil.example:8020")],
}


@pytest.mark.parametrize("path", ["/report", "/report/retract"])
@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
def test_no_other_page_enters_anything(desk, path, headers):
    """A form of somebody else's in the same browser, with its cookie, changes nothing."""
    desk.files()
    form = {**SEEN, "entry": "0", "because": "so"}
    answer = desk.sends(path, form, headers=[("Cookie", desk.cookie), *headers])

    assert answer.status in (400, 403)
    assert len(desk.entries) == 1


@pytest.mark.parametrize("path", ["/report", "/report/retract"])
@pytest.mark.parametrize(
    "cookie", ["", "phaseline-8020=", "phaseline-8020=forged", "phaseline-8021={}"]
)
def test_a_forged_cookie_enters_nothing(desk, path, cookie):
    """Nor one that was given out for another port."""
    value = desk.cookie.partition("=")[2]
    headers = [("Cookie", cookie.format(value)), ("Origin", f"http://{HOST}")]

    assert desk.sends(path, {**SEEN, "entry": "0"}, headers=headers).status == 403
    assert desk.entries == []


def test_a_cookie_that_somebody_set_before_is_not_taken_over(desk):
    """Who logs in gets a value that nobody knew: what a browser was given before stays outside."""
    planted = f"{desk.sessions.cookie}=planted"
    query = f"token={desk.sessions.new_link()}".encode()
    answer = ask(desk.app, "/login", headers=[("Cookie", planted)], query=query)

    assert "planted" not in answer.headers["set-cookie"]
    assert ask(desk.app, "/ledger", headers=[("Cookie", planted)]).status == 403


def test_a_reader_sees_the_ledger_and_no_form(desk):
    """By a link to read: what was entered, the checkpoint to keep, and why they enter nothing."""
    desk.files()
    desk.cookie = desk.let_in(DeskRole.READER)

    assert SEEN["says"] in desk.gets("/ledger").text
    assert pinned(desk).startswith("phaseline/strait\n1\n")
    for path in ("/report", "/report/retract"):
        page = desk.gets(path, entry="0").text
        assert READERS_READ in page
        assert 'method="post"' not in page
    assert desk.files().status == 403
    assert len(desk.entries) == 1


def test_a_shipped_case_is_shown_without_a_form():
    """It has no ledger, and the page says why nothing is entered."""
    page = WatchedDesk("strait").gets("/report").text

    assert "A shipped case is never written to." in page
    assert 'method="post"' not in page
