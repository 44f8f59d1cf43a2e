"""The brief as a reader meets it: one file, offline, printable, readable on a phone."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser import browse, needs_browser
from pypdf import PdfReader

from phaseline.brief.html import brief_html
from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.desk.findings.assessment import assess

A4 = (595, 842)  # points, ISO 216 rounded
MOST_SHEETS = 16  # of any shipped case; what a reader can do without is folded


pytestmark = pytest.mark.slow  # the game behind the page takes its time


@pytest.fixture(scope="module")
def korea_brief(korea_assessed):
    """The brief of the shipped case."""
    return brief_html(korea_assessed)


@pytest.fixture(scope="module")
def briefs(all_assessed):
    """The briefs of all shipped cases, by name."""
    return {name: brief_html(whole) for name, whole in all_assessed.items()}


@pytest.fixture(scope="module")
def korea_page(korea_brief, tmp_path_factory):
    """The brief as a file."""
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(korea_brief, encoding="utf-8")
    return path


def measured(page: Path, width: int, profile: Path):
    """
    Open a page in a frame of a width and give how wide its content is, and what sticks out.

    On a phone the heads of tables are kept for those who listen to the page and cut from sight;
    they stick out of nothing. What lies in a wide figure scrolls within that figure, which itself
    has to fit.
    """
    probe = page.with_name(f"probe-{width}.html")
    script = """
      const frame = document.querySelector('iframe');
      frame.onload = () => {
        const inner = frame.contentDocument;
        const limit = frame.clientWidth + 1;
        const out = [...inner.querySelectorAll('body *')]
          .filter(e => !(limit < 700 && e.closest('thead')))
          .filter(e => !e.parentElement.closest('figure.wide'))
          .filter(e => e.getBoundingClientRect().right > limit)
          .slice(0, 5)
          .map(e => e.tagName + '.' + e.className);
        document.title = JSON.stringify({width: inner.documentElement.scrollWidth, out});
      };
      frame.src = 'brief.html';
    """
    probe.write_text(
        "<!doctype html><title>wait</title><iframe"
        f" style='width:{width}px;height:2000px;border:0'></iframe><script>{script}</script>",
        encoding="utf-8",
    )
    shown = browse(
        "--allow-file-access-from-files",
        "--virtual-time-budget=8000",
        "--dump-dom",
        probe.as_uri(),
        profile=profile,
    )
    return json.loads(
        re.search(r"<title>(.*?)</title>", shown, re.DOTALL)[1].replace("&quot;", '"')
    )


@pytest.fixture(params=["all", "dejavu", "liberation"])
def fonts(request, tmp_path):
    """
    What a machine has of fonts, as the file that tells programs of them: all that are installed, or
    one of two families alone. (With none at all a browser does not draw.)
    """
    if request.param == "all":
        return {}
    folder = Path("/usr/share/fonts/truetype") / request.param
    path = tmp_path / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{folder}</dir><cachedir>{tmp_path}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(path)}


@needs_browser
@pytest.mark.slow
@pytest.mark.parametrize("name", ["korea-2024", "snapback-2025", "strait"])
def test_page_one_prints_on_one_sheet(briefs, name, tmp_path, fonts):
    """
    The brief has 16 sheets at most. Page one ends on the first sheet of A4, and the second begins
    with the contents, whatever fonts a machine has: those of the page are in it.
    """
    page, pdf = tmp_path / "brief.html", tmp_path / "brief.pdf"
    page.write_text(briefs[name], encoding="utf-8")

    browse(
        f"--print-to-pdf={pdf}",
        "--no-pdf-header-footer",
        page.as_uri(),
        profile=tmp_path / "profile",
        fonts=fonts,
    )

    sheets = PdfReader(pdf).pages
    assert len(sheets) <= MOST_SHEETS
    first, second = (" ".join(sheets[number].extract_text().split()) for number in (0, 1))
    assert tuple(round(float(side)) for side in sheets[0].mediabox[2:]) == A4
    assert "The decision." in first
    assert "It decides nothing." in first
    assert second.removeprefix("2 ").startswith("Contents")  # the sheet's number may come first


@needs_browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 800, 1280])
def test_nothing_sticks_out_of_the_page(korea_page, tmp_path, width):
    """On a phone and on a desk a reader scrolls down, never sideways."""
    found = measured(korea_page, width, tmp_path / "profile")

    assert found == {"width": width, "out": []}


def test_the_same_case_gives_the_same_bytes(korea_brief, korea_assessed):
    """A brief can be compared with another by its hash."""
    again = brief_html(korea_assessed)

    assert again == korea_brief


def test_sections_stand_in_the_order_of_reading(korea_brief):
    """What carries the answer first, then what it rests on, and last where that stands."""
    titles = re.findall(r'<section id="[^"]+"><h2>(.*?)</h2>', korea_brief)

    assert titles == [
        "What each course leaves open",
        "What it would take",
        "In many futures",
        "Law and votes",
        "What can arrive",
        "What holds Seoul back",
        "The papers&#39; claims, held against the case",
        "Disagreements that matter",
        "Questions",
        "Assumptions that matter",
        "Not in the sources",
        "Timeline",
        "Method and limits",
        "Sources",
    ]


@pytest.mark.parametrize("name", ["korea-2024", "snapback-2025", "strait"])
def test_every_claim_is_printed_as_tested(briefs, all_assessed, name):
    """Beside each claim in its author's words stands the sentence that was tested."""
    section = re.search(r'<section id="claims">.*?</section>', briefs[name], re.DOTALL)[0]
    claims = re.findall(r'<article class="claim">.*?</article>', section, re.DOTALL)

    assert len(claims) == len(all_assessed[name].case.claims) > 0
    assert all("Tested: " in claim for claim in claims)


def test_what_is_folded_is_printed_in_full(korea_unplayed):
    """All assumptions are in a fold, and in the full brief they are in none."""
    folded, full = brief_html(korea_unplayed), brief_html(korea_unplayed, is_full=True)
    count = len(korea_unplayed.case.assumptions)

    assert f"<summary>All assumptions: {count}</summary>" in folded
    assert "<details" not in full
    assert full.count('id="assumption-') == folded.count('id="assumption-') == count


def test_notes_on_paper_are_numbered_without_holes(korea_unplayed):
    """What folds alone cite is numbered after all that is printed, which is listed first."""
    page = brief_html(korea_unplayed)
    body, _, notes = page.partition('<section id="notes">')
    printed, _, folded = notes.partition("<details")
    outside = re.sub(r"<details.*?</details>", "", body, flags=re.DOTALL)

    listed = [int(number) for number in re.findall(r'id="note-(\d+)"', printed)]
    assert listed == list(range(1, len(listed) + 1))
    assert {int(number) for number in re.findall(r'href="#note-(\d+)"', outside)} == set(listed)
    further = [int(number) for number in re.findall(r'id="note-(\d+)"', folded)]
    assert further == list(range(len(listed) + 1, len(listed) + len(further) + 1))


class Parts(HTMLParser):
    """Collects what a page loads, the ids it has, and the places its links lead to."""

    def __init__(self):
        super().__init__()
        self.loads, self.ids, self.links, self.tags = [], [], [], []

    def handle_starttag(self, tag, attrs):
        """Note one tag of the page."""
        given = dict(attrs)
        self.tags.append(tag)
        self.loads += [
            given[name]
            for name in ("src", "srcset", "data", "poster", "background")
            if name in given
        ]
        self.loads += [given["href"]] if tag == "link" else []
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" and "href" in given else []


@pytest.fixture(scope="module")
def parts(korea_brief):
    """What the shipped brief is made of."""
    found = Parts()
    found.feed(korea_brief)
    return found


def test_the_page_loads_nothing_from_outside(korea_brief, parts):
    """
    It opens on a machine without a network: no script, no sheet, no picture, no font is fetched;
    letters lie in the page.
    """
    style = re.search(r"<style>(.*?)</style>", korea_brief, re.DOTALL)[1]

    assert parts.loads == []
    assert "script" not in parts.tags
    assert style.count("url(") == style.count('url("data:font/woff2;base64,')
    assert "@import" not in style


def test_a_brief_is_set_in_its_own_letters(korea_brief):
    """The style sheet asks for families that the page carries, before those of the machine."""
    carried = set(re.findall(r'@font-face \{ font-family: "([^"]+)"', korea_brief))

    assert carried == {"Source Serif 4", "Source Sans 3", "Noto Sans KR"}
    asked = re.findall(r'font(?:-family)?: (?:1rem/1.5 )?"([^"]+)"', korea_brief)
    assert set(asked) <= carried


def test_every_footnote_mark_leads_to_a_note(parts):
    """A reader who follows a number finds the passage."""
    inside = {link[1:] for link in parts.links if link.startswith("#")}

    assert len([name for name in inside if name.startswith("note-")]) > 250
    assert inside <= set(parts.ids)
    assert len(parts.ids) == len(set(parts.ids))


def test_the_page_is_readable_in_grey(korea_brief):
    """
    Two colours with their tints, and the blue of links; on paper there are only greys. What a
    colour tells stands in signs and words too.
    """
    style = re.search(r"<style>(.*?)</style>", korea_brief, re.DOTALL)[1]
    colours = {colour.lower() for colour in re.findall(r"#[0-9a-fA-F]{3,6}\b", style)}

    def tinted(colours):
        return {
            colour
            for colour in colours
            if len(colour) == 7
            and max(spread := [int(colour[i : i + 2], 16) for i in (1, 3, 5)]) - min(spread) > 24
        }

    on_paper = re.search(r"@media print \{\s*:root \{([^}]*)\}", style)[1]
    light = re.search(r":root \{([^}]*)\}", style)[1]
    assert tinted(colours) == tinted(re.findall(r"#[0-9a-f]{6}", "".join(roots(style))))
    assert len(tinted(re.findall(r"#[0-9a-f]{6}", light))) == 5
    assert tinted(re.findall(r"#[0-9a-f]{6}", on_paper)) == set()
    assert set(re.findall(r"--\w+", on_paper)) == set(re.findall(r"--\w+", light))


def roots(style):
    """The places of a style sheet where its colours are named."""
    return re.findall(r":root \{([^}]*)\}", style)


def test_page_one_gives_no_chance_of_a_transfer_and_names_what_is_not_computed(korea_brief):
    """
    Differences come first; what is deliverable is said from consent on; what no engine works out is
    named at the end of the brief.
    """
    page = re.search(r'<section class="page-one".*?</section>', korea_brief, re.DOTALL)[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())

    whole = " ".join(re.sub(r"<[^>]+>", " ", korea_brief).split())
    assert "0.05 to 0.6" not in words
    assert "forecasts nothing" in words
    assert "Not odds." in words
    assert "<li>Which phase today" in korea_brief
    assert "direct 3.5 (1 to 6) months after consent" in whole
    assert "no threshold is set" in whole
    assert "inside the model, not a forecast" in whole


def test_a_brief_without_the_game_says_so_and_claims_nothing(korea_unplayed):
    """Left out, the game leaves its cells empty and its sections named."""
    page = brief_html(korea_unplayed)

    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())

    assert "No course can be preferred to another" in words
    assert "the game was left out of this run" in words
    assert "of 64 draws" not in words


def test_a_case_cannot_smuggle_markup_into_the_page(tmp_path):
    """
    Words of a case stay words, whatever they look like, and an address that is no web address is no
    link.
    """
    case = tmp_path / "case.yaml"
    case.write_text(
        """phaseline: 2
kind: case
id: hostile
title: "<script>alert(1)</script>"
question: "<img src=x onerror=alert(1)>"
as_of: 2024-01-01
responder: a
challenger: a
sources:
  - {id: s, type: report, title: "<b>t</b>", URL: "javascript:alert(1)"}
actors:
  - {id: a, name: "<i>A</i>", kind: state}
facts:
  - {id: f, kind: act, says: "</style><script>x</script>", said_by: a, status: asserted,
     cites: [{source: s, exact: "<u>x</u>"}]}
""",
        encoding="utf-8",
    )

    page = brief_html(assess(checked(read_case(case), {})))

    found = Parts()
    found.feed(page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert {"h1", "section"} <= set(found.tags)
    assert {"script", "img", "i", "u"} & set(found.tags) == set()
    assert not any(link.startswith("javascript") for link in found.links)
