"""A figure over draws, for programs."""

from phaseline.desk.estimates.percentiles import DrawRange


def range_data(spread: DrawRange) -> dict[str, float]:
    """Give the middle of a figure over draws, with its ends."""
    return {"median": spread.median, "low": spread.low, "high": spread.high}
