"""Which stock could meet which need: by function, calibre and launcher."""

import pytest

from phaseline.supply.matching import State, StockOffer, StockWanted, match, state

SHELLS = StockWanted(id="shells", calibre="155 mm")


@pytest.mark.parametrize(
    ("stock", "fits", "why"),
    [
        (StockOffer(id="s", meets=("shells",), calibre="155 mm"), True, ""),
        (StockOffer(id="s", meets=("shells",), calibre="105 mm"), False, "105 mm is not 155 mm"),
        (StockOffer(id="s", meets=("shells",)), False, "its calibre is not in the sources"),
        (
            StockOffer(id="s", meets=("shells",), calibre="155 mm", launcher="gun"),
            False,
            "fired from 'gun' alone",
        ),
    ],
)
def test_a_calibre_and_a_launcher_decide(stock, fits, why):
    """
    105 mm never meets 155 mm; an unknown calibre is not taken for the right one; a round without
    its gun meets nothing.
    """
    found = match(SHELLS, stock, (stock,))

    assert found.fits is fits
    assert why in found.why_not


def test_a_launcher_that_is_there_lets_a_round_fit():
    """With its launcher in the register the missile serves."""
    missile = StockOffer(id="missile", meets=("strike",), launcher="k239")

    assert match(StockWanted(id="strike"), missile, (missile, StockOffer(id="k239"))).fits
    assert not match(
        StockWanted(id="strike"), missile, (missile, StockOffer(id="k239", is_precedent=True))
    ).fits


def test_another_function_is_no_match():
    """What no source names for a need has nothing to do with it."""
    assert match(SHELLS, StockOffer(id="tank", meets=("tanks",)), ()) is None


def test_a_need_has_a_named_item_a_precedent_or_none():
    """
    A present stock names it; a past delivery is a precedent; a stock that does not fit is neither.
    """
    present, past, wrong = (
        StockOffer(id="a", meets=("shells",), calibre="155 mm"),
        StockOffer(id="b", meets=("shells",), calibre="155 mm", is_precedent=True),
        StockOffer(id="c", meets=("shells",), calibre="105 mm"),
    )

    assert [
        state(SHELLS, stocks)[0] for stocks in ((present, past), (past, wrong), (wrong,), ())
    ] == [
        State.NAMED,
        State.PRECEDENT,
        State.NONE,
        State.NONE,
    ]
