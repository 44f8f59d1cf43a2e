"""`phaseline log CASE "…"`: enter a report, an act, what becomes of a threat, or a retraction."""

import argparse
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from phaseline.case.model.case import Case
from phaseline.cli.log_options import TYPED, configure
from phaseline.cli.opening import open_case
from phaseline.cli.own_cases import own_case
from phaseline.cli.row_lists import import_list
from phaseline.cli.sound_ledgers import opened_ledger, sound_ledger
from phaseline.desk.watching.entering import (
    ReportWords,
    held_to_case,
    require_plain,
    retracting,
    retractions,
)
from phaseline.errors import QuestionError
from phaseline.watch.audit import sound_entries
from phaseline.watch.ledger import LedgerDraft, LedgerEntry, LedgerStore
from phaseline.watch.reports import content_of_report, drafted


def run(args: argparse.Namespace) -> int:
    """
    Enter it, and say under which number.

    Raises:
        QuestionError: Something that it names is not there, is not graded, or has no reason.
    """
    where = own_case(args.case, "not of your making")
    case, _ = open_case(args, asks_law=False)
    store = opened_ledger(where)
    by = args.by or case.prepared_by
    if not by:
        raise QuestionError("--by: say who enters it; the case does not say who prepared it")
    require_plain(by, "--by")
    require_plain(args.because, "--because")
    now = datetime.now(UTC).astimezone()  # the day is that of who enters
    with sound_ledger(args.case):
        gone = dict(retractions(sound_entries(store)))  # which goes through all of it
        if args.list:
            return import_list(case, store, Path(args.list), by=by, now=now)
        [entry] = store.append([_draft(args, case, store, retracted=gone, by=by, now=now)])
    store.close()
    print(
        f"entry {entry.number} of {store.where}; `phaseline watch {args.case}` says what it moves"
    )
    return 0


def _draft(
    args: argparse.Namespace,
    case: Case,
    store: LedgerStore,
    *,
    retracted: Mapping[str, LedgerEntry],
    by: str,
    now: datetime,
) -> LedgerDraft:
    """
    Give what the command enters: a retraction, or what it reports.

    Raises:
        QuestionError: Something that it names is not there, is not graded, or has no reason.
    """
    at = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if args.retract:
        return retracting(
            store, args.retract, retracted=retracted, because=args.because, by=by, at=at
        )
    typed = {name: getattr(args, name) for name in TYPED}
    words = ReportWords(**typed, indicator=args.of, is_seen=not args.not_seen)
    report = held_to_case(case, words, now=now)
    return drafted(report.kind, content_of_report(report), by=by, at=at)


__all__ = ["configure", "run"]
