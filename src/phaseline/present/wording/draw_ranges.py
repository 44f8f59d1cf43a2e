"""A figure over draws, in words."""

from phaseline.desk.estimates.percentiles import DrawRange
from phaseline.present.wording.game import figure
from phaseline.present.wording.rounding import rounded


def range_words(spread: DrawRange, digits: int) -> str:
    """Write a figure with its ends; alone where all draws say the same."""
    low, median, high = (
        figure(rounded(end), digits) for end in (spread.low, spread.median, spread.high)
    )
    return median if low == high else f"{median} ({low} to {high})"
