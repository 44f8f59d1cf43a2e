"""
The scale that the two pictures of page one share: the same unit, length and marks.
"""

from phaseline.present.charts.svg import line, text
from phaseline.terms.record import record

WIDTH = 640.0
NAMES, END = 330.0, 560.0  # where the scale begins and ends
SIZE = 11.0
ROW = 18.0
_MARKS = (1, 2, 3, 4, 5, 6, 10, 12, 13, 15, 20, 24, 26, 30, 36, 48, 52, 60, 100, 120)
_MOST_MARKS = 6


@record
class PeriodScale:
    """
    From no effect to no crossing.

    Attributes:
        periods: How many periods the scale is long.
        unit: What a period is called where there are several.
    """

    periods: float
    unit: str

    def x(self, periods: float) -> float:
        """Give where a number of periods stands; what lies beyond the scale stands at its end."""
        share = periods / self.periods if self.periods else 0.0
        return NAMES + (END - NAMES) * min(1.0, max(0.0, share))

    def marks(self) -> list[float]:
        """
        Give the periods that are marked, both ends included.

        >>> PeriodScale(periods=24, unit="months").marks()
        [0, 6, 12, 18, 24]
        >>> PeriodScale(periods=26, unit="weeks").marks()
        [0, 13, 26]
        """
        whole = round(self.periods)
        steps = [step for step in _MARKS if whole % step == 0 and whole / step < _MOST_MARKS]
        step = steps[0] if steps else max(whole, 1)
        return [*range(0, whole + 1, step)]

    def drawn(self, top: float, bottom: float, *, is_named: bool) -> list[str]:
        """Draw the marks from top to bottom, with their numbers above where asked."""
        shapes = []
        for mark in self.marks():
            at = self.x(mark)
            shapes.append(line(at, top, at, bottom, kind="grid" if mark else "zero"))
            if is_named:
                words = f"{mark:g} {self.unit}" if mark == round(self.periods) else f"{mark:g}"
                shapes.append(text(at, top - 5, words, size=10, anchor="middle", kind="axis"))
        return shapes
