"""What each course changes, as a picture: a dot and a bar a course, longer is better."""

from collections.abc import Sequence

from phaseline.present.charts.scale import END, NAMES, ROW, SIZE, WIDTH, PeriodScale
from phaseline.present.charts.svg import label, picture, rectangle, text
from phaseline.terms.record import record

_TOP = 18.0
_THIN = 7.0


@record
class EffectBar:
    """
    One course.

    Attributes:
        course: Its name.
        median: Periods without a crossing that it adds, the median over the combinations.
        low: Its 5 % end.
        high: Its 95 % end.
        value: The three as they are read.
        is_ahead: Whether it is strictly ahead of all others.
    """

    course: str
    median: float
    low: float
    high: float
    value: str
    is_ahead: bool = False


@record
class EffectView:
    """
    The picture of all courses.

    Attributes:
        title: The finding.
        description: All that it shows, in words.
        bars: The courses, the largest effect first.
        periods: How many periods the game lasts: the end of the scale.
        unit: What a period is called where there are several.
        none: What stands at the beginning of the scale.
        full: What stands at its end.
    """

    title: str
    description: str
    bars: tuple[EffectBar, ...]
    periods: float
    unit: str
    none: str
    full: str


def effect_chart(view: EffectView) -> str:
    """Draw a row for each course, on the scale from no effect to no crossing."""
    scale = PeriodScale(periods=view.periods, unit=view.unit)
    bottom = _TOP + ROW * len(view.bars)
    shapes = scale.drawn(_TOP, bottom, is_named=True)
    for row, bar in enumerate(view.bars):
        shapes += _row(bar, scale, _TOP + ROW * row)
    shapes += [
        text(NAMES, bottom + 12, view.none, size=9.5, kind="axis"),
        text(END, bottom + 12, view.full, size=9.5, anchor="end", kind="axis"),
    ]
    return picture(
        width=WIDTH,
        height=bottom + 16,
        title=view.title,
        description=view.description,
        shapes=shapes,
        name="effects",
    )


def _row(bar: EffectBar, scale: PeriodScale, top: float) -> Sequence[str]:
    middle = top + ROW / 2
    first, last = scale.x(bar.low), scale.x(bar.high)
    strong = "strong " if bar.is_ahead else ""
    right = max(last, scale.x(bar.median)) + 7
    return (
        label(0, middle + 4, bar.course, room=NAMES - 8, size=SIZE, kind=f"{strong}label"),
        rectangle(first, middle - _THIN / 2, last - first, _THIN, kind=f"{strong}range", corner=1),
        f'<circle cx="{scale.x(bar.median):g}" cy="{middle:g}" r="4.4" class="{strong}dot"/>',
        text(right, middle + 4, bar.value, size=SIZE, kind=f"{strong}value"),
    )
