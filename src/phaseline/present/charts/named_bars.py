"""Numbers from nought as a picture: a bar for each, between its name and its value."""

from phaseline.present.charts.svg import label, line, picture, rectangle, text
from phaseline.terms.record import record

_WIDTH = 640.0
_NAMES, _END = 270.0, 510.0  # where the bars begin, and where the longest ends
_SIZE, _ROW, _BAR = 11.0, 19.0, 11.0
_TOP = 20.0


@record
class NamedBar:
    """
    One bar.

    Attributes:
        name: What it is of.
        value: Its number as it is read.
        length: Its number; what is below nought has no length.
        kind: `whole` or, where it is drawn lightly beside others, `brake`.
        is_head: Whether a group of bars begins with it.
    """

    name: str
    value: str
    length: float
    kind: str
    is_head: bool = False


@record
class NamedBarsView:
    """
    The picture of several bars.

    Attributes:
        title: What is shown.
        description: All that it shows, in words.
        bars: The bars, in their order.
    """

    title: str
    description: str
    bars: tuple[NamedBar, ...]


def named_bars_chart(view: NamedBarsView, *, name: str) -> str:
    """
    Draw the bars on one scale, whose end is the longest of them.

    Args:
        view: What is drawn.
        name: What its title and description are called, once on a page.
    """
    longest = max((bar.length for bar in view.bars), default=0.0)
    bottom = _TOP + _ROW * len(view.bars)
    shapes = [
        text(0, 12, view.title, size=_SIZE, kind="strong label"),
        line(_NAMES, _TOP, _NAMES, bottom, kind="zero"),
    ]
    for place, bar in enumerate(view.bars):
        shapes += _drawn(bar, _TOP + _ROW * place + (_ROW - _BAR) / 2, longest)
    return picture(
        width=_WIDTH,
        height=bottom + 2,
        title=view.title,
        description=view.description,
        shapes=shapes,
        name=name,
    )


def _drawn(bar: NamedBar, top: float, longest: float) -> list[str]:
    share = max(0.0, bar.length) / longest if longest > 0 else 0.0
    width = (_END - _NAMES) * share
    indent = 0.0 if bar.is_head else 14.0
    kind = "strong label" if bar.is_head else "label"
    held = (rectangle(_NAMES, top, width, _BAR, kind=bar.kind, corner=0),) if share else ()
    return [
        label(indent, top + _BAR - 2, bar.name, room=_NAMES - indent - 10, size=_SIZE, kind=kind),
        *held,
        text(_NAMES + width + 6, top + _BAR - 2, bar.value, size=_SIZE, kind="value"),
    ]
