"""What a reader with three minutes is told first, from figures that are given by hand."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from contests import change_of, contest_of
from twins import played_twice

from phaseline.case.read import read_case
from phaseline.desk.comparison.draws import design
from phaseline.desk.comparison.leakage import AskedConsent, LadderLeakage, StepChance, TypeLeakage
from phaseline.desk.findings.authority import ByReadings
from phaseline.desk.findings.courses import CourseEffect, CourseStands, course
from phaseline.desk.findings.finding import Spread
from phaseline.desk.findings.headline import (
    Headline,
    NotCompared,
    asked_first,
    courses_buy,
    headline,
    shown_ladder,
    steps_as_read,
    turns_on,
)
from phaseline.game.leaks import Leak, LeakKind, LeakStudy
from phaseline.law.model import Standing
from phaseline.present.wording.english.telling import told, told_in_short
from phaseline.present.wording.words import Words

HALL = Path(__file__).parent / "hall.yaml"
DRAWS = 8


@pytest.fixture(scope="module")
def case():
    """The hall of three, with a second completion of its ladder."""
    return played_twice(read_case(HALL).case, "climb", "again")


@pytest.fixture(scope="module")
def plan(case):
    """Its draws."""
    return design(case, count=DRAWS)


def leaking(takes, *, whole=-5.0, left=-0.5, steps=()):
    """A ladder of which brakes of some kinds take so much, the same in every draw."""
    leaks = tuple(
        Leak(
            kinds=(kind,),
            shares=np.full(DRAWS, share),
            first_in=np.full(DRAWS, share / 2),
            last_out=np.full(DRAWS, share),
        )
        for kind, share in takes.items()
    )
    ends = [np.full(DRAWS, end) for end in (left, whole)]
    corners = np.stack(ends)
    study = LeakStudy(
        as_is=ends[0], lifted=ends[1], leaks=leaks, corners=corners, across=corners + 6
    )
    kinds = {
        "mild": TypeLeakage(as_is=3.0, lifted=0.2, effect_as_is=-0.5, effect_lifted=-3.3),
        "bold": TypeLeakage(as_is=6.0, lifted=6.0, effect_as_is=0.0, effect_lifted=0.0),
    }
    return LadderLeakage(
        policy="climb",
        type="",
        study=study,
        types=kinds,
        by_type={},
        steps=steps,
        horizon=6,
        draws=DRAWS,
    )


def said(case, finding):
    """The words of a finding."""
    return told(finding, Words(case)).text


def step(case, ladder, groups, chance):
    """A course of which the last step stands so, and would pass with such a chance."""
    whole = course(case, case.ladders[ladder], None, None, None)
    return replace(
        whole,
        stands=CourseStands(
            ladder=f"ladders.{ladder}", rung="last", groups=tuple(groups), is_new=True
        ),
        consent=replace(whole.consent, chance=chance),
    )


def so(standing, *readings):
    """A standing with those who read the law so."""
    return ByReadings(standing=standing, bodies=(), readings=readings)


class TestTheLaw:
    """Reading by reading: those that read every step alike stand together."""

    def test_readings_that_read_each_step_alike_are_one(self, case):
        """Of three readings two bar both steps; the third leaves one open, and a vote on it."""
        likely = Spread(median=0.5, low=0.2, high=0.8, unit="chance")
        courses = [
            step(case, "climb", [so(Standing.BARRED, "a", "b"), so(Standing.CONSENT, "c")], likely),
            step(case, "nothing", [so(Standing.BARRED, "a", "b", "c")], likely),
        ]
        read = steps_as_read(courses)

        assert [those.readings for those in read.readings] == [("a", "b"), ("c",)]
        assert [those.is_alike for those in read.readings] == [True, False]
        assert read.chances == {"ladders.climb": likely, "ladders.nothing": None}
        assert not read.is_one_chance

    def test_where_the_law_is_asked_about_nothing_there_is_none(self, case):
        """A course without a standing is left out; of none nothing is said."""
        assert steps_as_read([step(case, "climb", [], None)]) is None


class TestTheHeadline:
    """It says what the courses buy, and changes when that changes."""

    def test_no_course_does_anything(self, case, plan):
        """Nothing is added by any of them: none is named."""
        contest = contest_of(case, plan, {"nothing": 0.0, "climb": 0.0, "again": 0.0})
        finding = headline(case, contest, None)

        assert (finding.policies, finding.gained) == ((), 0.0)
        assert said(case, finding) == (
            "In our model no course reliably keeps Tarsk from crossing the line."
        )

    def test_less_than_a_period_is_said_as_that(self, case, plan):
        """Half a month of six is no month; the reason is what takes most of the threat."""
        contest = contest_of(case, plan, {"nothing": 0.0, "climb": -0.5, "again": 0.0})
        anyway = (StepChance(rung="seen", if_crossed=0.5, if_not=0.5, first=2),)
        leakage = leaking({LeakKind.SEEING: -3.5, LeakKind.LEADS: -1.0}, steps=anyway)
        finding = headline(case, contest, leakage)

        assert finding.policies == ("climb",)
        assert said(case, finding) == (
            "In our model no course reliably keeps Tarsk from crossing the line for one month"
            " in 6: noticing crossings matters most."
        )

    def test_page_one_says_it_in_fewer_words(self, case, plan):
        """How much it is stands in the picture below; what is told in full stays as it is."""
        contest = contest_of(case, plan, {"nothing": 0.0, "climb": -0.5, "again": 0.0})
        finding = headline(case, contest, leaking({LeakKind.SEEING: -3.5, LeakKind.LEADS: -1.0}))
        sentence = told_in_short(finding, Words(case))

        assert sentence.text == (
            "In our model no course reliably keeps Tarsk from crossing the line: noticing crossings"
            " matters most."
        )
        assert sentence.finding == finding.id

    def test_the_course_that_buys_most_is_named(self, case, plan):
        """Three months of six, and nobody else as many."""
        contest = contest_of(case, plan, {"nothing": 0.0, "climb": -3.0, "again": -1.0})
        finding = headline(case, contest, None)

        assert said(case, finding) == (
            "In our model rung by rung (climb) adds most, 3 of 6 months without crossing."
        )

    @pytest.mark.parametrize("noise", [1e-16, -1e-13])
    def test_two_that_are_level_are_both_named(self, case, plan, noise):
        """A tie is named, never broken."""
        contest = contest_of(case, plan, {"nothing": 0.0, "climb": -3.0, "again": -3.0 + noise})

        assert headline(case, contest, None).policies == ("climb", "again")

    def test_without_a_game_nothing_is_said_to_deter(self, case):
        """The courses on record are counted, and what is not computed is said to be."""
        finding = headline(case, None, None)

        assert isinstance(finding, NotCompared)
        assert said(case, finding) == (
            "1 course is on record; what it would deter is not computed here."
        )

    @pytest.mark.parametrize("share", [-0.2, -1.2])
    def test_a_brake_is_told_from_a_quarter_of_the_threat_on(self, case, plan, share):
        """4.5 months are lost: 1.2 of them are told, 0.2 are not."""
        contest = contest_of(case, plan, {"nothing": 0.0, "climb": -0.5})
        finding = headline(case, contest, leaking({LeakKind.LEADS: share}))

        assert isinstance(finding, Headline)
        assert finding.stopped_by == (("leads",) if share < -1 else ())

    def test_it_has_at_most_twenty_two_words(self, case, plan):
        """However much there is to say of two reasons."""
        contest = contest_of(case, plan, {"nothing": 0.0, "climb": 0.0, "again": 0.0})
        anyway = (StepChance(rung="seen", if_crossed=0.5, if_not=0.5, first=2),)
        for kind in (LeakKind.SEEING, LeakKind.CONSENT, LeakKind.LEADS, LeakKind.GOODS):
            finding = headline(case, contest, leaking({kind: -4.0}, steps=anyway))
            assert len(said(case, finding).split()) <= 22


class TestWhatItTurnsOn:
    """What the shown course would add with no brake, beside what lifting one adds."""

    def test_all_and_one_alone(self, case):
        """Two brakes take 3.5 and 1; alone the first gives half of its share back."""
        (finding,) = turns_on(case, leaking({LeakKind.SEEING: -3.5, LeakKind.LEADS: -1.0}))

        assert (finding.together, finding.alone, finding.left) == (5.0, 1.75, 0.5)
        assert (finding.keeps_out, finding.types) == (("mild",), 2)
        assert "mending one alone, 1.8 at most" in said(case, finding)

    @pytest.mark.parametrize(
        ("takes", "largest"),
        [
            ({LeakKind.SEEING: -3.5, LeakKind.LEADS: -1.0}, (("seeing",),)),
            ({LeakKind.SEEING: -2.0, LeakKind.LEADS: -1.5}, (("seeing",), ("leads",))),
            (
                {LeakKind.SEEING: -1.5, LeakKind.LEADS: -1.4, LeakKind.GOODS: -1.3},
                (("seeing",), ("leads",)),
            ),
            ({LeakKind.SEEING: -1.0, LeakKind.LEADS: -0.9}, (("seeing",),)),
        ],
    )
    def test_the_one_or_two_that_take_most_are_named(self, case, takes, largest):
        """Of 4.5 months that are lost a quarter is 1.125: who takes less is named alone or not."""
        (finding,) = turns_on(case, leaking(takes))

        assert finding.largest == largest

    def test_in_short_the_course_is_named_and_what_takes_most(self, case):
        """The rest stands in the picture beside it."""
        (finding,) = turns_on(case, leaking({LeakKind.SEEING: -2.0, LeakKind.LEADS: -1.5}))

        assert told_in_short(finding, Words(case)).text == (
            "“Rung by rung (climb)” turns mostly on noticing crossings and acting in time;"
            " these overlap: mending one adds 1 month at most."
        )

    def test_what_stands_alone_overlaps_with_nothing_that_is_named(self, case):
        """Of one brake the most that mending one adds is told, whichever that is."""
        (finding,) = turns_on(case, leaking({LeakKind.SEEING: -2.0, LeakKind.LEADS: -0.1}))

        assert told_in_short(finding, Words(case)).text == (
            "“Rung by rung (climb)” turns mostly on noticing crossings;"
            " mending one failing adds 1 month at most."
        )

    def test_nothing_is_said_where_no_brake_takes_anything(self, case):
        """A ladder that leaks by nothing turns on nothing of this kind."""
        assert turns_on(case, leaking({LeakKind.LEADS: 0.0}, whole=-0.5)) == ()
        assert turns_on(case, None) == ()


class TestTheCoursesTogether:
    """The title of the picture counts them."""

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ((-0.2, -0.4), "No course typically adds even one month in 6"),
            ((-1.0, -2.0), "Every course typically adds a month or more in 6"),
            ((-1.0, -0.2, 0.0), "2 of 3 courses typically add under one month in 6"),
            ((-0.2,), "The one course typically adds less than one month in 6"),
        ],
    )
    def test_they_are_counted(self, case, plan, changes, words):
        """Those that add less than a period, of all."""
        effects = [
            CourseEffect(
                ladder="ladders.climb",
                policies=(str(change),),
                inside=change_of(change),
                first=change_of(0.0),
                has_others=False,
            )
            for change in changes
        ]
        (finding,) = courses_buy(case, contest_of(case, plan, {"nothing": 0.0}), effects)

        assert said(case, finding).startswith(
            f"{words}. With no new step, Tarsk crosses the line in 0 of 6 months; the most that"
        )

    @pytest.mark.parametrize(
        ("changes", "adds"),
        [
            (
                ((-0.2, -1.5), (-0.1, -2.0)),
                ("None of two courses", "over 0.2 months", "none over 2"),
            ),
            (((0.0, -1.5), (0.0, 0.0)), ("None of two courses", "a month", "none over 1.5")),
            (((0.0, 0.0), (0.0, 0.0)), ("None of two courses", "a month", "none")),
            (((-0.2, -1.5),), ("The one course", "0.2 months", "at most 1.5")),
        ],
    )
    def test_what_they_add_stands_with_its_base(self, case, plan, changes, adds):
        """
        In the middle none adds more than the one that adds most, and each has its own range: the
        farthest end may be another's. What the first course of a contest comes to is their base:
        here 0 months.
        """
        contest = contest_of(case, plan, {"nothing": 0.0})
        effects = [
            CourseEffect(
                ladder="ladders.climb",
                policies=(str(place),),
                inside=replace(change_of(median), low=low),
                first=change_of(0.0),
                has_others=False,
            )
            for place, (median, low) in enumerate(changes)
        ]
        (finding,) = courses_buy(case, contest, effects)

        assert (finding.base, finding.draws) == (0.0, DRAWS)
        course, most, reach = adds
        assert told_in_short(finding, Words(case)).text == (
            f"With no new step, Tarsk crosses the line in 0 of 6 months. {course} typically adds"
            f" {most} without crossing; in nine of ten combinations of assumptions,"
            f" {reach}."
        )

    def test_without_a_game_nothing_is_added(self, case):
        """There is no base, and nothing to say."""
        assert courses_buy(case, None, []) == ()

    def test_the_shown_ladder_is_a_published_one(self, case, plan):
        """A contrast that buys more is not shown in its place."""
        contest = contest_of(case, plan, {"nothing": 0.0, "climb": -0.5, "again": -0.6})

        assert shown_ladder(case, contest) == "again"

    def test_without_a_published_one_the_best_of_all_is(self, plan):
        """Nothing but contrasts: the one that buys most."""
        hall = read_case(HALL).case
        contest = contest_of(hall, plan, {"nothing": 0.0, "climb": -0.5})

        assert shown_ladder(hall, contest) == "climb"
        assert shown_ladder(hall, replace(contest, contenders=contest.contenders[:1])) == ""


def test_what_asking_first_makes_of_it_rests_on_its_ladder(case):
    """A number of an answer rests on something; without a study there is nothing to say."""
    effect = np.full(2, -1.0)
    consent = AskedConsent(is_own=False, first=effect, when_called=2 * effect)
    leakage = replace(leaking({LeakKind.SEEING: -3.5}), policy="climb", consent=consent)
    (finding,) = asked_first(case, leakage)

    assert (finding.first, finding.when_called) == (-1.0, -2.0)
    assert finding.rests_on == ("ladders.climb",)
    assert asked_first(case, None) == ()
