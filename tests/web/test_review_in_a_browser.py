"""The review as a person goes through it: by keyboard, by selecting, without scripts."""

from contextlib import contextmanager

import paperfiles
import pytest
from browser import axe_script, needs_browser
from playwright.sync_api import expect
from web.servers import Browser, served

from phaseline.case.files import read_file
from phaseline.cli.main import main
from phaseline.papers.stubs import Stubs, StubState

pytestmark = [pytest.mark.slow, needs_browser]

PATIENCE = 60_000  # milliseconds; machines that test are shared
SENTENCES = (
    "Vesper counts its cables every spring.",
    "On 4 March 2031 the Council asked Norland for an assurance.",
    "About 140 engineers were in Oster.",
    "They are paid $3,000 a month.",
    "Vesper should answer a handover of cutting gear.",
    "The first step could be a protest.",
    "Norland denies that it sent anybody.",
    "The law of the sea covers the harbour.",
    "A second protest followed in June 2031.",
    "Nobody has counted the older cables.",
    "The Harbour Office keeps a list of ships.",
    "A vote is expected next year.",
)


def read_into(place):
    """A case into which a paper of twelve sentences was read, in a folder of a long name."""
    folder = place / ("long_" * 12) / "mini"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text(paperfiles.CASE)
    (folder / "actors.yaml").write_text(paperfiles.ACTORS)
    paper = place / "cables.txt"
    paper.write_bytes(paperfiles.text(SENTENCES))
    assert main(["read", str(paper), "--into", str(folder)]) == 0
    return folder


@contextmanager
def let_in(case):
    """A server of a case, and somebody who was let in."""
    with served(case, "--draws", "8") as (_, link, port):
        reader = Browser(port)
        reader.log_in(link)
        yield reader


@pytest.fixture
def case(tmp_path):
    """A case of the test's own."""
    return read_into(tmp_path)


@pytest.fixture
def desk(case):
    """A server of that case."""
    with let_in(case) as reader:
        yield reader


@pytest.fixture(scope="module")
def desk_to_look_at(tmp_path_factory):
    """A server for all tests that decide on nothing."""
    with let_in(read_into(tmp_path_factory.mktemp("looked-at"))) as reader:
        yield reader


@contextmanager
def windows_of(chromium, desk):
    """A way to open the review in a window that is let in."""
    contexts = []

    def window(path="review", **how):
        context = chromium.new_context(**{"viewport": {"width": 1200, "height": 900}, **how})
        contexts.append(context)
        name, _, value = desk.cookie.partition("=")
        address = f"http://127.0.0.1:{desk.port}/"
        context.add_cookies([{"name": name, "value": value, "url": address}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(address + path)
        return page

    yield window
    for context in contexts:
        context.close()


@pytest.fixture
def opened(chromium, desk):
    """A way to open the review of the test's own case."""
    with windows_of(chromium, desk) as window:
        yield window


@pytest.fixture
def looked_at(chromium, desk_to_look_at):
    """A way to open the review on which nobody decides."""
    with windows_of(chromium, desk_to_look_at) as window:
        yield window


def stubs_of(case):
    """The stubs of a case, in order."""
    return read_file(case / "stubs.yaml", Stubs, name="stubs.yaml").record.stubs


def lit(page, number):
    """Wait until a sentence of the twelve is lit, and its keys work."""
    expect(page.locator("#lit")).to_have_text(SENTENCES[number - 1])
    page.wait_for_load_state("load")


def said(page, words):
    """Say what a sentence says, by keyboard."""
    page.keyboard.press("e")
    page.keyboard.type(words)
    page.keyboard.press("Escape")


def decided(page, number, key, reason):
    """Decide on a sentence by a key: the first time it leads to the reason, the second it sends."""
    lit(page, number)
    page.keyboard.press(key)
    expect(page.locator("#field-reason")).to_be_focused()
    page.keyboard.type(reason)
    page.keyboard.press("Escape")
    page.keyboard.press(key)


def test_ten_sentences_are_gone_through_by_keyboard_alone(opened, case):
    """
    [hand] Six confirmed; of the seventh a part confirmed and the rest rejected; one rejected, one
    skipped, one confirmed and undone: seven facts, and three sentences that still wait.
    """
    page = opened()
    for number in range(1, 7):
        lit(page, number)
        said(page, f"Own words on sentence {number}.")
        page.keyboard.press("c")
    lit(page, 7)
    page.locator("#field-exact").fill("Norland denies")
    page.keyboard.press("Escape")
    said(page, "It denies it.")
    page.keyboard.press("s")
    expect(page.locator("#form")).to_contain_text("Made of it so far: facts.cables-0007")
    decided(page, 7, "r", "the rest is a remark")
    decided(page, 8, "r", "no fact")
    decided(page, 9, "k", "later")
    lit(page, 10)
    said(page, "Older ones are not counted.")
    page.keyboard.press("c")
    for number, key in ((11, "u"), (10, "n"), (11, "p"), (10, "")):
        lit(page, number)
        if key:
            page.keyboard.press(key)

    states = [stub.state.value for stub in stubs_of(case)]
    assert states == [*["confirmed"] * 6, *["rejected"] * 2, "skipped", *["open"] * 3]
    assert (case / "facts.yaml").read_text().count("confirmed_by: a tester") == 7
    assert page.complaints == []


def test_selected_words_become_the_quotation(opened):
    """Of the sentence that is lit at once, of another one by a link; of two at once not at all."""
    page = opened("review?at=cables-0003")
    select = """([first, last, start, end]) => {
        const words = (name) => document.querySelector(`[data-stub="${name}"]`).firstChild;
        getSelection().setBaseAndExtent(words(first), start, words(last), end);
    }"""
    page.evaluate(select, ["cables-0003", "cables-0003", 6, 19])
    expect(page.locator("#field-exact")).to_have_value("140 engineers")

    page.evaluate(select, ["cables-0003", "cables-0004", 6, 4])
    expect(page.locator("#selecting")).to_contain_text("in more than one sentence")

    page.evaluate(select, ["cables-0006", "cables-0006", 4, 14])
    page.get_by_role("link", name="Make a fact of “first step”").click()
    lit(page, 6)
    expect(page.locator("#field-exact")).to_have_value("first step")


def test_without_scripts_the_forms_do_the_same(opened, case):
    """Confirm, reject, filter and undo by buttons alone."""
    page = opened(java_script_enabled=False)
    page.get_by_label("What it says, in your own words").fill("It counts them in spring.")
    page.get_by_role("button", name="Confirm c").click()
    lit(page, 2)
    page.get_by_label("Why not").fill("no fact")
    page.get_by_role("button", name="Reject").click()
    lit(page, 3)
    page.get_by_role("button", name="Undo").click()
    lit(page, 2)
    page.get_by_label("Section").select_option("Who holds the cables")
    page.get_by_role("button", name="Filter").click()
    lit(page, 2)

    assert [stub.state for stub in stubs_of(case)][:2] == [StubState.CONFIRMED, StubState.OPEN]


def test_keys_are_silent_where_somebody_types_or_has_switched_them_off(opened, case):
    """A letter that is typed is a letter; whose program uses the keys switches them off."""
    page = opened()
    page.locator("#field-says").press_sequentially("ck")
    page.keyboard.press("Escape")
    page.get_by_label("keys work").uncheck()
    page.keyboard.press("n")
    page.reload()
    page.keyboard.press("n")
    page.wait_for_timeout(300)

    lit(page, 1)
    assert {stub.state for stub in stubs_of(case)} == {StubState.OPEN}


@pytest.mark.parametrize("path", ["review?at=cables-0002&exact=nowhere", "review/several", "work"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_no_sentence_keeps_readers_out(looked_at, path, theme, width):
    """axe-core has nothing serious to say, and no page is wider than its screen."""
    page = looked_at(
        path,
        color_scheme=theme,
        viewport={"width": width, "height": 900},
    )
    page.evaluate(axe_script())
    seen = page.evaluate("axe.run(document, {resultTypes: ['violations']})")

    assert [
        fault["id"] for fault in seen["violations"] if fault["impact"] in ("serious", "critical")
    ] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
