"""
Reports of one origin: who repeats what another has said adds nothing.

Of all reports that go back to one original source the strongest for a hypothesis counts, and the
strongest against it. So a repetition leaves a belief where it is, and an origin that says both
weighs as the two together. Which came first does not matter: each report adds what it lifts the
strongest so far by, and the sum is the same in any order.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from phaseline.inference.belief import Draws
from phaseline.terms.record import record


@record
class HeardReport:
    """
    A report that is weighed.

    Args:
        id: Its name in the ledger.
        origin: The original source that it goes back to.
        log_ratio: The logarithm of its likelihood ratio, taken alone (draw).
    """

    id: str
    origin: str
    log_ratio: Draws


def counted(reports: Iterable[HeardReport]) -> Iterator[tuple[HeardReport, Draws]]:
    """
    Give each report with how much it adds to the log odds beside those of its origin before it
    (draw).

    Args:
        reports: The reports, in any order; their sum is the same in each.
    """
    strongest: dict[str, tuple[Draws, Draws]] = {}
    for report in reports:
        none = np.zeros_like(report.log_ratio)
        above, below = strongest.get(report.origin, (none, none))
        now = np.maximum(above, report.log_ratio), np.minimum(below, report.log_ratio)
        strongest[report.origin] = now
        yield report, (now[0] - above) + (now[1] - below)


class RunningTotal:
    """
    What reports together add to the log odds, as they come: a sum over origins in the order of
    their names, so that it is the same to the last bit however the reports came.

    Args:
        draws: How many draws there are.
    """

    def __init__(self, draws: int) -> None:
        self._none = np.zeros(draws)
        self._extremes: dict[str, tuple[Draws, Draws]] = {}

    def hear(self, reports: Iterable[HeardReport]) -> None:
        """Take further reports, in any order."""
        for report in reports:
            above, below = self._extremes.get(report.origin, (self._none, self._none))
            self._extremes[report.origin] = (
                np.maximum(above, report.log_ratio),
                np.minimum(below, report.log_ratio),
            )

    def total(self) -> Draws:
        """Give what all of them add (draw)."""
        added = self._none
        for origin in sorted(self._extremes):
            above, below = self._extremes[origin]
            added = added + (above + below)
        return added


def total(reports: Iterable[HeardReport], *, draws: int) -> Draws:
    """
    Give what all reports together add to the log odds (draw); see `RunningTotal`.

    Args:
        reports: The reports, in any order.
        draws: How many draws there are, for where there is no report.
    """
    running = RunningTotal(draws)
    running.hear(reports)
    return running.total()
