"""Courses over measures in a browser: a part of an axis is marked, and other lines fade."""

from pathlib import Path

import pytest

import phaseline.web
from phaseline.present.charts.measure_lines import (
    MeasureAxis,
    MeasureLine,
    MeasuresView,
    measure_lines,
)

BRUSH = Path(phaseline.web.__file__).parent / "static" / "brush.js"
AXES = ("on average", "in the worst future")
LINES = {"First": (1.0, 0.0), "Second": (0.0, 1.0), "Third": (0.6, 0.6)}


@pytest.fixture
def page(chromium):
    """Three courses over two measures, as the page of a study has them."""
    view = MeasuresView(
        title="Courses",
        description="By every measure.",
        axes=tuple(MeasureAxis(name=name, best="1", worst="0") for name in AXES),
        lines=tuple(MeasureLine(name=name, heights=heights) for name, heights in LINES.items()),
    )
    page = chromium.new_page()
    figure = f"<figure data-brushed>{measure_lines(view)}<figcaption>A line a course.</figcaption>"
    page.set_content(f"{figure}</figure><script>{BRUSH.read_text(encoding='utf-8')}</script>")
    yield page
    page.close()


def faded(page):
    """The names of the courses whose lines are faded."""
    numbers = page.eval_on_selector_all(
        "polyline.faded", "lines => lines.map(line => line.dataset.course)"
    )
    return [[*LINES][int(number)] for number in numbers]


@pytest.mark.slow
def test_a_part_of_an_axis_is_marked_with_keys_alone(page):
    """
    The first arrow marks the better half of an axis, which Second does not pass on the first one;
    Shift and ten arrows take the lower end down to all of it but one half step's worth, so that all
    pass; on the second axis the better half is missed by First; Escape clears each.
    """
    page.keyboard.press("Tab")
    first = page.locator("g.measure:focus")
    assert first.get_attribute("aria-label") == AXES[0]
    assert first.get_attribute("aria-valuetext") == "not marked; 3 of 3 lines pass"
    page.keyboard.press("ArrowUp")
    assert faded(page) == ["Second"]
    assert (
        first.get_attribute("aria-valuetext")
        == "marked from 50 to 100 percent of the way up; 2 of 3 lines pass"
    )
    for _ in range(10):
        page.keyboard.press("Shift+ArrowDown")
    assert faded(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert faded(page) == ["First"]
    for _ in range(30):
        page.keyboard.press("ArrowDown")
    assert faded(page) == ["Second", "Third"]
    page.keyboard.press("Delete")
    assert faded(page) == []
    assert "arrow keys" in page.inner_text("figcaption")


@pytest.mark.slow
def test_a_part_of_an_axis_is_marked_with_the_pointer(page):
    """From the top of the first axis to its middle: Second fades; a click clears it."""
    line = page.locator("g.measure line").first.bounding_box()
    page.mouse.move(line["x"], line["y"] + 1)
    page.mouse.down()
    page.mouse.move(line["x"], line["y"] + line["height"] / 2)
    page.mouse.up()
    assert faded(page) == ["Second"]
    page.mouse.click(line["x"], line["y"] + 5)
    assert faded(page) == []
