"""The pictures of a study: what stands where, from figures given by hand."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from phaseline.api import case_of, open_case
from phaseline.case.values import range_of
from phaseline.explore.adaptation import Adaptation
from phaseline.explore.attribution import Attribution, InputShare
from phaseline.explore.boxes import FutureBox, Restriction
from phaseline.explore.findings import AroundBest, CourseFutures, InputEffect
from phaseline.explore.pathways import CoursePathway, PathwaySpread
from phaseline.explore.regions import FutureRegion
from phaseline.explore.stability import Discovery
from phaseline.explore.study import change_column, input_column
from phaseline.explore.triggers import trigger_map
from phaseline.present.charts.course_bars import CourseBars, CourseBarsView
from phaseline.present.charts.future_box import future_box
from phaseline.present.charts.index_bars import index_bars
from phaseline.present.charts.measure_lines import (
    MeasureAxis,
    MeasureLine,
    MeasuresView,
    measure_lines,
)
from phaseline.present.charts.mover_bars import MoverBar, mover_bars
from phaseline.present.charts.pathways_map import pathways_map
from phaseline.present.charts.trigger_lines import trigger_lines
from phaseline.present.document.futures import (
    box_view,
    indices_view,
    pathways_view,
    triggers_view,
)
from phaseline.present.wording.futures import attribution_sentences

COURSE, SIGHT, WORTH = "patient", "sight", "gain-careful"


@pytest.fixture(scope="module")
def strait():
    """The strait, whose handovers are noticed with a chance from .2 to .7 a month."""
    return case_of(open_case("strait"))


def course(*restrictions):
    """A course that works in a box."""
    box = FutureBox(restrictions=restrictions, coverage=0.8, density=0.6, mass=0.5)
    found_again = (1.0,) * len(restrictions)
    discovery = Discovery(
        box=box, learned_box=box, trajectory=(box,), chances=(0.0,), again=found_again, resamples=20
    )
    inputs = (SIGHT, WORTH)[: len(restrictions)]
    return CourseFutures(
        course=COURSE,
        median=0.0,
        low=-1.0,
        high=0.0,
        works=0.3,
        region=FutureRegion(works=True, inputs=inputs, discovery=discovery),
        parts=None,
        likeness=None,
        around=AroundBest(
            works=True, radius=0.1, movers=(InputEffect(assumption=SIGHT, size=1.0, spread=0.5),)
        ),
    )


def sample(case, change):
    """Two futures: at the low ends with no effect, at the high ends with a change."""
    ends = {
        name: [end.number for end in range_of(case.assumptions[name])] for name in (SIGHT, WORTH)
    }
    columns = {f"input:{name}": np.array(both) for name, both in ends.items()}
    return {**columns, f"change:{COURSE}:inside": np.array([0.0, change])}


def test_a_box_stands_where_its_ends_are(strait):
    """From .45 on, of .2 to .7: the upper half; of the second its middle."""
    view = box_view(
        strait,
        sample(strait, -1.0),
        course(Restriction(column=0, low=0.45), Restriction(column=1, low=0.3, high=0.4)),
    )
    first, second = view.sides
    assert (first.start, first.end) == pytest.approx((0.5, 1))
    assert first.words == "0.45 or more"
    assert second.words == "0.3 to 0.4"
    assert [point.is_of_kind for point in view.points] == [False, True]
    assert [(point.across, point.up) for point in view.points] == [(0, 0), (1, 1)]
    assert "in 60 % of those inside it works; they are 80 %" in view.description


def test_futures_over_one_assumption_are_scattered_over_the_height(strait):
    """Of a box that asks about one alone: ten points, each tenth of the height with one of them."""
    drawn = {
        input_column(SIGHT): np.linspace(0.2, 0.7, 10),
        change_column(COURSE, "inside"): np.full(10, -1.0),
    }
    view = box_view(strait, drawn, course(Restriction(column=0, low=0.5)))
    heights = sorted(point.up for point in view.points)
    assert len(heights) == 10
    assert all(low < high for low, high in pairwise(heights))
    assert max(high - low for low, high in pairwise(heights)) < 0.2


def test_a_twentieth_of_a_period_is_no_effect_in_the_picture(strait):
    """As in the figures: what takes off no more does not count as working."""
    view = box_view(strait, sample(strait, -0.05), course(Restriction(column=0, low=0.45)))
    assert [point.is_of_kind for point in view.points] == [False, False]


def test_the_frame_and_the_bars_are_drawn_to_scale(strait):
    """The upper half of a side of 210: from its middle, 105 wide; of a range of 300, 150."""
    picture = future_box(
        box_view(strait, sample(strait, -1.0), course(Restriction(column=0, low=0.45)))
    )
    frame = re.search(
        r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" class="frame"', picture
    )
    assert frame
    assert [float(number) for number in frame.groups()] == pytest.approx([121, 24, 105, 210])
    assert 'width="150" height="8"' in picture
    assert picture.count('class="future of-kind"') == 2  # the point, and the key
    assert "<title" in picture
    assert "<desc" in picture


def test_lines_cross_where_a_measure_changes_the_order():
    """Two courses, each best by one of two measures: two lines that swap their ends."""
    axes = (MeasureAxis(name="a", best="1", worst="0"), MeasureAxis(name="b", best="1", worst="0"))
    view = MeasuresView(
        title="T",
        description="D",
        axes=axes,
        lines=(
            MeasureLine(name="One & all", heights=(1.0, 0.0)),
            MeasureLine(name="Other", heights=(0.0, 1.0)),
        ),
    )
    picture = measure_lines(view)
    points = re.findall(
        r'<polyline points="[\d.]+,([\d.]+) [\d.]+,([\d.]+)" class="course (\w+)"', picture
    )
    assert points[0][:2] == points[1][1::-1]
    assert [kind for *_, kind in points] == ["solid", "dashed"]
    assert "One &amp; all" in picture
    assert picture.count('text-anchor="end"') == 1  # the foot of the last axis, beside the leaders


def test_a_bar_is_as_long_as_its_share_of_the_longest():
    """A whole one of 230 and a half of 115, each with its words."""
    view = CourseBarsView(
        title="T",
        description="D",
        groups=(
            CourseBars(
                name="Course",
                bars=(
                    MoverBar(name="a", size=1.0, spread=0.2, words="2 ± 0.4"),
                    MoverBar(name="b", size=0.5, spread=0.1, words="1 ± 0.2"),
                ),
            ),
        ),
    )
    picture = mover_bars(view)
    assert re.findall(r'width="([\d.]+)" height="10"', picture) == ["230", "115"]
    assert "2 ± 0.4" in picture


def attribution(**shares):
    """What a course varies by: an index alone and one with others, each with a margin of .1."""
    return Attribution(
        course=COURSE,
        points=640,
        spread=1.25,
        inputs=8,
        shares=tuple(
            InputShare(
                assumption=name, first=alone, first_margin=0.1, total=others, total_margin=0.1
            )
            for name, (alone, others) in shares.items()
        ),
    )


def test_indices_are_drawn_with_their_intervals(strait):
    """
    Of a width of 230 from 330 on: .5 is 115 long, its interval from .4 to .6 ends at 422 and 468;
    what is beyond the variance or below nothing is cut to them, and its words say it.
    """
    view = indices_view(strait, [attribution(**{SIGHT: (0.5, 0.95), WORTH: (-0.02, 0.05)})])
    assert view is not None
    first, second = view.groups[0].bars
    assert (first.total.low, first.total.high) == pytest.approx((0.85, 1))
    assert (second.first.share, second.first.low) == (0, 0)
    assert second.first.words == "−2 % (± 10)"
    picture = index_bars(view)
    assert 'width="115" height="8"' in picture
    assert re.search(r'<line x1="422" y1="[\d.]+" x2="468"', picture)
    assert picture.count("<rect") == 4
    assert "<desc" in picture


def test_what_is_not_known_has_no_bar(strait):
    """
    A margin of half of the variance or more: no bar that would be read, the whisker, and words; in
    words, how many shares that is. Courses of the same shares are one.
    """
    share = InputShare(assumption=SIGHT, first=2.3, first_margin=17.6, total=0.6, total_margin=0.1)
    rows = [
        Attribution(course=name, points=64, spread=1.0, inputs=2, shares=(share,))
        for name in ("patient", "firm")
    ]
    view = indices_view(strait, rows)
    assert view is not None
    (group,) = view.groups
    assert group.name == "Ask, close, withhold (patient; firm)"
    assert group.bars[0].first.share == 0
    assert (group.bars[0].first.low, group.bars[0].first.high) == (0, 1)
    assert group.bars[0].first.words == "not known"
    lead = next(attribution_sentences(strait, rows))
    assert lead.endswith(
        " 2 of 4 shares are not known: their margin is half of the variance or more. More base"
        " points narrow it."
    )


def test_what_varies_with_nothing_has_no_picture(strait):
    """No assumption is responsible for anything; nobody asked."""
    assert indices_view(strait, [attribution()]) is None
    assert indices_view(strait, []) is None


def test_indices_are_told_in_words(strait):
    """What is asked, then each course with what is responsible for most; one that never varies."""
    lead, said, still = attribution_sentences(
        strait, [attribution(**{SIGHT: (0.5, 0.6)}), replace(attribution(), course="firm")]
    )
    assert "8 numbers are drawn evenly between their ends, each apart from the others" in lead
    assert said == (
        "What ask, close, withhold (patient) changes varies by 1.2 months of handover (standard"
        " deviation): the chance that a handover under way is noticed within a month alone"
        " 50 % (± 10), with others 60 % (± 10)."
    )
    assert still == "What ask, close, withhold (firm) would change varies with none of them."


def test_triggers_are_drawn_from_one_report_upward():
    """Noticed for certain and never mistaken: one report is always in time, none is too early."""
    view = triggers_view(trigger_map("line", np.ones(3), np.zeros(3), (6, 12)))
    by_name = {row.name: row.chances for row in view.lines}
    assert by_name["in time"] == (1,) * 6
    assert by_name["too early"] == by_name["never"] == (0,) * 6
    picture = trigger_lines(view)
    assert all(f">{name}<" in picture for name in by_name)


def test_dates_stand_on_the_scale_of_the_game(strait):
    """Twelve months from May 2031: decide by month 3, 6 and 9: ¼, ½, ¾."""
    row = CoursePathway(
        course=COURSE,
        futures=4,
        announced=(0, 6),
        works=(0.5, 0.25),
        decide_by=PathwaySpread(low=3.0, median=6.0, high=9.0),
        tipping=PathwaySpread(low=4.0, median=18.0, high=18.0),
        rungs=(),
    )
    turns = Adaptation(flips={}, triggers=None, pathways=(row,), dated=())
    view = pathways_view(strait, turns)
    assert view is not None
    line = view.lines[0]
    assert line.decide_by == (0.25, 0.5, 0.75)
    assert line.tipping == 1.0  # what lies beyond the end stands at it
    assert line.works == {0.0: 0.5, 0.5: 0.25}
    assert list(view.dates.values()) == ["May 2031", "Sep 2031", "Jan 2032", "May 2032"]
    assert "50 % at once" in pathways_map(view)


def test_a_course_without_dates_has_none_in_the_picture(strait):
    """It works in no future: no triangle and no diamond beside those of the key."""
    row = CoursePathway(
        course=COURSE,
        futures=4,
        announced=(0, 6),
        works=(0.0, 0.0),
        decide_by=None,
        tipping=None,
        rungs=(),
    )
    turns = Adaptation(flips={}, triggers=None, pathways=(row,), dated=())
    view = pathways_view(strait, turns)
    assert view is not None
    assert pathways_map(view).count("<polygon") == 2
    assert pathways_view(strait, replace(turns, pathways=())) is None
