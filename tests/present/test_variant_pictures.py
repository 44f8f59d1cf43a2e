"""Pictures of courses played otherwise: what is drawn, and what is said of it."""

import re
from dataclasses import replace

import pytest

from phaseline.api.cases import open_case
from phaseline.api.insight import whom
from phaseline.api.offers import offer
from phaseline.game.corners import ReplyCorner
from phaseline.game.offers import TypeWindow
from phaseline.game.seeing import detection_of
from phaseline.present.charts.chance_bars import ChanceMark, ChanceRow, ChanceView, chance_chart
from phaseline.present.charts.named_bars import NamedBar, NamedBarsView, named_bars_chart
from phaseline.present.document.variant_pictures import exchange_view, hold_view, window_view
from phaseline.present.wording.naming import naming_of


def widths(picture, kind):
    """The widths of the rectangles of a kind [pixel]."""
    return [float(width) for width in re.findall(rf'width="([\d.]+)"[^>]*class="{kind}"', picture)]


def test_an_interval_is_as_wide_as_its_share_of_the_scale():
    """[hand] Half of the 250 pixels from nought to certain, within it a tenth; none is no bar."""
    view = ChanceView(
        title="Kept",
        description="In words.",
        rows=(
            ChanceRow(name="bold", value="takes it", wide=((0.25, 0.75),), narrow=((0.5, 0.6),)),
            ChanceRow(name="meek", value="none", wide=()),
        ),
        marks=(ChanceMark(name="today", at=0.4),),
    )

    picture = chance_chart(view, name="kept")

    assert widths(picture, "brake") == [125.0]
    assert widths(picture, "whole") == [pytest.approx(25.0)]
    assert '<desc id="kept-desc">In words.</desc>' in picture
    assert ">today</text>" in picture


def test_bars_share_one_scale_and_what_is_below_nought_has_none():
    """[hand] The longest takes 240 pixels, a quarter of it 60; what adds something is words."""
    bars = (
        NamedBar(name="gain", value="8", length=8.0, kind="brake", is_head=True),
        NamedBar(name="ask", value="2", length=2.0, kind="whole"),
        NamedBar(name="act", value="−1", length=-1.0, kind="whole"),
    )
    picture = named_bars_chart(NamedBarsView(title="T", description="D", bars=bars), name="held")

    assert widths(picture, "brake") == [240.0]
    assert widths(picture, "whole") == [60.0]
    assert ">−1</text>" in picture
    assert (
        widths(
            named_bars_chart(NamedBarsView(title="T", description="D", bars=bars[2:]), name="none"),
            "whole",
        )
        == []
    )


@pytest.fixture(scope="module")
def case():
    """The small case."""
    return open_case("strait").reading.case


@pytest.fixture(scope="module")
def study(case):
    """What an inducement that the case does not name comes to beside one of its courses."""
    (beside,) = offer(case, ladder="patient", inducement=1.5, verification=0.7, draws=8)
    return beside.study


def test_the_window_is_that_of_the_study_and_may_be_empty(case, study):
    """Its rows, marks and words; a type that keeps nowhere has no dark bar, and is said to."""
    names = naming_of(case, "patient")
    view = window_view(study, names)
    empty = replace(
        study,
        windows=tuple(
            TypeWindow(type=window.type, begun=window.begun, taken=(), keeps=())
            for window in study.windows
        ),
    )

    assert [row.wide for row in view.rows] == [window.taken for window in study.windows]
    assert [row.narrow for row in view.rows] == [window.keeps for window in study.windows]
    assert [mark.at for mark in view.marks] == [detection_of(study.game), 0.7]
    drawn = window_view(empty, names)
    assert not any(row.wide or row.narrow for row in drawn.rows)
    assert "taken up nowhere, kept nowhere" in drawn.description
    assert "There is none at which every type" in drawn.description


def test_the_exchange_begins_at_today_and_ends_where_as_much_is_done(study):
    """Where nothing does as much the row says so; an offer that does nothing has no picture."""
    reached = replace(study, rate=replace(study.rate, detection=0.8))
    rows = {row.name: row for row in exchange_view(reached).rows}
    seeing = rows["Chance of seeing a crossing"]
    unfelt = replace(study, rate=replace(study.rate, across=float(study.answer.across[0, 0])))
    never = replace(study, rate=replace(study.rate, detection=None, consent=None))

    assert seeing.wide == ((detection_of(study.game), 0.8),)
    assert exchange_view(unfelt).rows == ()
    assert {row.value for row in exchange_view(never).rows} == {"none does as much"}


def test_each_rung_has_a_bar_below_what_crossing_gains(case):
    """By who decides and on what: a rung that takes nothing is named with its nought."""
    (ladder,) = whom(case, ladder="firm", draws=8)
    view = hold_view(ladder.answer, ReplyCorner.COMPLIANT, naming_of(case, "firm"))
    (hold,) = ladder.answer.holds[ReplyCorner.COMPLIANT]

    head, *rungs = view.bars
    assert (head.is_head, head.length) == (True, hold.gain)
    assert [bar.length for bar in rungs] == list(hold.by_rung.values())
    assert {bar.value for bar in rungs} == {"0"}
    assert "the ladder takes 0" in view.description
