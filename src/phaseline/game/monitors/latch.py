"""`latch`: the monitor stays at the loudest report."""

from collections.abc import Mapping
from typing import ClassVar

from phaseline.game.bounds import Bounds
from phaseline.game.flaws import Flaws
from phaseline.game.monitors.reports import ReportsRead
from phaseline.game.monitors.states import Automaton, Labels, Scale
from phaseline.game.spec import Policy
from phaseline.terms.record import record


@record
class LatchMonitor:
    """Never forgets the loudest report."""

    needs: ClassVar[Mapping[str, Bounds]] = {}
    most: ClassVar[Mapping[str, tuple[int, str]]] = {}

    def automaton(self, labels: Labels) -> Automaton:
        """Go to the label if it is louder."""
        return Automaton(states=labels, following=max)

    def scale(self, labels: Labels) -> Scale:
        """Give the labels."""
        return Scale(words=labels)

    def check(self, _flaws: Flaws, _reports: ReportsRead) -> None:
        """Nothing can be wrong with it alone."""

    def most_states(self, labels: int, _policy: Policy) -> int:
        """Count the labels."""
        return labels
