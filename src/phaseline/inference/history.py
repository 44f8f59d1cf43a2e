"""
A belief through the periods: predicted, then updated by what each period's reports add.

What an origin repeats in a later period adds no more there than it lifts the strongest so far by.
With no hazard the last belief is therefore the same in whatever order the reports came.
"""

from collections.abc import Iterator, Sequence

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


def heard_periods(
    prior: Draws, hazard: Draws, heard: Sequence[Sequence[HeardReport]]
) -> Iterator[HeardPeriod]:
    """
    Give each period with the belief after it, and what its reports add.

    Args:
        prior: The belief before the first period (draw).
        hazard: The chance per period that a crossing begins (draw).
        heard: The reports of each period, each list in any order.
    """
    odds, before, running = log_odds(prior), 0.0 * prior, RunningTotal(len(prior))
    for period in heard:
        running.hear(period)
        now = running.total()
        added = now - before
        odds, before = odds_predicted(odds, hazard) + added, now
        yield HeardPeriod(believed=chance_of(odds), added=added)


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
    return tuple(period.believed for period in heard_periods(prior, hazard, heard))
