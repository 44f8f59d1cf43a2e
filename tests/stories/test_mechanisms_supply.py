"""What Ukraine needs and what Seoul has, as a reader sees it."""

from phaseline.case.values import amount_at
from phaseline.terms.quantity import Quantity


def test_only_two_stocks_have_a_number(korea, phaseline):
    """3.4 million 105 mm shells and 200 howitzers; every other quantity is not in the papers."""
    counted = {
        stock.id: amount_at(korea, f"stocks.{stock.id}.quantity").number
        for stock in korea.stocks
        if isinstance(amount_at(korea, f"stocks.{stock.id}.quantity"), Quantity)
    }

    assert counted == {"shells-105": 3_400_000, "k105": 200}
    assert (
        "stocks.hawk.quantity: Not in the two papers."
        in phaseline("show", "korea-2024", "stocks.hawk.quantity").out
    )


def test_the_claim_that_seoul_has_precisely_what_is_needed_stands_beside_the_count(
    entry, phaseline
):
    """One paper says "precisely"; of nine needs six have a named item, and both are shown."""
    told = phaseline("ask", "korea-2024", "11").out

    assert "precisely" in entry("facts.right-arms").cites[0].exact
    assert "Of 9 needs, 6 have a named item" in told
    assert {"needs.radars", "needs.electronic-warfare", "needs.shells-155"} == set(
        entry("conflicts.X18").matters_for
    )
