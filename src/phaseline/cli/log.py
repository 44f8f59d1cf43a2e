"""`phaseline log CASE "…"`: enter a report, an act, what becomes of a threat, or a retraction."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path

from phaseline.cli.opening import open_case
from phaseline.cli.own_cases import own_case
from phaseline.cli.row_lists import import_list
from phaseline.desk.watching.entering import ReportWords, held_to_case, require_plain, retracting
from phaseline.errors import QuestionError
from phaseline.watch.places import ledger_path
from phaseline.watch.reports import content_of_report, drafted
from phaseline.watch.sqlite import SqliteLedger

_HELP = {
    "source": ("S", "who reports: a channel of the case, or one of its sources"),
    "grade": ("B2", "how far the source is trusted (A to F), and what it says (1 to 6)"),
    "when": ("DAY", "the day on which it was seen or reported, such as 2024-10-21"),
    "of": ("ID", "the indicator that was looked for; the only one of the case if left out"),
    "act": ("TRACK:LEVEL", "in place of an indicator, an act that everybody sees, such as a:b"),
    "threat": ("THREAT:STATE", "what becomes of a threat of either side, such as a:executed"),
    "measure": ("MEASURE:STATE", "that a measure is in_force, or ended, such as a:in_force"),
    "tlp": ("LEVEL", "how far it may be passed on: CLEAR, GREEN, AMBER, AMBER+STRICT or RED"),
    "origin": ("TEXT", "the original source; if left out, who reports, on that day"),
    "because": ("TEXT", "why it is graded otherwise than its channel, or is retracted"),
    "by": ("NAME", "who enters it (default: who prepared the case)"),
}
_TYPED = ("says", "source", "grade", "when", "origin", "because", "act", "threat", "measure", "tlp")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("case", metavar="CASE", help="a case of your own")
    parser.add_argument("says", nargs="?", metavar="TEXT", default="", help="what is reported")
    for name, (letter, says) in _HELP.items():
        parser.add_argument(f"--{name}", metavar=letter, default="", help=says)
    parser.add_argument("--not-seen", action="store_true", help="it was looked for in vain")
    parser.add_argument(
        "--retract", metavar="ENTRY", default="", help="an entry, by number or name"
    )
    parser.add_argument(
        "--from",
        dest="list",
        metavar="FILE",
        default="",
        help="a list: .csv, .jsonl, or .json of STIX",
    )
    parser.set_defaults(sources=None, changes=[], json=False)


def run(args: argparse.Namespace) -> int:
    """
    Enter it, and say under which number.

    Raises:
        QuestionError: Something that it names is not there, is not graded, or has no reason.
    """
    where = own_case(args.case, "not of your making")
    case, _ = open_case(args, asks_law=False)
    store = SqliteLedger(ledger_path(where))
    by = args.by or case.prepared_by
    if not by:
        raise QuestionError("--by: say who enters it; the case does not say who prepared it")
    require_plain(by, "--by")
    require_plain(args.because, "--because")
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    today = date.today()  # noqa: DTZ011  # of who enters
    if args.list:
        return import_list(case, store, Path(args.list), by=by, at=at, today=today)
    if args.retract:
        draft = retracting(store, args.retract, because=args.because, by=by, at=at)
        [entry] = store.append([draft])
    else:
        typed = {name: getattr(args, name) for name in _TYPED}
        words = ReportWords(**typed, indicator=args.of, is_seen=not args.not_seen)
        report = held_to_case(case, words, today=today)
        [entry] = store.append([drafted(report.kind, content_of_report(report), by=by, at=at)])
    store.close()
    print(
        f"entry {entry.number} of {store.where}; `phaseline watch {args.case}` says what it moves"
    )
    return 0
