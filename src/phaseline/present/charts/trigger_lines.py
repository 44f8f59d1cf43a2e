"""
Triggers as a picture: the chances that a call comes too early, in time, too late or never, by the
number of reports that it waits for.
"""

from collections.abc import Sequence

from phaseline.present.charts.svg import line, picture, text
from phaseline.terms.record import record

_LEFT, _WIDTH, _RIGHT = 44.0, 320.0, 130.0
_TOP, _HEIGHT = 16.0, 170.0
_SIZE, _LINE = 11.0, 13.0


@record
class TriggerLine:
    """
    One kind of call.

    Attributes:
        name: What it is called.
        kind: How its line is drawn: solid, dashed or dotted.
        chances: Its chance by the number of reports, from one upward.
    """

    name: str
    kind: str
    chances: tuple[float, ...]


@record
class TriggersView:
    """
    The picture of all triggers.

    Attributes:
        title: What it shows.
        description: All that it shows, in words.
        across: What the numbers of reports are called.
        lines: The kinds of calls.
    """

    title: str
    description: str
    across: str
    lines: tuple[TriggerLine, ...]


def trigger_lines(view: TriggersView) -> str:
    """Draw a line for each kind of call, named at its right end."""
    count = len(view.lines[0].chances)
    bottom = _TOP + _HEIGHT
    shapes = []
    for share in (0.0, 0.5, 1.0):
        shapes.append(line(_LEFT, _y(share), _LEFT + _WIDTH, _y(share), kind="grid"))
        mark = f"{100 * share:.0f} %"
        shapes.append(text(_LEFT - 6, _y(share) + 4, mark, size=10, anchor="end", kind="axis"))
    for place in range(count):
        x = _x(place, count)
        shapes.append(text(x, bottom + 15, str(place + 1), size=10, anchor="middle", kind="axis"))
    shapes.append(text(_LEFT + _WIDTH / 2, bottom + 30, view.across, size=_SIZE, anchor="middle"))
    for kind in view.lines:
        points = " ".join(
            f"{_x(place, count):.1f},{_y(chance):.1f}" for place, chance in enumerate(kind.chances)
        )
        shapes.append(f'<polyline points="{points}" class="course {kind.kind}"/>')
    shapes += _names(view.lines)
    return picture(
        width=_LEFT + _WIDTH + _RIGHT,
        height=bottom + 38,
        title=view.title,
        description=view.description,
        shapes=shapes,
        name="triggers",
    )


def _x(place: int, count: int) -> float:
    return _LEFT + 12 + (_WIDTH - 24) * place / max(count - 1, 1)


def _y(share: float) -> float:
    return _TOP + _HEIGHT * (1 - share)


def _names(kinds: Sequence[TriggerLine]) -> Sequence[str]:
    """Name the lines at their right ends, one below the other where they end close together."""
    order = sorted(range(len(kinds)), key=lambda place: _y(kinds[place].chances[-1]))
    shapes, free = [], 0.0
    for place in order:
        end = _y(kinds[place].chances[-1])
        at = max(end + 4, free)
        free = at + _LINE
        x = _LEFT + _WIDTH
        shapes += [
            line(x - 10, end, x + 16, at - 4, kind=f"leader {kinds[place].kind}"),
            text(x + 20, at, kinds[place].name, size=_SIZE),
        ]
    return shapes
