"""Lists on the terminal say first how much they hold, by title and in the order of the case."""

from dataclasses import replace

import pytest

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.consent.law_queries import legal
from phaseline.desk.register.ladders import RedLines, red_lines
from phaseline.present.terminal.ladders import red_lines_text
from phaseline.present.terminal.law import law_data
from phaseline.present.terminal.registers import assumption_counts, facts_text
from phaseline.terms.quantity import UNKNOWN


@pytest.fixture(scope="module")
def strait():
    """A small case: three facts from the paper, three from the gazette."""
    return read_case(case_path("strait"), name="strait").case


def test_facts_are_counted_before_they_are_listed(strait):
    """An estimate and a report with one origin each are without confirmation; a vote is not."""
    first, blank = facts_text(strait, tuple(strait.facts)).split("\n\n")[0], "engineers  ["
    seats = facts_text(strait, (strait.facts["seats"],))

    assert " ".join(first.split()).startswith("6 facts of 6: 3 from the papers, 3 from elsewhere.")
    assert "2 reports or estimates have no independent confirmation." in " ".join(first.split())
    assert blank not in first
    assert seats.startswith("1 fact of 6: 0 from the papers, 1 from elsewhere.\n\nseats  [")


def test_assumptions_are_counted_before_they_are_listed(strait):
    """How many have a range, of how many the middle stands in, and on how many nothing rests."""
    patience, begun = strait.assumptions[:2]  # the first with a best value, the second without
    choice = replace(patience, low=UNKNOWN, high=UNKNOWN, best=UNKNOWN, options=("a", "b"))

    assert assumption_counts((patience,), ()) == "1 assumption, with a range."
    assert " ".join(assumption_counts((patience, begun, choice), ("begun",)).split()) == (
        "3 assumptions: 2 with a range, 1 without one. Of 1 the middle is used, as no best value is"
        " given. On 1 nothing rests (inert): no answer changes, whatever holds there."
    )


def test_red_lines_are_told_by_title(strait):
    """What they hold is named as the case names it; where it is nothing, the count is enough."""
    nothing = RedLines(union=(), common=(), only=())

    assert red_lines_text(strait, red_lines(strait)) == (
        "the red lines together: 1 entry (gear that cuts sea cables)"
    )
    assert red_lines_text(strait, nothing).splitlines()[0] == "the red lines together: 0 entries"


def test_what_counts_as_void_stands_in_the_order_of_the_case(strait):
    """Whichever way round it is asked for, and whatever the ids are."""
    asked = legal(strait, void=("grain-act", "harbour-act"))
    data = law_data(asked)

    assert data["void"] == data["receipts"][0]["void"] == ["harbour-act", "grain-act"]
