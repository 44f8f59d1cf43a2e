"""`phaseline watch CASE --page`: a day of the watch on one sheet, written as a file."""

import argparse
import os
from pathlib import Path

from phaseline.cli.own_key import configuration_folder, own_key
from phaseline.cli.printing import browser, print_page
from phaseline.cli.writing import may_write, write_together
from phaseline.desk.watching.full_day import FullDay
from phaseline.errors import QuestionError
from phaseline.watch.checkpoint import PublicKey, checkpoint_text


def may_write_day(args: argparse.Namespace) -> str:
    """
    Refuse what cannot be written or printed, before the day is worked out.

    Returns:
        The browser that prints; empty where nothing is printed.

    Raises:
        QuestionError: The file is no page, its place cannot be written, or no browser is there.
    """
    if not args.page:
        if args.pdf:
            raise QuestionError("--pdf prints the daily page: name it by --page FILE.html")
        return ""
    if args.replay:
        raise QuestionError("--page shows one day, and --replay many: leave one of them out")
    page = Path(args.page)
    if page.suffix.lower() not in {".html", ".htm"}:
        raise QuestionError(f"--page: found {args.page!r}; expected a name that ends in .html")
    may_write(page.parent, (page.name, page.with_suffix(".pdf").name), argument="--page")
    return browser(page.name) if args.pdf else ""


def write_day(args: argparse.Namespace, full: FullDay, printer: str) -> tuple[Path, ...]:
    """
    Write the page, and its PDF where a browser prints; give what is written.

    Raises:
        QuestionError: The place cannot be written.
        EngineError: The key cannot be read, or the browser printed nothing.
    """
    from phaseline.brief.daily import daily_html  # which loads all that a brief is made of

    signed = _signed(full) if full.watch.head.size else {}
    page = Path(args.page)
    text = daily_html(full, **signed)
    written = write_together(page.parent, {page.name: text}, argument="--page")
    if printer:
        written = (*written, print_page(page, page.with_suffix(".pdf"), by=printer))
    return written


def _signed(full: FullDay) -> dict[str, str]:
    """Sign the ledger that the day rests on."""
    key, origin = own_key(configuration_folder(os.environ)), f"phaseline/{full.watch.case.id}"
    return {
        "checkpoint": checkpoint_text(full.watch.head, origin=origin, key=key),
        "key": PublicKey(name=origin, key=key.public).text,
    }
