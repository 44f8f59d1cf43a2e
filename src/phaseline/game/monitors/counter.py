"""`counter`: the monitor counts the loudest reports less the quietest."""

from collections.abc import Mapping
from typing import ClassVar, Self

from phaseline.game.bounds import Bounds, whole
from phaseline.game.flaws import Flaws
from phaseline.game.monitors.reports import ReportsRead
from phaseline.game.monitors.states import COUNTS, MOST_COUNTS, Automaton, Labels, Scale
from phaseline.game.spec import Monitor, Policy
from phaseline.terms.record import record


@record
class CounterMonitor:
    """
    Counts one up after the loudest label and one down after the quietest, between two bounds; it
    starts at 0.

    Args:
        up: The highest count.
        down: How far below zero it goes.
    """

    needs: ClassVar[Mapping[str, Bounds]] = {"up": whole(1), "down": whole(0)}
    most: ClassVar[Mapping[str, tuple[int, str]]] = {
        "up": (MOST_COUNTS, COUNTS),
        "down": (MOST_COUNTS, COUNTS),
    }

    up: int
    down: int

    @classmethod
    def written(cls, monitor: Monitor) -> Self:
        """Read it off the game file; where that lacks a bound, it is the least there may be."""
        return cls(up=monitor.up or 1, down=monitor.down or 0)

    def automaton(self, labels: Labels) -> Automaton:
        """Count up and down, and stay where it would leave the bounds."""
        top = len(labels) - 1
        return Automaton(
            states=tuple(float(count) for count in range(-self.down, self.up + 1)),
            origin=self.down,
            following=lambda state, label: min(
                max(state + (label == top) - (label == 0), 0), self.up + self.down
            ),
        )

    def scale(self, _labels: Labels) -> Scale:
        """Give the counts."""
        return Scale(bounds=whole(-self.down, self.up))

    def check(self, _flaws: Flaws, _reports: ReportsRead) -> None:
        """Nothing can be wrong with it alone."""

    def most_states(self, _labels: int, _policy: Policy) -> int:
        """Count from `down` below zero up to `up`."""
        return self.up + self.down + 1
