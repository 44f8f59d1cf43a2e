"""A day of the watch on one sheet."""

import json
import re

import pytest
from browser import browse, needs_browser
from pypdf import PdfReader

A4 = (595, 842)  # points
PHONE = 360  # pixels
REPORT = ("--source", "coast", "--grade", "B2")
MEASURE = """
  const frame = document.createElement('iframe');
  frame.style.width = 'PHONEpx';
  frame.onload = () => {
    const root = frame.contentDocument.documentElement;
    document.title = JSON.stringify([root.scrollWidth, root.clientWidth]);
  };
  frame.src = 'day.html';
  document.body.append(frame);
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """A key of one's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "configuration"))


@pytest.fixture
def mine(phaseline, tmp_path):
    """A strait of one's own."""
    where = str(tmp_path / "mine")
    assert phaseline("new", "--from", "strait", where).status == 0
    return where


@pytest.fixture
def page(phaseline, mine, tmp_path):
    """Write the daily page, and give its words."""

    def write(*words):
        where = tmp_path / "out" / "day.html"
        ran = phaseline("watch", mine, "--page", str(where), *words)
        assert ran.status == 0, ran.err
        assert "daily page: " in ran.out
        return where

    return write


def words_of(where):
    """What a reader sees of a page."""
    body = where.read_text(encoding="utf-8").partition("<body>")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_every_ratio_stands_with_its_report_and_its_owner(phaseline, mine, page):
    """
    A report graded B2 follows what happened with .75 · .75 = .5625; crates are seen with .45 after
    a handover and with .02 without, and reported with .02 whatever happened: (.5625 · .45 + .4375 ·
    .02) / .02 = 13.1 times likelier, which leads from .175 to .735. The day lies past the as-of
    date, which the page tells apart.
    """
    said = ("Long crates", "--when", "2031-05-03", *REPORT, "--tlp", "AMBER", "--by", "Mira Holm")
    assert phaseline("log", mine, *said).status == 0
    where = page()
    shown = words_of(where)
    for words in (
        "TLP:AMBER",
        "The watch on 3 May 2031",
        "The text of the case is of 1 May 2031, its as-of date",
        "18 % to 74 %, with 1 new report: entry 0, 13.1 times likelier.",
        "No ladder calls for another rung than the day before.",
        "Coast watch of Vesper B2 Long crates 13.1 times likelier",
        "Who graded and entered them: entry 0 by Mira Holm.",
        "Beliefs rest on assumptions of A. Reader. Chance that a handover has begun: 0.175",
        "What a grade weighs is a convention: MISP&#39;s taxonomy",
        "“Ask” on 1 May 2031 (overdue by 2 days).",
        "Lending buoys to Lindon: the law is silent.",
        "The next report worth having",
    ):
        assert words in shown
    signed = phaseline("ledger", mine, "checkpoint").out
    assert " ".join(signed.split()) in shown
    assert where.read_bytes() == page().read_bytes()
    answer = json.loads(phaseline("watch", mine, "--page", str(where), "--json").out)
    assert answer["written"] == [str(where)]


def test_what_an_act_and_a_retraction_change_is_said(phaseline, mine, page):
    """
    A refusal calls for closed harbours on its day. A report that is retracted counts on neither
    day, and is said to be.
    """
    act = ("Norland refuses", "--act", "assurance:refused", "--when", "2031-05-03")
    assert phaseline("log", mine, *act, "--source", "gazette", "--grade", "A1").status == 0
    assert phaseline("log", mine, "Masts", "--when", "2031-05-03", *REPORT).status == 0
    assert phaseline("log", mine, "--retract", "1", "--because", "They were masts.").status == 0
    shown = words_of(page())
    for words in (
        "still 18 %, with 1 new report: entry 1, retracted.",
        "Retracted, so that it counts on neither day: entry 1.",
        "Seen that day: Norland&#39;s written assurance: refused (entry 0).",
        "Ask, close, withhold (firm): “Close the harbours” is called for, and the day before",
        "“Close the harbours”, by Norland&#39;s written assurance",
    ):
        assert words in shown
    assert "Seen that day" not in words_of(page("--on", "2031-05-04"))


def test_nothing_is_fetched_and_nothing_runs(phaseline, mine, page):
    """Neither script nor address; what a report says stays text."""
    hostile = ("<script src=//x.example></script>", "--when", "2031-05-03", *REPORT)
    assert phaseline("log", mine, *hostile).status == 0
    text = page().read_text(encoding="utf-8")
    assert "&lt;script src=" in text
    assert not re.search(
        r"<(script|link|img|iframe)\b|(?:src|href)=|url\((?!\"data:)",
        text.replace("&lt;script src=", ""),
    )
    assert "prefers-color-scheme: dark" in text


def test_a_case_without_reports_says_what_is_not_there(page):
    """No report, no checkpoint, no marking; the belief is what it was before any."""
    shown = words_of(page())
    for words in (
        "No TLP marking",
        "nothing new",
        "No report has been entered about them.",
        "The ledger is empty",
        "There is no signed checkpoint of it.",
    ):
        assert words in shown


def test_what_nobody_monitors_has_no_number(phaseline, mine, page, tmp_path):
    """Without an indicator there is no belief, and no middle value in its place."""
    where = tmp_path / "mine" / "watch.yaml"
    text = where.read_text(encoding="utf-8")
    where.write_text(re.sub(r"indicators:\n.*\n", "", text), encoding="utf-8")
    shown = words_of(page())
    assert "Norland has handed gear over — Not monitored: the case has no indicator of it" in shown
    watches_nothing = tmp_path / "nothing.html"
    where.unlink()
    assert phaseline("watch", str(where.parent), "--page", str(watches_nothing)).status == 0
    assert "This case watches nothing" in words_of(watches_nothing)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--page", "day.txt"), "--page: found 'day.txt'; expected a name that ends in .html"),
        (("--page", "pyproject.toml/day.html"), "--page: "),
        (("--page", "day.html", "--replay"), "leave one of them out"),
        (("--pdf",), "name it by --page FILE.html"),
    ],
)
def test_what_no_page_can_be_is_refused(phaseline, words, says):
    """With 2, and before anything is worked out."""
    ran = phaseline("watch", "strait", *words)
    assert ran.status == 2
    assert says in ran.err


@needs_browser
@pytest.mark.slow
def test_fourteen_reports_fit_a_sheet_and_a_phone(phaseline, mine, page, tmp_path):
    """Twelve are told and two are counted, on one sheet of A4; on a phone nothing sticks out."""
    rows = tmp_path / "rows.csv"
    lines = [
        f"{'Long crates on the quay ' * 5}{day},coast,B2,2031-05-{day}" for day in range(11, 25)
    ]
    rows.write_text("\n".join(["says,source,grade,when", *lines]), encoding="utf-8")
    assert phaseline("log", mine, "--from", str(rows)).status == 0
    where = page("--pdf")
    sheets = PdfReader(where.with_suffix(".pdf")).pages
    assert len(sheets) == 1
    assert tuple(round(float(side)) for side in sheets[0].mediabox[2:]) == A4
    assert "2 earlier reports are left out on this sheet." in words_of(where)
    probe = where.with_name("probe.html")
    look = MEASURE.replace("PHONE", str(PHONE))
    probe.write_text(f"<!doctype html><body></body><script>{look}</script>", encoding="utf-8")
    shown = browse(
        "--allow-file-access-from-files",
        "--virtual-time-budget=10000",
        "--dump-dom",
        probe.as_uri(),
        profile=tmp_path / "profile",
    )
    wide, held = json.loads(re.search(r"<title>(.*?)</title>", shown)[1])
    assert wide <= held <= PHONE
