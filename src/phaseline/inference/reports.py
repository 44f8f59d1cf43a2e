"""
What one graded report is worth: how much likelier it is where the line is crossed.

A report is graded twice, and independently: its source by reliability (A to E, F where it cannot
be judged), its content by credibility (1 to 5, 6 where it cannot be judged). F and 6 are no low
grades: such a report moves nothing. Otherwise the two weights multiply to the chance r that the
report follows what happened; with the rest it comes as such reports come anyway:

    P(report | crossed) = r · hit + (1 − r) · background
    P(report | not)     = r · false alarm + (1 − r) · background

A report that the indicator was looked for and not seen has the chances of the opposite.

Where one of the two chances is 0, one report settles it. Its logarithm is held as a number so large
that nothing else weighs against it, and not as infinite: so certainties for and against cancel, as
any two opposite reports do, and a sum of them is a number.

Source:
    NATO AJP-2.1 (Admiralty grades); the mixture is the report likelihood with an unreliable source.
"""

import numpy as np

from phaseline.inference.belief import CERTAIN, Draws
from phaseline.terms.record import record

RELIABILITIES = ("A", "B", "C", "D", "E", "F")
CREDIBILITIES = ("1", "2", "3", "4", "5", "6")
UNJUDGED = frozenset({"F", "6"})


@record
class IndicatorRates:
    """
    How an indicator goes with what it indicates.

    Args:
        hit: The chance that it is seen where the line is crossed (draw).
        false_alarm: The chance that it is seen where it is not (draw).
        background: The chance that it is reported whatever happened (draw).
    """

    hit: Draws
    false_alarm: Draws
    background: Draws


def weight(reliability: str, credibility: str, *, grades: dict[str, Draws]) -> Draws | None:
    """
    Give the chance that a report follows what happened, from its two grades; None where one of
    them says that it cannot be judged (draw).

    Args:
        reliability: A to F.
        credibility: 1 to 6.
        grades: The weight of each letter and digit but F and 6, from 0 to 1 (draw).

    Raises:
        KeyError: A grade that is none of them.
    """
    if {reliability, credibility} & UNJUDGED:
        return None
    return grades[reliability] * grades[credibility]


def log_ratio(rates: IndicatorRates, *, is_seen: bool, weighs: Draws | None) -> Draws:
    """
    Give the logarithm of the likelihood ratio of a report, within `CERTAIN` of 0; 0 where it cannot
    be judged (draw).

    Args:
        rates: What its indicator goes with.
        is_seen: Whether it says that the indicator is seen; otherwise that it is not.
        weighs: The chance that the report follows what happened (draw); None moves nothing.
    """
    if weighs is None:
        return np.zeros_like(rates.hit)
    hit, false_alarm = (
        (rates.hit, rates.false_alarm) if is_seen else (1 - rates.hit, 1 - rates.false_alarm)
    )
    otherwise = rates.background if is_seen else 1 - rates.background
    crossed = weighs * hit + (1 - weighs) * otherwise
    clean = weighs * false_alarm + (1 - weighs) * otherwise
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio: Draws = np.where(crossed == clean, 0.0, np.log(crossed) - np.log(clean))
    return np.clip(ratio, -CERTAIN, CERTAIN)
