"""
A belief through the periods: predicted, then updated by what each period's reports add.

What an origin repeats in a later period adds no more there than it lifts the strongest so far by.
With no hazard the last belief is therefore the same in whatever order the reports came.
"""

from collections.abc import Sequence

from phaseline.inference.belief import Draws, chance_of, log_odds, odds_predicted
from phaseline.inference.origins import HeardReport, RunningTotal
from phaseline.terms.record import record


@record
class HeardPeriod:
    """
    A period of a belief.

    Args:
        believed: The belief that the line is crossed after it (draw).
        added: What its reports add to the log odds (draw).
    """

    believed: Draws
    added: Draws


class RunningBelief:
    """
    A belief as its reports come, period after period: the first is open from the start.

    Args:
        prior: The belief before the first period (draw).
        hazard: The chance per period that a crossing begins (draw).
    """

    def __init__(self, prior: Draws, hazard: Draws) -> None:
        self._odds, self._hazard = log_odds(prior), hazard
        self._before, self._running = 0.0 * prior, RunningTotal(len(prior))

    def hear(self, report: HeardReport) -> Draws:
        """
        Take a report of the open period, in any order; give how much it adds to the log odds beside
        those of its origin before it (draw).
        """
        return self._running.hear(report)

    def so_far(self) -> HeardPeriod:
        """Give the open period as if it ended now."""
        return self._ended(self._running.total())

    def so_far_with(self, report: HeardReport, *, draws: int) -> HeardPeriod:
        """
        Give the open period as if it ended now with one more report, in the first so many draws.

        Args:
            report: The report; it is not taken.
            draws: How many draws are told.
        """
        return self._ended(self._running.total_with(report, draws=draws))

    def close(self) -> HeardPeriod:
        """End the open period, and open the next."""
        now = self._running.total()
        ended = self._ended(now)
        self._odds = odds_predicted(self._odds, self._hazard) + ended.added
        self._before = now
        return ended

    def _ended(self, now: Draws) -> HeardPeriod:
        """Give the open period where all reports so far add this to the log odds (draw)."""
        first = slice(len(now))
        added = now - self._before[first]
        odds = odds_predicted(self._odds[first], self._hazard[first]) + added
        return HeardPeriod(believed=chance_of(odds), added=added)


def beliefs(
    prior: Draws, hazard: Draws, heard: Sequence[Sequence[HeardReport]]
) -> tuple[Draws, ...]:
    """
    Give the belief that the line is crossed after each period (draw).

    Args:
        prior: The belief before the first period (draw).
        hazard: The chance per period that a crossing begins (draw).
        heard: The reports of each period, each list in any order.
    """
    running, believed = RunningBelief(prior, hazard), []
    for period in heard:
        for report in period:
            running.hear(report)
        believed.append(running.close().believed)
    return tuple(believed)
