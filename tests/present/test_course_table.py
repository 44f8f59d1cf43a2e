"""Page one's courses as rows: bars on one scale, cells of few words, what is alike said once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from contests import change_of, rows_of
from twins import played_twice

from phaseline.case.model.response import LadderStanding
from phaseline.case.read import read_case
from phaseline.desk.comparison.draws import design
from phaseline.desk.findings.courses import FirstMoves, TypesDo
from phaseline.present.document.course_table import course_table
from phaseline.present.document.effects import effect_bars, scale_marks
from phaseline.present.wording.calendar import month_or_day_after
from phaseline.present.wording.english.telling import told
from phaseline.present.wording.words import Words
from phaseline.terms.entries import Entries
from phaseline.terms.when import When

HALL = Path(__file__).parents[1] / "desk" / "hall.yaml"


@pytest.fixture(scope="module")
def case():
    """The hall of three, with a second completion of its ladder."""
    return played_twice(read_case(HALL).case, "climb", "again")


@pytest.fixture(scope="module")
def plan(case):
    """Its draws."""
    return design(case, count=8)


class TestTheCells:
    """Few words, none that needs a key."""

    def test_the_earliest_day_is_where_its_period_begins(self, case, plan):
        """The third month after 10 April 2031 begins in June; of six months the ninth is late."""
        changes = {"nothing": 0.0, "climb": -1.0, "again": 0.0}
        rows, _ = rows_of(case, plan, changes, {"climb": 3, "again": 9})
        words = Words(case)

        assert [told(row.earliest, words).text for row in rows] == [
            "nothing new",
            "Jun 2031",
            "Dec 2031 (6 months over)",
        ]

    @pytest.mark.parametrize(
        ("period", "count", "day"),
        [("week", 2, "24 Apr 2031"), ("day", 1, "11 Apr 2031"), ("quarter", 3, "Jan 2032")],
    )
    def test_any_period_is_a_day_of_the_calendar(self, case, period, count, day):
        """Weeks and days by the day, longer ones by the month."""
        assert month_or_day_after(replace(case, period=period), count) == day

    def test_without_a_day_to_count_from_the_period_is_counted(self, case):
        """An unknown as-of date, or one beyond the calendar, gives the number of the period."""
        last = date(9999, 12, 31)

        assert month_or_day_after(replace(case, as_of=When()), 3) == "month 3"
        assert month_or_day_after(replace(case, as_of=When(first=last, last=last)), 3) == "month 3"

    def test_what_is_alike_is_said_once(self, case, plan):
        """A column with one cell for all courses is a sentence and no column."""
        changes = {"nothing": 0.0, "climb": -1.0, "again": 0.0}
        rows, courses = rows_of(case, plan, changes, {"climb": 3, "again": 3})
        table = course_table(rows, courses, Words(case))

        assert table.alike[0] == ("Last step in force at the earliest: Jun 2031.")
        assert all("earliest" not in column.title for column in table.columns)


class TestTheGroups:
    """What a course does step by step stands once, above the rows of its ladder."""

    def test_the_courses_of_a_ladder_stand_under_its_steps(self, case, plan):
        """The first step is today's and not told; each row says what tells it from the others."""
        changes = {"nothing": 0.0, "climb": -1.0, "again": 0.0}
        rows, courses = rows_of(case, plan, changes)
        first, climb = course_table(rows, courses, Words(case)).groups
        ladder = case.ladders["climb"]

        assert (first.steps, [row.place for row in first.rows]) == ("", [0])
        assert climb.steps.split("; then ") == [
            Words(case).clause(rung.title) for rung in ladder.rungs[1:]
        ]
        assert [row.place for row in climb.rows] == [1, 2]
        assert [row.label for row in climb.rows] == [
            completion.short or completion.id for completion in ladder.completions
        ]

    def test_courses_that_nobody_has_published_share_their_steps(self, case, plan):
        """Each keeps its own name; a third with other steps stands by itself."""
        ladder = case.ladders["climb"]
        loose = replace(ladder, standing=LadderStanding.CONTRAST, completions=Entries())
        others = [
            replace(loose, id="second", title="Second", short=""),
            replace(loose, id="third", title="Third", short=""),
            replace(loose, id="short", title="Short", short="", rungs=ladder.rungs[:2]),
        ]
        wider = replace(case, ladders=Entries((*case.ladders, *others)))
        rows, courses = rows_of(case, plan, {"nothing": 0.0, "climb": -1.0, "again": 0.0})
        moved = [replace(rows[1], course=replace(courses[-1], ladder=other)) for other in others]
        moved = [
            replace(row, effect=replace(row.effect, ladder=f"ladders.{row.course.ladder.id}"))
            for row in moved
        ]
        *_, both, alone = course_table([rows[0], *moved], courses, Words(wider)).groups

        assert both.name == "Not from the papers"
        assert [(row.label, row.ladder) for row in both.rows] == [
            ("Second", "second"),
            ("Third", "third"),
        ]
        assert (alone.name, [row.label for row in alone.rows]) == ("Short", ["not from the papers"])


class TestTheAnswer:
    """A long answer of the other side is told once."""

    def test_what_it_does_as_in_the_first_row_points_there(self, case, plan):
        """Two kinds take eight words; one that does otherwise is told in full."""
        kinds = (
            TypesDo(types=("calm",), moves=()),
            TypesDo(types=("keen", "bold"), moves=(("red", "cross"),)),
        )
        rows, courses = rows_of(
            case, plan, {"nothing": 0.0, "climb": -1.0, "again": 0.0}, {"climb": 3, "again": 4}
        )
        first, same, other = (
            replace(
                row,
                moves=FirstMoves(
                    ladder=row.effect.ladder,
                    policies=row.effect.policies,
                    has_others=False,
                    types=kinds,
                ),
                acting=acting,
            )
            for row, acting in zip(rows, (kinds, kinds, kinds[::-1]), strict=True)
        )
        table = course_table([first, same, other], courses, Words(case))
        (cells,) = (column.cells for column in table.columns if "best guesses" in column.title)

        assert table.baseline == "calm does nothing new; the other types cross (red)"
        assert cells[1].text == "as with no new step"
        assert cells[2].text == "keen and bold cross (red); the other type does nothing new"


class TestTheBars:
    """Longer is better, on the whole scale from nothing to no crossing."""

    def test_a_bar_stands_where_its_numbers_do(self, case, plan):
        """Three of six months are the middle of the scale; its ends 1.5 and 6 are 25 and 100."""
        rows, _ = rows_of(case, plan, {"nothing": 0.0, "climb": change_of(-3.0, -6.0, -1.5)})
        nothing, climb = effect_bars(case, rows)

        assert (climb.first, climb.dot, climb.last) == (25, 50, 100)
        assert climb.value == "3 (1.5 to 6)"
        assert (climb.kind, nothing.kind) == ("ahead", "nothing")

    def test_nobody_is_ahead_of_an_equal(self, case, plan):
        """A lead is strict."""
        changes = {
            "nothing": 0.0,
            "climb": change_of(-1.0, -2.0, 0.0),
            "again": change_of(-1.0, -3.0, 0.0),
        }
        rows, _ = rows_of(case, plan, changes)

        assert [bar.kind for bar in effect_bars(case, rows)] == ["nothing", "behind", "behind"]

    def test_the_scale_ends_with_the_horizon(self, case):
        """Six months; the unit stands in the line above."""
        assert [mark.words for mark in scale_marks(case)][-1] == "6"
        assert scale_marks(case)[-1].at == 100
