"""What of a case can be switched, and what a change of law flips, in words."""

import pytest

from phaseline.api.consent import law
from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.case.switches import SwitchKind, switches
from phaseline.present.document.law import shifts_board
from phaseline.present.wording.switches import GROUPS, as_it_is, switch_words, way_words


def said(case):
    """Each switch with how it stands, and how it may stand."""
    return [
        (
            switch_words(case, switch),
            as_it_is(case, switch),
            [way_words(case, switch, way) for way in switch.ways],
        )
        for switch in switches(case)
    ]


def test_switches_are_said_as_a_reader_says_them():
    """[hand] The clock by its levels, a bill by what it says, a provision by its law, a route."""
    case = read_case(case_path("strait")).case

    assert said(case) == [
        ("The open water of the year", "open at the start", ["ice from the start"]),
        (
            "Grain may be withheld from a state that endangers the cables",
            "not made",
            ["counts as made"],
        ),
        (
            f"Harbour Act: {case.provisions['harbour-act'].says}".rstrip("."),
            "it applies",
            ["counts as void"],
        ),
        ("Grain Act: Grain that is sold is shipped", "it applies", ["counts as void"]),
        ("By ferry to Lindon", "open", ["closed"]),
    ]


def test_a_closed_route_may_be_opened():
    """What it is in the case, and what it would be."""
    case = read_case(case_path("strait"), changes={"routes.ferry.history": "blocked"}).case

    assert ("By ferry to Lindon", "closed", ["open"]) in said(case)


def test_an_office_may_change_or_have_changed():
    """As time goes, or from the start; in the case it does neither."""
    changes = {"tracks.assurance.role": "office"}
    case = read_case(case_path("strait"), changes=changes).case

    assert (
        "Norland's written assurance",
        "none throughout",
        ["given as time goes, perhaps", "given from the start"],
    ) in said(case)


@pytest.mark.parametrize("kind", SwitchKind)
def test_every_kind_has_a_heading(kind):
    """No group of switches stands without one."""
    assert GROUPS[kind]


def test_what_a_change_of_law_flips_is_said_with_who_decides():
    """
    [hand] Without the Harbour Act nobody speaks of closing harbours: what the ministry, by its own
    reading, decided alone and what the Farmers gave the Council is silent; four cells stay.
    """
    case = read_case(case_path("strait")).case

    board = shifts_board(case, law(case), law(case, void=["harbour-act"]))

    assert board.lead == "This change flips 2 of 6 cells by reading."
    assert board.rows == (
        ("Closing the harbours (as read by: The ministry)", "Vesper alone", "silent"),
        (
            "Closing the harbours (as read by: The Farmers' Party)",
            "consent of the Harbour Council",
            "silent",
        ),
    )
