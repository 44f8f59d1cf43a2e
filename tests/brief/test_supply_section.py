"""
What the brief says of supply: the sources' numbers and no others, every need, stock and route, and
plans as consequences of assumptions.
"""

import re
from html import unescape

import pytest

from phaseline.brief.html import brief_html
from phaseline.case.check.report import checked
from phaseline.case.read import read_case
from phaseline.desk.findings.assessment import assess

pytestmark = pytest.mark.slow  # everything but the game is worked out for the page


@pytest.fixture(scope="module")
def section(korea_unplayed):
    """The section on supply in the brief of the worked case, without the game."""
    return section_of(brief_html(korea_unplayed))


def section_of(page):
    """The section on supply of a page."""
    return re.search(r'<section id="supply">.*?</section>', page, re.DOTALL)[0]


def plain(part):
    """The words of a part of a page without its markup, the marks of notes left out."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<sup.*?</sup>", "", part))).split())


def test_every_need_stock_and_route_is_in_the_section(korea, section):
    """Nine needs, 21 stocks and seven routes, in words and not in pictures alone."""
    words = plain(re.sub(r"<svg.*?</svg>", "", section, flags=re.DOTALL))
    pictures = plain(" ".join(re.findall(r"<desc.*?</desc>", section, re.DOTALL)))

    assert all(one.title in words for one in (*korea.needs, *korea.routes))
    assert all(one.title.partition(" (")[0] in pictures for one in korea.stocks)


def test_the_section_gives_the_three_numbers_of_the_sources_and_no_other_amount(section):
    """
    200 howitzers and 3.4 million shells are stocks, 550,000 shells went by way of the United
    States; plans are told in shares.
    """
    amounts = re.findall(
        r"[\d.,]+(?: million)? (?:shells?|howitzers?|missiles?|items?|pieces?|tanks?)\b",
        plain(section),
    )

    assert set(amounts) == {"200 howitzers", "3.4 million shells", "550,000 shells"}


def test_the_section_says_that_quantities_are_assumed(section):
    """No stock is reported as a fact, and what the plans rest on has owners."""
    assert (
        "Quantities that no source gives are assumptions with owners: no stock of a plan is"
        " reported as a fact." in plain(section)
    )


def test_the_section_has_a_plan_for_each_reading_and_the_price_of_certainty(section):
    """
    Four readings and the plan that is lawful under all of them; the price is told in points of the
    plan that is played first.
    """
    words = plain(section)

    for reading in (
        "Lami Kim",
        "The executive",
        "New Europe Center",
        "The opposition",
        "Lawful under every reading",
    ):
        assert f'<th scope="row" data-label="Reading">{reading}</th>' in section
    assert (
        "The price of certainty: a plan that is lawful under every reading sends nothing." in words
    )
    assert "revision_needed" not in section


def test_the_section_holds_three_pictures_that_say_what_they_show(section):
    """
    The matrix, the routes, the weeks: each in a figure of its own that scrolls, with a title, a
    description and a caption.
    """
    figures = re.findall(r'<figure class="wide"[^>]*>.*?</figure>', section, re.DOTALL)

    assert len(figures) == 3
    assert all(
        len(re.findall(r"<title id|<desc id|<figcaption", figure)) == 3 for figure in figures
    )
    assert [re.search(r'id="(\S+)-title"', figure)[1] for figure in figures] == [
        "supply-matrix",
        "supply-routes",
        "supply-deliveries",
    ]


def test_counters_are_quotations_with_a_note_each(korea, section):
    """
    Which system a source names against which, each with the passage; no range, no effect, no
    quantity.
    """
    counters = section.partition("Counters that a source names")[2]

    assert counters.count("<li>") == len(korea.counters) == 3
    assert counters.count('class="cite"') == 3
    assert "no ranges, effects or quantities" in counters


def test_a_case_without_supply_has_no_such_section(tmp_path):
    """A case that names no needs, stocks or routes gets no section, no column, no contents."""
    path = tmp_path / "case.yaml"
    path.write_text(
        "phaseline: 2\nkind: case\nid: bare\ntitle: Bare\nquestion: What now?\nas_of:"
        " 2031-01-01\nresponder: a\nchallenger: b\nsources: [{id: s, type: report, title: A paper,"
        " role: paper}]\nactors: [{id: a, name: A, kind: state}, {id: b, name: B, kind: state}]\n",
        encoding="utf-8",
    )

    page = brief_html(assess(checked(read_case(path), {})))

    assert "What can arrive" not in page
    assert "Deliverable by" not in page
    assert "What holds" not in page


@pytest.mark.parametrize("kept", ["needs", "stocks", "routes"])
def test_a_case_with_one_kind_of_supply_gets_what_there_is(kept, tmp_path):
    """
    Needs without stocks, stocks without needs, and routes alone are shown as far as they go; only
    needs can be planned for.
    """
    entries = {
        "needs": "needs: [{id: n, title: Boats, tier: 1, asked_by: b, cites: [{source: s}]}]\n",
        "stocks": "stocks: [{id: k, title: Hulls, holder: a, cites: [{source: s}]}]\n",
        "routes": (
            "routes: [{id: r, title: Straight there, kind: direct, history: proposed, cites:"
            " [{source: s}]}]\n"
        ),
    }
    path = tmp_path / "case.yaml"
    path.write_text(
        "phaseline: 2\nkind: case\nid: bare\ntitle: Bare\nquestion: What now?\nas_of:"
        " 2031-01-01\nresponder: a\nchallenger: b\nperiod: month\nhorizon: [6]\nsources: [{id: s,"
        " type: report, title: A paper, role: paper}]\nactors: [{id: a, name: A, kind: state},"
        f" {{id: b, name: B, kind: state}}]\n{entries[kept]}",
        encoding="utf-8",
    )

    words = plain(section_of(brief_html(assess(checked(read_case(path), {})))))

    assert {"needs": "Boats", "stocks": "Hulls", "routes": "Straight there"}[kept] in words
    assert ("nothing is sent" in words) == (kept == "needs")
    assert "optimal" not in words
