"""`run`: the monitor counts loud reports in a row."""

from collections.abc import Mapping
from typing import ClassVar, Self

from phaseline.game.bounds import Bounds, whole
from phaseline.game.flaws import Flaws
from phaseline.game.monitors.reports import AT, ReportsRead
from phaseline.game.monitors.states import COUNTS, MOST_COUNTS, Automaton, Labels, Scale
from phaseline.game.spec import Monitor, Policy
from phaseline.terms.record import record


@record
class RunMonitor:
    """
    Counts reports in a row, and is back at 0 after any that is quieter than needed.

    Args:
        k: The count at which it stops.
        label: The label from which a report counts; the loudest if empty.
    """

    needs: ClassVar[Mapping[str, Bounds]] = {"k": whole(1)}
    most: ClassVar[Mapping[str, tuple[int, str]]] = {"k": (MOST_COUNTS, COUNTS)}

    k: int
    label: str

    @classmethod
    def written(cls, monitor: Monitor) -> Self:
        """Read it off the game file; where that lacks the count, it is 1."""
        return cls(k=monitor.k or 1, label=monitor.label)

    def automaton(self, labels: Labels) -> Automaton:
        """Count up to `k`, the most that matters."""
        needed = labels.index(self.label) if self.label else len(labels) - 1
        return Automaton(
            states=tuple(float(count) for count in range(self.k + 1)),
            following=lambda state, label: min(state + 1, self.k) if label >= needed else 0,
        )

    def scale(self, _labels: Labels) -> Scale:
        """Give the counts."""
        return Scale(bounds=whole(0, self.k))

    def check(self, flaws: Flaws, reports: ReportsRead) -> None:
        """Hold the label to those that are read."""
        if self.label and reports.labels:
            flaws.known((*AT, "label"), self.label, reports.labels, "label")

    def most_states(self, _labels: int, _policy: Policy) -> int:
        """Count from 0 to `k`."""
        return self.k + 1
