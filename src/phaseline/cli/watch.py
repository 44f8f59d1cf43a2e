"""`phaseline watch CASE`: what the reports on its ledger make of what a case believes."""

import argparse
from datetime import date

from phaseline.case.shipped import case_path
from phaseline.cli.daily import may_write_day, write_day
from phaseline.cli.opening import case_arguments, open_case, print_json
from phaseline.cli.path_arguments import named
from phaseline.cli.replaying import replay
from phaseline.cli.sound_ledgers import opened_ledger, sound_ledger
from phaseline.desk.watching.full_day import full_day
from phaseline.errors import QuestionError
from phaseline.present.data.watch_outlook import full_day_data
from phaseline.present.terminal.watch_outlook import full_day_text
from phaseline.present.wording.rounding import rounded
from phaseline.watch.audit import head, sound_entries
from phaseline.watch.places import EVENTS
from phaseline.watch.reports import reported


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    case_arguments(parser)
    parser.add_argument(
        "--on", metavar="DAY", default="", help="as of a day (default: that of the latest report)"
    )
    parser.add_argument(
        "--replay",
        metavar="FILE",
        nargs="?",
        const=EVENTS,
        default="",
        help="replay a list day by day; the public events of the case if FILE is left out",
    )
    parser.add_argument(
        "--page", metavar="FILE", default="", help="write the day on one sheet, as a page of HTML"
    )
    parser.add_argument(
        "--pdf", action="store_true", help="print that page too, by a browser on the PATH"
    )


def run(args: argparse.Namespace) -> int:
    """Print the watch of a day, or a replay."""
    day = _day(args.on) if args.on else None
    printer = may_write_day(args)
    case, report = open_case(args, asks_law=False)
    if args.replay:
        return replay(args, case, report)
    store = opened_ledger(case_path(args.case))
    with sound_ledger(args.case):
        now = head(store)
        reports = reported(sound_entries(store, now.size))
    watch = rounded(full_day(case, reports, head=now, day=day), places=12)
    written = write_day(args, watch, printer) if args.page else ()
    if args.json:
        files = {"written": [str(path) for path in written]} if written else {}
        print_json(report, {**full_day_data(watch), **files})
    elif written:
        print("\n".join(f"daily page: {named(path)}" for path in written))
    else:
        print(full_day_text(watch))
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise QuestionError(f"--on: found {text!r}; expected a day, such as 2024-11-28") from None
