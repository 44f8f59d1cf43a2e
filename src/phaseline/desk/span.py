"""A number with what the assumptions make of it."""

from phaseline.terms.record import record


@record
class Span:
    """
    A number at the best values of all assumptions, with its range.

    Args:
        best: At the best values.
        low: The low end: over the ends of the assumptions, or the 5th percentile over draws of them, as the owner says.
        high: The high end, likewise.
    """

    best: float
    low: float
    high: float
