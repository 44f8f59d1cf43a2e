"""The pictures of a page as files: each with a link below it, and the style of paper."""

import re
from xml.etree import ElementTree as ET

import pytest

from phaseline.api.briefs import assess, parts
from phaseline.api.cases import open_case
from phaseline.web.picture_files import paper_rules, picture_rows, pictures_of, with_files
from phaseline.web.rendering import page_parts

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" class="picture">\n{}\n</svg>'
PAGE = f"<p>One.</p>{SVG.format('<text>a</text>')}<p>Two.</p>{SVG.format('<text>b</text>')}"


def test_each_picture_has_a_link_to_its_file():
    """In the order of the page; what is no picture of ours has none."""
    page = with_files(f"{PAGE}<svg><path/></svg>", "supply")

    links = re.findall(r'</svg>\n<a class="desk-take" href="([^"]+)" download>', page)
    assert links == ["/table/supply-1.svg", "/table/supply-2.svg"]


def test_a_file_holds_its_picture_with_a_style():
    """[hand] The second of two."""
    files = dict(
        pictures_of(PAGE, "supply", ":root { --ink: #111; } .picture text { fill: var(--ink); }")
    )

    assert list(files) == ["supply-1.svg", "supply-2.svg"]
    assert "<text>b</text>" in files["supply-2.svg"]
    assert "<style>\n.picture text { fill: #111; }\n</style>" in files["supply-2.svg"]


def row(name, *texts):
    """A picture with words at places: x, y, words."""
    lines = "".join(f'<text x="{x}" y="{y}" class="a">{words}</text>' for x, y, words in texts)
    return f'<svg aria-labelledby="{name}-title {name}-desc" class="picture">\n{lines}</svg>'


def test_the_words_of_a_picture_are_told_row_by_row():
    """
    [hand] From above and from the left, whatever was drawn first; what was cut is whole, and words
    three points higher stand in the same row.
    """
    drawn = row(
        "timeline",
        (90, 30, "x &amp; y"),
        (0, 10, "<title>a long name</title>a long…"),
        (0, 33, "second"),
        (50, 12, "3"),
    )

    assert picture_rows(drawn) == [["a long name", "3"], ["second", "x & y"]]
    assert picture_rows(row("supply-routes", (0, 10, "a box"))) == []


def test_the_words_of_a_picture_are_a_table_below_it_and_a_file():
    """What stands in no rows has its link alone."""
    drawn = row("timeline", (0, 10, "May &lt; June"), (50, 10, "3"))
    page = with_files(f"{drawn}{row('surface', (0, 10, 'a'))}", "evidence")
    files = dict(pictures_of(f"{drawn}{row('surface', (0, 10, 'a'))}", "evidence", ""))

    assert page.count("Its words as a table") == 1
    assert '<tr><th scope="row">May &lt; June</th><td>3</td></tr>' in page
    assert 'href="/table/evidence-picture-1.csv"' in page
    assert list(files) == ["evidence-1.svg", "evidence-picture-1.csv", "evidence-2.svg"]
    assert files["evidence-picture-1.csv"] == "May < June,3\n"


def test_the_rules_are_those_of_paper():
    """[hand] Not those of the dark, nor of a printer, nor a typeface."""
    style = """@font-face { font-family: X; src: url(data:,); }
    :root { --ink: #111; }
    @media (prefers-color-scheme: dark) { :root { --ink: #eee; } }
    .picture .dot { fill: var(--ink); }
    @media print { .picture { max-height: 80mm; } }
    p { margin: 0; }"""

    assert paper_rules(style) == ".picture .dot { fill: #111; }"


@pytest.fixture(scope="module")
def sent():
    """What a worker sends of the tiny case before its game is played, and the brief's style."""
    assessment = assess(open_case("strait"))
    return dict(page_parts(assessment, {}, is_early=True)), parts(assessment).style


def test_every_picture_of_a_page_is_sent_as_a_file(sent):
    """Well formed, and without a colour by name, which drawing programs do not know."""
    pages, style = sent
    links = [
        link
        for name in ("supply", "evidence")
        for link in re.findall(r'href="/table/([^"]+\.svg)"', pages[name])
    ]

    assert len(links) >= 2
    for link in links:
        ET.fromstring(pages[link])  # noqa: S314  # our own picture
        assert "var(" not in pages[link]
    assert "var(" not in paper_rules(style)


def test_the_brief_itself_has_no_links_to_files(sent):
    """It is what is printed; the pages behind it have them."""
    assert "desk-take" not in sent[0].get("brief", "")
