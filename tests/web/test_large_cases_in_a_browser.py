"""
Every page of the desk of the larger shipped cases: open to every reader, on a phone, without
scripts, and asking nobody else. What a tiny case cannot show is in their length and their number.
"""

import re
import time
from contextlib import contextmanager

import pytest
from browser import axe_script, needs_browser, serious_faults
from depth import soak
from prose import ids_said, telltale_ids
from web.servers import Browser, served

from phaseline.api.cases import case_of, open_case
from phaseline.web.outline import PAGES

pytestmark = [pytest.mark.slow, needs_browser, soak]

HOURS = 1_800  # seconds in which a large case is worked out, on a machine that is shared
PHONE = 360  # pixels
PATHS = (
    *(page.id for page in PAGES),
    "note/1",
    "evidence?q=law",
    "watch?on=2025-01-01",
    "watch/replay?of=events",
)
CELL = r'href="/(law/[^"#]*)'  # of a table of law
WAITING = "It is being worked out"


def awaited(desk, path, words, *, is_there=True):
    """A page, as soon as it holds some words, or holds them no more."""
    end = time.monotonic() + HOURS
    while (words in (text := desk.ask("GET", path).text)) != is_there:
        assert time.monotonic() < end, text
        time.sleep(2)
    return text


@pytest.fixture(scope="module", params=["korea-2024", "snapback-2025"])
def desk(request):
    """A server of a case over few draws, when every page that is asked below is worked out."""
    with served(request.param, "--draws", "8") as (_, link, port):
        desk = Browser(port)
        desk.log_in(link)
        awaited(desk, "/what-if", 'type="range"')
        for path in PATHS:
            awaited(desk, f"/{path}", WAITING, is_there=False)
        cell = re.search(CELL, desk.ask("GET", "/law").text)[1]
        desk.paths = (*PATHS, cell)
        desk.ids = telltale_ids(case_of(open_case(request.param)))
        yield desk


@contextmanager
def window(chromium, desk, **how):
    """A window that is let in, and whom it asks."""
    context = chromium.new_context(**how)
    name, _, value = desk.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{desk.port}/"}])
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_keeps_readers_out(chromium, desk, theme):
    """axe-core has nothing serious to say of any page, in either theme; nobody else is asked."""
    axe, faults = axe_script(), {}
    with window(chromium, desk, color_scheme=theme) as page:
        for path in desk.paths:
            page.goto(f"http://127.0.0.1:{desk.port}/{path}")
            faults[path] = serious_faults(page, axe)
        hosts = {url.partition("://")[2].partition("/")[0] for url in page.asked if "://" in url}

    assert {path: told for path, told in faults.items() if told} == {}
    assert hosts == {f"127.0.0.1:{desk.port}"}


def test_a_phone_scrolls_no_page_sideways(chromium, desk):
    """At 360 pixels every page is as wide as the screen."""
    widths = {}
    with window(chromium, desk, viewport={"width": PHONE, "height": 800}) as page:
        for path in desk.paths:
            page.goto(f"http://127.0.0.1:{desk.port}/{path}")
            widths[path] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(desk.paths, PHONE)


def test_no_page_speaks_in_ids(desk):
    """What has an id in a file is called by its title wherever it is read."""
    said = {path: ids_said(desk.ask("GET", f"/{path}").text, desk.ids) for path in desk.paths}

    assert {path: ids for path, ids in said.items() if ids} == {}


def test_every_page_is_of_use_without_scripts(chromium, desk):
    """Its heading, its words and the ways to other pages are there; none waits for a script."""
    with window(chromium, desk, java_script_enabled=False) as page:
        for path in desk.paths:
            page.goto(f"http://127.0.0.1:{desk.port}/{path}")
            assert page.locator("h1").count() > 0, path
            assert page.locator("nav[aria-label=Pages] a").count() == len(PAGES), path
            assert len(page.inner_text("#content")) > 100, path
            assert page.locator("progress").count() == 0, path
