"""`counter`: the monitor counts the loudest reports less the quietest, and may stay at the top."""

from collections.abc import Mapping
from typing import ClassVar, Self

from phaseline.game.bounds import Bounds, whole
from phaseline.game.flaws import Flaws
from phaseline.game.monitors.reports import AT, ReportsRead
from phaseline.game.monitors.states import COUNTS, MOST_COUNTS, Automaton, Labels, Scale
from phaseline.game.spec import Monitor, Policy
from phaseline.terms.record import record


@record
class CounterMonitor:
    """
    Counts one up after the loudest label and one down after the quietest, between two bounds; it
    starts at 0.

    Once at its highest count it may stay there for good, or until so many of the quietest labels
    came in a row, which lead back to 0.

    Args:
        up: The highest count.
        down: How far below zero it goes.
        leaves_after: How many of the quietest labels in a row lead from the highest count back to
            0; None where each counts one down.
        absorbs: Whether nothing leads away from the highest count.
    """

    needs: ClassVar[Mapping[str, Bounds]] = {"up": whole(1), "down": whole(0)}
    most: ClassVar[Mapping[str, tuple[int, str]]] = {
        "up": (MOST_COUNTS, COUNTS),
        "down": (MOST_COUNTS, COUNTS),
    }

    up: int
    down: int
    leaves_after: int | None = None
    absorbs: bool = False

    @classmethod
    def written(cls, monitor: Monitor) -> Self:
        """Read it off the game file; where that lacks a bound, it is the least there may be."""
        leaves = monitor.leaves_after
        return cls(
            up=monitor.up or 1,
            down=monitor.down or 0,
            leaves_after=leaves if isinstance(leaves, int) else None,
            absorbs=leaves == "never",
        )

    def automaton(self, labels: Labels) -> Automaton:
        """
        Count up and down, and stay where it would leave the bounds.

        The last states all have the highest count: in the very last it was just reached or heard
        of again, the others remember how many of the quietest labels came since, the most first.
        """
        loudest, top, fresh = len(labels) - 1, self.up + self.down, self._size() - 1

        def following(state: int, label: int) -> int:
            if state < top:
                moved = max(state + (label == loudest) - (label == 0), 0)
                return fresh if moved == top else moved
            if self.absorbs or label:
                return fresh
            return self.down if state == top and self.leaves_after is not None else state - 1

        counts = (*range(-self.down, self.up), *(self.up for _ in range(top, fresh + 1)))
        return Automaton(
            states=tuple(float(count) for count in counts),
            origin=self.down,
            following=following,
        )

    def scale(self, _labels: Labels) -> Scale:
        """Give the counts."""
        return Scale(bounds=whole(-self.down, self.up))

    def check(self, flaws: Flaws, _reports: ReportsRead) -> None:
        """Hold the number of quiet labels to what is remembered at most."""
        if self.leaves_after is not None:
            flaws.bounded((*AT, "leaves_after"), self.leaves_after, whole(1, MOST_COUNTS))

    def most_states(self, _labels: int, _policy: Policy) -> int:
        """Count from `down` below zero up to `up`, and what is remembered there."""
        return self._size()

    def _size(self) -> int:
        """Give how many states there are."""
        return self.up + self.down + max(self.leaves_after or 1, 1)
