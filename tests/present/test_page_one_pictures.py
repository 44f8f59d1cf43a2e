"""The picture of where a threat leaks: nothing cut, everything in words too."""

import re
from xml.etree import ElementTree as ET

import pytest

from phaseline.present.charts.leak_bars import LeakBar, LeakView, leak_chart
from phaseline.present.charts.scale import PeriodScale

LEAKS = LeakView(
    title="Why it keeps 0.2 of 19 months",
    description="From 19 to 0.2 months.",
    whole=19,
    whole_name="If all worked",
    whole_value="19",
    bars=(
        LeakBar(brake="The vote", taken=8.4, value="−8.4"),
        LeakBar(brake="Seeing it", taken=10.4, value="−10.4"),
    ),
    left=0.2,
    left_name="What is left",
    left_value="0.2",
    periods=24,
    unit="months",
)


def shapes(svg, kind):
    """The shapes of a picture that have a class."""
    return [
        element.attrib
        for element in ET.fromstring(svg).iter()  # noqa: S314  # our own picture
        if kind in element.attrib.get("class", "").split()
    ]


@pytest.mark.parametrize(
    ("periods", "marks"), [(24, [0, 6, 12, 18, 24]), (12, [0, 3, 6, 9, 12]), (7, [0, 7])]
)
def test_the_scale_is_marked_at_even_steps(periods, marks):
    """At most six steps, each a whole number of periods that divides the scale."""
    assert PeriodScale(periods=periods, unit="weeks").marks() == marks


def test_brakes_step_down_from_the_whole_to_what_is_left():
    """Each brake begins where the one before it ends, and the last ends at what is left."""
    svg = leak_chart(LEAKS)
    whole, left = shapes(svg, "whole")[0], shapes(svg, "left")[0]
    first, second = shapes(svg, "brake")

    assert float(first["x"]) + float(first["width"]) == pytest.approx(
        float(whole["x"]) + float(whole["width"]), abs=0.01
    )
    assert float(second["x"]) + float(second["width"]) == pytest.approx(float(first["x"]), abs=0.01)
    assert float(second["x"]) == pytest.approx(float(left["x"]) + float(left["width"]), abs=0.01)


def test_a_picture_is_told_in_words_too():
    """Whoever does not see it hears title and description; every value stands in the picture."""
    svg = leak_chart(LEAKS)

    assert f">{LEAKS.title}</title>" in svg
    assert f">{LEAKS.description}</desc>" in svg
    assert all(f">{bar.value}</text>" in svg for bar in LEAKS.bars)
    assert not re.search(r"#[0-9a-f]{3,6}", svg)  # colours are the style sheet's
