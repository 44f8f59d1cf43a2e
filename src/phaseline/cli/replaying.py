"""`phaseline watch CASE --replay`: what each day of a list would have believed and called for."""

import argparse
from datetime import date
from pathlib import Path

from phaseline.case.check.report import Report
from phaseline.case.model.case import Case
from phaseline.case.shipped import case_path
from phaseline.cli.opening import print_json
from phaseline.desk.watching.replay import in_order_of_days, replayed
from phaseline.present.data.watch_replay import replay_data
from phaseline.present.terminal.watch_replay import replay_text
from phaseline.present.wording.rounding import rounded
from phaseline.watch.places import EVENTS
from phaseline.web.replay_lists import listed_reports


def replay(args: argparse.Namespace, case: Case, report: Report) -> int:
    """
    Replay a list, and print its days.

    Raises:
        QuestionError: The list cannot be read, or one of its rows is no report of the case.
    """
    where = Path(args.replay) if args.replay != EVENTS else case_path(args.case) / EVENTS
    today = date.today()  # noqa: DTZ011  # of who asks
    reports = listed_reports(case, where, today=today)
    replay = rounded(replayed(case, in_order_of_days(reports)), places=12)
    if args.json:
        print_json(report, replay_data(replay))
    else:
        print(replay_text(replay))
    return 0
