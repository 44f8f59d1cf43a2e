"""
Which stock could meet which need: by function, calibre and launcher.

A thing serves the function that a source names it for. Rounds of another calibre than the need asks
for never serve it, and what has to be fired from a launcher serves nothing unless the launcher is
there too.
"""

from collections.abc import Sequence
from enum import Enum

from phaseline.terms.record import record


class State(Enum):
    """How a need stands."""

    NAMED = "named"
    PRECEDENT = "precedent"
    NONE = "none"


@record
class StockWanted:
    """
    A need, as far as matching goes.

    Args:
        id: Its name.
        calibre: The calibre it fixes; none if empty.
    """

    id: str
    calibre: str = ""


@record
class StockOffer:
    """
    A stock, as far as matching goes.

    Args:
        id: Its name.
        meets: The needs whose function it has.
        calibre: Its calibre; empty where it has none, or none is named.
        launcher: What it has to be fired from; nothing if empty.
        is_precedent: Whether only a past delivery is on record.
    """

    id: str
    meets: tuple[str, ...] = ()
    calibre: str = ""
    launcher: str = ""
    is_precedent: bool = False


@record
class StockMatch:
    """
    How one stock stands to one need.

    Args:
        need: The id of the need.
        stock: The id of the stock.
        fits: Whether it could meet it.
        why_not: Why it could not, though a source names it for the function; empty where it fits.
    """

    need: str
    stock: str
    fits: bool
    why_not: str


def match(need: StockWanted, stock: StockOffer, there: Sequence[StockOffer]) -> StockMatch | None:
    """
    Say how a stock stands to a need; None where it has nothing to do with it.

    Args:
        need: The need.
        stock: The stock.
        there: All stocks, among which a launcher is looked for.
    """
    if need.id not in stock.meets:
        return None
    why = _why_not(need, stock, there)
    return StockMatch(need=need.id, stock=stock.id, fits=not why, why_not=why)


def _why_not(need: StockWanted, stock: StockOffer, there: Sequence[StockOffer]) -> str:
    """Say why a stock that has the function cannot meet a need; empty where it can."""
    if need.calibre and not stock.calibre:
        return f"its calibre is not in the sources; the need is for {need.calibre}"
    if need.calibre and need.calibre != stock.calibre:
        return f"{stock.calibre} is not {need.calibre}"
    if stock.launcher and not _has_launcher(stock, there):
        return f"it is fired from {stock.launcher!r} alone, which is not there"
    return ""


def _has_launcher(stock: StockOffer, there: Sequence[StockOffer]) -> bool:
    """Whether what a stock is fired from is among the others, by more than a past delivery."""
    return any(
        offer.id == stock.launcher and not offer.is_precedent and offer.id != stock.id
        for offer in there
    )


def state(need: StockWanted, stocks: Sequence[StockOffer]) -> tuple[State, tuple[StockMatch, ...]]:
    """Give how a need stands, and how each stock that is named for it does."""
    matches = tuple(
        stock_match
        for stock_match in (match(need, stock, stocks) for stock in stocks)
        if stock_match is not None
    )
    fitting = {stock_match.stock for stock_match in matches if stock_match.fits}
    if any(stock.id in fitting and not stock.is_precedent for stock in stocks):
        return State.NAMED, matches
    return (State.PRECEDENT if fitting else State.NONE), matches
