"""The timeline as a picture: one row an event, a dot for a day, a bar for an interval."""

from datetime import date, timedelta
from itertools import accumulate

from phaseline.desk.register.timeline import TimelineEntry
from phaseline.present.charts.svg import line, lines, picture, rectangle, text
from phaseline.present.charts.widths import lines_in
from phaseline.present.wording.numbers import date_words
from phaseline.terms.record import record
from phaseline.terms.when import When

_ROW, _LINE, _TOP, _LABELS, _AXIS = 17.0, 12.0, 24.0, 330.0, 350.0
_SIZE, _ROOM, _MOST = 10.5, 318.0, 2
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WINDOW = timedelta(days=45)


@record
class TimelineView:
    """
    What the picture draws.

    Args:
        first: The first day of the axis.
        last: The last day of the axis.
        rows: The events on it, with their dates.
        earlier: How many events lie before the axis or have no date.
    """

    first: date
    last: date
    rows: tuple[tuple[str, When], ...]
    earlier: int


def timeline_view(moments: tuple[TimelineEntry, ...], as_of: When) -> TimelineView | None:
    """Choose the events of the weeks before the as-of date; None if no event has a date there."""
    end = as_of.last or as_of.first
    known = [
        moment for moment in moments if not moment.is_later and moment.event.when.first is not None
    ]
    if end is None or not known:
        return None
    shown = [
        moment for moment in moments if not moment.is_later and _is_near(moment.event.when, end)
    ]
    firsts = [moment.event.when.first for moment in shown if moment.event.when.first is not None]
    if not firsts:
        return None
    return TimelineView(
        first=min(firsts) - timedelta(days=3),
        last=end,
        rows=tuple((moment.event.title, moment.event.when) for moment in shown),
        earlier=len(moments) - len(shown),
    )


def timeline_chart(view: TimelineView) -> str:
    """Draw the timeline."""
    labels = [lines_in(title, _ROOM, _SIZE, most=_MOST) for title, _ in view.rows]
    tops = list(
        accumulate((_ROW + _LINE * max(len(label) - 1, 0) for label in labels), initial=_TOP)
    )
    height = tops[-1] + 6
    shapes = [shape for day in _ticks(view) for shape in _tick(view, day, height)]
    for (title, when), label, top in zip(view.rows, labels, tops, strict=False):
        shapes += lines(
            _LABELS - 8, top + 12, label, step=_LINE, anchor="end", size=_SIZE, whole=title
        )
        shapes += _mark(view, when, top + _LINE / 2 * max(len(label) - 1, 0))
    listing = "; ".join(f"{date_words(when)}: {title}" for title, when in view.rows)
    return picture(
        width=_LABELS + _AXIS + 20,
        height=height,
        title="Timeline",
        description=listing,
        shapes=shapes,
        name="timeline",
    )


def _is_near(when: When, end: date) -> bool:
    if when.first is None:
        return when.last is not None and end - _WINDOW <= when.last <= end
    return end - _WINDOW <= when.first <= end


def _x(view: TimelineView, day: date) -> float:
    span = max((view.last - view.first).days, 1)
    return _LABELS + (day - view.first).days / span * _AXIS


def _ticks(view: TimelineView) -> list[date]:
    days = (view.last - view.first).days
    step = 7 if days <= 70 else 30
    return [view.first + timedelta(days=offset) for offset in range(3, days + 1, step)]


def _tick(view: TimelineView, day: date, height: float) -> list[str]:
    x = _x(view, day)
    return [
        line(x, _TOP - 6, x, height - 4, kind="grid"),
        text(
            x,
            _TOP - 10,
            f"{day.day} {_MONTHS[day.month - 1]}",
            anchor="middle",
            size=10,
            kind="axis",
        ),
    ]


def _mark(view: TimelineView, when: When, y: float) -> list[str]:
    if when.first is not None and when.is_day:
        x = _x(view, when.first)
        return [f'<circle cx="{x:g}" cy="{y + 8:g}" r="4.5" class="mark"/>']
    start = max(when.first or view.first, view.first)
    end = min(when.last or view.last, view.last)
    return [rectangle(_x(view, start), y + 4, _x(view, end) - _x(view, start), 8, kind="span")]
