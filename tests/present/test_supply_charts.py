"""
The pictures of supply: needs against stocks, the routes, the deliveries of a plan; by hand for an
invented case, and whole for the worked one.
"""

import re
from dataclasses import replace
from html import escape
from math import inf
from pathlib import Path

import pytest

from phaseline.case.read import read_case
from phaseline.desk.delivery.plans import deliverable, register
from phaseline.present.charts.deliveries import deliveries_chart, deliveries_view
from phaseline.present.charts.routes_flow import flow_chart, flow_view
from phaseline.present.charts.supply_matrix import (
    FITS,
    MISFIT,
    PRECEDENT,
    MatrixView,
    matrix_chart,
    matrix_view,
)
from phaseline.supply.plan import Delivery

DEPOT = Path(__file__).parents[1] / "desk" / "depot.yaml"


@pytest.fixture(scope="module")
def depot():
    """The invented case."""
    return read_case(DEPOT).case


@pytest.fixture(scope="module")
def depot_plans(depot):
    """Its plans."""
    return deliverable(depot, details=False)


@pytest.fixture(scope="module")
def korea_plans(korea):
    """The plans of the worked case."""
    return deliverable(korea, details=False)


def words(drawn):
    """The lines of text of a picture, with the class of each."""
    return re.findall(r'<text [^>]*class="([^"]*)">([^<]*)</text>', drawn)


def test_every_need_and_every_stock_is_in_the_matrix(korea):
    """
    The picture and its description for those who cannot see it name all nine needs and all 21
    stocks, none cut short.
    """
    drawn = matrix_chart(matrix_view(korea, register(korea)))

    lines = " ".join(line for _, line in words(drawn))
    description = re.search(r"<desc[^>]*>(.*?)</desc>", drawn, re.DOTALL)[1]
    for one in (*korea.needs, *korea.stocks):
        title = one.title.partition(" (")[0]
        assert all(escape(word) in lines for word in title.split())
    assert all(f"{escape(one.title.partition(' (')[0])}: " in description for one in korea.stocks)
    assert "…" not in lines


def test_only_two_stocks_have_a_number_in_the_matrix(korea):
    """
    200 howitzers and 3.4 million shells stand under their stocks; no other quantity does, and what
    plans assume is in no picture of stocks.
    """
    drawn = matrix_chart(matrix_view(korea, register(korea)))

    assert [line for kind, line in words(drawn) if kind == "label strong"] == [
        "200 howitzers",
        "3.4 million shells",
    ]
    assert "Of 9 needs, 6 have a named item; of 21 stocks, 2 have a number." in drawn


def test_a_mark_says_whether_a_stock_fits_is_past_or_does_not_fit(depot):
    """
    Boats meet boats; darts are of 90 mm, as asked; rounds of 70 mm are not; what went is a
    precedent. 40 boats are on record.
    """
    view = matrix_view(depot, register(depot))

    assert {row.name: row.marks for row in view.rows} == {
        "Boats": (FITS, ""),
        "Rounds of 70 mm": ("", MISFIT),
        "Darts": ("", FITS),
        "Rounds that went": ("", PRECEDENT),
    }
    assert [(row.name, row.number) for row in view.rows if row.number] == [("Boats", "40 vehicles")]
    assert [(row.name, row.remark) for row in view.rows if row.remark] == [
        ("Rounds of 70 mm", "surplus"),
        ("Darts", "replaced"),
    ]
    assert {line for _, line in words(matrix_chart(view))} >= {
        "named, and fits",
        "only a past delivery",
        "named, and does not fit",
    }


def test_a_mark_that_is_not_in_the_matrix_is_not_in_its_key(korea):
    """In the worked case nothing that is named for a need fails to fit it."""
    drawn = matrix_chart(matrix_view(korea, register(korea)))

    assert "named, and fits" in drawn
    assert "named, and does not fit" not in drawn


def test_a_stock_that_is_named_for_no_need_says_so_in_its_row(korea):
    """105 mm shells, the missiles of three families, and Metis are in neither list of needs."""
    asides = {row.name: row.aside for row in matrix_view(korea, register(korea)).rows if row.aside}

    assert asides == {
        "KTSSM-II tactical missile": (
            "named for none of the needs; fired from K239 Chunmoo rocket launcher"
        ),
        "Hyunmoo-2 family of ballistic missiles": "named for none of the needs",
        "Hyunmoo-3 cruise missile": "named for none of the needs",
        "105 mm shells": "named for none of the needs; calibre 105 mm",
        "Metis missiles": "named for none of the needs",
    }


def test_a_case_without_needs_and_stocks_has_an_empty_matrix():
    """Nothing to draw is no error."""
    drawn = matrix_chart(MatrixView(needs=(), named=(), rows=()))

    assert "Of 0 needs, none has a named item; of 0 stocks, none has a number." in drawn


def test_every_route_is_drawn_with_what_became_of_it(depot, depot_plans):
    """
    Straight there: not used so far, and in the plan; by way of Selde: used, and in no plan; the
    other way: blocked.

    The plan sends half of the boats' need and all of the rounds' straight there. Lines reach Orrin
    by the two ways that are not blocked: three strokes each, the line and the two of its arrowhead.
    """
    view = flow_view(depot, depot_plans)
    drawn = flow_chart(view)

    assert (view.holder, view.beneficiary) == ("Merrow", "Orrin")
    assert [
        (one.title, one.history, one.through, one.told, one.planned) for one in view.routes
    ] == [
        ("Straight there", "not used", "", "", "rounds of 90 mm 100 % and boats 50 %"),
        ("By way of Selde", "used", "Selde", "", ""),
        ("Another way", "blocked", "", "it was stopped", ""),
    ]
    assert drawn.count('x2="602"') == 3 * 2
    assert 'class="dotted planned"' in drawn
    assert 'class="grid-strong"' in drawn
    assert [line for kind, line in words(drawn) if kind == "plan-words"] == [
        "plan: rounds of 90 mm 100 % and boats 50 %"
    ]


def test_the_routes_of_the_worked_case_are_all_in_the_picture(korea, korea_plans):
    """
    Seven routes; used, proposed, not used and blocked each have a stroke of their own; one number
    went, 550,000 shells.
    """
    drawn = flow_chart(flow_view(korea, korea_plans))

    lines = " ".join(line for _, line in words(drawn))
    assert all(escape(word) in lines for one in korea.routes for word in one.title.split())
    assert {"link", "dashed", "dotted", "grid-strong"} <= set(
        re.findall(r'<line [^>]*class="(\S+?)(?: planned)?"', drawn)
    )
    assert re.findall(r"[\d,.]+ shells", lines) == ["550,000 shells"]
    assert "blocked: they became known to Russia" in lines


def test_bars_lie_where_the_plan_has_them(depot, depot_plans):
    """
    Boats leave in weeks 0 to 9 and are under way for 5; the darts wait for their maker until week
    13 and arrive in week 18.

    Week 5 after 1 January 2031 is 5 February, week 18 is 7 May. A year has 52 weeks. 13 weeks are
    2.99 months of 30.436875 days, and 26 are 5.98 of them.
    """
    view = deliveries_view(depot, depot_plans.first, "no law asked")

    assert (view.steps, view.deadline, view.more) == (52, 52, 0)
    assert [
        (bar.name, bar.by, bar.waits, bar.leaves, bar.arrives, bar.reaches) for bar in view.bars
    ] == [
        ("Maker's consent: Selde", "", 13.0, 0, 0, 0),
        ("Boats", "", 0.0, 0, 14, 14),
        ("Darts", "", 0.0, 13, 18, 18),
    ]
    assert [bar.told for bar in view.bars] == [
        "after 3 months (0 to 6 months)",
        "50 %, from 5 Feb 2031",
        "100 %, from 7 May 2031",
    ]
    assert "until the partner passes on" not in deliveries_chart(view)


def test_what_goes_to_a_partner_reaches_the_beneficiary_after_its_lag(korea, korea_plans):
    """
    A lag of 1 to 12 months is 6½ at its middle, 28.2 weeks, so 29; a way of ¼ to 3 months is 1⅝,
    7.04 weeks, so 8.
    """
    bars = [bar for bar in deliveries_view(korea, korea_plans.first, "Lami Kim").bars if bar.by]

    assert {bar.by for bar in bars} == {"Washington", "United Kingdom"}
    assert {bar.reaches - bar.arrives for bar in bars} == {29}
    assert min(bar.arrives - bar.leaves for bar in bars) == 8
    assert [bar.leaves for bar in bars] == sorted(bar.leaves for bar in bars)


def test_consents_come_first_those_in_law_before_those_of_makers(korea, korea_plans):
    """
    What is not counted on has no end and says its chance; a maker's consent may take up to a year
    of 52 weeks.

    Washington consents with a chance of 0.725, and with one of a half by week 0.5 / 0.725 × 52 =
    35.9, so 36 weeks, which are 8.28 months; Moscow with one of 0.05.
    """
    consents = [
        bar for bar in deliveries_view(korea, korea_plans.first, "Lami Kim").bars if not bar.reaches
    ]

    assert [bar.name.partition(":")[0] for bar in consents] == ["Law"] * 6 + ["Maker's consent"] * 2
    assert all(
        bar.told.startswith("not counted on; chance 0.") for bar in consents if bar.waits == inf
    )
    assert {bar.told for bar in consents[-2:]} == {
        "after 8.3 months (0 to 12 months); chance 0.72",
        "not counted on; chance 0.050",
    }


def test_practice_is_counted_on_at_once_without_a_chance(korea, korea_plans):
    """
    Under the executive's reading backfill is practice, which is taken as given; direct supply is
    barred, with no chance at all.
    """
    executive = next(one for one in korea_plans.plans if one.shipping.reading == "executive")

    told = {bar.name: bar.told for bar in deliveries_view(korea, executive, "The executive").bars}

    assert told["Law: more offensive weapons through other partners"] == "at once"
    assert told["Law: direct delivery of offensive weapons"] == "not counted on; chance 0"


def test_a_long_plan_is_cut_at_twenty_rows_and_says_how_many_are_missing(depot, depot_plans):
    """One consent and 30 deliveries: 19 of these have room, and 11 do not."""
    many = tuple(
        Delivery(
            stock=f"stock {number:02}",
            route="straight",
            need="boats",
            leaves=30 - number,
            arrives=35 - number,
            share=0.1,
            amount=1.0,
        )
        for number in range(30)
    )
    one = replace(depot_plans.first, plan=replace(depot_plans.first.plan, deliveries=many))

    view = deliveries_view(depot, one, "")

    assert (len(view.bars), view.more) == (20, 11)
    assert [bar.leaves for bar in view.bars[1:]] == list(range(1, 20))
    assert "and 11 more deliveries" in deliveries_chart(view)


def test_a_case_with_no_day_counts_in_its_periods(depot, depot_plans):
    """
    Where the as-of date is no day, a delivery says after which time: 5 and 18 weeks are 1.15 and
    4.14 months.
    """
    undated = replace(depot, as_of=replace(depot.as_of, first=None, last=None))

    assert [bar.told for bar in deliveries_view(undated, depot_plans.first, "").bars[1:]] == [
        "50 %, after 1.1 months",
        "100 %, after 4.1 months",
    ]


def test_a_picture_holds_words_and_no_markup_of_a_case(depot, depot_plans):
    """
    Titles with angle brackets are escaped in lines and in descriptions, and each picture has a
    title and a description.
    """
    odd = "<b>a & b</b>"
    hostile = replace(
        depot,
        stocks=tuple(replace(one, title=odd) for one in depot.stocks),
        needs=tuple(replace(one, title=odd) for one in depot.needs),
        actors=tuple(replace(one, name=odd, aliases=()) for one in depot.actors),
    )
    found = replace(depot_plans, register=register(hostile))

    for drawn in (
        matrix_chart(matrix_view(hostile, found.register)),
        flow_chart(flow_view(hostile, found)),
        deliveries_chart(deliveries_view(hostile, found.first, odd)),
    ):
        assert "<b>" not in drawn
        assert "&lt;b&gt;a &amp; b&lt;/b&gt;" in drawn
        assert drawn.count('role="img"') == 1
        assert len(re.findall(r"<title id=.*?>.+?</title><desc id=.*?>.+?</desc>", drawn)) == 1
