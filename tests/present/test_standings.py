"""How last steps stand before the law: once where they stand alike, a column where they do not."""

from pathlib import Path

import pytest
from contests import rows_of

from phaseline.case.read import read_case
from phaseline.desk.comparison.draws import design
from phaseline.desk.findings.finding import Spread
from phaseline.desk.findings.headline import ReadAs, StepsAsRead
from phaseline.law.model import Standing
from phaseline.present.document.standings import law_column, law_line
from phaseline.present.wording.english.headline import passing
from phaseline.present.wording.words import Words

HALL = Path(__file__).parents[1] / "desk" / "hall.yaml"
BARRED, SILENT = (Standing.BARRED, ()), (Standing.SILENT, ())
ASKED = (Standing.CONSENT, ("hall",))
LIKELY = Spread(median=0.5, low=0.2, high=0.8, unit="chance")
ALIKE = ReadAs(readings=("government",), steps={"ladders.climb": ASKED, "ladders.nothing": ASKED})
APART = ReadAs(readings=("neighbour",), steps={"ladders.climb": BARRED, "ladders.nothing": SILENT})
ASKING = frozenset({"ladders.climb", "ladders.nothing"})
BOTH = {"ladders.climb": LIKELY, "ladders.nothing": LIKELY}


@pytest.fixture(scope="module")
def case():
    """The hall of three."""
    return read_case(HALL).case


@pytest.fixture(scope="module")
def rows(case):
    """Its two ladders as rows."""
    return rows_of(case, design(case, count=8), {"nothing": 0.0, "climb": -1.0})[0]


def test_what_is_alike_for_all_courses_is_said_once(case, rows):
    """With whose reading it is, and the chance that every step has; no column says it again."""
    read = StepsAsRead(readings=(ALIKE,), chances=BOTH, asked=ASKING)
    line = law_line(read, Words(case), has_columns=True)

    assert line.marks == (("Consent of the hall", "the government"),)
    assert line.votes == "About 1 in 2 (1 in 5 to 4 in 5)"
    assert law_column(read, rows, Words(case)) is None


def test_a_reading_that_tells_courses_apart_stands_in_their_rows(case, rows):
    """Each standing at its course; the line below says what is left, the vote among it."""
    read = StepsAsRead(readings=(ALIKE, APART), chances=BOTH, asked=ASKING)
    line = law_line(read, Words(case), has_columns=True)
    law = law_column(read, rows, Words(case))

    assert [who for _, who in line.marks] == ["the government"]
    assert line.votes == "About 1 in 2 (1 in 5 to 4 in 5)"
    assert law.title == "Last step in law"
    assert [cell.text for cell in law.cells] == [
        "the law is silent, says the neighbour",
        "barred, says the neighbour",
    ]


def test_two_such_readings_share_a_cell(case, rows):
    """
    Each standing with whoever reads the law so: nothing has to be looked up in a head. Of a step on
    which all are of one mind it is said once.
    """
    other = ReadAs(readings=("government",), steps={**APART.steps, "ladders.climb": ASKED})
    read = StepsAsRead(readings=(other, APART), chances=BOTH, asked=ASKING)
    law = law_column(read, rows, Words(case))

    assert [cell.text for cell in law.cells] == [
        "the law is silent, in every reading",
        "consent of the hall, says the government; barred, says the neighbour",
    ]


def test_whether_they_would_pass_is_a_column_where_only_that_differs(case, rows):
    """A course of which no consent is asked says so; one that the law is not asked about, too."""
    chances = {"ladders.climb": LIKELY, "ladders.nothing": None}
    read = StepsAsRead(readings=(ALIKE,), chances=chances, asked=frozenset({"ladders.climb"}))
    votes = law_column(read, rows, Words(case))

    assert law_line(read, Words(case), has_columns=True).votes == ""
    assert [cell.text for cell in votes.cells] == [
        "nobody is asked",
        "about 1 in 2 (1 in 5 to 4 in 5)",
    ]


def test_a_step_that_is_barred_has_nobody_who_could_be_asked(case, rows):
    """It is barred in each reading; that nobody is asked would sound as if it were free."""
    climbing = ReadAs(
        readings=("government",),
        steps={**ALIKE.steps, "ladders.nothing": APART.steps["ladders.climb"]},
    )
    chances = {"ladders.climb": LIKELY, "ladders.nothing": None}
    read = StepsAsRead(readings=(climbing,), chances=chances, asked=frozenset({"ladders.climb"}))

    assert passing(read, "ladders.nothing") == "barred"
    assert passing(read, "ladders.climb") == "about 1 in 2 (1 in 5 to 4 in 5)"


def test_without_rows_the_courses_are_named_where_they_differ(case):
    """Where no game is played there is no table that could say it; what is not computed is said."""
    chances = {"ladders.climb": LIKELY, "ladders.nothing": None}
    read = StepsAsRead(readings=(APART,), chances=chances, asked=ASKING)
    line = law_line(read, Words(case), has_columns=False)

    assert line.marks == (("Barred; no new step: the law is silent", "the neighbour"),)
    assert line.votes == "About 1 in 2 (1 in 5 to 4 in 5); no new step: not computed"
