"""
Supply in the words of the brief: by hand for an invented case, and what the worked one has to say.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from phaseline.case.read import read_case
from phaseline.desk.delivery.plans import deliverable
from phaseline.present.document.supply import (
    allies_board,
    certainty_words,
    left_out_lines,
    movers_words,
    need_lines,
    needs_lead,
    passed_on_words,
    plans_board,
    prices_board,
    route_entries,
)
from phaseline.supply.model import Aim
from phaseline.supply.plan import Plan, PlanOutcome

DEPOT = Path(__file__).parents[1] / "desk" / "depot.yaml"


@pytest.fixture(scope="module")
def depot():
    """The invented case."""
    return read_case(DEPOT).case


@pytest.fixture(scope="module")
def found(depot):
    """Its plans."""
    return deliverable(depot)


@pytest.fixture(scope="module")
def korea_plans(korea):
    """The plans of the worked case."""
    return deliverable(korea, details=False)


def test_needs_are_told_with_their_items_and_with_what_does_not_fit(depot, found):
    """
    Of four stocks only the boats have a number; rounds of 70 mm are named for the need and do not
    fit it.
    """
    boats, rounds = need_lines(depot, found)

    assert (boats.state, [words for words, _ in boats.items]) == (
        "named item",
        ["Boats (40 vehicles; own needs)"],
    )
    assert [words for words, _ in rounds.items] == [
        "Rounds of 70 mm (number unknown; 70 mm is not 90 mm)",
        "Darts (number unknown)",
        "Rounds that went (number unknown)",
    ]
    assert all(need.cites for need in (boats, rounds))
    assert needs_lead(found).startswith("2 needs: 2 with a named item. Of 4 stocks")


def test_a_route_is_told_with_its_exposure_and_without_whom_it_is_useless(depot, found):
    """
    A half lies between 0.4 and 0.6; a route for which the case gives no exposure says that none is
    entered.
    """
    rows = {
        one.title: (one.history, one.why, one.exposure, one.useless_without)
        for one in route_entries(depot, found)
    }

    assert rows == {
        "Straight there": ("not used", "–", "0.5 (0.4 to 0.6)", "Orrin"),
        "By way of Selde": ("used", "–", "none entered", "Selde"),
        "Another way": ("blocked", "It was stopped.", "none entered", "nobody in particular"),
    }


def test_each_route_says_whether_it_stays_useful_without_each_ally(depot, found):
    """
    Nothing reaches Orrin straight without Orrin; without Selde it does, apart from Selde's course;
    a blocked way is of no use at all.
    """
    board = allies_board(depot, found)

    assert board.head == ("Route", "Without Orrin", "Without Selde")
    assert board.rows == (
        ("Straight there", "useless", "useful, but departs from its course"),
        ("By way of Selde", "useful", "useless"),
        ("Another way", "blocked", "blocked"),
    )
    assert board.lead.startswith("Routes that remain without each: Orrin 1 and Selde 1.")


def test_where_the_law_is_not_asked_there_is_one_plan_and_no_price_of_certainty(depot, found):
    """
    The plan's value is 47.0 points: ¾ of 21.25 weeks and ¼ of 34 weeks, of 52.

    Half the boats' need and all of the rounds' are met by the deadline.
    """
    (row,) = plans_board(depot, found).rows

    assert row[:2] == ("The law is not asked", "47.0")
    assert row[3:] == ("Rounds of 90 mm 100 %; Boats 50 %", "Straight there", "–")
    assert certainty_words(depot, found) == ""
    assert passed_on_words(depot, found) == ""


def test_what_holds_the_plan_back_is_told_as_steps_with_a_capital(depot, found):
    """
    A floor lowered by a tenth is worth 5.26 points: ¾ of 0.05, for 37 weeks and for 36, of 52.
    """
    board = prices_board(depot, found)

    assert ("The floor lowered by a tenth of the stock: Boats", "+5.3") in board.rows
    assert all(row[0][0].isupper() or row[0][0].isdigit() for row in board.rows)
    assert "Everything a week later would take 1.2." in board.lead
    assert movers_words(depot, found).startswith("Assumptions that move it most")


def test_details_that_were_not_asked_for_leave_their_places_empty(korea, korea_plans):
    """Without prices and movers there is nothing to tell of them."""
    assert prices_board(korea, korea_plans).rows == ()
    assert movers_words(korea, korea_plans) == ""


def test_the_price_of_certainty_is_told_in_a_sentence(korea, korea_plans):
    """
    Each measure that sends weapons is barred, silent or practice under some reading, so the plan
    that is lawful everywhere sends nothing.
    """
    told = certainty_words(korea, korea_plans)

    assert "a plan that is lawful under every reading sends nothing" in told
    assert "all of the value of the plan under the reading of Lami Kim" in told


def test_what_is_unlawful_somewhere_names_the_reading_by_its_holder(korea, korea_plans):
    """
    Backfill is silent to Lami Kim, practice to the executive, barred to the opposition; what is
    neither surplus nor replaced is silent to the New Europe Center, too. Ids of readings are
    for programs.
    """
    lines = dict(left_out_lines(korea, korea_plans))

    assert (
        lines[
            "Defensive weapons through other partners (Hawk air defence missiles, Mistral air"
            " defence missiles and Igla air defence missiles (also printed as Igla-1))"
        ]
        == "not lawful under every reading: silent (Lami Kim); practice (the executive); barred"
        " (the opposition)"
    )
    assert (
        lines["More offensive weapons through other partners"]
        == "not lawful under every reading: silent (Lami Kim); practice (the executive); silent"
        " (New Europe Center); barred (the opposition)"
    )
    assert lines["Radars"] == "no item is named for it"
    assert not any("_" in why for why in lines.values())


def test_partners_say_how_much_they_pass_on(korea, korea_plans):
    """Between 0.3 and 1 lies 0.65, for both of them."""
    assert (
        passed_on_words(korea, korea_plans)
        == "United Kingdom and Washington pass on 65 % of what they get (assumed)."
    )


def test_a_plan_that_is_not_there_says_why_where_its_value_would_be(depot, found):
    """
    A plan that cannot be is told as such; one that was found in the time says how far it may be
    from the best.
    """
    none = replace(
        found,
        plans=(replace(found.first, plan=Plan(outcome=PlanOutcome.INFEASIBLE), chanced=None),),
    )
    late = replace(
        found,
        plans=(
            replace(
                found.first, plan=replace(found.first.plan, outcome=PlanOutcome.LIMIT, gap=0.025)
            ),
        ),
    )

    assert plans_board(depot, none).rows[0][1] == "infeasible"
    assert plans_board(depot, late).rows[0][1].endswith("(within 2.5 %)")


def test_a_plan_that_is_lawful_everywhere_and_sends_something_is_told_with_what_it_comes_to(
    depot, found
):
    """
    Where every reading lets half the value pass, certainty costs the other half: 23.5 of 47.0
    points.
    """
    half = replace(
        found.first, plan=replace(found.first.plan, totals={Aim.VALUE: found.first.value / 2})
    )

    told = certainty_words(depot, replace(found, everywhere=half))

    assert "a plan that is lawful under every reading comes to 23.5 %" in told
    assert "That costs 23.5 points, 50 % of the value of the plan" in told


def test_partners_that_pass_on_different_shares_are_told_apart(korea, korea_plans):
    """Each with its own share, in the order of their names."""
    shipping = korea_plans.first.shipping
    partners = tuple(
        replace(one, passes_on=share)
        for one, share in zip(shipping.problem.partners, (0.4, 0.9), strict=True)
    )
    first = replace(
        korea_plans.first,
        shipping=replace(shipping, problem=replace(shipping.problem, partners=partners)),
    )

    told = passed_on_words(korea, replace(korea_plans, plans=(first, *korea_plans.plans[1:])))

    assert (
        told
        == "United Kingdom passes on 40 % of what it gets (assumed); Washington passes on 90 % of"
        " what it gets (assumed)."
    )


def test_a_case_where_nobody_is_depended_on_has_no_table_of_allies(depot, found):
    """Without an ally there is nobody who could stop."""
    alone = replace(found, register=replace(found.register, allies=()))

    assert allies_board(depot, alone).rows == ()
