"""
`belief`: the monitor holds the chance that the line is crossed, on a grid of nodes.

A belief is never rounded: it is split between the two nodes around it, so that its mean is kept,
and every threshold is a node. The nodes 0 and 1 are left out where a belief, once there, could not
move: a split would trap mass there that no exact belief ever reaches.

Source:
    Shiryaev (1963) for the predicted and updated belief; Lovejoy, *Operations Research* 39 (1991),
    162–175, for beliefs on a grid that keeps the mean.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from phaseline.game.bounds import HAZARD, Bounds, whole
from phaseline.game.flaws import Flaws
from phaseline.game.monitors.reports import AT, ReportsRead, misfit
from phaseline.game.monitors.states import MOST_NODES, Labels, Scale
from phaseline.game.spec import Game, Monitor, Policy
from phaseline.inference.belief import predicted, updated
from phaseline.terms.record import record

PRIOR = Bounds(says="a chance from 0, and below 1", such_as="0.1", low=0, high=1, is_below=True)


@record
class BeliefMonitor:
    """
    Holds the chance that the line is crossed, by Bayes' rule.

    Args:
        grid: How many evenly spaced nodes the first grid has, the ends included.
        prior: The chance of a crossing at the start.
        hazard: The chance per period that a crossing begins, as the monitor presumes.
    """

    needs: ClassVar[Mapping[str, Bounds]] = {"grid": whole(3), "prior": PRIOR}
    most: ClassVar[Mapping[str, tuple[int, str]]] = {"grid": (MOST_NODES, "nodes of belief")}

    grid: int
    prior: float
    hazard: float

    @classmethod
    def written(cls, monitor: Monitor) -> Self:
        """Read it off the game file; what that lacks is a grid of 33 nodes, and a prior of 0.5."""
        prior = 0.5 if monitor.prior is None else monitor.prior
        return cls(grid=monitor.grid or 33, prior=prior, hazard=monitor.hazard)

    def nodes(self, game: Game) -> tuple[float, ...]:
        """
        Give the nodes of the grid: evenly spaced, with the start, the prior and every threshold
        among them.

        Args:
            game: The game whose monitor it is.
        """
        even = [place / (self.grid - 1) for place in range(self.grid)]
        traps = {1.0} if self.hazard > 0 else {0.0, 1.0}
        return tuple(sorted({*even, self.prior, self.begun(game), *_thresholds(game)} - traps))

    def begun(self, game: Game) -> float:
        """Give the belief at the start: the one that the file names, or the prior."""
        start = game.start.get("monitor")
        return float(start) if isinstance(start, int | float) else self.prior

    def successors(
        self, nodes: tuple[float, ...], node: float, *, crossed: float, clean: float
    ) -> Iterator[tuple[int, float]]:
        """
        Predict and update a belief, and split it between the nodes around it.

        Args:
            nodes: The nodes of the grid.
            node: The belief before the report.
            crossed: The chance of the report where the line is crossed.
            clean: Its chance where it is not.

        Yields:
            The places of the nodes that follow, with their shares.
        """
        believed = updated(predicted(node, self.hazard), crossed=crossed, clean=clean)
        right = bisect_right(nodes, believed)
        if right in {0, len(nodes)}:
            yield min(right, len(nodes) - 1), 1.0
        else:
            share = (believed - nodes[right - 1]) / (nodes[right] - nodes[right - 1])
            yield right - 1, 1 - share
            yield right, share

    def scale(self, _labels: Labels) -> Scale:
        """Give the beliefs: the grid has no node at which a belief could never move."""
        is_stuck = self.hazard == 0
        says = "a belief above 0 and below 1" if is_stuck else "a belief from 0, and below 1"
        return Scale(
            bounds=Bounds(says=says, such_as="0.5", low=0, high=1, is_above=is_stuck, is_below=True)
        )

    def check(self, flaws: Flaws, reports: ReportsRead) -> None:
        """Hold it to a red line that it can be about, and to a chance that can move."""
        if reports.tracks and not reports.red:
            misfit(
                flaws,
                AT,
                f"it forms a belief about {reports.tracks[0]}, which no red line crosses",
                expected="a track of the red line",
                fix="name a track of the red line, or take another kind of monitor",
            )
        if flaws.bounded((*AT, "hazard"), self.hazard, HAZARD) and self.prior == 0 == self.hazard:
            flaws.add(
                "PL410",
                (*AT, "prior"),
                "prior: found 0, and no hazard: such a belief never moves",
                expected="a prior or a hazard above 0",
                fix="write a number such as 0.1",
            )

    def most_states(self, _labels: int, policy: Policy) -> int:
        """Count the even nodes, the prior, and the thresholds of the policy."""
        return self.grid + 1 + len(policy.enter) + len(policy.exit)


def _thresholds(game: Game) -> Iterator[float]:
    """Give the beliefs from which any policy of the file calls a rung, or calls it off."""
    menu = game.solve.commit.menu if game.solve.commit else ()
    for policy in (game.ladder.policy, *(entry.policy for entry in menu)):
        for threshold in (*policy.enter.values(), *policy.exit.values()):
            if not isinstance(threshold, str):
                yield float(threshold)
