"""
A belief through the periods: predicted, then updated by what each period's reports add.

What an origin repeats in a later period adds no more there than it lifts the strongest so far by.
With no hazard the last belief is therefore the same in whatever order the reports came.
"""

from collections.abc import Sequence

from phaseline.inference.belief import Draws, chance_of, log_odds, odds_predicted
from phaseline.inference.origins import HeardReport, RunningTotal


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
    odds, before, running = log_odds(prior), 0.0 * prior, RunningTotal(len(prior))
    chances = []
    for period in heard:
        running.hear(period)
        now = running.total()
        odds, before = odds_predicted(odds, hazard) + (now - before), now
        chances.append(chance_of(odds))
    return tuple(chances)
