"""A day of the watch as one HTML page without outside parts, which prints on one sheet."""

from phaseline.brief.html import sheet_html
from phaseline.desk.watching.full_day import FullDay
from phaseline.present.document.daily_page import daily_page


def daily_html(full: FullDay, *, checkpoint: str = "", key: str = "") -> str:
    """
    Give the daily page.

    The same case, ledger and day give the same bytes.

    Args:
        full: The day of the watch.
        checkpoint: A signed checkpoint of its ledger; empty where the ledger is.
        key: The key that bears it out, on one line.
    """
    page = daily_page(full, checkpoint=checkpoint, key=key)
    return sheet_html("daily", title=f"{page.title}: {page.kicker}", page=page)
