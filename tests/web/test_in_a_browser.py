"""The desk as a reader sees it: in Debian's chromium, by keyboard, on a phone, without scripts."""

import re
from pathlib import Path

import pytest
from browser import axe_script, needs_browser, serious_faults
from playwright.sync_api import expect
from web.servers import Browser, served

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.web.outline import PAGES
from phaseline.web.rendering import editable

pytestmark = [pytest.mark.slow, needs_browser]

PATIENCE = 90_000  # milliseconds; machines that test are shared
PATHS = [
    *(page.id for page in PAGES),
    "note/1",
    "entry/facts.engineers",
    "law/harbours",
    "evidence?q=cable",
    "nowhere",
]
# What an answer says is held back until its time: sent first, it arrives last.
HELD = """
const wait = {1: 900, 2: 900, 3: 30};
const send = XMLHttpRequest.prototype.send, header = XMLHttpRequest.prototype.setRequestHeader;
XMLHttpRequest.prototype.setRequestHeader = function (name, value) {
  if (name === 'X-Sequence') { this.sequence = value; }
  return header.call(this, name, value);
};
XMLHttpRequest.prototype.abort = function () {};
Object.defineProperty(XMLHttpRequest.prototype, 'onload', {
  set(heard) {
    this.addEventListener('load', (event) => setTimeout(
      () => heard.call(this, event), this.isMove ? wait[this.sequence] ?? 0 : 0));
  },
});
const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, path, ...rest) {
  this.isMove = path.startsWith('/what-if/move');
  return open.call(this, method, path, ...rest);
};
"""


@pytest.fixture(scope="module")
def desk():
    """A server of the tiny case over few draws, when its first answer is whole."""
    with served("strait", "--draws", "8") as (_, link, port):
        reader = Browser(port)
        reader.log_in(link)
        reader.await_text("/brief", 'id="page-one"')
        yield reader


@pytest.fixture
def opened(chromium, desk):
    """A way to open a window that is let in; what it complains of and whom it asks is noted."""
    contexts = []

    def window(**how):
        context = chromium.new_context(**{"viewport": {"width": 1100, "height": 900}, **how})
        contexts.append(context)
        name, _, value = desk.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": address(desk, "")}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.complaints, page.asked = [], []
        page.on("console", lambda said: page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        return page

    yield window
    for context in contexts:
        context.close()


def address(desk, path):
    """The whole address of a page."""
    return f"http://127.0.0.1:{desk.port}/{path}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_keeps_readers_out(opened, desk, theme):
    """axe-core has nothing serious to say of any page, in either theme."""
    page, axe = opened(color_scheme=theme), axe_script()
    faults = {}
    for path in PATHS:
        page.goto(address(desk, path))
        if serious := serious_faults(page, axe):
            faults[path] = serious

    assert faults == {}


def test_a_phone_scrolls_no_page_sideways(opened, desk):
    """At 360 pixels every page is as wide as the screen."""
    page = opened(viewport={"width": 360, "height": 800})
    widths = {}
    for path in PATHS:
        page.goto(address(desk, path))
        widths[path] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(PATHS, 360)


def test_no_page_asks_anybody_else_or_complains(opened, desk):
    """All that is fetched is ours, and the policy of the page forbids nothing that it needs."""
    page = opened()
    for path in PATHS[:-1]:
        page.goto(address(desk, path))

    assert {url.split("/")[2] for url in page.asked} == {f"127.0.0.1:{desk.port}"}
    assert page.complaints == []


def test_a_slider_is_moved_by_keyboard_and_back_goes_back(opened, desk):
    """
    The address takes the value up, the direction comes before any figure, page one says what was
    changed; Back is the case again, and a reload keeps what the address says.
    """
    page = opened()
    page.goto(address(desk, "what-if"))
    expect(page.locator("#answer [role=status]")).to_contain_text("this is the case itself")
    slider = page.locator("#inputs input[type=range]").first
    before = slider.input_value()

    slider.press("End")

    page.wait_for_url("**/what-if?*")
    assert re.fullmatch(r"assumptions\.[\w-]+\.best=[\d.]+", page.url.partition("?")[2])
    expect(page.locator(".desk-direction li, .desk-direction b").first).to_be_visible()
    expect(page.locator("#answer .page-one .kicker")).to_contain_text("what-if:")
    assert "--set assumptions." in page.inner_text("#answer .copied")

    page.reload()
    assert page.locator("#inputs input[type=range]").first.input_value() == "100"
    expect(page.locator("#answer .page-one .kicker")).to_contain_text("what-if:")

    page.go_back()
    expect(page.locator("#answer [role=status]")).to_contain_text("this is the case itself")
    assert page.locator("#inputs input[type=range]").first.input_value() == before


def test_a_link_is_shared_with_another_browser(chromium):
    """
    Somebody moves a slider and passes the address on: in a browser of its own, let in by a link of
    its own, it shows the same what-if: the same address, place of the slider, difference, command
    and page one. Before that browser is let in, it is shown nothing of the case.
    """
    with served("strait", "--draws", "8", "--readers", "1") as (process, link, port):
        other_link = re.search(r"http://\S+", process.stdout.readline())[0]
        reader = Browser(port)
        pages = [chromium.new_context().new_page() for _ in range(2)]
        for page in pages:
            page.set_default_timeout(PATIENCE)
        mine, theirs = pages
        mine.goto(link)
        (cookie,) = mine.context.cookies()
        reader.cookie = f"{cookie['name']}={cookie['value']}"
        reader.await_text("/what-if", 'type="range"')
        mine.goto(f"http://127.0.0.1:{port}/what-if")
        mine.locator("#inputs input[type=range]").first.press("End")
        mine.wait_for_url("**/what-if?*")
        expect(mine.locator("#answer .page-one .kicker")).to_contain_text("what-if:")
        shared = mine.url

        refused = theirs.goto(shared)
        assert (refused.status, theirs.locator("input").count()) == (403, 0)
        theirs.goto(other_link)
        theirs.goto(shared)
        expect(theirs.locator("#answer .page-one .kicker")).to_contain_text("what-if:")

        assert theirs.url == shared
        for part in (".desk-differences", ".copied", ".page-one"):
            seen = [page.locator(f"#answer {part}").first.inner_text() for page in pages]
            assert seen[0] == seen[1], part
        places = [page.locator("#inputs input[type=range]").first.input_value() for page in pages]
        assert places == ["100", "100"]
        for page in pages:
            page.context.close()


def test_the_last_move_is_shown_whatever_arrives_last(opened, desk):
    """
    [hand] Moves A and B are answered after 0.9 seconds and C after 0.03: the page ends with C, and
    its address is that of C; two seconds later it is still so.
    """
    page = opened()
    page.add_init_script(HELD)
    page.goto(address(desk, "what-if"))
    slider = page.locator("#inputs input[type=range]").first

    for key in ("PageUp", "PageUp", "PageUp"):
        slider.press(key)
    place = slider.input_value()
    last = page.locator("#inputs form:has(input[type=range]) output").first.inner_text()
    expect(page.locator(".desk-differences input[name=value]")).to_have_value(last)
    page.wait_for_timeout(2_000)

    shown = page.locator("#answer-state").input_value()
    assert page.url.partition("?")[2] == shown
    page.goto(page.url)
    assert page.locator("#inputs input[type=range]").first.input_value() == place


# A look that has nothing new arrives while a move is on its way, and a move takes its time.
LOOKED = """
const send = XMLHttpRequest.prototype.send, open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, path, ...rest) {
  this.isMove = path.startsWith('/what-if/move');
  return open.call(this, method, path, ...rest);
};
XMLHttpRequest.prototype.send = function (...body) {
  setTimeout(() => send.apply(this, body), this.isMove && window.slow ? 1500 : 0);
};
"""


def test_a_look_that_comes_between_takes_no_answer_away(opened, desk):
    """[hand] The second move is under way for 1.5 seconds; looks at the first come meanwhile."""
    page = opened()
    page.add_init_script(LOOKED)
    page.goto(address(desk, "what-if"))
    slider = page.locator("#inputs input[type=range]").first
    slider.press("PageUp")
    page.wait_for_url("**/what-if?*")
    page.evaluate("window.slow = true")

    slider.press("Home")

    place = page.locator("#inputs form:has(input[type=range])").first
    low = place.locator(".desk-ends span").first.inner_text()
    expect(page.locator(".desk-differences input[name=value]")).to_have_value(low)
    expect(page.locator(".desk-direction").first).to_be_visible()


def test_the_quick_answer_comes_with_the_move(opened, desk):
    """Whoever moves a slider asks once: which way the courses go stands in the first answer."""
    page = opened()
    page.goto(address(desk, "what-if?assumptions.sight.best=0.31"))
    expect(page.locator("#answer .page-one")).to_be_visible()
    slider = page.locator("#inputs input[type=range]").first

    with page.expect_response("**/what-if/move?*") as answered:
        slider.press("End")

    assert "Which way it goes" in answered.value.text()


def test_a_number_is_changed_in_its_sentence(opened, desk):
    """
    A value that is assumed becomes a field where page one tells it, as `editable` gives it: Escape
    leaves it as it was, and Enter leads to the what-if. [hand] 0.45 is used, 0.2 is the low end.
    """
    page, name = opened(), "assumptions.sight.best"
    page.goto(address(desk, "what-if"))
    sentence = '<p>Seen with a chance of <a class="figure" href="#assumption-sight">0.45</a>.</p>'
    number = editable(sentence, read_case(case_path("strait")).case)
    page.evaluate(
        "text => { document.querySelector('#answer .desk-page-one').innerHTML = text; }", number
    )

    page.locator("#answer a.desk-edit").press("Enter")
    page.locator(".desk-inline input[type=text]").press("Escape")
    expect(page.locator(".desk-inline")).to_have_count(0)
    page.locator("#answer a.desk-edit").click()
    field = page.locator(".desk-inline input[type=text]")
    expect(field).to_have_value("0.45")
    field.fill("0.2")
    field.press("Enter")

    page.wait_for_url(f"**/what-if?{name}=0.2*")
    expect(page.locator(".desk-differences input[name=value]")).to_have_value("0.2")


def test_on_a_phone_the_way_to_the_answer_stays_in_sight(opened, desk):
    """Below the sliders the answer lies far away: a link to it stands at the foot of the screen."""
    page = opened(viewport={"width": 360, "height": 800})
    page.goto(address(desk, "what-if"))
    link = page.locator(".desk-jump a")

    expect(link).to_be_in_viewport()
    expect(page.locator("#answer > h2")).not_to_be_in_viewport()
    link.click()
    expect(page.locator("#answer > h2")).to_be_in_viewport()
    page.set_viewport_size({"width": 1100, "height": 900})
    expect(link).to_be_hidden()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_on_a_phone_the_pages_are_one_line_that_opens(opened, desk, has_scripts):
    """
    It names the page that is open, and by keyboard gives all of them, without JavaScript too; where
    there is room the pages stand there as they are.
    """
    page = opened(viewport={"width": 360, "height": 800}, java_script_enabled=has_scripts)
    page.goto(address(desk, "what-if"))
    pages = page.get_by_role("navigation", name="Pages")
    line, ledger = pages.locator("summary"), pages.get_by_role("link", name="Ledger")

    expect(line).to_have_text("Pages: What if")
    expect(ledger).to_be_hidden()
    assert pages.bounding_box()["height"] < 50
    line.press("Enter")
    expect(ledger).to_be_visible()
    page.keyboard.press("Tab")
    expect(pages.get_by_role("link", name="Brief")).to_be_focused()
    ledger.press("Enter")
    page.wait_for_url("**/ledger")
    page.set_viewport_size({"width": 1100, "height": 900})
    expect(line).to_be_hidden()
    expect(ledger).to_be_visible()


def test_what_is_so_or_not_so_is_switched_by_keyboard(opened, desk):
    """
    A change of law counts as made at a stroke of the space bar: the address takes it up, the answer
    says in words what differs and what it flips in law, and a slider that was moved stays moved; a
    reload keeps the switch on, and a second stroke takes the difference away.
    """
    page = opened()
    page.goto(address(desk, "what-if"))
    slider = page.locator("#inputs input[type=range]").first
    slider.press("End")
    page.wait_for_url("**/what-if?*")
    moved = page.url
    switch = page.get_by_label("Grain may be withheld").first
    if not switch.is_visible():
        page.locator("#switches summary", has_text="Changes of law").press("Enter")

    switch.press("Space")

    page.wait_for_url("**amendments.grain-clause.effective=*")
    assert moved.partition("?")[2] in page.url
    differences = page.locator("#answer .desk-differences")
    expect(differences).to_contain_text("counts as made")
    expect(page.locator("#answer .desk-direction", has_text="In law")).to_contain_text(
        "flips 2 of 6 cells"
    )
    page.reload()
    expect(page.get_by_label("Grain may be withheld").first).to_be_checked()
    page.get_by_label("Grain may be withheld").first.press("Space")
    expect(differences).not_to_contain_text("counts as made")
    page.wait_for_url(moved)


def test_a_cell_of_the_law_is_followed_to_the_words_of_its_source(opened, desk):
    """From the table to the proof under the reading of its column, and on to what is quoted."""
    page = opened()
    page.goto(address(desk, "law"))

    page.locator("td a[href^='/law/']").nth(1).click()

    page.wait_for_url("**/law/harbours#farmers")
    expect(page.locator("#farmers .proof-head")).to_contain_text("consent (Harbour Council)")
    expect(page.locator("#farmers .desk-proof .condition").first).to_contain_text("it is: closing")
    assert "law strait --why harbours" in page.inner_text(".desk-foot")
    page.locator("#provisions a[href^='/note/']").first.click()
    page.wait_for_url("**/note/*")
    expect(page.locator("h1")).to_contain_text("Gazette of Vesper says")


def test_where_it_turns_is_looked_at_with_all_else_as_it_is_moved(opened, desk):
    """The mark stands on the slider, and its words lead there; a second slider stays moved."""
    page = opened()
    page.goto(address(desk, "what-if"))
    turns = page.locator("#inputs form:has(.desk-turns)").first
    name = turns.locator("input[name=address]").input_value()
    other = page.locator(f'#inputs form:has(input[type=range]):not(:has(input[value="{name}"]))')
    other.first.locator("input[type=range]").press("End")
    page.wait_for_url("**/what-if?*")
    moved = page.url.partition("?")[2]
    expect(page.locator(".desk-differences input[name=value]")).to_have_count(1)

    turns.locator(".desk-turns a").first.click()

    page.wait_for_url(f"**{name}=*")
    assert moved in page.url
    expect(page.locator(".desk-differences input[name=value]")).to_have_count(2)
    assert page.locator(".desk-marks i").count() > 0


def test_a_picture_is_gone_through_by_keyboard_and_by_pointer(opened, desk):
    """Row by row: what stands in a row is said below, as the table of the picture has it."""
    desk.await_text("/supply", "desk-rows")  # what is worked out last takes the focus away
    page = opened()
    page.goto(address(desk, "supply"))
    figure = page.locator("figure:has(.desk-rows)").first
    picture = figure.locator("svg.picture")
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    rows = [
        " · ".join(row.locator("th, td").all_inner_texts())
        for row in figure.locator(".desk-rows tr").all()
    ]
    said = figure.locator(".desk-row")

    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("End", -1), ("ArrowUp", -2)):
        picture.press(key, timeout=20_000)
        expect(said).to_have_text(rows[place], timeout=20_000)
    picture.locator("text").first.hover(force=True)
    expect(said).to_have_text(rows[0])

    assert len(rows) > 3


def test_a_second_slider_moves_its_own_assumption(opened, desk):
    """The first stays where it was moved to: the address holds both, each with its value."""
    page = opened()
    page.goto(address(desk, "what-if"))
    sliders = page.locator("#inputs form:has(input[type=range])")
    names = [sliders.nth(place).locator("input[name=address]").input_value() for place in (0, 1)]
    for place in (0, 1):
        sliders.nth(place).locator("input[type=range]").press("End")
        page.wait_for_url(f"**{names[place]}=*")

    pairs = dict(pair.split("=") for pair in page.url.partition("?")[2].split("&"))
    assert set(pairs) == set(names)


def test_a_number_is_followed_to_the_words_of_its_source(opened, desk):
    """From a mark on the brief in one step; back leads where one was."""
    page = opened()
    page.goto(address(desk, "brief"))

    page.locator("sup.cite a").first.click()

    page.wait_for_url("**/note/*")
    expect(page.locator("h1")).to_contain_text("says")
    page.go_back()
    expect(page.locator("#page-one")).to_be_visible()


def test_without_javascript_a_slider_has_a_button(opened, desk):
    """It leads to the same address, and the answer can be looked for again."""
    page = opened(java_script_enabled=False)
    page.goto(address(desk, "what-if"))
    form = page.locator("form.desk-slider").first
    form.locator("input[type=range]").fill("100")

    form.get_by_role("button", name="Move it").click()

    page.wait_for_url("**/what-if?assumptions.*")
    expect(page.get_by_text("What differs from the case:")).to_be_visible()
    page.get_by_role("link", name="Back to the case").click()
    page.wait_for_url("**/what-if")


def test_the_brief_prints_without_the_desk(opened, desk):
    """On paper there is the brief alone: no bar, no news, no commands."""
    page = opened()
    page.goto(address(desk, "brief"))
    page.emulate_media(media="print")

    assert page.locator("#page-one").is_visible()
    for part in (".desk-head", ".desk-foot", ".skip"):
        assert not page.locator(part).is_visible()


def words_of(page, part):
    """The words that are seen of a part of a page on paper."""
    page.emulate_media(media="print")
    return page.locator(part).inner_text().split()


def test_what_is_printed_is_the_brief(opened, desk, phaseline, tmp_path):
    """Word by word what `phaseline run` writes of the same draws, on paper."""
    ran = phaseline("run", "strait", "--draws", "8", "--out", str(tmp_path))
    (file,) = tmp_path.rglob("*.html")
    page = opened()
    page.goto(address(desk, "brief"))
    printed = words_of(page, "#content")
    page.goto(file.as_uri())

    assert ran.status == 0
    assert printed == words_of(page, "body")


def test_why_is_asked_of_another_course_by_keyboard(opened, desk):
    """The answer comes by itself, the address holds the question, and its picture is a file."""
    page = opened()
    page.goto(address(desk, "why"))
    page.locator("#ladder").select_option("firm")
    page.get_by_role("button", name="Ask").press("Enter")

    page.wait_for_url("**/why?ladder=firm*")
    expect(page.locator("#leaks h2")).to_contain_text("(firm)")
    with page.expect_download() as kept:
        page.get_by_role("link", name="This picture (SVG)").click()
    assert kept.value.suggested_filename == "picture.svg"
    assert Path(kept.value.path()).read_text(encoding="utf-8").startswith("<svg ")


def test_an_offer_is_typed_and_answered_without_javascript(opened, desk):
    """The form leads to an address, its page asks again by itself, and the windows are drawn."""
    page = opened(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page.goto(address(desk, "offer"))
    page.locator("#inducement").fill("1.5")
    page.locator("#draws").fill("8")
    page.get_by_role("button", name="Ask").click()

    page.wait_for_url("**/offer?*inducement=1.5*")
    expect(page.locator("#otherwise figure svg").first).to_be_attached()
    expect(page.locator("#otherwise")).to_contain_text("1.5 is paid per month")
    assert "--inducement 1.5 --draws 8" in page.inner_text(".desk-foot")
    assert page.locator("#otherwise table").count() == 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_answer_of_whom_keeps_no_reader_out(opened, desk, theme):
    """With its picture and tables, in both themes, and on a phone nothing scrolls sideways."""
    page = opened(color_scheme=theme, viewport={"width": 360, "height": 800})
    page.goto(address(desk, "whom?ladder=patient&draws=8"))
    expect(page.locator("#otherwise figure svg").first).to_be_visible()

    assert serious_faults(page, axe_script()) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_what_if_stands_beside_the_case(opened, desk):
    """From the answer in one click: what it assumes, and which figures differ."""
    page = opened()
    page.goto(address(desk, "what-if?assumptions.sight.best=0.7"))
    expect(page.locator("#answer .page-one")).to_be_visible()

    page.get_by_role("link", name="Beside the case").click()

    page.wait_for_url("**/compare?*")
    expect(page.locator("#assumed tbody tr")).to_have_count(1)
    expect(page.locator("#compared-figures h2")).to_be_visible()
