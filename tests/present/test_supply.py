"""Supply in words and pictures: what a reader of the terminal and of the brief sees."""

import re
from dataclasses import replace
from math import inf

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.delivery.obstacles import why
from phaseline.desk.delivery.plans import deliverable, register
from phaseline.desk.delivery.supply_options import in_periods
from phaseline.desk.delivery.transport_problem import shipping
from phaseline.desk.estimates.valuation import best_values
from phaseline.present.charts.deliveries import deliveries_chart, deliveries_view
from phaseline.present.charts.routes_flow import flow_chart, flow_view
from phaseline.present.charts.supply_matrix import FITS, PRECEDENT, matrix_chart, matrix_view
from phaseline.present.data.supply import supply_data
from phaseline.present.document.supply import (
    allies_board,
    left_out_lines,
    need_lines,
    plans_board,
    prices_board,
)
from phaseline.present.terminal.supply import register_text
from phaseline.present.terminal.supply_plan import plan_text, why_text
from phaseline.present.wording.supply import (
    change_words,
    day_after,
    hold_words,
    periods_words,
    step_name,
    step_words,
    steps_words,
    wait_words,
)
from phaseline.supply.binding_constraints import BindingConstraint, ConstraintKind, holds
from phaseline.supply.conflict import Relaxation
from phaseline.supply.prices import Price


@pytest.fixture(scope="module")
def found(korea_plans):
    """The plans of the worked case."""
    return korea_plans


def one_line(text):
    """A text without its line breaks."""
    return " ".join(text.split())


def test_the_picture_of_needs_and_stocks_has_every_one_and_two_numbers(korea):
    """
    Nine needs, 21 stocks; 200 howitzers and 3.4 million shells; three missiles replaced and the
    shells surplus; one mark a named item.
    """
    view = matrix_view(korea, register(korea))

    assert (len(view.needs), len(view.rows)) == (9, 21)
    assert [tier for _, tier in view.needs] == [1] * 4 + [2] * 5
    assert [row.number for row in view.rows if row.number] == [
        "200 howitzers",
        "3.4 million shells",
    ]
    assert [row.remark for row in view.rows if row.remark] == ["replaced"] * 3 + ["surplus"]
    marks = [mark for row in view.rows for mark in row.marks if mark]
    assert (marks.count(FITS), marks.count(PRECEDENT)) == (15, 1)
    drawn = matrix_chart(view)
    assert drawn.count('role="img"') == 1
    assert all(name.split()[0] in drawn for name, _ in view.needs)


def test_the_picture_of_routes_says_what_became_of_each(korea, found):
    """
    Seven routes; two lead through a partner of backfill; what went and what is planned; why one was
    blocked.
    """
    view = flow_view(korea, found)
    told = {one.title: one for one in view.routes}

    assert len(view.routes) == 7
    assert told["Backfill by way of the United States"].through == "Washington"
    assert "550,000 shells went" in told["Backfill by way of the United States"].told
    assert (
        "became known to Russia" in told["Other types through contracts and third countries"].told
    )
    assert told["Direct supply of weapons"].through == ""
    assert flow_chart(view).count("<rect") >= 9


def test_the_picture_of_deliveries_has_consents_and_deliveries(korea, found):
    """
    What is not counted on has no end; what leaves reaches the beneficiary after the way and the
    partner's lag.
    """
    view = deliveries_view(korea, found.first, "Lami Kim")
    consents = [bar for bar in view.bars if not bar.reaches]

    assert {bar.waits for bar in consents if "direct delivery" in bar.name} == {inf}
    assert all(bar.leaves <= bar.arrives <= bar.reaches <= view.steps for bar in view.bars)
    assert "not counted on" in deliveries_chart(view)


def test_words_of_markup_are_escaped_in_pictures(korea, found):
    """A title with an angle bracket is words."""
    view = matrix_view(korea, found.register)
    odd = replace(view, rows=(replace(view.rows[0], name="<b>guns & more</b>"), *view.rows[1:]))

    assert "<b>" not in matrix_chart(odd)
    assert "&lt;b&gt;guns &amp; more" in matrix_chart(odd)


def test_the_register_is_told_with_its_count(korea):
    """Six, one, two of nine; two of 21; and no number beside any other stock."""
    told = one_line(register_text(korea, register(korea)))

    assert (
        "Of 9 needs, 6 have a named item, 1 only a precedent, 2 none. Of 21 stocks, 2 have a number"
        in told
    )
    assert told.count("not in the sources") == 19 + 1
    assert "none of the needs; fired from k239" in told


def test_plans_are_told_by_reading_with_what_certainty_costs(korea, found):
    """
    The reading that is played first is told in full; practice and silence are named as what bars
    the plan lawful everywhere.
    """
    told = one_line(plan_text(korea, found))

    assert "The plan: Lami Kim" in told
    assert "no stock of a plan is reported as a fact" in told
    assert (
        "not lawful under every reading: silent (Lami Kim); practice (the executive); barred (the"
        " opposition)" in told
    )
    other = one_line(plan_text(korea, found, "loophole"))
    assert "The plan: New Europe Center" in other


def test_every_hold_has_words_for_what_it_is_and_for_a_step_of_it(korea):
    """
    Stocks, floors, consents, routes, what they carry, times and ratios: a sentence each, with the
    title and not the id.
    """
    planning = shipping(best_values(korea), reading="revision_needed")
    for hold in (
        *holds(planning.problem),
        BindingConstraint(kind=ConstraintKind.ROUTE, id="direct"),
    ):
        stands = inf if hold.id.startswith("law direct") else 2.0
        words = [
            hold_words(korea, planning, hold),
            step_words(
                korea,
                planning,
                Price(hold=hold, stands=stands, step=1.0, gain=0.1, marginal=None),
            ),
            change_words(korea, planning, Relaxation(hold=hold, stands=stands, needed=1.0)),
        ]
        assert all(len(one.split()) > 2 for one in words)
        assert not any(re.search(r"\b[a-z]+_[a-z]+\b", one) for one in words), words


def test_a_wish_that_can_be_met_says_when(korea):
    """
    8 weeks under way and 29 until a partner passes on its own: what leaves in week 0 is there in
    week 37, the 38th; 38 weeks are 266 days of 30.436875 a month, 8.7 months, and 52 are 12.0. The
    share is the middle of 0.05 and 0.5.
    """
    told = one_line(why_text(korea, why(korea, "air-defence")))

    assert (
        "It can be done: 28 % within 8.7 months at the earliest;"
        " 100 % within 12 months at the most." in told
    )


def test_times_are_told_in_the_period_of_the_case(korea):
    """
    37 weeks after 28 November 2024 is 14 August 2025. 26 weeks are 182 days, 5.98 months of
    30.436875; a week is 0.23 of one, and 0.019 of a year of 365.2425 days; never is never.
    """
    assert day_after(korea, in_periods(korea, 37)) == "14 Aug 2025"
    assert [steps_words(korea, steps) for steps in (26, 1, inf)] == [
        "6 months",
        "0.23 months",
        "never",
    ]
    weekly, yearly = (replace(korea, period=period) for period in ("week", "year"))
    assert [steps_words(weekly, steps) for steps in (37, 1)] == ["37 weeks", "1 week"]
    assert steps_words(yearly, 1) == "0.019 years"
    assert day_after(weekly, 37) == "14 Aug 2025"
    assert periods_words(korea, 1.0) == "1 month"


def test_a_plan_of_days_is_made_in_days(korea):
    """A step is a week, or a day where the case counts days: a week of lead is then seven steps."""
    daily = replace(korea, period="day")

    assert [step_name(replace(korea, period=period)) for period in ("month", "week")] == [
        "week"
    ] * 2
    assert step_name(daily) == "day"
    assert in_periods(daily, 7) == 7.0
    assert steps_words(daily, 7) == "7 days"


@pytest.mark.parametrize(
    ("period", "step", "first", "arrives"),
    [
        ("month", 7 / 30.436875, 0.5, 3 * 7 / 30.436875),
        ("week", 1.0, 30.436875 / 14, 3.0),
        ("day", 1.0, 30.436875 / 2, 16.0),
    ],
)
def test_the_answer_has_the_times_of_its_case(period, step, first, arrives):
    """
    [hand] The ferry takes half a month of 30.436875 days: 15.2 days, so three steps of a week, or
    16 of a day.
    """
    case = read_case(case_path("strait"), name="strait").case
    strait = replace(case, period=period, horizon=(30, 60))  # so that days are long enough
    answer = supply_data(strait, deliverable(strait, details=False))

    assert (answer["period"], answer["step"]) == (period, pytest.approx(step))
    assert answer["promises"]["buoys"]["first_delivery"] == pytest.approx(first)
    assert answer["plan"]["deliveries"][0]["arrives"] == pytest.approx(arrives)
    assert "period" not in answer["plan"]


def test_a_wait_is_told_with_its_chance_or_its_range(korea):
    """A maker's consent may take a year; a minister who acts alone has a chance a month."""
    made = shipping(best_values(korea), reading="loophole")

    kim = shipping(best_values(korea), reading="revision_needed")

    assert (
        wait_words(korea, kim, "law indirect_def hawk mistral igla")
        == "silent: at once; its chance is 0.75 a month"
    )
    assert (
        wait_words(korea, kim, "law direct_def hawk mistral igla")
        == "barred, the Assembly can lift it: not counted on; its chance is 0.045"
    )
    assert wait_words(korea, made, "maker moscow") == "not counted on; its chance is 0.050"
    assert (
        wait_words(korea, made, "maker washington")
        == "after 8.3 months; it may take 0 to 12 months; its chance is 0.72"
    )
    assert wait_words(korea, made, "law direct_def hawk mistral igla").startswith(
        "Defence Minister alone: after 1.1 months; its chance is"
    )


def test_the_brief_has_needs_plans_prices_allies_and_what_is_left_out(korea, found):
    """
    Nine needs with citations; five plans; the dearest step first; Washington parts from direct
    supply; radars are left out.
    """
    needs = need_lines(korea, found)
    plans, prices, allies = (
        plans_board(korea, found),
        prices_board(korea, found),
        allies_board(korea, found),
    )

    assert len(needs) == 9
    assert all(cites for need in needs for _, cites in need.items)
    assert len(plans.rows) == 5
    assert all(len(row) == len(plans.head) for row in plans.rows)
    assert prices.rows[0][0].startswith("Consent in law to direct delivery")
    without = dict(
        zip(
            (row[0] for row in allies.rows),
            (row[allies.head.index("Without Washington")] for row in allies.rows),
            strict=True,
        )
    )
    assert without["Backfill by way of the United States"] == "useless"
    assert without["Direct supply of weapons"] == "useful, but departs from its course"
    assert list(without.values()).count("useful") == 4
    assert ("Radars", "no item is named for it") in left_out_lines(korea, found)
