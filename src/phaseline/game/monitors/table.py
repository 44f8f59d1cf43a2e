"""`table`: the monitor goes on as its file lists."""

from collections.abc import Mapping
from typing import ClassVar, Self

from phaseline.game.bounds import Bounds
from phaseline.game.flaws import Flaws, need, reserve
from phaseline.game.monitors.reports import AT, ReportsRead
from phaseline.game.monitors.states import MOST_NODES, Automaton, Labels, Scale
from phaseline.game.spec import NEVER, Monitor, Policy
from phaseline.terms.record import record


@record
class TableMonitor:
    """
    Goes from state to state by a table; it starts in the first.

    Args:
        states: The states, from quiet to loud.
        update: State and label -> next state.
    """

    needs: ClassVar[Mapping[str, Bounds]] = {}
    most: ClassVar[Mapping[str, tuple[int, str]]] = {
        "states": (MOST_NODES, "states of the monitor")
    }

    states: tuple[str, ...]
    update: Mapping[str, Mapping[str, str]]

    @classmethod
    def written(cls, monitor: Monitor) -> Self:
        """Read it off the game file."""
        return cls(states=monitor.states, update=monitor.update)

    def automaton(self, labels: Labels) -> Automaton:
        """Look the next state up."""
        return Automaton(
            states=self.states,
            following=lambda state, label: self.states.index(
                self.update[self.states[state]][labels[label]]
            ),
        )

    def scale(self, _labels: Labels) -> Scale:
        """Give the states."""
        return Scale(words=self.states)

    def check(self, flaws: Flaws, reports: ReportsRead) -> None:
        """Hold the table to its states and to the labels: a row for each, and no other."""
        if not self.states:
            need(flaws, (*AT, "states"), Monitor)
            return
        flaws.once((*AT, "states"), self.states, "state")
        for place, state in enumerate(self.states):
            reserve(
                flaws, (*AT, "states", place), state, (NEVER,), "`exit` has a word of that name"
            )
        flaws.complete((*AT, "update"), self.update, self.states, "state")
        for state, row in self.update.items():
            if flaws.known((*AT, "update", state), state, self.states, "state", is_key=True):
                self._check_row(flaws, state, row, reports.labels)

    def most_states(self, _labels: int, _policy: Policy) -> int:
        """Count the states."""
        return len(self.states)

    def _check_row(self, flaws: Flaws, state: str, row: Mapping[str, str], labels: Labels) -> None:
        path = (*AT, "update", state)
        for label, successor in row.items():
            flaws.known((*path, label), successor, self.states, "state")
            if labels:
                flaws.known((*path, label), label, labels, "label", is_key=True)
        flaws.complete(path, row, labels, "label")
