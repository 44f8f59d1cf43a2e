"""`phaseline watch CASE --replay`: what each day of a list would have believed and called for."""

import argparse
from datetime import date
from pathlib import Path

from phaseline.case.check.report import Report
from phaseline.case.model.case import Case
from phaseline.case.shipped import case_path
from phaseline.cli.opening import print_json
from phaseline.desk.watching.importing import report_of_row
from phaseline.desk.watching.replay import in_order_of_days, replayed
from phaseline.errors import QuestionError
from phaseline.present.data.watch_replay import replay_data
from phaseline.present.terminal.watch_replay import replay_text
from phaseline.present.wording.rounding import rounded
from phaseline.watch.formats import rows_of_file
from phaseline.watch.reports import GradedReport

OWN = "replay.csv"  # in the folder of a case: its public events as reports


def replay(args: argparse.Namespace, case: Case, report: Report) -> int:
    """
    Replay a list, and print its days.

    Raises:
        QuestionError: The list cannot be read, or one of its rows is no report of the case.
    """
    where = Path(args.replay) if args.replay != OWN else case_path(args.case) / OWN
    replay = rounded(replayed(case, in_order_of_days(_reports(case, where))), places=12)
    if args.json:
        print_json(report, replay_data(replay))
    else:
        print(replay_text(replay))
    return 0


def _reports(case: Case, where: Path) -> list[GradedReport]:
    today = date.today()  # noqa: DTZ011  # of who asks
    try:
        with where.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
            return [
                report_of_row(case, row, today=today, name=where.name)
                for row in rows_of_file(text, where.name)
            ]
    except OSError as error:
        raise QuestionError(f"{where}: it cannot be read: {error.strerror}") from None
