"""Eight windows of one browser hear of the case by one stream, whichever of them is closed."""

import re
import time

import paperfiles
import pytest
from browser import BROWSER, needs_browser
from playwright.sync_api import expect, sync_playwright
from web.servers import Browser, served

pytestmark = [pytest.mark.slow, needs_browser]

PATIENCE = 90_000  # milliseconds; machines that test are shared
PATHS = ("brief", "law", "votes", "supply", "evidence", "assumptions", "claims", "review")


@pytest.fixture
def case(tmp_path):
    """A case in one file, without a game."""
    file = tmp_path / "mini.yaml"
    file.write_text(paperfiles.CASE + paperfiles.ACTORS, encoding="utf-8")
    return file


@pytest.fixture
def desk(case):
    """A server of it, and somebody who was let in."""
    with served(case, "--draws", "8") as (_, link, port):
        reader = Browser(port)
        reader.log_in(link)
        reader.await_text("/brief", 'id="page-one"')
        yield reader


@pytest.fixture
def browser(desk):
    """A browser that is let in; nothing is downloaded for it."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        started = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        context = started.new_context()
        name, _, value = desk.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": address(desk, "")}])
        yield context
        started.close()


def address(desk, path):
    """The whole address of a page."""
    return f"http://127.0.0.1:{desk.port}/{path}"


def streams(desk):
    """How many streams are open."""
    return int(re.search(r'"streams":(\d+)', desk.ask("GET", "/events/since?after=x").text)[1])


def retitled(case, title):
    """Give the case another title, as an editor does."""
    text = case.read_text(encoding="utf-8")
    case.write_text(re.sub(r"title: .*", f"title: {title}", text, count=1), encoding="utf-8")


def test_eight_windows_hear_by_one_stream(browser, desk, case):
    """
    All eight load, one stream is open, and an edit shows in all of them; the window that listened
    is closed, another listens in its place, and the next edit shows in all that are left.
    """
    pages = []
    for path in PATHS:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(address(desk, path))
        pages.append(page)
    expect(pages[-1].locator(".desk-case")).to_contain_text("A strait")
    assert streams(desk) == 1

    retitled(case, "A sound")
    for page in pages:
        expect(page.locator(".desk-case")).to_contain_text("A sound")

    pages.pop(0).close()
    end = time.monotonic() + PATIENCE / 1000
    while streams(desk) != 1:
        assert time.monotonic() < end
        time.sleep(0.1)
    retitled(case, "A channel")
    for page in pages:
        expect(page.locator(".desk-case")).to_contain_text("A channel")
    assert streams(desk) == 1


def test_a_browser_without_locks_asks_now_and_then(browser, desk, case):
    """No stream is opened, and an edit shows all the same."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script("delete Navigator.prototype.locks")
    page.goto(address(desk, "law"))

    retitled(case, "A sound")

    expect(page.locator(".desk-case")).to_contain_text("A sound")
    assert streams(desk) == 0


def test_what_somebody_types_stays_when_there_is_news(browser, desk, case):
    """The page says that there is news, and is shown anew when the reader wants it."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address(desk, "evidence"))
    page.locator("#q").fill("cab")

    retitled(case, "A sound")

    expect(page.locator(".desk-news")).to_contain_text("There is news of the case")
    assert page.locator("#q").input_value() == "cab"
    page.get_by_role("link", name="Show the page anew").click()
    expect(page.locator(".desk-case")).to_contain_text("A sound")
