"""A day of the watch in Debian's chromium: two windows, two reports, one retracted, one sheet."""

import re

import pytest
from browser import axe_script, needs_browser, serious_faults
from playwright.sync_api import expect
from web.servers import served
from web.watchers import copied

pytestmark = [pytest.mark.slow, needs_browser]

PATIENCE = 90_000  # milliseconds; machines that test are shared
CRATES = {"says": "Long crates on the quay", "about": "of:crates", "source": "coast"}
MORE = {"says": "More crates", "about": "of:crates", "source": "ferry-crew"}
REFUSED = {"says": "They refuse", "about": "act:assurance:refused", "source": "gazette"}
BELIEF = "#belief-handed-over"
RESTS = "What it rests on, and whose that is"
PATHS = (
    "watch",
    "beliefs",
    "calibration",
    "ledger?verify=yes",
    "report",
    "report/retract?entry=0",
    "watch/day.html",
    "watch?on=2031-04-10",
    "beliefs?on=2031-04-10",
    "watch/replay?of=ledger",
)
BELIEVED = re.compile(r"Believed today: (\d+ %)")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A server of a copy of the strait, with its link and a link for a reader."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with served(copied("strait", tmp_path), "--draws", "8") as (_, link, port):
        yield link, f"http://127.0.0.1:{port}"


def window(context, complaints):
    """A window that notes what it complains of."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


def file_report(page, home, *, says, about, source, grade, when, tlp=""):
    """Fill the form in as somebody does who has a report, and enter it."""
    page.goto(f"{home}/report")
    page.get_by_label("What is reported").fill(says)
    page.get_by_label("What it is about").select_option(about)
    page.get_by_label("Who reports", exact=True).select_option(source)
    page.get_by_label("How far who reports is trusted").select_option(grade[0])
    page.get_by_label("How far what it says is trusted").select_option(grade[1])
    page.get_by_label("On which day").fill(when)
    page.get_by_label("How far it may be passed on").select_option(tlp)
    page.get_by_role("button", name="Enter it").click()
    expect(page.locator(".review-news")).to_contain_text("stands on the ledger")


def believed(page):
    """How far the only hypothesis is believed."""
    return BELIEVED.search(page.inner_text(BELIEF))[1]


def checkpoint(page, home):
    """The signed checkpoint as the page of the ledger gives it to be kept."""
    page.goto(f"{home}/ledger")
    with page.expect_download() as download:
        page.get_by_role("link", name="The checkpoint", exact=True).click()
    return download.value.path().read_text(encoding="utf-8")


def retract(page, number, because):
    """Retract an entry from the page on which the latest are listed."""
    page.get_by_role("link", name=f"Retract entry {number}").click()
    page.get_by_label("Why it does not count any more").fill(because)
    page.get_by_role("button", name="Retract it").click()
    expect(page.locator(".review-news")).to_contain_text(f"retracts entry {number}: {because}")


def see_verified(page, home, kept):
    """Hold the ledger against a checkpoint that was kept."""
    page.goto(f"{home}/ledger")
    page.get_by_label("A checkpoint that was kept elsewhere").fill(kept)
    page.get_by_role("button", name="Verify the ledger").click()
    expect(page.locator("#verdict")).to_contain_text("The ledger is what was written.")
    expect(page.locator("#verdict")).to_contain_text("goes on from 1 checkpoint")


def see_printed(page, home):
    """Open the day on one sheet and print it: one page, in its own styles, with its marking."""
    page.goto(f"{home}/watch")
    page.get_by_role("link", name="The day on one sheet").click()
    page.wait_for_url("**/watch/day.html")
    weight = "getComputedStyle(document.querySelector('.marking')).fontWeight"
    sheet = page.pdf(prefer_css_page_size=True)

    assert "TLP:AMBER" in page.inner_text("header")
    assert page.evaluate(weight) >= "600"
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_a_morning_of_the_watch(chromium, desk):
    """
    Logged in by the link, two reports and an act are filed in one window; belief and call move in
    two others without their being loaded anew; one report is retracted, and the belief and the
    numbers behind it are back to the letter; the ledger goes on from a checkpoint that was kept
    before, and the day prints on one sheet.
    """
    link, home = desk
    context, complaints = chromium.new_context(accept_downloads=True), []
    filing, beliefs, call = (window(context, complaints) for _ in range(3))
    filing.goto(link)
    filing.wait_for_url("**/brief")
    for page, name, part in ((beliefs, "beliefs", BELIEF), (call, "watch", "#called")):
        page.goto(f"{home}/{name}")
        expect(page.locator(part)).to_be_visible()
        page.evaluate("window.stays = 'here'")
    nobody = believed(beliefs)

    file_report(filing, home, **CRATES, grade="B2", when="2031-04-10", tlp="AMBER")
    expect(beliefs.locator(BELIEF)).to_contain_text("Long crates on the quay")
    once, before = believed(beliefs), beliefs.inner_text(BELIEF)
    kept = checkpoint(filing, home)
    file_report(filing, home, **REFUSED, grade="A1", when="2031-04-25")
    expect(call.locator("#called")).to_contain_text("written assurance: refused (entry 1)")
    file_report(filing, home, **MORE, grade="C2", when="2031-04-26")
    expect(beliefs.locator(BELIEF)).to_contain_text("More crates")
    twice = believed(beliefs)
    retract(filing, 2, "They were masts.")
    expect(beliefs.locator(BELIEF)).to_contain_text("retracted")
    after = beliefs.inner_text(BELIEF)

    assert len({nobody, once, twice}) == 3
    assert believed(beliefs) == once
    assert after.partition(RESTS)[2] == before.partition(RESTS)[2] != ""
    assert {page.evaluate("window.stays") for page in (beliefs, call)} == {"here"}
    see_verified(filing, home, kept)
    see_printed(call, home)
    assert complaints == []
    context.close()


def test_a_form_that_somebody_fills_in_stays_when_news_comes(chromium, desk):
    """What is typed stays; the page says that there is news, and offers to show it."""
    link, home = desk
    context, complaints = chromium.new_context(), []
    typing, filing = window(context, complaints), window(context, complaints)
    typing.goto(link)
    typing.wait_for_url("**/brief")
    typing.goto(f"{home}/report")
    typing.get_by_label("What is reported").fill("Half a sen")

    file_report(filing, home, **CRATES, grade="B2", when="2031-04-10")

    expect(typing.locator("#anew")).to_be_visible()
    assert typing.get_by_label("What is reported").input_value() == "Half a sen"
    context.close()


def test_without_javascript_a_report_is_filed_and_retracted(chromium, desk):
    """Every step is a form or a link."""
    link, home = desk
    context = chromium.new_context(java_script_enabled=False)
    page = window(context, [])
    page.goto(link)
    file_report(page, home, **CRATES, grade="B2", when="2031-04-10")
    retract(page, 0, "They were masts.")

    page.goto(f"{home}/ledger")
    expect(page.locator("#entries tbody tr")).to_have_count(2)
    context.close()


def test_eight_windows_of_the_watch_move_together(chromium, desk):
    """One stream serves them all: a report moves each of them, and none is loaded anew."""
    link, home = desk
    context, complaints = chromium.new_context(), []
    first = window(context, complaints)
    first.goto(link)
    first.wait_for_url("**/brief")
    windows = [window(context, complaints) for _ in range(8)]
    for page in windows:
        page.goto(f"{home}/beliefs")
        expect(page.locator(BELIEF)).to_be_visible()
        page.evaluate("window.stays = 'here'")

    file_report(first, home, **CRATES, grade="B2", when="2031-04-10")

    for page in windows:
        expect(page.locator(BELIEF)).to_contain_text("Long crates")
        assert page.evaluate("window.stays") == "here"
    told = first.evaluate("fetch('/events/since?after=').then((answer) => answer.json())")
    assert told["streams"] == 1
    context.close()


@pytest.fixture
def filled(chromium, desk):
    """A window on a desk with some entries, one of them retracted, and one hypothesis resolved."""
    link, home = desk
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    page = window(context, [])
    page.goto(link)
    page.wait_for_url("**/brief")
    file_report(page, home, **CRATES, grade="B2", when="2031-04-10", tlp="AMBER+STRICT")
    file_report(page, home, **MORE, grade="C2", when="2031-04-20")
    retract(page, 1, "They were masts.")
    so = {"says": "Divers find it", "about": "resolved:handed-over:so", "source": "gazette"}
    file_report(page, home, **so, grade="A1", when="2031-04-28")
    page.goto(f"{home}/calibration")
    expect(page.locator("#scores .picture")).to_be_visible()
    yield page, home
    context.close()


def test_nothing_keeps_readers_out_of_the_watch(filled):
    """axe-core has nothing serious to say of any page or form; a phone scrolls none sideways."""
    page, home = filled
    faults, widths, axe = {}, {}, axe_script()
    for path in PATHS:
        page.goto(f"{home}/{path}")
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
        if serious := serious_faults(page, axe):
            faults[path] = serious

    assert faults == {}
    assert widths == dict.fromkeys(PATHS, 360)
