"""The two pictures of page one: the same scale, nothing cut, everything in words too."""

import re
from xml.etree import ElementTree as ET

import pytest

from phaseline.present.charts.effect_bars import EffectBar, EffectView, effect_chart
from phaseline.present.charts.leak_bars import LeakBar, LeakView, leak_chart
from phaseline.present.charts.scale import END, NAMES, PeriodScale

BARS = (
    EffectBar(course="Asked first", median=5, low=1, high=22, value="5 (1 to 22)", is_ahead=True),
    EffectBar(course="The ladder", median=0.8, low=0, high=6, value="0.8 (0 to 6)"),
)
EFFECTS = EffectView(
    title="One course buys more than a month",
    description="Asked first 5 of 24 months; the ladder 0.8.",
    bars=BARS,
    periods=24,
    unit="months",
    none="no effect",
    full="no crossing",
)
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


def test_a_bar_reaches_from_its_low_to_its_high_end():
    """Five of 24 months stand at 5/24 of the scale."""
    first = shapes(effect_chart(EFFECTS), "range")[0]
    dot = shapes(effect_chart(EFFECTS), "dot")[0]
    length = END - NAMES

    assert float(first["x"]) == pytest.approx(NAMES + length / 24, abs=0.01)
    assert float(first["width"]) == pytest.approx(length * 21 / 24, abs=0.01)
    assert float(dot["cx"]) == pytest.approx(NAMES + length * 5 / 24, abs=0.01)


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


@pytest.mark.parametrize(("chart", "view"), [(effect_chart, EFFECTS), (leak_chart, LEAKS)])
def test_a_picture_is_told_in_words_too(chart, view):
    """Whoever does not see it hears title and description; every value stands in the picture."""
    svg = chart(view)

    assert f">{view.title}</title>" in svg
    assert f">{view.description}</desc>" in svg
    assert all(f">{bar.value}</text>" in svg for bar in view.bars)
    assert not re.search(r"#[0-9a-f]{3,6}", svg)  # colours are the style sheet's
