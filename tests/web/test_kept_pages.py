"""Pages that are rendered once for what they rest on: what is sent is what would be rendered."""

import re
import time

import pytest
from web.watchers import WatchedDesk, copied

from phaseline.web.frame import Frame
from phaseline.web.kept_pages import MOST_KEPT, KeptPages
from phaseline.web.permission import DeskRole
from phaseline.web.watching import are_settled

NAME = re.compile(r'name="name" value="([0-9a-f]{32})"')
SETTLED = 0.08  # seconds after which files count as settled, and some more


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """The desk of a copy of the strait with one entry; each page that it renders is counted."""
    desk = WatchedDesk(copied("strait", tmp_path))
    desk.files()
    desk.rendered, render = [], Frame.page

    def counted(frame, name, shown):
        desk.rendered.append(name)
        return render(frame, name, shown)

    monkeypatch.setattr(Frame, "page", counted)
    time.sleep(SETTLED)
    return desk


def test_a_page_is_rendered_once_for_what_it_rests_on(desk):
    """The ledger and the form of a report, asked three times each; [hand] two pages."""
    pages = [desk.gets(path).text for path in ("/ledger", "/report") for _ in range(3)]

    assert desk.rendered == ["ledger", "report"]
    assert pages[0] == pages[1] == pages[2]


def test_each_form_has_a_name_of_its_own(desk):
    """Two windows enter two reports, although the form was rendered once."""
    names = [NAME.search(desk.gets("/report").text)[1] for _ in range(3)]

    assert len({*names}) == 3
    assert [desk.files(name=name, says=f"Crates {name[0]}").status for name in names] == [303] * 3
    assert len(desk.entries) == 4


def test_what_others_enter_is_shown_at_once(desk, phaseline):
    """By the command line, in a process that tells the desk nothing."""
    before = desk.gets("/ledger").text
    words = ("log", str(desk.case), "Masts off the reef", "--source", "coast", "--grade", "B2")
    ran = phaseline(*words, "--of", "crates", "--when", "2031-04-11", "--by", "A. Watch")

    assert ran.status == 0
    assert "Masts off the reef" not in before
    for path in ("/ledger", "/report"):
        assert "Masts off the reef" in desk.gets(path).text


def test_a_form_shows_the_case_as_its_files_are(desk):
    """A word of the case that is edited stands in the form of the next look."""
    assert "A. Editor" not in desk.gets("/report").text
    file = desk.case / "case.yaml"
    text = file.read_text(encoding="utf-8")
    edited = re.sub(r"(?m)^prepared_by:.*$", "prepared_by: A. Editor", text)
    file.write_text(edited, encoding="utf-8")

    assert edited != text
    assert 'value="A. Editor"' in desk.gets("/report").text


def test_a_reader_is_shown_no_form_that_its_owner_was_shown(desk):
    """Who may write and who may not have pages of their own."""
    assert "<form" in desk.gets("/report").text
    desk.cookie = desk.let_in(DeskRole.READER)

    assert 'action="/report"' not in desk.gets("/report").text


def test_a_ledger_is_verified_each_time_it_is_asked(desk):
    """[hand] Twice asked, twice gone through: nothing that was said before is said again."""
    for _ in range(2):
        assert "The ledger is what was written." in desk.gets("/ledger", verify="yes").text

    assert desk.rendered == ["ledger", "ledger"]


def test_what_rests_on_something_else_is_gone():
    """And of many pages those that were kept first."""
    kept = KeptPages()
    kept.keep("page", 1, b"one")

    assert (kept.page("page", 1), kept.page("page", 2), kept.page("other", 1)) == (b"one", b"", b"")
    for number in range(MOST_KEPT):
        kept.keep(number, 1, b"more")
    assert kept.page("page", 1) == b""
    assert kept.page(0, 1) == b"more"


def test_a_file_that_has_just_changed_is_not_settled():
    """A second change within one tick of the clock could not be told from the first."""
    now = time.time_ns()

    assert not are_settled((("ledger", now, 10),))
    assert not are_settled((("ledger", now - 10**9, 10), ("ledger-wal", now, 10)))
    assert are_settled((("ledger", now - 10**9, 10),))
    assert are_settled(())
