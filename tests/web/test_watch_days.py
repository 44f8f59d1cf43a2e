"""The watch of another day, and days replayed, at the desk."""

import re

import pytest
from desks import AtOnce, WatchAtOnce
from web.watchers import WatchedDesk, copied

from phaseline.web import app as wiring
from phaseline.web import watch_desk
from phaseline.web.messages import CaseHeader
from phaseline.web.state import DeskAnswer, DeskState

FIRST, SECOND = "2031-04-10", "2031-04-20"
SHORT = "10 Apr 2031"
BELIEVED = re.compile(r"Believed (?:that day|today): ([^<]*?)[.<]")
STYLE_SHEET = re.compile(r'href="(/style/[^"]+)"')
FILE = re.compile(r'href="(/[^"]*\.(?:csv|svg|html)[^"]*)"')


@pytest.fixture
def open_desk(tmp_path, monkeypatch):
    """A way to open a desk of a copy of the strait; what is asked is worked out at once."""

    def opened(files="aa", watch=WatchAtOnce):
        state = DeskState()
        header = CaseHeader(id="strait", title="Strait", as_of="1 May 2031", hash=files)
        state.shown = DeskAnswer(header=header, is_whole=True) if files else None
        state.doing = "" if files else "playing the ladders"
        monkeypatch.setattr(wiring, "DeskState", lambda _tell: state)
        monkeypatch.setattr(wiring, "WhatIfs", AtOnce)
        monkeypatch.setattr(watch_desk, "WatchWork", watch)
        desk = WatchedDesk(copied("strait", tmp_path))
        desk.state = state
        return desk

    return opened


@pytest.fixture
def desk(open_desk):
    """A desk on whose ledger two reports stand, ten days apart."""
    desk = open_desk()
    assert desk.files(when=FIRST).status == 303
    assert desk.files(when=SECOND, says="More crates", origin="another").status == 303
    return desk


def test_a_day_is_shown_as_it_was_believed_then(desk, phaseline):
    """Reports of later days count for nothing, as `phaseline watch --on` has it."""
    latest, then = (BELIEVED.search(desk.gets("/beliefs", on=on).text)[1] for on in ("", FIRST))
    ran = phaseline("watch", str(desk.case), "--on", FIRST)

    assert then != latest
    assert then in " ".join(ran.out.split())
    page = desk.gets("/watch", on=FIRST).text
    assert f"<h1>Watch as of {SHORT}.</h1>" in page
    assert f"The watch on {SHORT}" in page
    assert f"phaseline watch {desk.case} --on {FIRST}" in page


def test_the_files_of_a_day_are_of_that_day(desk):
    """Each table, picture and sheet that its pages offer is there, and another than the latest."""
    for name in ("watch", "beliefs", "calibration"):
        offered = FILE.findall(desk.gets(f"/{name}", on=FIRST).text)
        for file in offered:
            assert file.endswith(f"?on={FIRST}")
            assert desk.gets(file.partition("?")[0], on=FIRST).status == 200
    then, latest = (desk.gets("/watch/day.html", on=on).text for on in (FIRST, ""))

    assert "More crates" in latest
    assert "More crates" not in then


@pytest.mark.parametrize("on", ["yesterday", "2031-02-30", "<b>", "9" * 4000])
def test_what_is_no_day_is_refused_in_words(desk, on):
    """On the page and of its files."""
    for path in ("/watch", "/watch/day.html", "/beliefs/table-1.csv"):
        answer = desk.gets(path, on=on)
        assert (answer.status, answer.text) == (
            400,
            "Found what is no day; expected one such as 2024-11-28.\n",
        )


def test_the_ledger_is_replayed_day_by_day(desk):
    """Each day with what came and what was believed at its end, as that day is shown by itself."""
    page = desk.gets("/watch/replay", of="ledger").text
    believed = [BELIEVED.search(desk.gets("/beliefs", on=on).text)[1] for on in (FIRST, SECOND)]

    assert "2 reports in the order in which they came" in page
    assert "When each rung would first have been called" in page
    rows = [row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if "rates on the" in row]
    for chance in believed:
        assert chance.partition(" %")[0] in page
    assert SHORT in rows[0]
    file = desk.gets("/watch/replay/table-2.csv", of="ledger")
    assert file.text.splitlines()[0] == "Day,What came,Believed at its end,Called for from then on"
    assert [line.partition(",")[0] for line in file.text.splitlines()[1:3]] == [
        SHORT,
        SHORT.replace("10", "20"),
    ]


def test_the_public_events_of_a_case_are_replayed(desk, phaseline):
    """The list in its folder, as `phaseline watch --replay` takes it; without one that is said."""
    missing = desk.gets("/watch/replay", of="events").text
    assert "This case comes with no list of public events" in missing
    lines = ["says,source,grade,when,of", f"Crates on the quay,coast,B2,{FIRST},crates"]
    (desk.case / "replay.csv").write_text("\n".join(lines), encoding="utf-8")
    desk.files(says="What makes the question another")
    page = desk.gets("/watch/replay", of="events").text
    ran = phaseline("watch", str(desk.case), "--replay")

    assert "1 report in the order in which they came" in " ".join(ran.out.split())
    assert "1 report in the order in which they came" in page
    assert "Crates on the quay" in page
    assert f"phaseline watch {desk.case} --replay" in page


def test_an_empty_ledger_and_an_unknown_list_are_said(open_desk):
    """In a sentence each; nothing is a fault of ours."""
    desk = open_desk()

    assert "No report stands on the ledger yet" in desk.gets("/watch/replay", of="ledger").text
    assert desk.gets("/watch/replay", of="films").status == 404
    assert desk.faults == []


def test_a_day_waits_for_the_case_itself(open_desk):
    """Before the case is worked out the page says what is being done, and comes by itself."""
    desk = open_desk(files="")

    for path in ("/watch", "/watch/replay"):
        page = desk.gets(path, on=FIRST).text
        assert "It is being worked out: playing the ladders." in page
        assert 'data-waits="yes"' in page


def test_no_day_waits_for_the_game_of_the_case(open_desk):
    """
    Once the case is read a day and a replay are shown, however long its ladders are played; they
    bear the style sheet that the watch has brought, until that of the case has come.
    """
    desk = open_desk(files="")
    assert desk.files(when=FIRST).status == 303
    header = CaseHeader(id="strait", title="Strait", as_of="1 May 2031", hash="aa")
    desk.state.coming = DeskAnswer(header=header)

    day = desk.gets("/beliefs", on=FIRST).text
    replay = desk.gets("/watch/replay", of="ledger").text
    assert "Believed that day" in day or "Believed today" in day
    assert "When each rung would first have been called" in replay
    [sheet] = set(STYLE_SHEET.findall(day + replay))
    assert ".picture .range" in desk.gets(sheet).text
    desk.state.coming.pages["style.css"] = "p { color: red }"
    desk.state.revision += 1
    [own] = STYLE_SHEET.findall(desk.gets("/beliefs").text)
    assert own != sheet
    assert [desk.gets(name).status for name in (own, sheet)] == [200, 200]


class HalfWay(WatchAtOnce):
    """Has sent its pages, and plays the game that it is set beside."""

    is_again = False

    def look(self):
        """What has come so far; of a second time beside what stood before."""
        state = super().look()
        state.doing = "playing"
        if not self.is_again:
            state.coming, state.shown = state.shown, None
        return state


@pytest.mark.parametrize("is_again", [False, True])
def test_what_is_not_of_before_is_not_said_to_be(open_desk, monkeypatch, is_again):
    """Pages that came first are today's, whatever is played yet; what stood before is not."""
    monkeypatch.setattr(HalfWay, "is_again", is_again)
    desk = open_desk(watch=HalfWay)

    page = desk.gets("/beliefs").text
    assert "Believed today" in page
    assert ("what stands below is of before" in page) is is_again
