"""
Pictures hold their words: nothing begins left of a picture or ends right of it, whatever the
letters; no font is asked for it.
"""

import re
from datetime import date
from html import unescape
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phaseline.case.read import read_case
from phaseline.case.shipped import case_path
from phaseline.desk.register.ladders import compared
from phaseline.present.charts.deliveries import DeliveriesView, DeliveryBar, deliveries_chart
from phaseline.present.charts.ladder import LadderView, RungView, ladder_chart, ladder_view
from phaseline.present.charts.paths import PathView, path_chart
from phaseline.present.charts.routes_flow import FlowView, RouteLine, flow_chart
from phaseline.present.charts.supply_matrix import (
    FITS,
    MISFIT,
    PRECEDENT,
    MatrixView,
    StockRow,
    matrix_chart,
)
from phaseline.present.charts.timeline import TimelineView, timeline_chart
from phaseline.present.charts.widths import fitted, lines_in, width_of
from phaseline.terms.when import When

TITLES = {
    "capitals": (
        "MOSCOW WARNS SEOUL AGAINST ARMING UKRAINE AND VOWS A REPLY THAT NOBODY IN THE REGION WOULD"
        " MISTAKE FOR WORDS"
    ),
    "hangul": (
        "저인망 어선들이 헤론 뱅크 어장으로 출항했다는 항만 당국의 공식 보도가 사월 초에 나왔고"
        " 정부가 이를 확인하였다고 한다" * 2
    ),
    "no blanks": "가나다라마바사아자차카타파하" * 12,
    "widest": "W" * 200,
    "widest words": "WWWW MMMM @@@@ " * 20,
    "arabic": "السفير يسلم مذكرة احتجاج إلى وزارة الخارجية ويطلب توضيحات عاجلة " * 3,
    "cyrillic": "ЩЁЛКАЮЩИЙ ЖУЖЖАЩИЙ ЗАЩИЩАЮЩИЙСЯ ШИРОКИЙ ЗАГОЛОВОК " * 3,
    "pictures": "👩\u200d🌾😴⚠\ufe0f🇰🇷" * 30,
    "marks": "e\u0301\u0302\u0303\u0304" * 120,
    "one phrase": "\ufdfd" * 9,
    "ideographs": "对外贸易法、" * 30,
    "short": "A",
}
LEFTWARD = "\u200f"
LONG = {name: title for name, title in TITLES.items() if len(title) > 100}
TEXT = re.compile(
    r'<text x="([^"]*)" y="([^"]*)" font-size="([^"]*)" text-anchor="([^"]*)"'
    r' class="([^"]*)">(?:<title>([^<]*)</title>)?([^<]*)</text>'
)


def timeline(title):
    """A timeline with an event of a day and one of an interval."""
    rows = ((title, When.parse("2031-04-02")), (title, When.parse("2031-04-01/2031-04-05")))
    return timeline_chart(
        TimelineView(first=date(2031, 3, 30), last=date(2031, 4, 10), rows=rows, earlier=0)
    )


def ladder(title):
    """
    A ladder of three rungs, one of which is named as it is titled, that leaves a great deal open.
    """
    rungs = tuple(
        RungView(
            name=name,
            title=title,
            below="on an act, no threshold" if name else "",
            is_open=True,
            is_lethal=True,
        )
        for name in ("", "R1", title[:64])
    )
    return ladder_chart(
        LadderView(
            name="one",
            title=title,
            rungs=rungs,
            gaps=tuple(f"PL6{number:02}" for number in range(1, 20)),
        )
    )


def paths(title):
    """A path whose periods are called so."""
    return path_chart(
        PathView(
            title="one", crossed=(0.1,) * 12, without=(0.2,) * 12, climbed=(0.0,) * 12, period=title
        )
    )


def routes(title):
    """Routes with everything that can be said of one."""
    lines = tuple(
        RouteLine(title=title, history=history, through=title, told=title, planned=title)
        for history in ("used", "not used", "blocked")
    )
    return flow_chart(FlowView(holder=title, beneficiary=title, routes=lines))


def one_route(title):
    """One short route between two parties with long names."""
    line = RouteLine(title="by sea", history="used", through="", told="", planned="")
    return flow_chart(FlowView(holder=title, beneficiary=title, routes=(line,)))


def deliveries(title):
    """Two consents and two deliveries."""
    bars = (
        DeliveryBar(
            name=title, by="", waits=4.0, leaves=0, arrives=0, reaches=0, until="", told=title
        ),
        DeliveryBar(
            name=title,
            by="",
            waits=inf,
            leaves=0,
            arrives=0,
            reaches=0,
            until="",
            told="not counted on; chance 0.05",
        ),
        DeliveryBar(
            name=title,
            by=title,
            waits=0.0,
            leaves=3,
            arrives=8,
            reaches=12,
            until="2.8 months",
            told=title,
        ),
        DeliveryBar(
            name=title,
            by="Us",
            waits=0.0,
            leaves=3,
            arrives=8,
            reaches=8,
            until="1.8 months",
            told="100 %, from 7 May 2031",
        ),
    )
    return deliveries_chart(
        DeliveriesView(
            reading=title, period="month", length=12 / 52, steps=52, deadline=52, bars=bars, more=3
        )
    )


def matrix(title, needs=3):
    """Stocks of every kind against some needs."""
    marks = ((FITS, PRECEDENT, MISFIT) * needs)[:needs]
    rows = (
        StockRow(name=title, number=title, remark="replaced", marks=marks, aside=""),
        StockRow(name=title, number="", remark="", marks=("",) * needs, aside=title),
    )
    return matrix_chart(MatrixView(needs=((title, 1),) * needs, named=(True,) * needs, rows=rows))


def narrow_matrix(title):
    """The same against one need."""
    return matrix(title, needs=1)


CHARTS = (timeline, ladder, paths, routes, one_route, deliveries, matrix, narrow_matrix)


def texts(drawn):
    """
    The lines of text of a picture: left, right, height above the bottom line, words, and what they
    are cut from.
    """
    found = []
    for x, y, size, anchor, kind, whole, words in TEXT.findall(drawn):
        width = width_of(unescape(words), float(size), is_strong="strong" in kind)
        left = float(x) - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        found.append((left, left + width, float(y), unescape(words), unescape(whole)))
    assert len(found) == drawn.count("<text ")
    return found


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("chart", CHARTS)
def test_no_line_of_text_leaves_its_picture(chart, title):
    """
    By the widths on the safe side every line begins and ends within the picture, from its top to
    its bottom.
    """
    drawn = chart(title)
    width, height = map(float, re.search(r'viewBox="0 0 (\S+) (\S+)"', drawn).groups())

    outside = [
        one
        for one in texts(drawn)
        if one[0] < -0.001 or one[1] > width + 0.001 or not 5 <= one[2] <= height
    ]

    assert outside == []


@pytest.mark.parametrize("title", LONG.values(), ids=LONG)
@pytest.mark.parametrize("chart", [timeline, ladder, routes, deliveries, matrix])
def test_a_title_keeps_its_beginning_and_what_is_cut_is_shown_whole(chart, title):
    """
    No title loses its first letters; a line that ends in an ellipsis has the whole text behind it.
    """
    lines = texts(chart(title))

    assert any(
        start and title.startswith(start)
        for start in (words.rstrip(f"…{LEFTWARD}") for *_, words, _ in lines)
    )
    cut = [(words, whole) for *_, words, whole in lines if words.rstrip(LEFTWARD).endswith("…")]
    assert cut
    assert all(title in whole or title[:64] == whole for _, whole in cut)


@pytest.mark.parametrize("chart", [timeline, ladder, routes])
def test_lines_of_one_picture_do_not_lie_upon_each_other(chart):
    """
    Rows grow with their lines: two texts that overlap from left to right keep nine units from line
    to line.
    """
    lines = sorted(texts(chart(TITLES["capitals"])), key=lambda one: one[2])

    near = [
        (one, other)
        for place, one in enumerate(lines)
        for other in lines[place + 1 :]
        if other[2] - one[2] < 9 and one[0] < other[1] and other[0] < one[1]
    ]

    assert near == []


@pytest.mark.parametrize(
    ("text", "em"),
    [
        ("W", 0.989),  # DejaVu Sans, U+0057: 2025 of 2048
        ("m", 0.974),  # DejaVu Sans, U+006D: 1995
        ("J", 0.5),  # Liberation Sans, U+004A: 1024
        ("법", 0.92),  # Noto Sans CJK, Hangul: 920 of 1000
        ("漢", 1.0),  # Noto Sans CJK: 1000 of 1000
        ("Щ", 1.094),  # DejaVu Sans, U+0429: 2240
        ("س", 1.221),  # DejaVu Sans, U+0633
        ("ŵ", 0.818),  # as w
        ("😂", 1.17),
    ],
)
def test_a_letter_is_at_least_as_wide_as_in_the_fonts(text, em):
    """
    The widths are those of the widest font to which a page falls back; bold letters are wider
    still.
    """
    assert width_of(text * 10, 11) >= 10 * 11 * em - 1e-6
    assert width_of(text, 11, is_strong=True) > width_of(text, 11)


def test_marks_and_signs_without_width_add_nothing():
    """A letter with marks is as wide as the letter."""
    assert width_of("e\u0301\u0302\u200b", 10) == width_of("e", 10)


@given(
    st.text(alphabet=st.sampled_from("ab W법e\u0301👩\u200d🌾,.س"), max_size=60),
    st.floats(30, 200),
    st.integers(1, 4),
)
def test_lines_fit_their_room_and_say_the_beginning_of_the_text(text, room, most):
    """
    Every line fits, if it holds more than one letter; joined they are the text, or its beginning
    with an ellipsis.
    """
    lines = lines_in(text, room, 10, most=most)

    plain = re.sub(r"\s", "", text)
    said = re.sub(r"\s", "", "".join(lines)).rstrip(LEFTWARD)
    assert len(lines) <= most
    assert all(width_of(line, 10) <= room + 1e-6 for line in lines)
    assert said == plain or (
        said.endswith("…") and plain.startswith(said.removesuffix("…").rstrip(","))
    )


def test_the_ellipsis_of_a_text_from_right_to_left_stays_at_its_end():
    """A mark of direction holds it there; without one it would stand before the first word."""
    assert fitted(TITLES["arabic"], 100, 10).endswith(f"…{LEFTWARD}")
    assert fitted(TITLES["capitals"], 100, 10).endswith("…")


def test_a_text_is_cut_at_a_word_where_that_leaves_half_of_the_line():
    """
    A short word is not cut in two; a long one is, because a line of an ellipsis alone says nothing.
    """
    assert fitted("one two three", width_of("one two thr…", 10), 10) == "one two…"
    assert fitted("extraordinarily", width_of("extraord…", 10), 10) == "extraord…"
    assert fitted("one two", 100, 10) == "one two"
    assert fitted("", 100, 10) == ""


def test_the_steps_of_a_ladder_are_numbered_and_no_id_stands_in_the_picture():
    """Step 0 is the lowest; what a file calls a rung tells a reader nothing."""
    profile = compared(read_case(case_path("strait"), name="strait").case)[0]
    view = ladder_view(profile)

    assert [rung.name for rung in view.rungs] == [str(n) for n in range(len(view.rungs))]
    assert not any(f">{rung.id}<" in ladder_chart(view) for rung in profile.ladder.rungs)


@pytest.mark.parametrize("name", ["R4b", "R4a", "Y12", "step-10", "WWW"])
def test_the_name_of_a_rung_is_not_cut_by_a_hair(name):
    """Its room is made for it: "R4b" once stood as "R…" for a rounding of its own width."""
    rung = RungView(name=name, title="Weapons", below="", is_open=False, is_lethal=False)
    drawn = ladder_chart(LadderView(name="one", title="One", rungs=(rung,), gaps=()))

    assert f">{name}</text>" in drawn


def test_a_name_that_no_line_can_hold_is_parted_at_its_hyphen():
    """Between letters it is parted only where it has none, or where a part is too long itself."""
    room = width_of("Saint-", 13) + 1

    assert lines_in("Saint-Aubin", room, 13, most=3)[:2] == ["Saint-", "Aubin"]
    assert "".join(lines_in("Saintaubin", room, 13, most=9)) == "Saintaubin"
    assert lines_in("Saint-Aubin", width_of("Saint-Aubin", 13) + 1, 13, most=3) == ["Saint-Aubin"]
